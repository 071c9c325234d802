# What the next cohort could show: the power of the paired t test.

#' Plan the size of the next cohort
#'
#' For a number of people, the smallest mean change that a paired t test would
#' find with the power asked for; for a change, the number of people. n counts
#' those who answer both waves and can be linked: ask more.
#'
#' @param x The result of [paired_change()] of an earlier cohort, whose spread
#'   of changes is taken for each scale and contrast; or the standard deviation
#'   of the changes; or, with `r`, that of the answers (one for both waves, or
#'   two).
#' @param ... Must be empty.
#' @param r Correlation of the answers in the two waves, from -1 to 1. The
#'   changes then have the standard deviation
#'   `sqrt(s1^2 + s2^2 - 2 * r * s1 * s2)`.
#' @param n Numbers of people, or `NULL` to find the least.
#' @param change Mean changes, in points of the scale, or `NULL` to find the
#'   smallest. One of `n` and `change` must be given.
#' @param alpha Level of the test, between 0 and 1.
#' @param power Power wanted, between `alpha` and 1.
#' @param alternative `"two_sided"`, or `"one_sided"` for a test that looks for
#'   a rise only, or where lower is better a fall only.
#' @return A data frame of class `pairwave_plan`, a row for each scale, group,
#'   contrast and value of `n` or `change`, with columns `scale`, `label`,
#'   `direction`, `group`, `contrast` (`NA` without an earlier result), `sd_change`, `n`,
#'   `change`, `d_z` (change over the standard deviation of changes), `power`
#'   (that of these `n` people), `alpha`, `rule` and `note` (why there is no
#'   plan). The change that is found has the sign of a rise, and of a fall where a
#'   one-sided test looks for one.
#' @details
#' The power is `1 - F(t) + F(-t)`, F the noncentral t distribution with n - 1
#' degrees of freedom and noncentrality `sqrt(n) * change / sd_change`, t the
#' critical value (Cohen 1988, ch. 2); one-sided it is `1 - F(t)`.
#' The spread of an earlier cohort is itself an estimate: of 15 people it may be
#' off by a third.
#' @section Errors: `pairwave_error_argument` for values that can't be used.
#' @export
#' @examples
#' # 30 people come each year; answers spread by 4.5 points and correlate 0.6.
#' plan_sample(4.5, r = 0.6, n = c(20, 30))
#' # How many must answer twice to find a change of 2 points?
#' plan_sample(4.5, r = 0.6, change = 2)
plan_sample <- function(x, ...) UseMethod("plan_sample")

#' @rdname plan_sample
#' @export
plan_sample.numeric <- function(x, ..., r = NULL, n = NULL, change = NULL,
                                alpha = 0.05, power = 0.8,
                                alternative = c("two_sided", "one_sided")) {
  check_dots_empty()
  alternative <- match_choice(alternative)
  check_plan(n, change, alpha, power)
  known <- data.frame(
    scale = NA_character_, label = NA_character_, group = NA_character_,
    direction = "higher", contrast = NA_character_, sd_change = spread_of_changes(x, r),
    reason = NA_character_, about = NA_character_
  )
  new_plan(plan_rows(known, n, change, alpha, power, alternative))
}

#' @rdname plan_sample
#' @export
plan_sample.pairwave_change <- function(x, ..., n = NULL, change = NULL,
                                        alpha = 0.05, power = 0.8,
                                        alternative = c("two_sided", "one_sided")) {
  check_dots_empty()
  alternative <- match_choice(alternative)
  check_plan(n, change, alpha, power)
  at <- x$statistic == "sd_change"
  known <- as.data.frame(x)[at, ]
  known <- data.frame(
    known[c("scale", "label", "direction", "group")], contrast = shown_contrast(x)[at],
    sd_change = known$estimate, known[c("reason", "about")]
  )
  flat <- !is.na(known$sd_change) & known$sd_change == 0
  known$reason[flat] <- "constant_planned"
  known$sd_change[flat] <- NA
  new_plan(plan_rows(known, n, change, alpha, power, alternative),
           by_label = attr(x, "by_label"))
}

#' @export
plan_sample.default <- function(x, ...) {
  abort_pairwave(
    c("{.arg x} must be a standard deviation or a result of
       {.fn paired_change}.",
      x = "It is {.obj_type_friendly {x}}."),
    "argument"
  )
}

check_plan <- function(n, change, alpha, power, call = rlang::caller_env()) {
  if (is.null(n) == is.null(change)) {
    abort_pairwave(
      c("One of {.arg n} and {.arg change} must be given, to find the other.",
        x = if (is.null(n)) "Neither is." else "Both are."),
      "argument", call = call
    )
  }
  if (!is.null(n) &&
      !(are_whole_numbers(n) && length(n) && all(n >= 2))) {
    abort_pairwave(
      c("{.arg n} must be whole numbers of at least 2.", x = "It is {.val {n}}."),
      "argument", call = call
    )
  }
  if (!is.null(change) && !(is.numeric(change) && length(change) &&
                              all(is.finite(change)) && all(change != 0))) {
    abort_pairwave(
      c("{.arg change} must be numbers other than 0.",
        x = "It is {.val {change}}."),
      "argument", call = call
    )
  }
  one <- function(value) is.numeric(value) && length(value) == 1 && is.finite(value)
  if (!one(alpha) || !one(power) || alpha <= 0 || power <= alpha || power >= 1) {
    abort_pairwave(
      c("{.arg alpha} and {.arg power} must be numbers between 0 and 1, power above alpha.",
        x = "They are {.val {alpha}} and {.val {power}}."),
      "argument", call = call
    )
  }
}

new_plan <- function(frame, by_label = NULL) {
  new_result(
    frame, "pairwave_plan",
    by_label = by_label
  )
}
