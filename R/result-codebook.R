# What the variables of a survey are, one row for each.

#' The codebook of a survey
#'
#' Lists the variables of an export, of a cohort's exports or of a data frame:
#' what the file says about each, and how many people answered. It prints as a
#' table that fits the console, and as a full table in a knitted document;
#' [write_result()] makes it a workbook (`.xlsx`), a Word file, a page of HTML, Markdown or
#' CSV, by the ending of the file.
#'
#' No answer of a single person is shown. The values of a variable are left out
#' of the codebook, and `note` says so, when it is named by `id` or is a study's
#' id; when it is text without value labels; and when more than 9 in 10 answers
#' differ from one another, as in a student number or the moment of submission
#' (for a variable with value labels, only from 10 answers on). Everything else
#' that the file says about it is there.
#'
#' @param x A survey from [read_survey()], a cohort from [read_cohort()], a
#'   data frame, or the path of an export.
#' @param ... Not used; must be empty.
#' @param id Names of columns that identify people.
#'
#' @return A data frame of class `pairwave_codebook`, a row for each variable in
#'   the order of the file, of each wave in turn. All columns are character
#'   unless said otherwise, `NA` where there is nothing to say:
#'   `wave` (for a cohort), `name`, `label`, `type` (`"number"`, `"text"`,
#'   `"date"`, `"datetime"`, `"time"`, `"logical"`, `"factor"` or `"list"`),
#'   `format` and `measure` (as the file has them), `role` (of SPSS), `set` (the
#'   multiple-response sets that it belongs to), `labels` (as `"1 = Yes; 2 = No"`), `missing`
#'   (the user-missing codes), `n` (integer: answers that are not missing), `n_missing`
#'   (integer: absent and user-missing), `distinct` (integer: how many different answers), `lowest`
#'   and `highest` (of numbers, dates and times without value labels) and `note`; and
#'   what `note` is made from: `reason` (why values are not shown), `differs` (in what
#'   a wave differs from the first that has the variable: `"labels"`, `"type"`,
#'   `"missing"`, with a space between several) and `compared_with` (that wave). Of a cohort
#'   whose study has a disclosure profile other than `"none"`, `n`, `n_missing`, `distinct`,
#'   `lowest` and `highest` are `NA`.
#' @section Errors: those of [read_survey()] for a path;
#'   `pairwave_error_column` for an `id` that is no column, and
#'   `pairwave_error_argument` for anything else that is no survey.
#' @seealso [check_cohort()] for what may be wrong with the answers.
#' @export
#' @examples
#' codebook(system.file("extdata", "demo", "pre.sav", package = "pairwave"),
#'          id = "code")
codebook <- function(x, ...) UseMethod("codebook")

#' @rdname codebook
#' @export
codebook.default <- function(x, ...) {
  abort_pairwave(
    c("{.arg x} must be a survey, a cohort, a data frame or the path of an export.",
      x = "It is {.obj_type_friendly {x}}."),
    "argument"
  )
}

#' @rdname codebook
#' @export
codebook.character <- function(x, ..., id = character()) {
  check_dots_empty()
  codebook(read_survey(x), id = id)
}

#' @rdname codebook
#' @export
codebook.data.frame <- function(x, ..., id = character()) {
  check_dots_empty()
  check_known(id, names(x), "{.arg id} must name columns of {.arg x}.",
              topic = "column")
  about <- attr(x, "survey")
  publish(
    new_codebook(
      describe_survey(x, NA_character_, id),
      title = codebook_title(about, nrow(x)), notes = codebook_notes(x)
    ),
    NULL
  )
}

#' @rdname codebook
#' @export
codebook.pairwave_cohort <- function(x, ..., id = character()) {
  check_dots_empty()
  everywhere <- unlist(lapply(x$surveys, names))
  check_known(id, everywhere, "{.arg id} must name columns of the surveys.",
              topic = "column")
  publish(
    new_codebook(estimate_codebook(x, id), title = x$study$title,
                 wave_labels = study_wave_labels(x$study)),
    x
  )
}

new_codebook <- function(rows, title = NULL, notes = character(), wave_labels = NULL) {
  new_result(
    rows, "pairwave_codebook",
    title = title, notes = notes, wave_labels = wave_labels
  )
}
