#' Score a scale
#'
#' The mean or the sum of a person's answers to the items of a scale. Missing
#' answers, declared user-missing codes included, are left out; a person who
#' answered fewer than `min_items` gets no score. Where some answers are
#' missing, the sum is the mean of the answered items times the number of
#' items, so that sum and mean always agree. A reversed item counts as lowest
#' plus highest possible answer minus the answer.
#'
#' @param data A data frame, one row per respondent.
#' @param items The columns of the scale; ranges such as `"gse1:gse10"` expand.
#' @param ... Must be empty.
#' @param range The lowest and the highest possible answer, or `NULL` for no
#'   check. Needed when items are reversed.
#' @param reverse The items to reverse.
#' @param score `"mean"` or `"sum"`.
#' @param min_items The least number of answered items for a score; all of them
#'   by default.
#' @return A data frame with a row per row of `data`: `score` (`NA` where too
#'   few items are answered) and `n_answered`.
#' @section Errors: `pairwave_error_score` when an item is not a column, is not
#'   a number, or has answers outside `range` (the item and the count are
#'   named, never a person's answers).
#' @references Schwarzer, R., & Jerusalem, M. (1995) for the rule of 7 of 10
#'   items that the instrument `gse` uses.
#' @export
#' @examples
#' answers <- data.frame(q1 = c(1, 4, NA), q2 = c(2, 3, 4), q3 = c(3, NA, NA))
#' score_scale(answers, "q1:q3", range = c(1, 4), score = "sum", min_items = 2)
score_scale <- function(data, items, ..., range = NULL, reverse = character(),
                        score = c("mean", "sum"), min_items = NULL) {
  check_dots_empty()
  score <- match_choice(score)
  if (!is.data.frame(data)) {
    abort_pairwave("{.arg data} must be a data frame.", "score")
  }
  items <- expand_items(items, "items")
  reverse <- expand_items(reverse, "reverse")
  min_items <- min_items %||% length(items)
  check_scale(data, items, range, reverse, min_items)
  answers <- item_answers(data, items, range)
  result <- .Call(
    pw_call_scale_score, answers, items %in% reverse,
    as.double(range %||% c(0, 0)), as.integer(min_items), score == "sum"
  )
  result <- check_kernel(result, "Can't score the scale.")
  new_frame(list(score = result$score, n_answered = result$answered))
}

check_scale <- function(data, items, range, reverse, min_items,
                        call = rlang::caller_env()) {
  if (length(items) == 0) {
    abort_pairwave("{.arg items} must name at least one column.", "score",
                   call = call)
  }
  check_known(items, names(data), "Every item must be a column of {.arg data}.",
              topic = "score", call = call)
  if (!all(reverse %in% items)) {
    abort_pairwave("{.arg reverse} must name items of the scale.", "score",
                   call = call)
  }
  check_item_range(range, reverse, call)
  if (!is_whole_number(min_items) || min_items < 1 ||
      min_items > length(items)) {
    abort_pairwave(
      "{.arg min_items} must be a whole number from 1 to {length(items)}.",
      "score", call = call
    )
  }
}

check_item_range <- function(range, reverse, call = rlang::caller_env()) {
  if (!is.null(range) &&
      !(is.numeric(range) && length(range) == 2 && isTRUE(range[1] < range[2]))) {
    abort_pairwave("{.arg range} must be two numbers, low and high.", "score",
                   call = call)
  }
  if (length(reverse) && is.null(range)) {
    abort_pairwave(
      c("{.arg range} must be given when items are reversed.",
        i = "For answers from 1 to 5: {.code range = c(1, 5)}."),
      "score", call = call
    )
  }
}

# The items as double columns, NA where there is no answer; complains of all
# items that are not numbers or out of range at once.
item_answers <- function(data, items, range, call = rlang::caller_env()) {
  answers <- lapply(items, function(item) numeric_answers(data[[item]]))
  names(answers) <- items
  text <- items[vapply(answers, is.null, NA)]
  if (length(text)) {
    abort_pairwave(
      c("Every item must be numeric.",
        x = "{.field {text}} {?has/have} answers that are not numbers.",
        i = "Read the export with its answer codes or its key, or list the texts under the
             scale's {.field answers}."),
      "score", call = call
    )
  }
  infinite <- items[vapply(answers, function(x) any(abs(x) > 1e100, na.rm = TRUE), NA)]
  if (length(infinite)) {
    abort_pairwave(
      c("Answers must be finite, and at most 1e100.",
        x = "{.field {infinite}} {?has/have} an answer beyond that."),
      "score", call = call
    )
  }
  if (is.null(range)) {
    return(unname(answers))
  }
  outside <- vapply(answers, function(x) {
    sum(x < range[1] | x > range[2], na.rm = TRUE)
  }, 0)
  if (any(outside > 0)) {
    where <- outside[outside > 0]
    found <- paste0(escape_braces(names(where)), ": ", where,
                    ifelse(where == 1, " answer", " answers"))
    abort_pairwave(
      c("Answers must lie from {range[1]} to {range[2]}.",
        stats::setNames(found, rep("x", length(found))),
        i = "Declare codes that mean no answer as missing, or correct the range."),
      "score", call = call
    )
  }
  unname(answers)
}
