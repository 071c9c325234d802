# Whether a gain lasted: the function and its methods.

#' Did the gain last?
#'
#' Compares a later wave with the one that ended the programme, against the
#' wave before it: whether the later answers are lower by less than a margin
#' that mattered before the data were seen, what part of the gain remains, who
#' kept theirs, and how much lower the people who were lost would have to be
#' for the gain to vanish.
#'
#' @param x A cohort from [read_cohort()], or a data frame with one row per
#'   person and one column per wave.
#' @param ... Must be empty.
#' @param waves Three names, in time order: before, after, later. Columns of a
#'   data frame, or waves of the study (by default its first three).
#' @param margin The largest loss that does not matter, in points of the
#'   scale: one number, or one for each scale of a cohort with their names.
#'   `NULL` takes the `margin` of the cohort's study, and none for a data frame.
#' @param counts Name of a column of `x` that says how many people each row
#'   stands for; `NULL` for one each.
#' @param label What the columns measure, for the printed table.
#' @param scales Names of the scales of the cohort's study; `NULL` for all.
#' @param test `"non_inferiority"` asks whether the loss is below the margin;
#'   `"equivalence"` whether loss and further gain both are, by two one-sided
#'   tests.
#' @param conf_level Level of the intervals of the retained share and of the
#'   people who kept their gain. The change since has the interval of level
#'   `2 * conf_level - 1` (90% by default), which agrees with the one-sided
#'   tests.
#'
#' @return A data frame of class `pairwave_persistence`, one row per scale and
#'   statistic, with columns `scale`, `label`, `statistic`, `estimate`,
#'   `conf_low`, `conf_high`, `n`, `rule` and `note` (why an estimate is `NA`):
#'   * `change_since`: later less after, on people who answered both;
#'   * `margin`: the margin;
#'   * `p_persistence`: the p of the test, the larger of two for equivalence;
#'   * `gain`: after less before, on people who answered all three;
#'   * `retention`: (later - before) / (after - before) on the same people,
#'     with Fieller's (1954) interval; none where the gain's own interval
#'     reaches zero;
#'   * `kept`: of people who rose from before to after, the share whose later
#'     answer is no more than the margin (0 where there is none) below after;
#'     Wilson's (1927) interval;
#'   * `n_lost`: people who answered before or after but not later, those whose
#'     code did not link among them;
#'   * `gain_likelihood`: later less before for everyone who answered at least
#'     one of the three waves, by the likelihood of [paired_change()], with its
#'     interval;
#'   * `gain_if_unchanged`: later less before of all who answered before, the
#'     lost among them taken to stand where they stood: a cautious bound;
#'   * `tipping_point`: how many points lower than the likelihood predicts the
#'     lost must be, on average, for that gain to vanish: n times the gain over
#'     `n_lost`.
#'
#' @section Errors: `pairwave_error_argument` for columns, waves, scales, a
#'   margin or a level that can't be used.
#' @export
#' @examples
#' answers <- data.frame(
#'   pre = c(24, 28, 31, 22, 27, 30, 25), post = c(27, 30, 31, 26, 29, 33, 27),
#'   six_month = c(26, 31, 33, 25, 29, 30, NA)
#' )
#' persistence(answers, waves = c("pre", "post", "six_month"), margin = 2)
persistence <- function(x, ...) UseMethod("persistence")

#' @rdname persistence
#' @export
persistence.data.frame <- function(x, ..., waves, counts = NULL, margin = NULL,
                                   label = NULL,
                                   test = c("non_inferiority", "equivalence"),
                                   conf_level = 0.95) {
  check_dots_empty()
  test <- match_choice(test)
  check_conf_level(conf_level)
  check_margin(margin)
  if (missing(waves)) waves <- character()
  check_three_waves(waves)
  check_wave_columns(x, waves)
  here <- environment()
  answers <- lapply(waves, function(column) wave_answers(x, column, here))
  new_persistence(
    data.frame(scale = NA_character_, label = label %||% NA_character_,
               persistence_of(answers, row_counts(x, counts), margin, test,
                              conf_level)),
    conf_level, wave_labels(waves)
  )
}

#' @rdname persistence
#' @export
persistence.pairwave_cohort <- function(x, ..., scales = NULL, waves = NULL,
                                        margin = NULL,
                                        test = c("non_inferiority", "equivalence"),
                                        conf_level = 0.95) {
  check_dots_empty()
  test <- match_choice(test)
  check_conf_level(conf_level)
  scales <- check_scale_names(x$study, scales)
  margins <- scale_margins(x$study, scales, margin)
  need_waves(x$study, "Persistence", 3)
  need_scales(x$study, scales, "Persistence")
  known <- names(x$study$waves)
  waves <- waves %||% utils::head(known, 3)
  check_three_waves(waves)
  check_known(waves, known,
              "Every one of {.arg waves} must be a wave of the study.", "wave")
  parts <- lapply(scales, function(name) {
    scale <- x$study$scales[[name]]
    answers <- unname(scale_answers(x$scores, name, waves))
    data.frame(scale = name, label = scale_label(scale, name),
               persistence_of(answers, NULL, margins[[name]], test, conf_level))
  })
  new_persistence(protect_persistence(do.call(rbind, parts), x, waves), conf_level,
                  unname(study_wave_labels(x$study)[waves]))
}

#' @export
persistence.default <- function(x, ...) abort_not_answers(x)

check_margin <- function(margin, call = rlang::caller_env()) {
  fine <- is.null(margin) || (is.numeric(margin) && length(margin) == 1 &&
                                is.finite(margin) && margin > 0)
  if (!fine) {
    abort_pairwave(
      c("{.arg margin} must be one number above 0, or {.code NULL}.",
        x = "It is {.val {margin}}."),
      "argument", call = call
    )
  }
}

# The margin of each scale: the study's, unless another is given for all or, by
# their names, for some.
scale_margins <- function(study, scales, margin, call = rlang::caller_env()) {
  margins <- stats::setNames(lapply(scales, function(name) {
    own <- study$scales[[name]]$margin
    if (is.null(own) || is.na(own)) NULL else own
  }), scales)
  if (is.null(names(margin))) {
    check_margin(margin, call)
    if (!is.null(margin)) margins[] <- list(margin)
    return(margins)
  }
  check_known(names(margin), scales, "{.arg margin} must name scales.", "scale",
              call = call)
  for (name in names(margin)) {
    check_margin(margin[[name]], call)
    margins[[name]] <- margin[[name]]
  }
  margins
}

# `waves` has what to call before, after and later.
new_persistence <- function(frame, conf_level, waves) {
  new_result(
    frame, "pairwave_persistence",
    conf_level = conf_level, waves = waves
  )
}
