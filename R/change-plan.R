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
#'   a rise only.
#' @return A data frame of class `pairwave_plan`, a row for each scale, group,
#'   contrast and value of `n` or `change`, with columns `scale`, `label`,
#'   `group`, `contrast` (`NA` without an earlier result), `sd_change`, `n`,
#'   `change`, `d_z` (change over the standard deviation of changes), `power`
#'   (that of these `n` people), `alpha`, `rule` and `note` (why there is no
#'   plan). The change that is found has the sign of a rise.
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
  rlang::check_dots_empty()
  alternative <- rlang::arg_match(alternative)
  check_plan(n, change, alpha, power)
  known <- data.frame(
    scale = NA_character_, label = NA_character_, group = NA_character_,
    contrast = NA_character_, sd_change = spread_of_changes(x, r),
    note = NA_character_
  )
  new_plan(plan_rows(known, n, change, alpha, power, alternative))
}

#' @rdname plan_sample
#' @export
plan_sample.pairwave_change <- function(x, ..., n = NULL, change = NULL,
                                        alpha = 0.05, power = 0.8,
                                        alternative = c("two_sided", "one_sided")) {
  rlang::check_dots_empty()
  alternative <- rlang::arg_match(alternative)
  check_plan(n, change, alpha, power)
  at <- x$statistic == "sd_change"
  known <- as.data.frame(x)[at, ]
  known <- data.frame(
    known[c("scale", "label", "group")], contrast = shown_contrast(x)[at],
    sd_change = known$estimate, note = known$note
  )
  flat <- !is.na(known$sd_change) & known$sd_change == 0
  known$note[flat] <- "every change was the same, so has no variance"
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

spread_of_changes <- function(x, r, call = rlang::caller_env()) {
  most <- if (is.null(r)) 1 else 2
  if (!length(x) %in% seq_len(most) || any(!is.finite(x)) || any(x <= 0)) {
    abort_pairwave(
      c("{.arg x} must be one standard deviation above 0{if (most == 2) ', or two'}.",
        x = "It is {.val {x}}.",
        i = if (most == 1) "Two, one for each wave, need {.arg r}."),
      "argument", call = call
    )
  }
  if (is.null(r)) return(x)
  fine <- is.numeric(r) && length(r) == 1 && is.finite(r) && abs(r) <= 1
  sd <- if (fine) sqrt(max(0, x[1]^2 + x[length(x)]^2 - 2 * r * x[1] * x[length(x)]))
  if (!fine || sd <= 1e-10 * max(x)) {
    abort_pairwave(
      c("{.arg r} must be one correlation from -1 to below 1.",
        x = "It is {.val {r}}."),
      "argument", call = call
    )
  }
  sd
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
      !(rlang::is_integerish(n, finite = TRUE) && length(n) && all(n >= 2))) {
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

# A row for each known spread and each n or change.
plan_rows <- function(known, n, change, alpha, power, alternative) {
  given <- n %||% change
  rows <- known[rep(seq_len(nrow(known)), each = length(given)), ]
  rows$n <- if (is.null(n)) NA_real_ else rep(n, nrow(known))
  rows$change <- if (is.null(change)) NA_real_ else rep(change, nrow(known))
  rows$power <- NA_real_
  for (i in which(!is.na(rows$sd_change))) {
    sd <- rows$sd_change[i]
    if (is.null(n)) {
      d <- rows$change[i] / sd
      # A one-sided test for a rise never finds a fall.
      if (alternative == "one_sided" && d < 0) {
        rows$note[i] <- "a one-sided test looks for a rise only"
        next
      }
      rows$n[i] <- least_n(abs(d), alpha, power, alternative)
    } else {
      rows$change[i] <- sd * least_d(rows$n[i], alpha, power, alternative)
    }
    rows$power[i] <- paired_power(rows$n[i], abs(rows$change[i]) / sd, alpha,
                                  alternative)
  }
  data.frame(
    rows[c("scale", "label", "group", "contrast", "sd_change", "n", "change")],
    d_z = rows$change / rows$sd_change, power = rows$power, alpha = alpha,
    rule = paste0("noncentral t, paired t test, ",
                  sub("_", "-", alternative, fixed = TRUE), ", ",
                  if (is.null(n)) "least n" else "smallest change",
                  " with power ", format(power)),
    note = rows$note
  )
}

# The power of the test for a change of d standard deviations of changes, d at
# least 0.
paired_power <- function(n, d, alpha, alternative) {
  df <- n - 1
  ncp <- sqrt(n) * d
  if (alternative == "one_sided") {
    return(1 - noncentral_t_cdf(stats::qt(1 - alpha, df), df, ncp))
  }
  critical <- stats::qt(1 - alpha / 2, df)
  1 - noncentral_t_cdf(critical, df, ncp) + noncentral_t_cdf(-critical, df, ncp)
}

least_d <- function(n, alpha, power, alternative) {
  short <- function(d) paired_power(n, d, alpha, alternative) - power
  high <- 1
  while (short(high) < 0) high <- 2 * high
  stats::uniroot(short, c(0, high), tol = 1e-12 * high)$root
}

# Power rises with n, so halving finds the least.
least_n <- function(d, alpha, power, alternative) {
  enough <- function(n) paired_power(n, d, alpha, alternative) >= power
  high <- 2
  while (!enough(high)) high <- 2 * high
  low <- high / 2
  while (high - low > 1) {
    middle <- floor((low + high) / 2)
    if (enough(middle)) high <- middle else low <- middle
  }
  max(2, high)
}

new_plan <- function(frame, by_label = NULL) {
  new_result(
    frame, "pairwave_plan",
    by_label = by_label
  )
}

#' @exportS3Method
as_print_table.pairwave_plan <- function(x, ...) {
  frame <- as.data.frame(x)
  text <- function(value) ifelse(is.na(value), "", value)
  body <- data.frame(
    scale = text(ifelse(is.na(frame$label), frame$scale, frame$label)),
    contrast = text(frame$contrast), group = text(frame$group),
    n = ifelse(is.na(frame$n), dash(), format(frame$n, big.mark = ",", trim = TRUE)),
    change = vapply(frame$change, decimals, ""),
    sd = vapply(frame$sd_change, decimals, ""),
    d_z = vapply(frame$d_z, decimals, ""),
    power = vapply(frame$power, decimals, "", digits = 3)
  )
  keep <- c(any(nzchar(body$scale)), any(nzchar(body$contrast)),
            any(nzchar(body$group)), rep(TRUE, 5))
  absent <- unique(frame$note[!is.na(frame$note)])
  new_print_table(
    body[keep], align = c("l", "l", "l", rep("r", 5))[keep],
    head = c("Scale", "Contrast", attr(x, "by_label") %||% "Group", "n", "Change",
             "SD change", "d_z", "Power")[keep],
    row_heads = max(1L, sum(keep[1:3])),
    notes = c(
      paste0(first_capital(frame$rule[1]), ", alpha ", format(frame$alpha[1]),
             ". n is people who answer both waves and are linked."),
      if (length(absent)) paste0("A dash marks what does not exist: ",
                                 paste(absent, collapse = "; "), ".")
    )
  )
}
