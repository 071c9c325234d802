# The change of several cohorts in one summary.

#' Summarise the change of several cohorts
#'
#' Each cohort has its own change; the summary is over cohorts. The
#' random-effects summary takes the cohorts as some of many whose changes
#' differ, and its interval says where the mean of those lies; the fixed-effect
#' one takes them to share one change. How much they differ is told beside.
#'
#' @param x Cohorts from [stack_cohorts()], or a data frame with one row per
#'   person, one column per wave and one that says the cohort.
#' @param ... Must be empty.
#' @param waves,label For a data frame: as for [paired_change()].
#' @param by Name of the column of `x` that says the cohort.
#' @param scales Names of the scales; `NULL` for all.
#' @param conf_level Level of the intervals, between 0 and 1.
#' @return A data frame of class `pairwave_pooled`, one row per scale, contrast,
#'   cohort and statistic, with columns `scale`, `label`, `contrast`, `from`,
#'   `to`, `cohort` (`NA` for the summary), `statistic`, `estimate`, `conf_low`,
#'   `conf_high`, `n` (complete pairs), `cohorts` (how many are summarised),
#'   `rule` and `note` (why an estimate is `NA`, or a cohort is left out). Of a
#'   cohort there is its `change`; of the summary:
#'   * `change_random`, `p_random`: random-effects mean, with the interval and
#'     the t test of Hartung and Knapp (2001), k - 1 degrees of freedom, whose
#'     standard error is not let below that of the weights (Knapp and Hartung
#'     2003): a few cohorts can agree by chance;
#'   * `change_fixed`, `p_fixed`: weighted by inverse variance, normal;
#'   * `tau2`: variance between cohorts by restricted maximum likelihood, with
#'     the Q-profile interval (Viechtbauer 2007);
#'   * `i2`: the share of the variance that is between cohorts (Higgins and
#'     Thompson 2002), from `tau2`;
#'   * `q`, `q_df`, `p_q`: Cochran's test that all cohorts change alike;
#'   * `next_cohort`: the random-effects mean with the interval in which the
#'     change of another such cohort is expected, t with k - 1 degrees of
#'     freedom.
#' @section Errors: `pairwave_error_argument` for columns, scales and levels
#'   that can't be used, `pairwave_error_disclosure` where a study has a
#'   disclosure profile other than `"none"`.
#' @export
#' @examples
#' answers <- data.frame(
#'   year = rep(c("2017", "2018", "2019"), each = 6),
#'   before = c(24, 28, 31, 22, 27, 30, 25, 23, 28, 30, 26, 24, 27, 29, 21, 25, 30, 26),
#'   after = c(27, 30, 31, 26, 29, 31, 26, 27, 28, 33, 27, 26, 31, 33, 26, 27, 32, 31)
#' )
#' pooled_change(answers, waves = c("before", "after"), by = "year")
pooled_change <- function(x, ...) UseMethod("pooled_change")

#' @rdname pooled_change
#' @export
pooled_change.data.frame <- function(x, ..., waves, by, label = NULL,
                                     conf_level = 0.95) {
  rlang::check_dots_empty()
  check_one_name(by, "by")
  check_column(x, by, "by", rlang::current_env())
  if (missing(waves)) waves <- character()
  check_wave_columns(x, waves)
  groups <- group_labels(x[[by]])
  parts <- lapply(levels(groups), function(group) {
    change <- paired_change(x[which(groups == group), ], waves = waves,
                            label = label, conf_level = conf_level)
    change$group <- group
    as.data.frame(change)
  })
  pool_changes(do.call(rbind, parts), conf_level)
}

#' @rdname pooled_change
#' @export
pooled_change.pairwave_cohorts <- function(x, ..., scales = NULL,
                                           conf_level = 0.95) {
  rlang::check_dots_empty()
  for (cohort in x) refuse_under_profile(cohort$study$disclosure, "Pooled change")
  change <- paired_change(x, scales = scales, conf_level = conf_level)
  pool_changes(as.data.frame(change), conf_level, attr(change, "wave_labels"))
}

#' @export
pooled_change.default <- function(x, ...) {
  abort_pairwave(
    c("{.arg x} must be cohorts from {.fn stack_cohorts} or a data frame.",
      x = "It is {.obj_type_friendly {x}}."),
    "argument"
  )
}

# `change` is a frame of paired_change() with the cohort in `group`.
pool_changes <- function(change, conf_level, wave_labels = NULL) {
  change <- change[change$contrast != all_waves, ]
  key <- paste(change$scale, change$contrast, sep = "\r")
  parts <- lapply(split(change, factor(key, unique(key))), function(part) {
    head <- part[1, c("scale", "label", "contrast", "from", "to")]
    rows <- pool_contrast(part, conf_level)
    data.frame(head[rep(1, nrow(rows)), ], rows, row.names = NULL)
  })
  frame <- do.call(rbind, parts)
  new_result(
    frame, "pairwave_pooled",
    conf_level = conf_level, wave_labels = wave_labels
  )
}

pool_contrast <- function(part, conf_level) {
  of <- function(statistic) part[part$statistic == statistic, ]
  change <- of("change")
  spread <- of("sd_change")$estimate
  error <- spread / sqrt(change$n)
  why <- ifelse(
    is.na(error), "fewer than 2 complete pairs",
    ifelse(error == 0, "every change is the same, so has no variance", NA)
  )
  used <- is.na(why)
  # The change of one person is what they answered.
  change$estimate[change$n < 2] <- NA
  found <- pool_estimates(change$estimate[used], error[used]^2, conf_level)
  cohorts <- data.frame(
    cohort = change$group, statistic = "change", estimate = change$estimate,
    conf_low = change$conf_low, conf_high = change$conf_high, n = change$n,
    cohorts = 1L, rule = change$rule,
    note = ifelse(used, NA, paste0("left out of the summary: ", why))
  )
  rbind(cohorts, data.frame(
    cohort = NA_character_, found, n = sum(change$n[used]),
    cohorts = sum(used)
  )[names(cohorts)])
}

# The summary of independent estimates `y` with variances `v`.
pool_estimates <- function(y, v, conf_level) {
  k <- length(y)
  rules <- c(
    change_random = "random effects, REML, Hartung-Knapp t interval",
    p_random = "random effects, Hartung-Knapp t test",
    change_fixed = "fixed effect, inverse variance, normal interval",
    p_fixed = "fixed effect, normal",
    tau2 = "REML, Q-profile interval",
    i2 = "tau2 over tau2 and the typical variance, percent",
    q = "Cochran's Q", q_df = "Cochran's Q", p_q = "Cochran's Q, chi-squared",
    next_cohort = "random effects, prediction interval, t"
  )
  values <- matrix(NA_real_, length(rules), 3,
                   dimnames = list(names(rules), c("estimate", "conf_low", "conf_high")))
  if (k >= 1) {
    fixed <- weigh_estimates(y, v, 0)
    half <- stats::qnorm((1 + conf_level) / 2) * fixed$error
    values["change_fixed", ] <- fixed$mean + c(0, -half, half)
    values["p_fixed", 1] <- 2 * stats::pnorm(-abs(fixed$mean / fixed$error))
  }
  if (k >= 2) {
    tau2 <- between_variance(y, v)
    random <- weigh_estimates(y, v, tau2)
    # Hartung and Knapp 2001, eq. 2: the spread of the cohorts themselves; not
    # below what their own errors give (Knapp and Hartung 2003), as a few cohorts
    # can agree by chance.
    error <- sqrt(max(1, random$q / (k - 1))) * random$error
    t <- stats::qt((1 + conf_level) / 2, k - 1)
    ahead <- t * sqrt(tau2 + error^2)
    values["change_random", ] <- random$mean + c(0, -t * error, t * error)
    values["next_cohort", ] <- random$mean + c(0, -ahead, ahead)
    values["p_random", 1] <- 2 * stats::pt(-abs(random$mean / error), k - 1)
    values["tau2", ] <- c(tau2, between_limits(y, v, conf_level))
    values["i2", ] <- 100 * values["tau2", ] / (values["tau2", ] + typical_variance(v))
    values[c("q", "q_df"), 1] <- c(fixed$q, k - 1)
    values["p_q", 1] <- stats::pchisq(fixed$q, k - 1, lower.tail = FALSE)
  }
  absent <- is.na(values[, 1])
  why <- if (k == 1) "there is only 1 cohort to summarise" else
    "there is no cohort to summarise"
  data.frame(
    statistic = names(rules), values, rule = unname(rules),
    note = ifelse(absent, why, NA_character_), row.names = NULL
  )
}

# Mean, its standard error and Q with weights 1 / (v + tau2).
weigh_estimates <- function(y, v, tau2) {
  w <- 1 / (v + tau2)
  mean <- sum(w * y) / sum(w)
  list(mean = mean, error = sqrt(1 / sum(w)), q = sum(w * (y - mean)^2))
}

# Restricted maximum likelihood (Viechtbauer 2005, eq. 10), looked for over the
# whole range because it can have more than one peak.
between_variance <- function(y, v) {
  likelihood <- function(tau2) {
    w <- 1 / (v + tau2)
    (sum(log(w)) - log(sum(w)) - weigh_estimates(y, v, tau2)$q) / 2
  }
  slope <- function(tau2) {
    w <- 1 / (v + tau2)
    mean <- sum(w * y) / sum(w)
    (sum(w^2) / sum(w) - sum(w) + sum(w^2 * (y - mean)^2)) / 2
  }
  most <- 10 * (stats::var(y) + max(v))
  grid <- c(0, most * 10^seq(-8, 0, length.out = 200))
  best <- which.max(vapply(grid, likelihood, 0))
  low <- grid[max(1, best - 1)]
  high <- grid[min(length(grid), best + 1)]
  if (slope(low) <= 0 || slope(high) >= 0) return(grid[best])
  stats::uniroot(slope, c(low, high), tol = 1e-14 * high, maxiter = 10000)$root
}

# Viechtbauer 2007: the values whose Q is not extreme for chi-squared.
between_limits <- function(y, v, conf_level) {
  tails <- c((1 + conf_level) / 2, (1 - conf_level) / 2)
  vapply(stats::qchisq(tails, length(y) - 1), function(target) {
    excess <- function(tau2) weigh_estimates(y, v, tau2)$q - target
    if (excess(0) <= 0) return(0)
    high <- stats::var(y) + max(v)
    while (excess(high) > 0) high <- 2 * high
    stats::uniroot(excess, c(0, high), tol = 1e-14 * high, maxiter = 10000)$root
  }, 0)
}

# Higgins and Thompson 2002, eq. 9.
typical_variance <- function(v) {
  w <- 1 / v
  (length(v) - 1) * sum(w) / (sum(w)^2 - sum(w^2))
}

#' @exportS3Method
as_print_table.pairwave_pooled <- function(x, ...) {
  frame <- as.data.frame(x)
  names <- c(change_random = "Random effects", change_fixed = "Fixed effect",
             next_cohort = "Next cohort, expected")
  shown <- frame$statistic %in% c("change", names(names))
  rows <- frame[shown, ]
  scale <- ifelse(is.na(rows$label), rows$scale, rows$label)
  scale[is.na(scale)] <- ""
  # What is expected of the next cohort is an interval.
  estimate <- ifelse(rows$statistic == "next_cohort" & !is.na(rows$estimate), "",
                     vapply(rows$estimate, decimals, ""))
  interval <- ifelse(is.na(rows$conf_low), dash(), paste0(
    "[", vapply(rows$conf_low, decimals, ""), ", ",
    vapply(rows$conf_high, decimals, ""), "]"
  ))
  p <- vapply(seq_len(nrow(rows)), function(i) {
    which <- c(change_random = "p_random", change_fixed = "p_fixed")[rows$statistic[i]]
    if (is.na(which)) return("")
    p_text(frame$estimate[frame$scale %in% rows$scale[i] &
                            frame$contrast == rows$contrast[i] &
                            frame$statistic == which])
  }, "")
  body <- data.frame(
    scale = scale, contrast = shown_contrast(x)[shown],
    cohort = ifelse(is.na(rows$cohort), names[rows$statistic], rows$cohort),
    n = format(rows$n), change = estimate, interval = interval, p = p
  )
  body[same_as_above(body[c("scale", "contrast")]), c("scale", "contrast")] <- ""
  keep <- c(any(nzchar(body$scale)), rep(TRUE, 6))
  new_print_table(
    body[keep], align = c("l", "l", "l", "r", "r", "r", "r")[keep],
    head = c("Scale", "Contrast", "Cohort", "n", "Change",
             paste0(format(100 * attr(x, "conf_level")), "% CI"), "p")[keep],
    row_heads = sum(keep[1:3]), notes = pooled_notes(frame, shown_contrast(x))
  )
}

pooled_notes <- function(frame, contrast) {
  at <- frame$statistic == "tau2"
  tau2 <- frame[at, ]
  of <- function(statistic, what = "estimate") {
    frame[[what]][frame$statistic == statistic]
  }
  name <- ifelse(is.na(tau2$label), "", paste0(tau2$label, ", "))
  said <- ifelse(is.na(tau2$estimate), tau2$note, paste0(
    "tau2 ", vapply(tau2$estimate, decimals, "", digits = 3), ", I2 ",
    vapply(of("i2"), decimals, "", digits = 0), "%, Q(", of("q_df"), ") = ",
    vapply(of("q"), decimals, ""), ", ", lapply(of("p_q"), p_words)
  ))
  left <- frame[frame$statistic == "change" & !is.na(frame$note), ]
  c(
    paste("Change is later less earlier. Random effects: REML with Hartung-Knapp",
          "intervals; fixed effect: inverse variance. n is people."),
    paste0("Do the cohorts differ? ", paste0(name, contrast[at], ": ", said,
                                             collapse = "; "), "."),
    if (nrow(left)) paste0(
      "Left out of a summary: ", paste0(
        left$cohort, " (", left$contrast, ", ",
        sub("^left out of the summary: ", "", left$note), ")", collapse = "; "
      ), "."
    )
  )
}
