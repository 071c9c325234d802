# Did people change between waves? Every contrast on its own complete pairs.

#' Change between waves, person by person
#'
#' Compares every pair of waves, each on the people who answered in both: with
#' three waves these are first to second, second to third and first to third.
#' A change is the later answer less the earlier one; whether a rise or a fall is an
#' improvement is the scale's direction.
#'
#' @param x A cohort from [read_cohort()], or a data frame with one row per
#'   person and one column per wave.
#' @param ... Not used; must be empty.
#' @param waves Names of the columns of `x` that hold the waves, in time order.
#'   Names of this vector, where given, label the waves.
#' @param id Name of a column of `x` that tells people apart, or `NULL`. A
#'   person who has two rows is an error.
#' @param label What the columns measure, for the printed table.
#' @param better Which answers are the better ones: `"higher"`, `"lower"`, as of
#'   depression, or `"none"`. For a cohort each scale has its own. See Direction.
#' @param scales Names of the scales of the cohort's study; `NULL` for all.
#' @param counts Name of a column of `x` that says how many people each row
#'   stands for, such as those of a GROUP BY; `NULL` for one each.
#' @param by Name of a column that divides people into groups (a demographic of
#'   the cohort's study, or a column of `x`), or `NULL`. Each group has its own
#'   rows, and the groups are compared.
#' @param weights A weight for each person and contrast: the result of
#'   [attrition()], or a data frame with columns `person`, `contrast`, `from`,
#'   `to` and `weight` as [response_weights()] gives; `NULL` for none. A
#'   contrast that it does not name is computed without weights.
#' @param reliability The scale's reliability, from 0 to 1, for reliable change:
#'   one number, or one for each scale with their names. `NULL` takes Cronbach's
#'   alpha in the earlier wave of a cohort, and leaves reliable change out of a
#'   data frame.
#' @param conf_level Level of the confidence intervals, between 0 and 1.
#' @param interval `"t"` for intervals from the t distribution and its noncentral
#'   form; `"bootstrap_t"` for the interval and p of `change` from the bootstrap
#'   distribution of t, which serves skewed answers without a highest one (hours,
#'   money), and which `note` advises where t falls short; or `"bootstrap"` for
#'   bias-corrected and accelerated intervals of `change`, the standardised
#'   changes, `r`, `superiority` and `rank_biserial`. A bootstrap takes no
#'   `weights`.
#' @param resamples How many times people are drawn for the bootstrap; by R's
#'   generator, so that [set.seed()] before gives the same intervals again.
#' @param zeros What the signed-rank test does with people who did not change:
#'   `"pratt"` ranks them and then drops their ranks (Pratt 1959),
#'   `"wilcoxon"` drops them before ranking.
#' @param adjust How p is adjusted over all scales and contrasts of the table:
#'   `"holm"` (Holm 1979), `"BH"` (Benjamini and Hochberg 1995) or `"none"`. A
#'   primary outcome that the study file declares is not adjusted, and groups are
#'   a family of their own.
#' @param quartile_type Type of the quartiles of `summary()` (Hyndman and Fan 1996): 7,
#'   as R has them, or 6, as SPSS has.
#' @param also What the headline shows besides: `"medians"` (with quartiles, before,
#'   after and of the change), `"ranks"` (V and Z) and `"bayes_factor"`.
#'
#' @return A data frame of class `pairwave_change`, one row per scale, group,
#'   contrast and statistic, with columns `scale`, `label`, `direction` (`"higher"`,
#'   `"lower"` or `"none"`), `group`, `contrast`,
#'   `from`, `to`, `statistic`, `estimate`, `conf_low`, `conf_high`, `n`
#'   (complete pairs), `rule` (the method) and `note` (why an estimate is `NA`, or
#'   where its interval covers another share of samples than its level).
#'   `role` is `"primary"`, `"exploratory"`, or `"family"` where the study declares
#'   no primary outcome.
#'   `print()` shows the headline, `summary()` a line for every statistic:
#'   * `n`, `n_before_only`, `n_after_only`: people with both answers, or one;
#'   * `mean_before`, `sd_before`, `mean_after`, `sd_after`, `r`;
#'   * `change`, `sd_change`, `t`, `df`, `p`, `p_adjusted`;
#'   * `change_likelihood`, `p_likelihood`: the change of everyone who answered
#'     at least one wave, whose `n` that is;
#'   * `d_av`, `d_z`, `d_rm`, `d_b`, `g_av`, `g_z`: standardised changes;
#'   * `improved`, `same`, `worse`: people; `share_improved`, `share_same`,
#'     `share_worse`: their shares of n, with Wilson's (1927) interval;
#'   * `superiority`: the probability that a later answer is better, the share who
#'     improved and half of those who stayed;
#'   * `share_of_moved`, `odds_improved`: of those who changed, the share who
#'     improved, and improved over worse;
#'   * `p_sign`, `p_signed_rank`, `rank_biserial`, `hodges_lehmann`;
#'   * `at_floor`, `at_floor_after`, `at_ceiling`, `at_ceiling_after`: people whose
#'     earlier or later answer was the worst or the best possible;
#'   * `reliability`, `reliable_threshold`, and `reliable_gain`,
#'     `reliable_same`, `reliable_loss`: people whose change is beyond the error
#'     of measurement, or not;
#'   * `median_before`, `lower_quartile_before`, `upper_quartile_before`, the same
#'     `_after` and `_change`: medians and quartiles on the same pairs;
#'   * `rank_sum_rises` (V), `rank_sum_falls`, `w` (their difference) and `z`, the
#'     sums behind the signed-rank test; `se_before`, `se_after`, `se_change`;
#'   * `bayes_factor` of a change against none, and `log_bayes_factor`, its natural
#'     logarithm;
#'   * of a scale for which the study declares a `cutoff` or a `norm`: `cutoff`, and
#'     `recovered`, `improved_only`, `unchanged`, `deteriorated`: people by
#'     whether a reliable change led over the cut-off, towards it, nowhere or away
#'     from it;
#'   * of a scale with a smallest `important` difference: `important_difference`,
#'     and `important_gain`, `important_same`, `important_loss`: people whose score
#'     improved by it or more, changed by less, or became worse by it or more;
#'   * with three waves or more, and `"all waves"` in `contrast`: `n_complete`
#'     and `n_any` (people who answered every wave, or at least one), `f`,
#'     `df_waves`, `df_error` and `p_anova` of the repeated-measures analysis of
#'     variance, `epsilon_gg`, `p_gg`, `epsilon_hf`, `p_hf`, `eta2_partial`,
#'     `eta2_generalised`, and `friedman`, `p_friedman` and `kendall_w`;
#'   * with `by`, and `NA` in `group`: `p_group`, the test that groups change
#'     alike, and for two groups `group_difference`, the second group's change
#'     less the first's.
#'
#' @details
#' `d_av` is the mean change over `sqrt((s1^2 + s2^2) / 2)` (Cumming 2012),
#' `d_z` over the standard deviation of changes (Cohen 1988, p. 48), `d_b` over
#' that of the earlier wave (Becker 1988), and `d_rm` is
#' `d_z * sqrt(2 * (1 - r))` (Morris and DeShon 2002). `g_z` is `d_z` times
#' Hedges' factor `gamma(m / 2) / (sqrt(m / 2) * gamma((m - 1) / 2))`, m = n - 1
#' (Hedges 1981). The average of two correlated variances has more degrees of
#' freedom, about `2 * (n - 1) / (1 + r^2)` (Goulet-Pelletier and Cousineau 2018):
#' `g_av` is `d_av` times the exact factor for two normal waves of one spread.
#' Intervals of `d_av`, `d_z` and their Hedges forms come from the noncentral t
#' distribution (Algina and Keselman 2003, eq. 7-9), that of `d_b` is Bonett's
#' (2008); `d_rm` has none, because it would have to take r as known. For a `d_av`
#' above 1 its interval is up to 2 points wider than its level; the adjusted
#' lambda-prime (Cousineau and Goulet-Pelletier 2021), which mends that, covers up
#' to 1.5 points too little for the sizes that workshops reach, so it is not used.
#'
#' The signed-rank test is exact with ties and zeros (Streitberg and Roehmel
#' 1986) as long as that takes about a second, and beyond the normal
#' approximation with ties; `rule` says which. Two-sided p is twice the smaller
#' tail. The rank-biserial correlation is the sum of positive less negative
#' ranks over their total (Kerby 2014), with the same zero rule. Its interval and
#' that of `superiority` are Newson's (2006): the standard error by leaving each
#' person out, taken to the arctanh scale. At -1 and 1, where that scale ends, all
#' who changed went one way: one limit is that end, the other the share of one way
#' whose Clopper-Pearson (1934) limit it is, as a difference of shares; where
#' nobody changed, that of `superiority` has the share who might have. The
#' Hodges-Lehmann estimate is the median of the averages of all pairs of changes
#' (those of zero included with `"pratt"`, left out with `"wilcoxon"`), its
#' interval the order statistics that belong to the untied test, of exact rank
#' whatever n. `share_of_moved` and `odds_improved` have the Clopper-Pearson
#' limits that belong to `p_sign`. Differences within 1e-10 of the largest answer
#' count as equal.
#'
#' The likelihood takes the answers of a person over all waves as multivariate
#' normal with a mean for each wave and any covariances, and what is missing as
#' depending on answers that are there only. Someone whose codes did not link
#' counts as people with one answer each, which widens the interval. Its
#' estimate is the restricted one: in closed form where nobody answered again
#' after a missing answer (Little and Rubin 2002, ch. 7), by EM (Dempster, Laird
#' and Rubin 1977; Laird and Ware 1982) otherwise. Its errors and degrees of freedom are
#' Kenward and Roger's (1997), which allow for the covariances being estimated, from the
#' observed information. How far the means move with the covariances is taken from the
#' answers themselves and not, as they do, on average over answers lost by chance: where
#' what is lost depends on answers that are there, that average is too small in any number
#' of people (Kenward and Molenberghs 1998). With 37% of a third wave lost by the second
#' the 95% interval held the truth in 93 to 96% of 2,000 samples of 20, 40 and 100 people
#' (`make bench BENCH=margin`). Fewer than 20 people, some of them lost, are said to be
#' approximate. Where nothing is missing it is the paired t test.
#'
#' Over all waves, epsilon is Greenhouse and Geisser's (1959) and, at most 1,
#' Huynh and Feldt's (1976); generalised eta squared is that of Olejnik and
#' Algina (2003). Friedman's test counts ties; Kendall's W is its chi-squared
#' over n (waves - 1).
#'
#' A `"bootstrap"` interval is Efron's (1987), from people drawn with replacement,
#' its acceleration from leaving each of them out (Efron and Tibshirani 1993, eq.
#' 14.15). With fewer than some 40 pairs it is too narrow as a rule. With
#' `"bootstrap_t"` the change of each drawn sample is put over its own standard
#' error, and quantiles of that take the place of those of t (Hall 1988).
#'
#' `note` says of `change` that it is skewed where the skewness g of changes is
#' above 1 and t would cover over 1.5 points less than its level: by Hall's
#' expansion it misses `g^2 / n` times 0.25 of 95% intervals more. Answers within
#' a range that is known are not so skewed that it matters.
#'
#' A change is reliable when it is above 1.96 times
#' `sqrt(2) * sd_before * sqrt(1 - reliability)` (Jacobson and Truax 1991).
#'
#' Quartiles are of type 7, as R and Excel have them, or of type 6, as SPSS has
#' (Hyndman and Fan 1996). Z is W over its standard deviation under the null, with
#' ties and zeros as `zeros` says and without a correction for continuity: with
#' `"wilcoxon"` that of SPSS, with `"pratt"` that of coin. The Bayes factor is that of
#' Rouder, Speckman, Sun, Morey and Iverson (2009, eq. 1): the prior of the
#' standardised change is Cauchy's with scale sqrt(2) / 2, which R's BayesFactor and
#' JASP take by default.
#'
#' From a norm the cut-off is where the people before and those of the norm are
#' equally far, each in their own standard deviations (Jacobson and Truax 1991,
#' criterion c); its good side is that of the scale's direction.
#'
#' With weights that sum to n, means and standard deviations are weighted, the
#' standard error of the change is
#' `sqrt(n / (n - 1) * sum(w^2 * (d - mean(d))^2)) / sum(w)`, which takes the
#' weights as known, and counts remain people. Beside it, where [attrition()] gave
#' the weights, `change_estimated_weights` and `p_estimated_weights` have the error by
#' M-estimation of the response model and the mean together (Stefanski and Boos 2002):
#' what each person adds to the mean less what they add through the coefficients,
#' those of the lost too. Ranks and intervals of d have no weighted form here and are
#' `NA`.
#'
#' Groups are compared by Welch's test (1951), which does not take their spread
#' to be equal. A group of fewer than 5 pairs has its `n` and nothing else: the
#' mean of one or two people is what they answered. A study with a disclosure
#' profile holds more back; see [disclosure].
#'
#' Errors have class `pairwave_error_argument`: a column that does not exist,
#' is not numeric or holds an infinite answer, fewer than two waves, a person
#' with two rows, an unknown scale, a pair without a weight, or a reliability
#' that is not between 0 and 1.
#'
#' @section Direction:
#' A study says of each scale which scores are `better`: `higher` (the default), `lower`,
#' as of depression, stress or loneliness, or `none`; see [study_file()]. What counts
#' people follows it: where lower is better, who fell has `improved`, and so do shares,
#' odds, `share_of_moved`, `superiority`, `reliable_gain`, `important_gain` and
#' `recovered`; the ceiling is the best score there is, and so the lowest. So do the margin
#' of [persistence()], sentences, and the colours and words of plots.
#'
#' Numbers with a sign stay later less earlier in every direction: `change`, `t`, the
#' standardised changes, `hodges_lehmann`, `rank_biserial`, `w`, `z` and medians of change.
#' Where lower is better a negative change is an improvement, and tables of change say so.
#'
#' Where neither is better, nothing is said of better and worse: the statistics are
#' `higher`, `same`, `lower`, `share_higher`, `share_lower`, `odds_higher`, `reliable_rise`,
#' `reliable_fall`, `important_rise` and `important_fall`, `superiority` is the probability
#' that a later answer is higher, and the ceiling is the highest score.
#'
#' A single item has the direction of its scale, a reversed one once it is turned; an item
#' of no scale has none.
#'
#' @section How often intervals hold the truth:
#' Of 95% intervals in percent, at n = 12, 20, 40 and 100, over 2,000 samples each
#' (standard error 0.5): a single item of 1 to 4, the same near its ceiling, ten
#' items summed, these near their ceiling, lognormal answers without a highest one, and
#' normal ones; in the last two rows 37% lost the later answer by how they stood before.
#' Where an interval is off by more than 1.5, `note` says so. Cells a little beyond that
#' without one (`d_b` and `d_z` of ten items near their ceiling) come to 95.9 to 96.2 over
#' 20,000 samples. The likelihood takes answers as normal: where many are lost and
#' answers pile up at an end it covers less. The bootstrap t of `change`, skewed, covers
#' 91.6, 91.9, 93.0 and 93.2. `make bench BENCH=coverage` in the sources measures every
#' interval and lists what is off without a note, those of complete pairs where people
#' are lost too: these fall to 52% at n = 100, as `note` warns.
#'
#' | interval | item | at ceiling | ten items | ten at ceiling | skewed | normal |
#' |---|---|---|---|---|---|---|
#' | `change`, t | 94.9, 94.5, 95.0, 95.2 | 94.0, 94.5, 94.8, 95.1 | 95.0, 94.4, 94.6, 94.9 | 94.8, 95.1, 94.9, 95.4 | 85.5, 86.9, 90.5, 90.8 | 95.0, 95.3, 95.0, 95.6 |
#' | `d_av` | 94.3, 94.5, 94.8, 95.2 | 94.9, 95.1, 94.8, 95.5 | 94.0, 94.0, 94.8, 94.7 | 93.7, 95.4, 94.8, 95.3 | 88.2, 89.5, 92.5, 93.3 | 94.7, 94.8, 95.7, 95.7 |
#' | `d_z` | 95.3, 95.0, 94.8, 94.8 | 95.5, 95.1, 95.3, 95.7 | 94.4, 94.3, 95.0, 96.0 | 96.2, 95.9, 96.2, 96.5 | 96.4, 98.6, 99.5, 99.7 | 94.8, 94.3, 95.6, 95.2 |
#' | `d_b` | 95.1, 95.3, 95.4, 95.6 | 96.4, 97.3, 96.5, 97.2 | 95.5, 94.5, 95.0, 94.8 | 95.8, 96.8, 96.5, 96.5 | 86.5, 86.6, 88.0, 86.7 | 94.9, 94.5, 95.6, 95.4 |
#' | `g_av` | 94.3, 94.4, 94.8, 95.3 | 95.1, 95.0, 94.8, 95.5 | 92.2, 93.0, 94.3, 94.5 | 93.0, 95.2, 94.7, 95.0 | 87.3, 88.8, 92.0, 93.2 | 93.8, 94.2, 95.6, 95.7 |
#' | `superiority` | 95.5, 94.5, 95.7, 94.9 | 93.8, 94.3, 94.7, 95.2 | 97.5, 96.0, 95.6, 95.8 | 94.4, 95.4, 95.7, 95.5 | 95.8, 96.1, 95.7, 94.8 | 97.3, 97.5, 96.5, 95.0 |
#' | `rank_biserial` | 98.8, 97.5, 96.2, 95.5 | 99.2, 98.9, 96.8, 95.8 | 96.6, 95.2, 95.1, 96.1 | 97.3, 96.0, 96.0, 95.4 | 96.8, 97.0, 95.5, 95.0 | 95.5, 95.2, 95.8, 95.0 |
#' | before, by Fisher's z | 97.3, 93.4, 94.3 | 98.9, 97.1, 93.3 | 90.4, 90.9, 92.6 | | 90.4, 91.6, 92.4 | |
#' | `share_of_moved` | 98.9, 97.8, 96.8, 96.3 | 99.2, 99.0, 97.3, 96.7 | 98.1, 97.0, 96.8, 96.7 | 98.5, 97.7, 97.1, 96.5 | 95.8, 96.1, 95.7, 96.8 | 97.3, 97.5, 96.5, 96.2 |
#' | `hodges_lehmann` | 97.8, 98.3, 98.8, 99.4 | 100 | 97.3, 96.8, 97.0, 97.3 | 98.2, 98.5, 99.1, 99.7 | 94.7, 94.7, 93.8, 93.6 | 95.5, 95.5, 95.3, 95.5 |
#' | `change_likelihood`, lost | 95.2, 94.7, 94.6, 94.7 | 98.8, 94.9, 90.9, 90.6 | 95.4, 95.0, 94.4, 94.2 | 93.1, 93.1, 90.9, 90.3 | 96.3, 96.9, 96.7, 97.1 | 94.5, 95.9, 95.0, 94.6 |
#' | before, by Satterthwaite's df | 92.1, 92.3, 93.0, 92.2 | 96.0, 93.8, 88.6, 85.3 | 90.6, 90.9, 92.5, 93.0 | | 95.4, 96.5, 97.0, 97.4 | 92.1, 93.0, 93.4, 92.2 |
#'
#' @examples
#' answers <- data.frame(
#'   pre = c(24, 28, 31, 22, 27, 30),
#'   post = c(27, 30, 31, 26, 29, NA),
#'   six_month = c(26, 31, 33, 25, NA, 30)
#' )
#' change <- paired_change(answers, waves = c("pre", "post", "six_month"))
#' change
#' summary(change)
#'
#' # Of a score of depression lower is better: four of five improved.
#' symptoms <- data.frame(pre = c(14, 9, 17, 11, 6), post = c(9, 8, 10, 12, 3))
#' paired_change(symptoms, waves = c("pre", "post"), label = "PHQ-9", better = "lower")
#' @export
paired_change <- function(x, ...) UseMethod("paired_change")

#' @rdname paired_change
#' @export
paired_change.data.frame <- function(x, ..., waves, id = NULL, counts = NULL,
                                     by = NULL, label = NULL,
                                     better = c("higher", "lower", "none"),
                                     reliability = NULL,
                                     conf_level = 0.95,
                                     interval = c("t", "bootstrap", "bootstrap_t"),
                                     resamples = 10000,
                                     zeros = c("pratt", "wilcoxon"),
                                     adjust = c("holm", "BH", "none"),
                                     quartile_type = 7, also = character()) {
  check_dots_empty()
  better <- match_choice(better)
  also <- check_also(also)
  options <- change_options(conf_level, zeros, adjust, interval, resamples,
                            quartile_type)
  if (!is.null(reliability)) check_reliability(reliability)
  if (missing(waves)) waves <- character()
  check_wave_columns(x, waves)
  check_person_column(x, id)
  here <- environment()
  answers <- lapply(waves, function(column) wave_answers(x, column, here))
  names(answers) <- wave_labels(waves)
  groups <- NULL
  if (!is.null(by)) {
    check_one_name(by, "by")
    check_column(x, by, "by", here)
    groups <- group_labels(x[[by]])
  }
  found <- estimate_scale_change(
    answers, options, scale = NA_character_, label = label %||% NA_character_,
    direction = better, groups = groups, counts = row_counts(x, counts),
    reliability = function(from) given_reliability(reliability)
  )
  found <- adjust_over_table(found, options$adjust)
  publish(new_paired_change(found, options, by_label = by, also = also), NULL)
}

#' @rdname paired_change
#' @export
paired_change.pairwave_cohort <- function(x, ..., scales = NULL, by = NULL,
                                          weights = NULL, reliability = NULL,
                                          conf_level = 0.95,
                                          interval = c("t", "bootstrap", "bootstrap_t"),
                                          resamples = 10000,
                                          zeros = c("pratt", "wilcoxon"),
                                          adjust = c("holm", "BH", "none"),
                                          quartile_type = 7, also = character()) {
  check_dots_empty()
  also <- check_also(also)
  options <- change_options(conf_level, zeros, adjust, interval, resamples,
                            quartile_type)
  here <- environment()
  scales <- check_change_scales(x$study, scales, reliability)
  if (!is.null(by)) {
    check_one_name(by, "by")
    check_column(x$people, by, "by", here)
  }
  if (inherits(x, "pairwave_engine_cohort")) {
    check_no_rows_needed("A weight for each person", is.null(weights))
    check_sums_suffice(x, by, options$interval)
  }
  weights <- estimated_weights(weights, x)
  if (!is.null(weights)) weights <- check_change_weights(weights, names(x$study$waves))
  if (!is.null(weights) && options$interval != "t") {
    abort_pairwave(
      c("The bootstrap takes no {.arg weights}.",
        i = "Leave them out, or take {.code interval = \"t\"}."), "argument"
    )
  }
  found <- estimate_paired_change(x, options, scales, by, weights, reliability, here)
  publish(
    new_paired_change(found, options, wave_labels = study_wave_labels(x$study),
                      by_label = demographic_label(x$study, by), also = also,
                      possible = study_possible(x$study)),
    x, by = by
  )
}

#' @exportS3Method
paired_change.pairwave_engine_cohort <- paired_change.pairwave_cohort

#' @export
paired_change.default <- function(x, ...) abort_not_answers(x)

# The scales that are asked for, where a study has what their change needs.
check_change_scales <- function(study, scales, reliability, call = rlang::caller_env()) {
  scales <- check_scale_names(study, scales, call)
  need_waves(study, "Change", call = call)
  need_links(study, "Change, person by person,", call)
  need_scales(study, scales, "Change", call)
  if (!is.null(reliability)) check_reliability(reliability, scales, call)
  scales
}

# Stops where a study has fewer waves than an analysis needs; `what` begins the
# sentence, as in "Change".
need_waves <- function(study, what, least = 2, call = rlang::caller_env()) {
  waves <- names(study$waves)
  if (length(waves) >= least) return(invisible())
  needed <- c("one wave", "two waves", "three waves: before, after and later")[least]
  found <- if (length(waves) == 1) "one wave, {.field {waves}}" else
    "two waves, {.field {waves}}"
  abort_pairwave(
    c(paste0(what, " needs ", needed, "."), x = paste0("The study has ", found, "."),
      i = if (length(waves) == 1) {
        "{.fn demographics}, {.fn wave_means} and {.fn scale_reliability} need
         one wave; add the next under {.field waves} once it is there."
      }),
    "argument", call = call
  )
}

# What attrition() gave was published, without weights where there is a disclosure
# profile: these are estimated again, and stay here.
estimated_weights <- function(weights, cohort) {
  model <- attr(weights, "model")
  if (is.null(model) || is.null(attr(weights, "disclosure"))) return(weights)
  estimate_follow_up(cohort, model$predictors, model$method)$weights
}

# The weights as a frame with person, from, to and weight, or NULL.
check_change_weights <- function(weights, waves, call = rlang::caller_env()) {
  if (inherits(weights, "pairwave_attrition")) weights <- response_weights(weights)
  wanted <- c("person", "from", "to", "weight")
  if (!is.data.frame(weights) || !all(wanted %in% names(weights))) {
    abort_pairwave(
      c("{.arg weights} must be the result of {.code attrition()}, or a data \\
         frame with columns {.val {wanted}}.",
        x = "It is {.obj_type_friendly {weights}}."),
      "argument", call = call
    )
  }
  bad <- which(!is.finite(weights$weight) | weights$weight <= 0)
  if (length(bad)) {
    abort_pairwave(
      c("Weights must be numbers above 0.",
        x = "Row {bad[1]} of {.arg weights} has {.val {weights$weight[bad[1]]}}.",
        i = "{.code attrition()} says in {.code note} why it has none."),
      "argument", call = call
    )
  }
  again <- which(duplicated(weights[c("person", "from", "to")]))
  if (length(again)) {
    abort_pairwave(
      c("{.arg weights} must have one row for each person and contrast.",
        x = "Row {again[1]} repeats an earlier one."),
      "argument", call = call
    )
  }
  check_known(c(weights$from, weights$to), waves,
              "{.arg weights} must name waves of the study.", "wave", call = call)
  weights
}
