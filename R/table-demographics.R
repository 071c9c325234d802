# Who took part: counts and percentages of people by their answers, as the
# demographic table of a paper prints them.

#' Who took part
#'
#' Counts people by their answers to each demographic question. Everyone is in
#' the denominator, those who did not disclose their answer included, and
#' nobody is left out without a row that says so.
#'
#' @section Levels:
#' The levels of a column with value labels come in the order of the labels,
#' and a labelled level that nobody chose stays, with 0. A code that occurs
#' without a label follows them under its code. A factor gives its levels, a
#' logical column Yes and No, any other column the values that occur, sorted.
#'
#' The last level, `undisclosed_label`, counts the answers that are missing
#' (`NA`, blank text, a code that the column declares as user-missing) and
#' those in `undisclosed_codes`. It is there, even at 0, for every column for
#' which non-disclosure was possible. For the others, an answer that is
#' missing all the same is counted in a row "Missing", which is there only
#' when it is needed.
#'
#' @section Percentages:
#' To one decimal, half away from zero, computed on integers: of N people, n
#' are (2000 n + N) div (2 N) tenths of a percent. Print drops a trailing
#' ".0", as in 12 (80).
#'
#' @param x A cohort from [read_cohort()] or a data frame with one row per
#'   person.
#' @param ... Not used; must be empty.
#' @param columns Names of the columns to count, in the order of the table.
#'   `NULL` takes every labelled, factor, character and logical column.
#' @param labels A named character vector: what to print for a column instead
#'   of its variable label or name.
#' @param undisclosed For which columns non-disclosure was possible: their
#'   names, or `TRUE` for all, or `FALSE` for none. `NULL` takes the columns
#'   that declare a user-missing code or have a level in `undisclosed_codes`.
#' @param undisclosed_label The text of the level of those who did not
#'   disclose their answer. A level that already has this text is part of it.
#' @param undisclosed_codes Codes or labels of answers such as "Prefer not to
#'   say", as a vector or a list. Capitals do not matter.
#' @param disclosure The disclosure profile. Only `"none"`, the style of the
#'   paper, is available yet.
#' @param who Whom to count: `"everyone"`; `"linked"`, those with at least two
#'   waves; the name of a wave, for those who answered it; or the name of an
#'   attendance group such as `"focus_group"`.
#' @return A data frame of class `pairwave_demographics` with one row per
#'   variable and level, in the order of print: `who` (whom the row counts),
#'   `group` (`NA`), `variable` (column name), `label`, `level` (the code as
#'   text; `NA` for the undisclosed and the missing), `level_label`,
#'   `statistic` ("count"), `n`, `denominator`, `percent` (to one decimal),
#'   `estimate` (the count), `status` ("shown") and `rule`, which says how the
#'   percentage was made.
#' @section Errors:
#' `pairwave_error_column` for a column that does not exist (the nearest name
#' is offered) or holds no answers that can be counted,
#' `pairwave_error_input` for data without rows or columns,
#' `pairwave_error_people` for a `who` that names nobody, and
#' `pairwave_error_disclosure` for a profile other than `"none"`.
#' @examples
#' people <- data.frame(
#'   sex = c("Female", "Male", "Female"),
#'   year = factor(c(3, 4, NA), levels = 3:5)
#' )
#' demographics(people, undisclosed = "year",
#'              labels = c(sex = "Sex", year = "Year of medical school"))
#' @export
demographics <- function(x, ...) UseMethod("demographics")

#' @rdname demographics
#' @export
demographics.default <- function(x, ...) {
  abort_pairwave(
    c("{.arg x} must be a cohort or a data frame.",
      x = "It is {.obj_type_friendly {x}}.",
      i = "{.fun read_cohort} makes a cohort."),
    topic = "input"
  )
}

#' @rdname demographics
#' @export
demographics.data.frame <- function(x, ..., columns = NULL, labels = NULL,
                                    undisclosed = NULL,
                                    undisclosed_label = "Undisclosed",
                                    undisclosed_codes = NULL,
                                    disclosure = "none") {
  rlang::check_dots_empty()
  check_disclosure(disclosure)
  if (nrow(x) == 0) {
    abort_pairwave(
      c("There must be at least one person to count.",
        x = "The data frame has no rows."),
      topic = "input"
    )
  }
  columns <- demographic_columns(x, columns)
  if (length(labels) && !rlang::is_named(labels)) {
    abort_pairwave(
      c("{.arg labels} must be named by column.",
        i = "For example {.code c(sex = \"Sex\")}."),
      topic = "input"
    )
  }
  check_columns_exist(names(labels), names(x), "labels")
  if (!rlang::is_string(undisclosed_label)) {
    abort_pairwave(
      c("{.arg undisclosed_label} must be one text.",
        x = "It is {.obj_type_friendly {undisclosed_label}}."),
      topic = "input"
    )
  }
  if (is.character(undisclosed)) {
    check_columns_exist(undisclosed, names(x), "undisclosed")
    undisclosed <- columns %in% undisclosed
  } else if (is.null(undisclosed)) {
    undisclosed <- NA
  } else if (!rlang::is_bool(undisclosed)) {
    abort_pairwave(
      c("{.arg undisclosed} must be column names, TRUE, FALSE or NULL.",
        x = "It is {.obj_type_friendly {undisclosed}}."),
      topic = "input"
    )
  }
  codes <- c(as.list(undisclosed_codes), undisclosed_label)
  call <- rlang::current_env()
  counts <- Map(
    function(column, possible) {
      count_answers(x[[column]], column, possible, undisclosed_label, codes,
                    call = call)
    },
    columns, undisclosed
  )
  rows <- do.call(rbind, unname(counts))
  rows <- data.frame(
    who = "everyone",
    group = NA_character_,
    variable = rep(columns, vapply(counts, nrow, 1L)),
    label = rep(variable_labels(x, columns, labels),
                vapply(counts, nrow, 1L)),
    rows,
    stringsAsFactors = FALSE
  )
  new_demographics(protect_counts(rows, disclosure))
}

#' @rdname demographics
#' @export
demographics.pairwave_cohort <- function(x, ..., who = "everyone") {
  rlang::check_dots_empty()
  study <- x$study
  declared <- study$demographics
  check_disclosure(if (is.null(study$disclosure)) "none" else study$disclosure)
  if (length(declared) == 0) {
    abort_pairwave(
      c("The study must declare its demographics.",
        x = "{.file study.yml} has none.",
        i = "Add them under {.field demographics}."),
      topic = "input"
    )
  }
  people <- choose_people(x, who)
  columns <- vapply(declared, function(d) d$column, "")
  labels <- lapply(declared, function(d) d$label)
  given <- lengths(labels) > 0
  possible <- vapply(declared, function(d) isTRUE(d$undisclosed), NA)
  label <- study$undisclosed$label
  result <- demographics.data.frame(
    people$data,
    columns = columns,
    labels = stats::setNames(as.character(labels[given]), columns[given]),
    undisclosed = columns[possible],
    undisclosed_label = if (is.null(label)) "Undisclosed" else label,
    undisclosed_codes = study$undisclosed$codes
  )
  result$who <- who
  attr(result, "people") <- people$text
  result
}

new_demographics <- function(rows) {
  structure(
    rows,
    class = c("pairwave_demographics", "pairwave_result", "data.frame")
  )
}

# The style of the paper: 11 (73.3), and 12 (80) without a trailing .0.
format_n_percent <- function(n, percent) {
  tenths <- as.integer(round(percent * 10))
  paste0(
    n, " (", tenths %/% 10L,
    ifelse(tenths %% 10L == 0L, "", paste0(".", tenths %% 10L)), ")"
  )
}

#' @export
as_print_table.pairwave_demographics <- function(x, ...) {
  first <- !duplicated(x$variable)
  people <- attr(x, "people")
  new_print_table(
    data.frame(
      variable = ifelse(first, x$label, rep("", nrow(x))),
      level = x$level_label,
      n = format_n_percent(x$n, x$percent),
      stringsAsFactors = FALSE
    ),
    align = c("l", "l", "r"),
    head = c("Variable", "", "Total Participants N (%)"),
    notes = if (nrow(x)) {
      paste0("n = ", x$denominator[1],
             if (length(people)) paste0(", ", people), ".")
    } else {
      character()
    }
  )
}
