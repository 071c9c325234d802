# The demo's cohort under a disclosure profile.
profiled_cohort <- function(disclosure) {
  cohort <- demo_cohort()
  cohort$study$disclosure <- disclosure
  cohort
}

profiles <- list("hesa", "ofs", "nhs", "ofqual", list(threshold = 5))

# The 15 people of the paper's table.
fifteen <- function() {
  people <- data.frame(sex = rep(c("Female", "Male"), c(11, 4)))
  people$year <- factor(rep(c(3, 4, 5, NA), c(7, 5, 2, 1)), 3:5)
  people$fif <- factor(rep(c("Yes", NA), c(12, 3)), c("Yes", "No"))
  people$ethnicity <- factor(
    rep(c("Black", "White", "Asian", "Mixed"), c(3, 3, 8, 1)),
    c("Black", "White", "Asian", "Mixed")
  )
  people
}

# A table of counts as demographics() hands it on to be published.
table_of <- function(n, who = "everyone", variable = "question",
                     total = sum(n), ...) {
  data.frame(
    who = who, group = NA_character_, variable = variable, label = variable,
    level = as.character(seq_along(n)), level_label = paste("level", seq_along(n)),
    outcome = NA_character_, statistic = "count", n = as.integer(n),
    denominator = as.integer(total), percent = 0, estimate = as.double(n),
    method = "share_of_all", weighted = FALSE, reason = NA_character_,
    about = NA_character_, setting = NA_real_, several = FALSE, status = "shown", ...
  )
}

# All ways to divide n people among some levels, one a row.
divisions <- function(n, levels) {
  if (levels == 1) return(matrix(n, 1, 1))
  do.call(rbind, lapply(0:n, function(first) {
    cbind(first, divisions(n - first, levels - 1), deparse.level = 0)
  }))
}

# Every statistical result of a cohort, and the statistics that count people.
results_of <- function(cohort) {
  list(
    paired_change(cohort), paired_change(cohort, by = "sex"), persistence(cohort),
    unpaired_change(cohort),
    wave_means(cohort), scale_reliability(cohort), attrition(cohort),
    attrition(cohort, compare = "linkage"), item_change(cohort),
    suppressWarnings(item_frequencies(cohort, items = c("Q4_1", "Q5")))
  )
}

people_statistics <- c(
  "n", "n_before", "n_after", "n_both", "n_before_only", "n_after_only", "n_complete", "n_any", "n_lost",
  "improved", "same", "worse", "at_ceiling", "reliable_gain", "reliable_same",
  "reliable_loss", "moved", "count"
)
