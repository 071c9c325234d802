# The mean of each scale in each wave.

#' Means of scales, wave by wave
#'
#' The mean score in each wave with its interval, once on everyone who has a
#' score in that wave, and once on those who have one in every wave. Only the
#' second line follows the same people; where the two part, those who left
#' differ from those who stayed. In a study of one wave, or whose people can't be followed,
#' there is the first alone.
#'
#' @param x A cohort from [read_cohort()], or a data frame with one row per
#'   person and one column per wave.
#' @param ... Must be empty.
#' @param waves Names of the columns of `x` that hold the waves, in time order.
#'   Names of this vector, where given, label the waves.
#' @param counts Name of a column of `x` that says how many people each row stands for;
#'   `NULL` for one each.
#' @param label What the columns measure.
#' @param better Which scores are the better ones: `"higher"`, `"lower"` or `"none"`; for
#'   a cohort each scale has its own. See Direction in [paired_change()].
#' @param scales Names of the scales of the cohort's study; `NULL` for all.
#' @param conf_level Level of the t intervals, between 0 and 1.
#' @return A data frame of class `pairwave_wave_means`, one row per scale,
#'   `who` (`"wave"`: everyone in the wave; `"every wave"`: those who have a
#'   score in all), wave and statistic (`mean`, `sd`), with columns `scale`,
#'   `label`, `direction`, `who`, `wave`, `statistic`, `estimate`, `conf_low`, `conf_high`,
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
wave_means.data.frame <- function(x, ..., waves, counts = NULL, label = NULL,
                                  better = c("higher", "lower", "none"),
                                  conf_level = 0.95) {
  check_dots_empty()
  better <- match_choice(better)
  check_conf_level(conf_level)
  if (missing(waves)) waves <- character()
  check_wave_columns(x, waves)
  here <- environment()
  answers <- lapply(waves, function(column) wave_answers(x, column, here))
  names(answers) <- wave_labels(waves)
  publish(
    new_wave_means(
      data.frame(scale = NA_character_, label = label %||% NA_character_, direction = better,
                 means_of_scale(answers, conf_level, counts = row_counts(x, counts))),
      conf_level
    ),
    NULL
  )
}

#' @rdname wave_means
#' @export
wave_means.pairwave_cohort <- function(x, ..., scales = NULL,
                                       conf_level = 0.95) {
  check_dots_empty()
  check_conf_level(conf_level)
  scales <- check_scale_names(x$study, scales)
  need_scales(x$study, scales, "A mean of each wave")
  publish(
    new_wave_means(estimate_wave_means(x, scales, conf_level), conf_level,
                   study_wave_labels(x$study), study_possible(x$study)),
    x
  )
}

#' @exportS3Method
wave_means.pairwave_engine_cohort <- wave_means.pairwave_cohort

#' @export
wave_means.default <- function(x, ...) abort_not_answers(x)

new_wave_means <- function(frame, conf_level, wave_labels = NULL, possible = NULL) {
  new_result(
    frame, "pairwave_wave_means",
    conf_level = conf_level, wave_labels = wave_labels, possible = possible
  )
}
