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

# The smallest group whose figures are given: those of one or two people would
# be their answers.
smallest_group <- 5

hold_back <- function(rows) {
  if (rows$n[1] >= smallest_group) return(rows)
  held <- !rows$statistic %in% c("n", "n_complete", "n_any")
  rows[held, c("estimate", "conf_low", "conf_high")] <- NA_real_
  rows$note[held] <- paste("held back, fewer than", smallest_group,
                           "pairs in the group")
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
  used <- groups %in% enough
  spread <- vapply(split(d[used], droplevels(groups[used])), stats::sd, 0)
  why <- if (!is.null(weights)) {
    "groups are compared without weights only"
  } else if (length(enough) < 2) {
    paste("fewer than 2 groups have", smallest_group, "complete pairs")
  } else if (any(spread <= 1e-10 * max(1, abs(d)))) {
    "in one group every change is the same"
  }
  difference <- c(NA_real_, NA_real_, NA_real_)
  p <- NA_real_
  rule <- paste("Welch, groups of", smallest_group, "or more pairs")
  if (is.null(why)) {
    test <- stats::oneway.test(d[used] ~ droplevels(groups[used]))
    p <- test$p.value
    rule <- paste0(rule, ", F(", format(test$parameter[[1]]), ", ",
                   decimals(test$parameter[[2]], 1), ") = ",
                   decimals(test$statistic[[1]]))
    if (length(enough) == 2) {
      two <- stats::t.test(d[groups == enough[2]], d[groups == enough[1]],
                           conf.level = conf_level)
      difference <- c(-diff(two$estimate), two$conf.int)
    }
  }
  data.frame(
    group = NA_character_, statistic = c("group_difference", "p_group"),
    estimate = c(difference[1], p), conf_low = c(difference[2], NA),
    conf_high = c(difference[3], NA), n = sum(used),
    rule = c(if (length(enough) == 2) {
      paste0(enough[2], " less ", enough[1], ", Welch t interval")
    } else {
      "second group less first, Welch t interval"
    }, rule),
    note = c(
      if (is.na(difference[1])) why %||% "there are more than 2 groups" else NA,
      why %||% NA_character_
    )
  )
}
