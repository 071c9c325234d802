# Did the group change between waves, where nobody or few can be followed?

#' Change of the group between waves whose people are not linked
#'
#' Compares the answers of every pair of waves as those of two groups of people: for a
#' study without a code, or whose codes linked nobody or few. The change is that of the
#' group. It is not change of people: who rose and who fell can't be known, and the two
#' groups may differ in who came. Where people are linked, [paired_change()] says more.
#'
#' @param x A cohort from [read_cohort()], or a data frame with a row for each answer.
#' @param ... Must be empty.
#' @param score,wave Names of the columns of `x` that hold the answers, numbers, and the
#'   wave, in the order of its levels or labels, texts in the order in which they come.
#' @param id Name of a column of `x` that is the same for the same person in several waves,
#'   or `NULL` where that is not known. Where it is missing, it is not known either.
#' @param label What `score` measures.
#' @param scales Names of the scales of the cohort's study; `NULL` for all, `character()`
#'   for none.
#' @param items Items besides, columns of at least two of the cohort's surveys; ranges such
#'   as `"q1:q3"` expand. Their answers are numbers, ordered texts, or two, of which the mean
#'   is the share of yes.
#' @param by Name of a column that divides people into groups (a demographic of the cohort's
#'   study, or a column of `x`), or `NULL`. Each group has its own rows; one with fewer than 5
#'   answers in a wave has counts alone.
#' @param conf_level Level of the intervals, above 0.5 and below 1.
#' @param adjust As for [paired_change()].
#'
#' @return A data frame of class `pairwave_unpaired`, one row per scale or item, group,
#'   contrast and statistic, with columns `scale`, `label`, `item`, `item_label`, `group`,
#'   `contrast`, `from`, `to`, `statistic`, `estimate`, `conf_low`, `conf_high`, `n` (answers of
#'   both waves together, of the wave, or of those in both), `rule` (the method) and `note`
#'   (why an estimate is `NA`). `setting` has the correlation that is assumed, `role` is as in
#'   [paired_change()]. `print()` shows the headline, `summary()` a line for every statistic:
#'   * `n_before`, `n_after`: people with an answer in the wave; `n_both`: those who are known
#'     to be in both;
#'   * `mean_before`, `sd_before`, `mean_after`, `sd_after`, of everyone in the wave;
#'   * `change`, `t`, `df`, `p`, `p_adjusted`: Welch's (1947) test, as if nobody were in both
#'     waves; `d_av`: the change over `sqrt((s1^2 + s2^2) / 2)`, with Bonett's (2008) interval;
#'   * `superiority`: the probability that an answer of the later wave is higher than one of the
#'     earlier, and half of that they are equal, with `t_superiority`, `df_superiority` and
#'     `p_superiority`: Brunner and Munzel's (2000);
#'   * `r`, `change_linked`, `t_linked`, `df_linked`, `p_linked`: the partly overlapping samples
#'     t on everyone (Derrick, Russ, Toher and White 2017), which takes into account who is
#'     known to be in both, and the same with equal spreads, `change_linked_pooled` and so on;
#'   * `change_if_same` and `p_if_same`, for each correlation from 0 to 0.9 in `setting`: the
#'     interval of the change and its p, if everyone of the smaller wave were in the other as
#'     well and their answers so correlated.
#'
#' @details
#' A test of two samples takes them to be different people. Where the same people answered
#' twice without a code, it is too cautious as a rule: their answers correlate, and the error of
#' the change is smaller than it says. How much smaller follows from a correlation that can't be
#' known; `change_if_same` shows the range. With a correlation of 0 the limits differ from
#' Welch's by their degrees of freedom alone. A range is no test: none of its p is the right one.
#'
#' The partly overlapping samples t has the error
#' `sqrt(s1^2 / n1 + s2^2 / n2 - 2 * r * s1 * s2 * n12 / (n1 * n2))` and
#' `(n12 - 1) + (w - n12 + 1) * (n1 + n2 - 2 * n12) / (n1 + n2)` degrees of freedom, with
#' Welch's for w and n12 people in both; with equal spreads both are the pooled ones. With
#' nobody in both it is Welch's test, with everybody the paired t test. The mean change that it
#' tests is of everyone, so it is biased where who came again depends on how they stood.
#'
#' The interval of `superiority` is kept within 0 and 1. Where the answers of the two waves do
#' not overlap it has none.
#'
#' @section How often intervals hold the truth:
#' Of 95% intervals in a simulation of 2,000 samples a cell (standard error 0.5; answers normal,
#' of ten items, of one item, of one near its ceiling; 12 to 100 a wave): Welch's held the truth
#' in 94 to 96% where nobody is in both waves, and in up to 99.5% where everyone of the smaller
#' wave is in both and their answers correlate by 0.6, for it is too wide there. That of
#' partly overlapping samples held it in 94 to 96.5%, that of `superiority` in 93 to 96% where
#' nobody is in both. With equal spreads taken, where one is twice the other, it falls to 86%:
#' `change_linked_pooled` is for spreads that are known to be alike. `make bench BENCH=unpaired`
#' in the sources prints it again.
#'
#' @section Disclosure:
#' Under a disclosure profile the figures are those that follow from what [wave_means()] shows
#' of the same waves, and nothing else: counts, means, spreads and, with a threshold, Welch's
#' test and the range over r. Ranks, who is in both waves, items and groups are not shown.
#'
#' @section Errors: `pairwave_error_argument` for a study of one wave, and for columns, scales or
#'   items that can't be used; `pairwave_error_disclosure` for items and groups under a profile.
#' @references Derrick, B., Toher, D., & White, P. (2017). How to compare the means of two
#'   samples that include paired observations and independent observations. *The
#'   Quantitative Methods for Psychology* 13(2), 120-126.
#' @export
#' @examples
#' answers <- data.frame(
#'   wave = factor(rep(c("Before", "After"), c(6, 5)), c("Before", "After")),
#'   score = c(24, 28, 31, 22, 27, 30, 27, 30, 33, 29, 31)
#' )
#' unpaired_change(answers, score = "score", wave = "wave")
unpaired_change <- function(x, ...) UseMethod("unpaired_change")

#' @rdname unpaired_change
#' @export
unpaired_change.data.frame <- function(x, ..., score, wave, id = NULL, by = NULL, label = NULL,
                                       conf_level = 0.95, adjust = c("holm", "BH", "none")) {
  check_dots_empty()
  options <- change_options(conf_level, adjust = adjust)
  here <- environment()
  for (column in c("score", "wave")) {
    check_one_name(get(column), column)
    check_column(x, get(column), column, here)
  }
  for (column in c("id", "by")) {
    if (is.null(get(column))) next
    check_one_name(get(column), column)
    check_column(x, get(column), column, here)
  }
  wide <- answers_by_wave(x, score, wave, id, here)
  groups <- if (!is.null(by)) group_labels(x[[by]])[wide$first]
  answers <- wide$answers
  rows <- unpaired_rows(answers, groups, wave_contrasts(names(answers)), options, here)
  frame <- data.frame(scale = NA_character_, label = label %||% NA_character_,
                      item = NA_character_, item_label = NA_character_, rows)
  frame <- adjust_over_table(frame, options$adjust)
  publish(new_unpaired_change(frame, options, by_label = by), NULL)
}

#' @rdname unpaired_change
#' @export
unpaired_change.pairwave_cohort <- function(x, ..., scales = NULL, items = character(), by = NULL,
                                            conf_level = 0.95,
                                            adjust = c("holm", "BH", "none")) {
  check_dots_empty()
  options <- change_options(conf_level, adjust = adjust)
  here <- environment()
  need_waves(x$study, "Change of the group")
  scales <- check_scale_names(x$study, scales)
  items <- expand_items(items, "items")
  asked <- table(unlist(lapply(x$surveys, names)))
  check_known(items, names(asked)[asked >= 2],
              "{.arg items} must name columns of at least two waves.")
  if (!length(items)) need_scales(x$study, scales, "Change of the group")
  if (!is.null(by)) {
    check_one_name(by, "by")
    check_column(x$people, by, "by", here)
  }
  found <- estimate_unpaired_change(x, options, scales, items, by, here)
  publish(
    new_unpaired_change(found, options, study_wave_labels(x$study),
                        demographic_label(x$study, by)),
    x
  )
}

#' @export
unpaired_change.default <- function(x, ...) abort_not_answers(x)

# A place for each person in every wave: who has no `id` is a person of one row. `first` has a
# row of each.
answers_by_wave <- function(x, score, wave, id, call) {
  waves <- x[[wave]]
  # Texts have no order but that in which they come: alphabetically, after is before before.
  if (is.character(waves)) waves <- factor(waves, unique(waves[!is.na(waves)]))
  waves <- group_labels(waves)
  blank <- is_missing_answer(x[[wave]])
  if (any(blank)) {
    abort_pairwave(
      c("Every row must say its wave.",
        x = "{sum(blank)} row{?s} {?has/have} none in {.val {wave}}."),
      "argument", call = call
    )
  }
  waves <- droplevels(waves)
  if (nlevels(waves) < 2) {
    abort_pairwave(
      c("Change of the group needs two waves.",
        x = "{.val {wave}} has {nlevels(waves)}."),
      "argument", call = call
    )
  }
  values <- wave_answers(x, score, call)
  person <- seq_len(nrow(x))
  if (!is.null(id)) {
    given <- plain_values(x[[id]])
    known <- !is.na(given)
    person[known] <- match(given, given)[known]
    again <- which(known & duplicated(data.frame(person, waves)))
    if (length(again)) {
      abort_pairwave(
        c("A person must have one row for each wave.",
          x = "Row {again[1]} repeats an earlier one's {.val {id}} and {.val {wave}}."),
        "argument", call = call
      )
    }
  }
  first <- unique(person)
  list(first = first, answers = lapply(stats::setNames(nm = levels(waves)), function(one) {
    here <- which(waves == one)
    values[here][match(first, person[here])]
  }))
}

new_unpaired_change <- function(frame, options, wave_labels = NULL, by_label = NULL,
                                possible = NULL) {
  new_result(frame, "pairwave_unpaired", conf_level = options$conf_level,
             adjust = options$adjust, wave_labels = wave_labels, by_label = by_label,
             possible = possible)
}
