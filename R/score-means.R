# The mean of each scale in each wave.

#' Means of scales, wave by wave
#'
#' The mean score in each wave with its interval, once on everyone who has a
#' score in that wave, and once on those who have one in every wave. Only the
#' second line follows the same people; where the two part, those who left
#' differ from those who stayed.
#'
#' @param x A cohort from [read_cohort()], or a data frame with one row per
#'   person and one column per wave.
#' @param ... Must be empty.
#' @param waves Names of the columns of `x` that hold the waves, in time order.
#'   Names of this vector, where given, label the waves.
#' @param label What the columns measure.
#' @param scales Names of the scales of the cohort's study; `NULL` for all.
#' @param conf_level Level of the t intervals, between 0 and 1.
#' @return A data frame of class `pairwave_wave_means`, one row per scale,
#'   `who` (`"wave"`: everyone in the wave; `"every wave"`: those who have a
#'   score in all), wave and statistic (`mean`, `sd`), with columns `scale`,
#'   `label`, `who`, `wave`, `statistic`, `estimate`, `conf_low`, `conf_high`,
#'   `n`, `rule` and `note` (why an estimate is `NA`: the mean of one person is
#'   what they answered).
#' @section Errors: `pairwave_error_argument` as for [paired_change()].
#' @export
#' @examples
#' answers <- data.frame(
#'   pre = c(24, 28, 31, 22, 27, 30), post = c(27, 30, 31, 26, 29, NA)
#' )
#' wave_means(answers, waves = c(Before = "pre", After = "post"))
wave_means <- function(x, ...) UseMethod("wave_means")

#' @rdname wave_means
#' @export
wave_means.data.frame <- function(x, ..., waves, label = NULL,
                                  conf_level = 0.95) {
  rlang::check_dots_empty()
  check_conf_level(conf_level)
  if (missing(waves)) waves <- character()
  check_wave_columns(x, waves)
  here <- rlang::current_env()
  answers <- lapply(waves, function(column) wave_answers(x, column, here))
  names(answers) <- wave_labels(waves)
  new_wave_means(
    data.frame(scale = NA_character_, label = label %||% NA_character_,
               means_of_scale(answers, conf_level)),
    conf_level
  )
}

#' @rdname wave_means
#' @export
wave_means.pairwave_cohort <- function(x, ..., scales = NULL,
                                       conf_level = 0.95) {
  rlang::check_dots_empty()
  check_conf_level(conf_level)
  scales <- check_scale_names(x$study, scales)
  need_scales(x$study, scales, "A mean of each wave")
  waves <- names(x$study$waves)
  parts <- lapply(scales, function(scale) {
    data.frame(
      scale = scale, label = scale_label(x$study$scales[[scale]], scale),
      means_of_scale(scale_answers(x$scores, scale, waves), conf_level)
    )
  })
  new_wave_means(protect_wave_means(do.call(rbind, parts), x), conf_level,
                 study_wave_labels(x$study))
}

#' @export
wave_means.default <- function(x, ...) abort_not_answers(x)

means_of_scale <- function(answers, conf_level) {
  always <- stats::complete.cases(as.data.frame(answers))
  rows <- function(who, take) {
    do.call(rbind, Map(function(values, wave) {
      values <- values[take & !is.na(values)]
      data.frame(who = who, wave = wave, mean_rows(values, conf_level))
    }, unname(answers), names(answers)))
  }
  rbind(rows("wave", TRUE), rows("every wave", always))
}

mean_rows <- function(values, conf_level) {
  n <- length(values)
  mean <- sd <- NA_real_
  if (n > 1) {
    mean <- mean(values)
    sd <- no_noise(stats::sd(values), values)
  }
  half <- stats::qt((1 + conf_level) / 2, max(n - 1, 1)) * sd / sqrt(n)
  data.frame(
    statistic = c("mean", "sd"), estimate = c(mean, sd),
    conf_low = c(mean - half, NA), conf_high = c(mean + half, NA), n = n,
    rule = c("mean, t interval", "n - 1"),
    note = if (n > 1) NA_character_ else "fewer than 2 people"
  )
}

new_wave_means <- function(frame, conf_level, wave_labels = NULL) {
  new_result(
    frame, "pairwave_wave_means",
    conf_level = conf_level, wave_labels = wave_labels
  )
}

# Waves by their labels, where the study has them.
shown_wave <- function(x) {
  labels <- attr(x, "wave_labels")
  if (is.null(labels)) x$wave else unname(labels[x$wave])
}

#' @exportS3Method
as_print_table.pairwave_wave_means <- function(x, ...) {
  means <- as.data.frame(x)[x$statistic == "mean", ]
  spreads <- x$estimate[x$statistic == "sd"]
  scale <- ifelse(is.na(means$label), means$scale, means$label)
  scale[is.na(scale)] <- ""
  body <- data.frame(
    scale = scale,
    who = ifelse(means$who == "wave", "Everyone in the wave", "Answered every wave"),
    wave = shown_wave(x)[x$statistic == "mean"],
    n = vapply(means$n, people_text, "", mark = disclosure_mark(x)),
    mean = vapply(means$estimate, decimals, ""),
    sd = vapply(spreads, decimals, ""),
    interval = ifelse(is.na(means$conf_low), dash(), paste0(
      "[", vapply(means$conf_low, decimals, ""), ", ",
      vapply(means$conf_high, decimals, ""), "]"
    ))
  )
  # A heading is said once.
  body$who[same_as_above(body[c("scale", "who")])] <- ""
  body$scale[same_as_above(body$scale)] <- ""
  keep <- c(any(nzchar(body$scale)), rep(TRUE, 6))
  new_print_table(
    body[keep], align = c("l", "l", "l", "r", "r", "r", "r")[keep],
    head = c("Scale", "Who", "Wave", "n", "Mean", "SD",
             paste0(format(100 * attr(x, "conf_level")), "% CI"))[keep],
    row_heads = sum(keep[1:3]),
    notes = c(
      "Only those who answered every wave are the same people throughout.",
      absence_note(means$note), figure_notes(x)
    )
  )
}

# A spread that is rounding noise beside the answers is 0.
no_noise <- function(spread, values) {
  if (spread <= 1e-10 * max(1, abs(values))) 0 else spread
}
