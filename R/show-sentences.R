# Results as plain sentences for a report.

#' Describe a result in plain sentences
#'
#' One sentence for each row of the printed table, with the numbers of that
#' table: who was counted, what the figures are, and, where there is no figure,
#' why. The sentences say what was seen and never what brought it about.
#'
#' @param x A result of [paired_change()], [item_change()], [persistence()],
#'   [demographics()], [joint_display()], [code_frequencies()] or [coder_agreement()].
#' @param ... Must be empty.
#' @param people What to call those who answered: one of them, and several,
#'   such as `c("student", "students")`.
#' @return A data frame of class `pairwave_sentences`, a row for each sentence,
#'   with columns `scale` (or the demographic's column, or the code), `label` (or the
#'   item), `group` (or the coders), `contrast` (`NA` where the result has none), `n` (how many
#'   people
#'   the sentence is about) and `sentence`. It prints and knits as paragraphs;
#'   `as.character()` gives the sentences alone, for use within a text: the plain
#'   words, in which a label that looks like Markdown is Markdown to a document.
#' @section Errors: `pairwave_error_argument` for what can't be described, and
#'   for `people` that are not two texts.
#' @export
#' @examples
#' answers <- data.frame(before = c(24, 27, 31, 22, 29), after = c(27, 31, 30, 27, 33))
#' change <- paired_change(answers, waves = c("before", "after"), label = "Confidence")
#' describe(change, people = c("student", "students"))
describe <- function(x, ...) UseMethod("describe")

#' @export
describe.default <- function(x, ...) {
  abort_pairwave(
    c("{.arg x} must be a result that has sentences.",
      x = "It is {.obj_type_friendly {x}}.",
      i = "Results of {.fn paired_change}, {.fn item_change}, {.fn persistence},
           {.fn demographics}, {.fn code_frequencies} and {.fn coder_agreement} have."),
    "argument"
  )
}

check_people_words <- function(people, call = rlang::caller_env()) {
  fine <- is.character(people) && length(people) == 2 && !anyNA(people) &&
    all(nzchar(trimws(people)))
  if (!fine) {
    abort_pairwave(
      c("{.arg people} must be two texts: what to call one person, and several.",
        x = "It is {.val {people}}.",
        i = "Such as {.code c(\"student\", \"students\")}."),
      "argument", call = call
    )
  }
}

new_sentences <- function(frame) {
  frame$sentence <- capital(frame$sentence)
  new_result(frame, "pairwave_sentences")
}

#' @export
as.character.pairwave_sentences <- function(x, ...) x$sentence

#' @export
print.pairwave_sentences <- function(x, ...) {
  if (is_knit_asis()) return(knit_asis(x))
  writeLines(strwrap(one_line(x$sentence), console_width(), exdent = 2))
  invisible(x)
}

as_print_table.pairwave_sentences <- function(x, ...) {
  new_print_table(data.frame(sentence = x$sentence), align = "l", head = "In words")
}

knit_print.pairwave_sentences <- function(x, ...) {
  text <- escape_markdown(one_line(x$sentence))
  knitr::asis_output(paste0("\n\n", paste(text, collapse = "\n\n"), "\n\n"))
}

# Finds what stands before a number of people that is rounded.
about_word <- function(x) {
  if (is.null(attr(x, "disclosure")$base)) "" else worded("about ")
}

# Says that there was nobody, one or few. A count of 0 that is rounded may stand for
# a few.
few_words <- function(n, say) {
  if (n == 0 && nzchar(say$about)) {
    return(worded("there were no {people} or too few to be counted", people = say$people[2]))
  }
  if (n == 0) return(worded("there was no {person}", person = say$people[1]))
  people <- paste0(say$about, count_people(n, say$people))
  if (n == 1) worded("there was {people}", people = people) else
    worded("there were {people}", people = people)
}

# Says how many of the people, as `text`. A rounded count of 0 may stand for a few.
some_words <- function(n, about, text = n) {
  if (n == 0 && nzchar(about)) worded("none, or too few to be counted,") else as.character(text)
}

# "On Belonging, " or nothing for a scale that has no name; where lower is better, that.
on_scale <- function(label, scale, direction = "higher") {
  name <- if (is.na(label)) scale else label
  subject <- if (is.na(name)) "" else worded("on {scale}, ", scale = name)
  paste0(subject, direction_clause(direction, subject))
}

interval_words <- function(low, high, level, digits = 2) {
  if (is.na(low)) return(NULL)
  limits_words_of(decimals(low, digits), decimals(high, digits), level)
}

limits_words_of <- function(low, high, level) {
  worded("{level} {low} to {high}", level = level_head(level), low = low, high = high)
}

in_brackets <- function(text) {
  if (is.null(text)) "" else paste0(" (", text, ")")
}
