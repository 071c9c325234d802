# Change item by item: the function and its methods.

#' Change of single items
#'
#' Compares every pair of waves item by item, each on the people who answered
#' the item in both: items with ordered answers by the paired t test, with the
#' signed-rank test beside it, yes/no items by McNemar's, unordered categories by
#' Stuart's and Maxwell's. Many
#' items make many tests, so p is adjusted over the items of a scale.
#'
#' @param x A cohort from [read_cohort()], or a data frame with one row per
#'   person.
#' @param ... Must be empty.
#' @param items The items; ranges such as `"gse1:gse10"` expand. For a cohort,
#'   columns of at least two of its surveys, beside the items of its scales.
#' @param waves For each wave, in time order, the name of its columns with `*`
#'   in place of the item, such as `c(pre = "*_pre", post = "*_post")`. Names of
#'   this vector, where given, label the waves.
#' @param nominal Which items have categories without an order. Text and
#'   unordered factors have none in any case. For a cohort, further columns.
#' @param reverse,range As for [score_scale()], for items that are numbers; the
#'   label of a reversed item says so.
#' @param counts Name of a column of `x` that says how many people each row
#'   stands for; `NULL` for one each.
#' @param label What the items belong to, for the printed table.
#' @param scales Names of the scales of the cohort's study whose items are
#'   compared; `NULL` for all, `character()` for none.
#' @param better Which answers to the items, once reversed ones are turned, are the
#'   better ones: `"higher"`, `"lower"` or `"none"`; see Direction in [paired_change()].
#'   For a cohort an item has the direction of its scale, and one of no scale has none.
#' @param conf_level,zeros As for [paired_change()].
#' @param adjust How p is adjusted over the items of a scale within a contrast:
#'   `"holm"` (Holm 1979), `"BH"` (Benjamini and Hochberg 1995) or `"none"`.
#'
#' @return A data frame of class `pairwave_item_change`, one row per scale,
#'   contrast, item and statistic, with columns `scale`, `label`, `direction`, `item`,
#'   `item_label`, `kind` (`"ordered"`, `"yes_no"` or `"nominal"`), `contrast`,
#'   `from`, `to`, `statistic`, `estimate`, `conf_low`, `conf_high`, `n` (people
#'   who answered the item in both waves), `rule` (the method) and `note` (why
#'   an estimate is `NA`, or where its interval covers another share of samples
#'   than its level). Every item has
#'   * `n`, `n_before_only`, `n_after_only`: people with both answers, or one;
#'   * `p` and `p_adjusted`, whose `rule` names the test;
#'   * `same`: people who gave the same answer.
#'
#'   An item with ordered answers also has `mean_before`, `sd_before`,
#'   `mean_after`, `sd_after`, `change`, `d_av`, `improved`, `worse`,
#'   `superiority`, `share_of_moved`, `odds_improved`, `p_sign`, `rank_biserial` and
#'   `p_signed_rank`, as in [paired_change()]. A yes/no item has `share_before`,
#'   `share_after` (of yes), `change` (their difference, from -1 to 1, printed in
#'   percentage points), `improved` (no, then yes), `worse` (yes, then no),
#'   `share_of_moved`, `odds_improved` and `p_exact`; where lower is better, yes, then no
#'   has improved, and without a direction they are `higher`, `lower` and `odds_higher`.
#'   A nominal item has `moved` (people whose answers differ), `stuart_maxwell`, `df`,
#'   `bhapkar` and `p_bhapkar`.
#'
#'   With three waves or more a yes/no item also has rows with `"all waves"` in
#'   `contrast`: `n` (people who answered it in each), `cochran_q`, `df` and
#'   `p_cochran`, Cochran's (1950) test that the share of yes is the same in all;
#'   its p is not adjusted.
#'
#' @details
#' An item is yes/no where it has two possible answers: a logical column, a
#' factor or value labels of two levels, numbers 0 and 1, or a scale whose range
#' is two whole numbers apart by one. Yes is the answer of that name, else the
#' higher one; `rule` says which.
#'
#' In the printed table and in sentences an interval and p come from one method, so
#' that they never contradict each other. For ordered answers that is the t test,
#' whose interval covers 95% of single items from 12 people on (see
#' [paired_change()]); `p_signed_rank` and `p_sign` are exact. Answers that are
#' texts, as of an ordered factor, count as their positions, which `rule` names.
#' There is no Hodges-Lehmann estimate: of answers in few steps it is mostly 0 or a
#' half, and its interval holds 0 where the signed-rank test finds a change.
#'
#' For a yes/no item p is McNemar's mid-p (Fagerland, Lydersen and Laake 2013)
#' and `p_exact` the binomial one. The interval that belongs to the mid-p is that of
#' `share_of_moved`, and `odds_improved` follows from it; the difference of shares
#' has that of Bonett and Price (2012), which can disagree with p and is not
#' printed. For a nominal item p is from Stuart's (1955)
#' and Maxwell's (1970) chi-squared; that of Bhapkar (1966) is beside it. Both
#' are large-sample tests that only people who moved inform. Categories that
#' nobody left or entered take no degree of freedom.
#'
#' @section Errors: `pairwave_error_argument` for columns, waves, scales or a
#'   level that can't be used, and `pairwave_error_score` for answers outside
#'   `range`.
#' @export
#' @examples
#' answers <- data.frame(
#'   sure_pre = c(2, 3, 1, 4, 2, 3), sure_post = c(3, 3, 2, 4, 4, 4),
#'   plan_pre = c("no", "no", "yes", "no", "no", "yes"),
#'   plan_post = c("yes", "no", "yes", "yes", "yes", "yes")
#' )
#' item_change(answers, items = c("sure", "plan"),
#'             waves = c(pre = "*_pre", post = "*_post"))
item_change <- function(x, ...) UseMethod("item_change")

#' @rdname item_change
#' @export
item_change.data.frame <- function(x, ..., items, waves,
                                   nominal = character(),
                                   reverse = character(), range = NULL,
                                   counts = NULL, label = NULL,
                                   better = c("higher", "lower", "none"),
                                   conf_level = 0.95,
                                   zeros = c("pratt", "wilcoxon"),
                                   adjust = c("holm", "BH", "none")) {
  check_dots_empty()
  better <- match_choice(better)
  options <- change_options(conf_level, zeros, adjust)
  here <- environment()
  items <- expand_items(items, "items")
  check_item_templates(waves, items, here)
  check_known(nominal, items, "{.arg nominal} must name items.", "item")
  reverse <- expand_items(reverse, "reverse")
  check_known(reverse, items, "{.arg reverse} must name items.", "item")
  check_item_range(range, reverse)
  parts <- lapply(items, function(item) {
    columns <- sub("*", item, waves, fixed = TRUE)
    check_column(x, columns, "waves", here)
    new_item(stats::setNames(unclass(x)[columns], template_labels(waves)), item,
             item %in% nominal, range, item %in% reverse, here)
  })
  rows <- change_of_items(parts, row_counts(x, counts), better, options, here)
  publish(
    new_item_change(
      data.frame(scale = rep(NA_character_, nrow(rows)),
                 label = rep(label %||% NA_character_, nrow(rows)), rows),
      options
    ),
    NULL
  )
}

#' @rdname item_change
#' @export
item_change.pairwave_cohort <- function(x, ..., scales = NULL,
                                        items = character(),
                                        nominal = character(),
                                        conf_level = 0.95,
                                        zeros = c("pratt", "wilcoxon"),
                                        adjust = c("holm", "BH", "none")) {
  check_dots_empty()
  options <- change_options(conf_level, zeros, adjust)
  here <- environment()
  scales <- check_scale_names(x$study, scales)
  need_waves(x$study, "Change of items")
  need_links(x$study, "Change of items, person by person,")
  items <- union(expand_items(items, "items"), expand_items(nominal, "nominal"))
  asked <- table(unlist(lapply(x$surveys, names)))
  check_known(items, names(asked)[asked >= 2],
              "{.arg items} must name columns of at least two waves.")
  if (length(scales) + length(items) == 0) {
    abort_pairwave(
      c("There must be items to compare.",
        x = "{.arg scales} and {.arg items} are both empty."), "argument"
    )
  }
  found <- estimate_item_change(x, options, scales, items, nominal, here)
  publish(new_item_change(found, options, study_wave_labels(x$study)), x)
}

#' @exportS3Method
item_change.pairwave_engine_cohort <- item_change.pairwave_cohort

#' @export
item_change.default <- function(x, ...) abort_not_answers(x)

check_item_templates <- function(waves, items, call) {
  check_two_waves(waves, call)
  stars <- lengths(regmatches(waves, gregexpr("*", waves, fixed = TRUE)))
  if (any(stars != 1)) {
    abort_pairwave(
      c("Each of {.arg waves} must have one {.code *}, for the item.",
        x = "{.val {waves[stars != 1][1]}} has {stars[stars != 1][1]}.",
        i = "Such as {.code c(pre = \"*_pre\", post = \"*_post\")}."),
      "argument", call = call
    )
  }
  check_wave_labels(template_labels(waves), call)
  if (length(items) == 0) {
    abort_pairwave("{.arg items} must name at least one item.", "argument",
                   call = call)
  }
}

# The labels of waves; without one, the template less its star.
template_labels <- function(waves) {
  bare <- sub("^[_.-]|[_.-]$", "", sub("*", "", waves, fixed = TRUE))
  called <- names(waves) %||% rep("", length(waves))
  ifelse(nzchar(called), called, ifelse(nzchar(bare), bare, waves))
}

new_item_change <- function(frame, options, wave_labels = NULL) {
  new_result(
    frame, "pairwave_item_change",
    conf_level = options$conf_level, adjust = options$adjust, wave_labels = wave_labels
  )
}
