# The change of several cohorts in one summary.

#' Summarise the change of several cohorts
#'
#' Each cohort has its own change; the summary is over cohorts. The
#' random-effects summary takes the cohorts as some of many whose changes
#' differ, and its interval says where the mean of those lies; the fixed-effect
#' one takes them to share one change. How much they differ is told beside.
#'
#' Under a disclosure threshold the summary is made of what [paired_change()] shows of each
#' cohort, as every reader could make it; a cohort whose change is suppressed is left out.
#'
#' @param x Cohorts from [stack_cohorts()], or a data frame with one row per
#'   person, one column per wave and one that says the cohort.
#' @param ... Must be empty.
#' @param waves,label,better For a data frame: as for [paired_change()].
#' @param by Name of the column of `x` that says the cohort.
#' @param scales Names of the scales; `NULL` for all.
#' @param conf_level Level of the intervals, between 0 and 1.
#' @return A data frame of class `pairwave_pooled`, one row per scale, contrast,
#'   cohort and statistic, with columns `scale`, `label`, `direction`, `contrast`,
#'   `from`, `to`, `cohort` (`NA` for the summary), `statistic`, `estimate`, `conf_low`,
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
#'   that can't be used, `pairwave_error_disclosure` where the studies
#'   have a disclosure profile that rounds counts, which shows no intervals to pool.
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
                                     better = c("higher", "lower", "none"),
                                     conf_level = 0.95) {
  check_dots_empty()
  better <- match_choice(better)
  options <- change_options(conf_level)
  check_one_name(by, "by")
  check_column(x, by, "by", environment())
  if (missing(waves)) waves <- character()
  check_wave_columns(x, waves)
  groups <- group_labels(x[[by]])
  parts <- lapply(levels(groups), function(group) {
    change <- paired_change(x[which(groups == group), ], waves = waves,
                            label = label, better = better, conf_level = conf_level)
    change$group <- group
    as.data.frame(change)
  })
  publish(pool_changes(do.call(rbind, parts), options$conf_level), NULL)
}

#' @rdname pooled_change
#' @export
pooled_change.pairwave_cohorts <- function(x, ..., scales = NULL,
                                           conf_level = 0.95) {
  check_dots_empty()
  options <- change_options(conf_level)
  here <- environment()
  found <- estimate_stacked_change(x, options, check_stacked(x, scales, NULL, here),
                                   call = here)
  # Pooled is what is published of each cohort, as any reader could.
  change <- publish(new_paired_change(found, options), x)
  publish(pool_changes(as.data.frame(change), options$conf_level,
                       study_wave_labels(x[[1]]$study)), x)
}

#' @export
pooled_change.default <- function(x, ...) {
  abort_pairwave(
    c("{.arg x} must be cohorts from {.fn stack_cohorts} or a data frame.",
      x = "It is {.obj_type_friendly {x}}."),
    "argument"
  )
}
