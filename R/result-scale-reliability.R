# Do the items of a scale measure one thing? For each wave on its own.

#' Reliability of a scale, wave by wave
#'
#' Cronbach's alpha with Feldt's interval, McDonald's omega, and for each item
#' its correlation with the rest of the scale and the alpha without it. Only
#' respondents who answered every item of the scale count; how many they are
#' is in `n`.
#'
#' @param x A cohort from [read_cohort()], or a data frame with one row per
#'   respondent and one column per item.
#' @param ... Must be empty.
#' @param counts Name of a column of `x` that says how many respondents each row
#'   stands for; `NULL` for one each.
#' @param items,reverse,range As for [score_scale()].
#' @param label What the items measure, for the printed table.
#' @param scales Names of the scales of the cohort's study; `NULL` for all.
#' @param conf_level Level of alpha's confidence interval, between 0 and 1.
#'
#' @return A data frame of class `pairwave_reliability`, one row per scale,
#'   wave, statistic and item, with columns `scale`, `label`, `wave`,
#'   `statistic`, `item` (`NA` for the whole scale), `estimate`, `conf_low`,
#'   `conf_high`, `n` (respondents with every item), `rule` (the method) and
#'   `note` (why an estimate is `NA`). Statistics of the scale are `n`,
#'   `items`, `alpha` and `omega`; of an item `mean`, `sd`, `item_rest`,
#'   `alpha_dropped` and `loading`. A reversed item is turned first.
#'
#' @details
#' Alpha is Cronbach's (1951); its interval is
#' `1 - (1 - alpha) F(n - 1, (n - 1)(k - 1))` for k items (Feldt, Woodruff and
#' Salih 1987). Omega is total omega of one factor, `(sum l)^2 / ((sum l)^2 +
#' sum psi)` (McDonald 1999), with loadings l and unique variances psi in the
#' items' own units, fitted by maximum likelihood (Rubin and Thayer 1982).
#' There is no omega below 3 items, nor where an item is constant or the fit
#' leaves an item no variance of its own.
#'
#' @section Errors: those of [score_scale()], and `pairwave_error_argument` for
#'   an unknown scale or a `conf_level` that is not between 0 and 1.
#' @export
#' @examples
#' answers <- data.frame(
#'   q1 = c(1, 2, 3, 4, 4, 2), q2 = c(2, 2, 3, 4, 3, 1), q3 = c(1, 3, 3, 4, 4, 2)
#' )
#' scale_reliability(answers, items = "q1:q3")
scale_reliability <- function(x, ...) UseMethod("scale_reliability")

#' @rdname scale_reliability
#' @export
scale_reliability.data.frame <- function(x, ..., items, reverse = character(),
                                         range = NULL, counts = NULL,
                                         label = NULL,
                                         conf_level = 0.95) {
  check_dots_empty()
  check_conf_level(conf_level)
  items <- expand_items(items, "items")
  reverse <- expand_items(reverse, "reverse")
  check_scale(x, items, range, reverse, min_items = 1)
  found <- reliability_of_items(x, items, reverse, range, conf_level,
                                row_counts(x, counts))
  publish(
    new_reliability(data.frame(
      scale = NA_character_, label = label %||% NA_character_,
      wave = NA_character_, found
    ), conf_level),
    NULL
  )
}

#' @rdname scale_reliability
#' @export
scale_reliability.pairwave_cohort <- function(x, ..., scales = NULL,
                                              conf_level = 0.95) {
  check_dots_empty()
  check_conf_level(conf_level)
  scales <- check_scale_names(x$study, scales)
  need_scales(x$study, scales, "Reliability")
  publish(
    new_reliability(estimate_reliability(x, scales, conf_level), conf_level,
                    study_wave_labels(x$study)),
    x
  )
}

#' @exportS3Method
scale_reliability.pairwave_engine_cohort <- scale_reliability.pairwave_cohort

#' @export
scale_reliability.default <- function(x, ...) abort_not_answers(x)

# Stops where a study has no scale to analyse; `what` begins the sentence, as in
# "Change".
need_scales <- function(study, scales, what, call = rlang::caller_env()) {
  if (length(scales)) return(invisible())
  abort_pairwave(
    c(paste(what, "needs a scale."),
      x = if (length(study$scales)) "{.arg scales} names none." else
        "The study has no scale.",
      i = "Add the items under {.field scales} in the study file, or use
           {.fn demographics} for single questions."),
    "argument", call = call
  )
}

# `wave_labels`, named by wave, is what the printed table calls the waves.
new_reliability <- function(frame, conf_level, wave_labels = NULL) {
  new_result(
    frame, "pairwave_reliability",
    conf_level = conf_level, wave_labels = wave_labels
  )
}
