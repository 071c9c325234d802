# Whether a gain lasted: the function and its methods.

#' Did the gain last?
#'
#' Compares a later wave with the one that ended the programme, against the
#' wave before it: both gains side by side, what part of the first is left,
#' whether a loss since then as large as a margin that mattered before the data
#' were seen is ruled out, and how much lower the people who were lost would
#' have to be for the conclusion to tip.
#'
#' @param x A cohort from [read_cohort()], or a data frame with one row per
#'   person and one column per wave.
#' @param ... Must be empty.
#' @param waves Three names, in time order: before, after, later. Columns of a
#'   data frame, or waves of the study (by default its first three).
#' @param margin The smallest change that matters, in points of the scale: a loss
#'   that is smaller does not. One number, or one for each scale of a cohort with
#'   their names. `NULL` takes the `margin` of the cohort's study (the same
#'   number; see [study_file()]), and none for a data frame.
#' @param counts Name of a column of `x` that says how many people each row
#'   stands for; `NULL` for one each.
#' @param label What the columns measure, for the printed table.
#' @param scales Names of the scales of the cohort's study; `NULL` for all.
#' @param better Which scores are the better ones: `"higher"`, `"lower"` or `"none"`; for
#'   a cohort each scale has its own. Where lower is better the loss is a rise.
#' @param test `"non_inferiority"` asks whether the loss is smaller than the margin;
#'   `"equivalence"` whether loss and further gain both are, by two one-sided
#'   tests. A scale without a direction has the second in any case.
#' @param conf_level Level of the intervals of the gains and of the retained
#'   share, above 0.5. The change since has the interval of level
#'   `2 * conf_level - 1` (90% by default), which agrees with the one-sided
#'   tests at `1 - conf_level` (5%; trials of medicines use 2.5%, `0.975` here).
#'
#' @return A data frame of class `pairwave_persistence`, one row per scale and
#'   statistic, with columns `scale`, `label`, `direction`, `statistic`, `estimate`,
#'   `conf_low`, `conf_high`, `n`, `rule` and `note` (why an estimate is `NA`,
#'   or what its interval rests on where over a fifth are lost).
#'   Of everyone who answered at least one of the three waves, by the likelihood
#'   of [paired_change()] with its Kenward-Roger errors and degrees of freedom:
#'   * `gain`, `gain_later`: after less before, and later less before;
#'   * `retention`: `gain_later` over `gain`, with Fieller's (1954) interval;
#'     none where the interval of `gain` holds 0;
#'   * `change_since`, `p_persistence`: later less after, and the p of its test
#'     at the margin, the larger of two for equivalence;
#'   * `p_persistence_adjusted`: of a cohort where several scales are tested, that p
#'     adjusted over them (Holm 1979).
#'
#'   Beside it:
#'   * `change_since_pairs`, `p_persistence_pairs`: the same by t on the people
#'     who answered after and later;
#'   * `margin`: the margin;
#'   * `n_lost`: people who answered before or after but not later, those whose
#'     code did not link among them;
#'   * `lost_but_found`: of a cohort without a disclosure profile, those of `n_lost`
#'     who were found in the later wave and answered too few items there; all others
#'     were not found;
#'   * `gain_if_unchanged`: later less before of all who answered before if the
#'     lost among them stood still: neither a bound nor a guess, since they may
#'     have fallen;
#'   * `tipping_point`: how many points lower than the likelihood predicts the
#'     lost must be, on average, for the interval of `gain_later` to first hold
#'     0 (higher, where it is negative): n over `n_lost` times the limit nearer
#'     0, the share of the lost taken as known; `NA` where the interval holds 0
#'     already.
#'
#'   Changes are later less earlier whatever the direction: where lower is better a
#'   negative one is a gain, and the tipping point of a fall is above the prediction.
#'   Of a scale without a direction the first three are `first_change`, `later_change` and
#'   `change_if_unchanged`. See Direction in [paired_change()].
#'
#' @details
#' Those who answer later are not a random part of those who answered after: where
#' low answers are lost sooner, those who stay had higher ones than they hold, and
#' fall back. The change of complete pairs is then too low and its test of the
#' margin too often or too seldom significant, while the likelihood is right where
#' what is lost depends on answers that are there (Little and Rubin 2002). The test
#' is therefore that of everyone, and that of the pairs stands beside it.
#'
#' Retention is shown where a gain was clear. Gains that are clear by luck are too
#' large, so that what is left of them is too small a part as a rule, and Fieller's
#' interval then holds the true part less often than it says: read the two gains
#' first.
#'
#' How many of those who rose kept their gain is not counted. They are chosen because
#' they rose, some by error of measurement, and fall back without losing anything:
#' with a reliability of .8 and a gain of 2 points (SD 5) that lasts for everyone,
#' 43% of them would stand no lower later.
#' @section How often the test of the margin is right:
#' The error of a likelihood goes with its estimate where those who stood high are lost,
#' so that a one-sided test by Kenward and Roger's error alone rules out up to 6% instead
#' of 5% of losses that are there. Where somebody is lost the test, and the interval of
#' `change_since`, therefore take the larger of that error and the jackknife's over people
#' (Efron and Stein 1981); `method` says which. Of more than 500 patterns of answers
#' Kenward and Roger's stands alone.
#'
#' In percent of samples where 37% were lost, the sooner the lower, or the higher, they
#' had stood before: how often the test at 5% rules out a loss that is as large as the
#' margin, by the larger error and by Kenward and Roger's alone, and by the complete
#' pairs; and how often one that is not there (power). 40,000 samples a cell (standard
#' error 0.1), of the pairs 2,000 (0.5). A gain as large as the margin, as on a scale where
#' lower is better, is ruled out in up to 5.7% of sums of ten items, else in up to 5.3%. Lost
#' by chance, no cell has more than 4.9%. `make bench BENCH=margin` in the sources measures
#' it.
#'
#' Ruled out wrongly:
#'
#' | answers | lost | n | everyone | Kenward-Roger alone | pairs |
#' |---|---|---|---|---|---|
#' | normal | low | 20, 40, 100 | 3.2, 3.8, 4.3 | 4.3, 4.6, 4.8 | 1.8, 1.3, 0.4 |
#' | normal | high | 20, 40, 100 | 4.1, 4.6, 4.8 | 5.5, 5.4, 5.2 | 10.8, 14.8, 23.2 |
#' | ten items | low | 20, 40, 100 | 3.1, 3.6, 3.6 | 4.7, 4.7, 4.4 | 2.3, 1.5, 0.9 |
#' | ten items | high | 20, 40, 100 | 4.1, 4.5, 4.5 | 5.3, 5.1, 4.7 | 8.8, 12.3, 19.5 |
#' | one item | low | 20, 40, 100 | 2.9, 3.3, 3.8 | 4.3, 4.4, 4.4 | 0.9, 0.5, 0.1 |
#' | one item | high | 20, 40, 100 | 4.9, 5.0, 4.9 | 6.0, 5.5, 5.2 | 15.6, 22.6, 41.9 |
#'
#' Power:
#'
#' | answers | lost | n | everyone | Kenward-Roger alone | pairs |
#' |---|---|---|---|---|---|
#' | normal | low | 20, 40, 100 | 41, 75, 99 | 49, 78, 99 | 37, 60, 91 |
#' | normal | high | 20, 40, 100 | 44, 74, 98 | 50, 77, 98 | 66, 92, 100 |
#' | ten items | low | 20, 40, 100 | 43, 75, 99 | 54, 81, 99 | 42, 66, 95 |
#' | ten items | high | 20, 40, 100 | 47, 78, 99 | 53, 80, 99 | 67, 92, 100 |
#' | one item | low | 20, 40, 100 | 14, 26, 56 | 18, 31, 60 | 7, 8, 10 |
#' | one item | high | 20, 40, 100 | 19, 31, 58 | 22, 32, 59 | 38, 68, 95 |
#'
#' The 90% interval of `change_since` holds the truth in 88 to 91 of 100 samples with 37%
#' lost, near a ceiling in 84 to 93; the 95% interval of `retention` in 92 to 96, near a
#' ceiling in 91 to 100, and of skewed answers in 80, 85, 91 and 95 (n = 12, 20, 40 and
#' 100). `note` says so wherever over a fifth are lost.
#' @references
#' Efron, B. and Stein, C. (1981) The jackknife estimate of variance. *Annals of
#' Statistics* 9, 586-596.
#'
#' Fieller, E. C. (1954) Some problems in interval estimation. *Journal of the Royal
#' Statistical Society B* 16, 175-185.
#'
#' Kenward, M. G. and Roger, J. H. (1997) Small sample inference for fixed effects
#' from restricted maximum likelihood. *Biometrics* 53, 983-997.
#'
#' Little, R. J. A. and Rubin, D. B. (2002) *Statistical Analysis with Missing Data*,
#' second edition. Wiley.
#'
#' Yan, X., Lee, S. and Li, N. (2009) Missing data handling methods in medical device
#' clinical trials. *Journal of Biopharmaceutical Statistics* 19, 1085-1098.
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
                                   label = NULL, better = c("higher", "lower", "none"),
                                   test = c("non_inferiority", "equivalence"),
                                   conf_level = 0.95) {
  check_dots_empty()
  better <- match_choice(better)
  test <- match_choice(test)
  options <- change_options(conf_level)
  check_one_sided_level(conf_level)
  check_margin(margin)
  if (missing(waves)) waves <- character()
  check_three_waves(waves)
  check_wave_columns(x, waves)
  here <- environment()
  answers <- lapply(waves, function(column) wave_answers(x, column, here))
  publish(
    new_persistence(
      data.frame(scale = NA_character_, label = label %||% NA_character_,
                 persistence_of(answers, row_counts(x, counts), margin, test,
                                options$conf_level, better)),
      options, wave_labels(waves)
    ),
    NULL
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
  options <- change_options(conf_level)
  check_one_sided_level(conf_level)
  scales <- check_scale_names(x$study, scales)
  margins <- scale_margins(x$study, scales, margin)
  need_waves(x$study, "Persistence", 3)
  need_links(x$study, "Persistence")
  need_scales(x$study, scales, "Persistence")
  known <- names(x$study$waves)
  waves <- waves %||% utils::head(known, 3)
  check_three_waves(waves)
  check_known(waves, known,
              "Every one of {.arg waves} must be a wave of the study.", "wave")
  found <- estimate_persistence(x, options, scales, waves, margins, test)
  publish(
    new_persistence(found, options, unname(study_wave_labels(x$study)[waves]),
                    study_possible(x$study)),
    x, waves = waves
  )
}

#' @exportS3Method
persistence.pairwave_engine_cohort <- persistence.pairwave_cohort

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

# Below one half the interval of level 2 conf_level - 1 would be none.
check_one_sided_level <- function(conf_level, call = rlang::caller_env()) {
  if (conf_level <= 0.5) {
    abort_pairwave(
      c("{.arg conf_level} must be above 0.5 for one-sided tests.",
        x = "It is {.val {conf_level}}."),
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
new_persistence <- function(frame, options, waves, possible = NULL) {
  new_result(
    frame, "pairwave_persistence",
    conf_level = options$conf_level, waves = waves, possible = possible
  )
}
