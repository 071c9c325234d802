# Whether groups of people changed alike.

# A factor of what the column says, in the order of its labels; those who did
# not answer are a group too.
group_labels <- function(column) {
  found <- answer_levels(column)
  text <- found$text[match(found$of_row, found$value)]
  text[is.na(text)] <- "Not answered"
  factor(text, unique(c(found$text[found$text %in% text],
                        if ("Not answered" %in% text) "Not answered")))
}

# The groups that a column of a cohort's people divides them into: of a demographic as
# its table names them.
people_groups <- function(cohort, column) {
  entry <- demographic_entry(cohort$study, column)
  if (is.null(entry)) return(group_labels(cohort$people[[column]]))
  droplevels(demographic_answers(cohort, entry))
}

# Without the figures of a group smaller than smallest_group.
leave_out_few_pairs <- function(rows) {
  if (rows$n[1] >= smallest_group) return(rows)
  held <- !rows$statistic %in% c("n", "n_complete", "n_any")
  rows[held, c("estimate", "conf_low", "conf_high")] <- NA_real_
  rows$reason[held] <- "few_in_group"
  rows$caution[held] <- NA_character_
  rows
}

# Welch 1951: the F that the groups' mean changes are equal, spreads apart. For
# two groups also their difference, with the t interval of Welch.
group_rows <- function(d, groups, counts, weights, conf_level) {
  known <- !is.na(d)
  groups <- droplevels(rep(groups[known], counts[known]))
  d <- rep(d[known], counts[known])
  people <- table(groups)
  enough <- names(people)[people >= smallest_group]
  two_groups <- length(enough) == 2
  used <- groups %in% enough
  spread <- vapply(split(d[used], droplevels(groups[used])), stats::sd, 0)
  why <- if (!is.null(weights)) {
    "groups_unweighted"
  } else if (length(enough) < 2) {
    "few_groups"
  } else if (any(spread <= 1e-10 * max(1, abs(d)))) {
    "constant_group"
  }
  difference <- c(NA_real_, NA_real_, NA_real_)
  p <- NA_real_
  f <- df1 <- df2 <- NA_real_
  if (is.null(why)) {
    test <- stats::oneway.test(d[used] ~ droplevels(groups[used]))
    p <- test$p.value
    f <- test$statistic[[1]]
    df1 <- test$parameter[[1]]
    df2 <- test$parameter[[2]]
    if (two_groups) {
      two <- stats::t.test(d[groups == enough[2]], d[groups == enough[1]],
                           conf.level = conf_level)
      difference <- c(-diff(two$estimate), two$conf.int)
    }
  }
  data.frame(
    group = NA_character_, statistic = c("group_difference", "p_group"),
    estimate = c(difference[1], p), conf_low = c(difference[2], NA),
    conf_high = c(difference[3], NA), n = sum(used),
    method = c(if (two_groups) "welch_two" else "welch_difference", "welch_f"),
    interval = c("welch_t", NA), weighted = FALSE,
    reason = c(
      if (is.na(difference[1])) why %||% "many_groups" else NA,
      why %||% NA_character_
    ),
    about = c(if (two_groups) enough[2] else NA, NA),
    against = c(if (two_groups) enough[1] else NA, NA), caution = NA_character_,
    setting = NA_real_, detail = c(NA, f), df1 = c(NA, df1), df2 = c(NA, df2)
  )
}
