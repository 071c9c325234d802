# The answers to each item in each wave: the function and its methods.

#' Answers to single items, wave by wave
#'
#' Counts how many people gave each possible answer to an item in each wave: once
#' on everyone who answered it in that wave, and once on those who answered it in
#' every wave that asked. Only the second are the same people; where the study has
#' nothing to follow people by, there is the first alone. A question of one
#' wave, such as satisfaction with a session, is counted in the same way.
#'
#' @param x A cohort from [read_cohort()], or a data frame with one row per
#'   person.
#' @param ... Must be empty.
#' @param items The items; ranges such as `"gse1:gse10"` expand. For a cohort,
#'   columns of at least one of its surveys, beside the items of its scales: those of the
#'   study's `questions` unless given.
#' @param waves For each wave, in time order, the name of its columns with `*`
#'   in place of the item, such as `c(pre = "*_pre", post = "*_post")`; `NULL`
#'   where there is one wave and the columns are called as the items are.
#' @param nominal Which items have categories without an order. Text and
#'   unordered factors have none in any case.
#' @param range Lowest and highest possible answer, for items that are numbers:
#'   each whole number between them is counted, with 0 where nobody chose it.
#'   Without it, value labels say which answers are possible, else the answers
#'   that occur. For a cohort each scale has its own.
#' @param scales Names of the scales of the cohort's study whose items are
#'   counted; `NULL` for all, `character()` for none.
#' @param label What the items belong to, for the printed table.
#' @param better Which answers are the better ones: `"higher"`, `"lower"` or `"none"`;
#'   for a cohort each scale has its own.
#' @param quartile_type Type of the quartiles (Hyndman and Fan 1996), 7 or 6, as
#'   for [paired_change()].
#'
#' @return A data frame of class `pairwave_answers`, one row per scale, item,
#'   `who` (`"wave"`: everyone who answered the item in the wave; `"every wave"`:
#'   those who did in all waves that asked), wave and statistic, with columns
#'   `scale`, `label`, `direction`, `item`, `item_label`, `kind` (`"ordered"`, `"yes_no"` or
#'   `"nominal"`), `who`, `wave`, `level` and `level_label` (of a count),
#'   `listed` (whether the file, factor or range lists that answer),
#'   `statistic`, `estimate`, `n` (people who answered), `percent` (of n, half
#'   away from zero), `rule` and `note`. The statistics are
#'   * `n`: people who answered, and `no_answer`: those who are in the wave and
#'     did not;
#'   * `count`: people who gave an answer, a row for each possible one;
#'   * `top_two`: of four ordered answers or more, people who gave one of the two
#'     best, which `rule` names: the highest, or of an item of a scale where lower is
#'     better, or of a reversed one, the lowest;
#'   * `median`, `lower_quartile` and `upper_quartile` of ordered answers.
#'
#' Answers are as they were given: a reversed item is not turned. Answers that
#' the study counts as undisclosed are no answer.
#'
#' `plot()` draws the answers as bars of shares, and [describe()] says them in words.
#'
#' @section Disclosure: Under a profile a question that one wave asked, and that
#'   belongs to no scale, is counted as [demographics()] counts a question of
#'   that wave, without medians and top-two shares. Nothing is shown of an item
#'   that [item_change()] compares or a scale scores: its answers beside those
#'   figures would tell of single people.
#' @section Errors: `pairwave_error_argument` for columns, waves, scales or a
#'   type that can't be used and for columns that identify a person, and
#'   `pairwave_error_column` for an item with more than 25 answers that no value
#'   label, factor level or range lists.
#' @export
#' @examples
#' answers <- data.frame(
#'   sure_pre = c(2, 3, 1, 4, 2, 3), sure_post = c(3, 3, 2, 4, 4, NA),
#'   plan_pre = c("no", "no", "yes", "no", "no", "yes"),
#'   plan_post = c("yes", "no", "yes", "yes", "yes", "yes")
#' )
#' item_frequencies(answers, items = c("sure", "plan"),
#'                  waves = c(Before = "*_pre", After = "*_post"))
#' item_frequencies(data.frame(useful = c(4, 5, 5, 3)), items = "useful", range = c(1, 5))
item_frequencies <- function(x, ...) UseMethod("item_frequencies")

#' @rdname item_frequencies
#' @export
item_frequencies.data.frame <- function(x, ..., items, waves = NULL, nominal = character(),
                                        range = NULL, label = NULL,
                                        better = c("higher", "lower", "none"),
                                        quartile_type = 7) {
  check_dots_empty()
  better <- match_choice(better)
  here <- environment()
  quartile_type <- check_quartile_type(quartile_type)
  items <- expand_items(items, "items")
  if (is.null(waves)) {
    need_items(items)
    templates <- c("Answers" = "*")
  } else {
    check_item_templates(waves, items, here)
    templates <- stats::setNames(waves, template_labels(waves))
  }
  check_known(nominal, items, "{.arg nominal} must name items.", "item")
  check_item_range(range, character())
  there <- lapply(templates, function(template) rep(TRUE, nrow(x)))
  parts <- lapply(items, function(item) {
    columns <- stats::setNames(sub("*", item, templates, fixed = TRUE), names(templates))
    check_column(x, columns, if (is.null(waves)) "items" else "waves", here)
    answered <- new_answered(stats::setNames(unclass(x)[columns], names(columns)), item,
                             there, range, item %in% nominal,
                             best = best_answers(better, FALSE), call = here)
    rows_of_answers(answered, quartile_type)
  })
  frame <- data.frame(scale = NA_character_, label = label %||% NA_character_, direction = better,
                      do.call(rbind, parts))
  publish(new_answers(complete_answer_rows(frame)), NULL)
}

#' @rdname item_frequencies
#' @export
item_frequencies.pairwave_cohort <- function(x, ..., scales = NULL,
                                             items = question_columns(x$study),
                                             nominal = character(), quartile_type = 7) {
  check_dots_empty()
  here <- environment()
  quartile_type <- check_quartile_type(quartile_type)
  scales <- check_scale_names(x$study, scales)
  items <- union(expand_items(items, "items"), expand_items(nominal, "nominal"))
  check_known(items, unique(unlist(lapply(x$surveys, names))),
              "{.arg items} must name columns of the surveys.")
  need_items(c(scales, items))
  found <- estimate_answers(x, scales, items, nominal, quartile_type, here)
  publish(new_answers(found, study_wave_labels(x$study)), x)
}

#' @export
item_frequencies.default <- function(x, ...) abort_not_answers(x)

need_items <- function(items, call = rlang::caller_env()) {
  if (length(items)) return(invisible())
  abort_pairwave(
    c("There must be items to count.",
      i = "Name them in {.arg items}; the items of a study's scales are counted by themselves."),
    "argument", call = call
  )
}

new_answers <- function(frame, wave_labels = NULL) {
  new_result(frame, "pairwave_answers", wave_labels = wave_labels)
}
