# The printed table of a result as an object of other table packages, for those
# who go on to style it.

#' A result as a table of another package
#'
#' Turns the printed table of a result into an object of gt, flextable (for
#' Word and PowerPoint) or tinytable, to be styled further. What the cells, the
#' caption and the notes say is the same as in print.
#'
#' `as_flextable()` is a generic of flextable: load that package or call
#' `flextable::as_flextable()`. gtsummary has a function `as_gt()` of its own;
#' `pairwave::as_gt()` names this one where both are loaded.
#'
#' @param x A result of pairwave, such as that of [demographics()].
#' @param ... Not used; must be empty.
#' @return A `gt_tbl`, a `tinytable` or a `flextable`.
#' @section Errors: `pairwave_error_missing_package` when the package is not
#'   installed, `pairwave_error_input` for what is no result.
#' @examplesIf requireNamespace("flextable", quietly = TRUE)
#' people <- data.frame(sex = c("Female", "Male", "Female"))
#' flextable::as_flextable(demographics(people))
#' @name as_gt
NULL

#' @rdname as_gt
#' @export
as_gt <- function(x, ...) UseMethod("as_gt")

#' @export
as_gt.default <- function(x, ...) abort_no_result(x)

#' @rdname as_gt
#' @export
as_gt.pairwave_result <- function(x, ...) {
  check_dots_empty()
  need_package("gt", "to make a gt table")
  table <- as_print_table(x)
  body <- plain_columns(table)
  out <- gt::gt(body, caption = table$caption)
  out <- gt::cols_label(out, .list = stats::setNames(as.list(table$head), names(body)))
  for (side in c("left", "right")) {
    columns <- names(body)[table$align == substr(side, 1, 1)]
    if (length(columns)) {
      out <- gt::cols_align(out, side, columns = gt::all_of(columns))
    }
  }
  for (note in table$notes) out <- gt::tab_source_note(out, note)
  out
}

#' @rdname as_gt
#' @export
as_tinytable <- function(x, ...) UseMethod("as_tinytable")

#' @export
as_tinytable.default <- function(x, ...) abort_no_result(x)

#' @rdname as_gt
#' @export
as_tinytable.pairwave_result <- function(x, ...) {
  check_dots_empty()
  need_package("tinytable", "to make a tinytable")
  table <- as_print_table(x)
  body <- plain_columns(table)
  names(body) <- table$head
  out <- tinytable::tt(body, caption = table$caption,
                       notes = if (length(table$notes)) as.list(table$notes))
  for (column in seq_along(body)) {
    out <- tinytable::style_tt(out, j = column, align = table$align[column])
  }
  tinytable::format_tt(out, escape = TRUE)
}

#' @rdname as_gt
#' @method as_flextable pairwave_result
as_flextable.pairwave_result <- function(x, ...) {
  check_dots_empty()
  flextable_of(as_print_table(x))
}

abort_no_result <- function(x, call = rlang::caller_env()) {
  abort_pairwave(
    c("{.arg x} must be a result of pairwave.",
      x = "It is {.obj_type_friendly {x}}.",
      i = "Such as that of {.fn demographics} or {.fn paired_change}."),
    topic = "input", call = call
  )
}
