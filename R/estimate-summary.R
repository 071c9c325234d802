# Numbers summed up: mean and SD, or median and quartiles, of a question or of
# an outcome by the answers to a question.

# The statistics of one set of people. Weights are scaled to sum to the people,
# as in change-weights.R; a quantile is the smallest value that has its share of
# the people at or below it, averaged with the next one where the share is met
# exactly (Hyndman and Fan 1996, definition 2).
summarise_numbers <- function(value, weights, summary) {
  known <- !is.na(value)
  value <- value[known]
  weights <- if (is.null(weights)) rep(1, length(value)) else weights[known]
  n <- length(value)
  total <- sum(weights)
  if (summary == "median") {
    at <- c(median = 0.5, lower_quartile = 0.25, upper_quartile = 0.75)
    return(vapply(at, function(p) weighted_quantile(value, weights, p), 0))
  }
  mean <- if (total > 0) sum(weights * value) / total else NA_real_
  spread <- if (n > 1 && total > 0) {
    sqrt(sum(weights * (value - mean)^2) * n / total / (n - 1))
  } else {
    NA_real_
  }
  c(mean = mean, sd = spread)
}

weighted_quantile <- function(value, weights, p) {
  if (!length(value) || sum(weights) <= 0) return(NA_real_)
  value <- value[weights > 0]
  weights <- weights[weights > 0]
  by <- order(value)
  below <- cumsum(weights[by])
  share <- p * below[length(below)]
  # Sums of weights such as 0.1 meet a share but for binary fractions.
  near <- 1e-9 * below[length(below)]
  at <- which(below >= share - near)[1]
  if (abs(below[at] - share) <= near && at < length(by)) {
    mean(value[by[at + 0:1]])
  } else {
    value[by[at]]
  }
}

# A question whose numbers are summed up: the statistics stand before the people
# who are not in them.
summarise_question <- function(x, variable, strata, rule, call) {
  column <- check_single_answers(x[[variable$columns]], variable$columns, call)
  value <- number_answers(column, variable$name, rule$codes, call)
  counts <- count_flags(list(is.na(value)), strata, rule, call)[[1]]
  possible <- could_decline(x, variable, rule)
  aside <- count_not_asked(variable, strata, rule, call)
  list(
    before = list(number_rows(
      value, variable, variable$summary, strata, rule,
      level_label = summary_labels[[variable$summary]],
      denominator = strata$n - (aside$people[1, ] %||% 0)
    )),
    counts = without_answer(
      character(), character(), counts$people, counts$weighted, possible, rule, aside = aside
    )
  )
}

summary_labels <- c(mean = "Mean (SD)", median = "Median (IQR)")

# The statistics of the people of each stratum, of those `among` them.
number_rows <- function(value, variable, summary, strata, rule, level_label,
                        level = NA_character_, outcome = NA_character_,
                        among = TRUE, denominator = strata$n) {
  n_strata <- length(strata$n)
  statistics <- if (summary == "median") {
    c("median", "lower_quartile", "upper_quartile")
  } else {
    c("mean", "sd")
  }
  estimate <- matrix(NA_real_, length(statistics), n_strata)
  n <- integer(n_strata)
  for (stratum in seq_len(n_strata)) {
    in_stratum <- rows_of_stratum(strata, stratum)
    chosen <- if (isTRUE(among)) in_stratum else {
      if (isTRUE(in_stratum)) which(among) else in_stratum[among[in_stratum]]
    }
    part <- value[chosen]
    n[stratum] <- sum(!is.na(part))
    estimate[, stratum] <- summarise_numbers(
      part, if (!is.null(rule$weights)) rule$weights[chosen], summary
    )
  }
  all <- function(x) rep(x, length(statistics) * n_strata)
  of_stratum <- function(x) rep(x, each = length(statistics))
  list(
    stratum = of_stratum(seq_len(n_strata)), variable = all(variable$name),
    level = all(level), level_label = all(level_label), outcome = all(outcome),
    statistic = rep(statistics, n_strata), n = of_stratum(n),
    denominator = of_stratum(denominator), percent = all(NA_real_),
    estimate = as.vector(estimate),
    method = all("people_with_number"), weighted = all(!is.null(rule$weights)),
    reason = all(NA_character_), about = all(rule$weight_name %||% NA_character_),
    setting = all(NA_real_), several = all(length(variable$columns) > 1)
  )
}

# The mean and SD of each outcome among the people who gave each answer.
outcome_rows <- function(x, variable, counts, strata, rule, outcomes, call) {
  among <- people_by_answer(x, variable, counts, rule, call)
  parts <- list()
  for (outcome in outcomes) {
    for (level in seq_along(among)) {
      parts[[length(parts) + 1]] <- number_rows(
        outcome$value, variable, "mean", strata, rule, outcome = outcome$label,
        level = counts$level[level], level_label = counts$level_label[level],
        among = among[[level]], denominator = counts$people[level, ]
      )
    }
  }
  parts
}

# The people behind each row of counts, as a list of logical vectors.
people_by_answer <- function(x, variable, counts, rule, call) {
  asked <- variable$asked %||% TRUE
  without <- function(i, unanswered) {
    if (counts$counts_as[i] == "not_asked") !asked else unanswered & asked
  }
  if (counts$several) {
    found <- tick_columns(x, variable, rule, call)
    any_tick <- Reduce(`|`, found$ticks, rep(FALSE, nrow(x)))
    none <- !any_tick & found$any_answer & !found$declined
    return(lapply(seq_along(counts$level), function(i) {
      if (counts$counts_as[i] != "answer") without(i, !any_tick & !none)
      else if (is.na(counts$level[i])) none
      else found$ticks[[match(counts$level[i], found$level)]]
    }))
  }
  column <- single_answers(x, variable, rule, call)
  question <- question_levels(column, could_decline(x, variable, rule),
                              rule$codes)
  lapply(seq_along(counts$level), function(i) {
    if (counts$counts_as[i] != "answer") return(without(i, question$at == 0))
    question$at == match(counts$level[i], question$level)
  })
}

# Means of few people are nearly their answers, and what rests on a count says
# as much as the count does: a statistic is suppressed with the level that it is
# of, and a comparison with any level of its question.
leave_out_few_people <- function(rows) {
  of <- which(rows$statistic != "count")
  if (length(of)) without_few(rows, of) else rows
}

# Without figures of few people, or beside a count that is not shown; `of` has the rows
# that are no counts.
without_few <- function(rows, of) {
  question <- paste(rows$who, rows$group, rows$variable, sep = "\r")
  level <- paste(question, rows$level_label, sep = "\r")
  count <- rows$statistic == "count"
  unseen <- count & rows$status != "shown"
  away <- count & rows$status == "suppressed"
  compares <- rows$statistic[of] == "p_population"
  with_count <- ifelse(compares, question[of] %in% question[unseen],
                       level[of] %in% level[away])
  few <- !compares & rows$n[of] < smallest_group
  held <- of[(with_count | few %in% TRUE) &
               rows$status[of] %in% c("shown", "rounded")]
  rows$estimate[held] <- NA_real_
  rows$status[held] <- "too_few"
  rows$reason[held] <- "few_or_suppressed"
  rows$n[of[with_count]] <- NA_integer_
  rows$denominator[of[with_count & !compares]] <- NA_integer_
  rows
}
