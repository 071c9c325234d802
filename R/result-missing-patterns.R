# The patterns of missing answers: the function and its methods.

#' Patterns of missing answers
#'
#' Counts people by the waves in which they have a score: who answered all, who the
#' first only, who came back. Everyone is counted once, those without any score too.
#'
#' @param x A cohort from [read_cohort()], or a data frame with one row per person
#'   and one column per wave.
#' @param ... Must be empty.
#' @param waves Names of the columns of `x` that hold the waves, in time order.
#'   Names of this vector, where given, label the waves.
#' @param label What the columns measure.
#' @param scales Names of the scales of the cohort's study; `NULL` for all.
#' @return A data frame of class `pairwave_patterns`, one row per scale and pattern,
#'   most people first, with columns `scale`, `label`, `pattern` (1 for a wave with a
#'   score and 0 for one without), `answered` and `missing` (those waves, joined by
#'   commas), `statistic` (`"people"`),
#'   `estimate` (people), `n` (everyone), `percent` (of n, half away from zero) and
#'   `rule`.
#' @section Disclosure: Under a profile there is no such table: its counts tell what
#'   those of the flow and of attrition leave out.
#' @section Errors: `pairwave_error_argument` as for [paired_change()];
#'   `pairwave_error_disclosure` under a profile.
#' @export
#' @examples
#' answers <- data.frame(pre = c(24, 28, 31, NA), post = c(27, NA, 31, 26))
#' missing_patterns(answers, waves = c(Before = "pre", After = "post"))
missing_patterns <- function(x, ...) UseMethod("missing_patterns")

#' @rdname missing_patterns
#' @export
missing_patterns.data.frame <- function(x, ..., waves, label = NULL) {
  check_dots_empty()
  if (missing(waves)) waves <- character()
  check_wave_columns(x, waves)
  here <- environment()
  answers <- lapply(waves, function(column) wave_answers(x, column, here))
  names(answers) <- wave_labels(waves)
  frame <- frame_of(scale = NA_character_, label = label %||% NA_character_,
                    patterns_of_answers(answers))
  publish(new_result(frame, "pairwave_patterns", waves = names(answers)), NULL)
}

#' @rdname missing_patterns
#' @export
missing_patterns.pairwave_cohort <- function(x, ..., scales = NULL) {
  check_dots_empty()
  scales <- check_scale_names(x$study, scales)
  need_waves(x$study, "A pattern of missing answers")
  need_links(x$study, "A pattern of missing answers")
  need_scales(x$study, scales, "A pattern of missing answers")
  publish(
    new_result(estimate_patterns(x, scales), "pairwave_patterns",
               waves = names(x$study$waves), wave_labels = study_wave_labels(x$study)),
    x
  )
}

#' @export
missing_patterns.default <- function(x, ...) abort_not_answers(x)
