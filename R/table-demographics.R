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
#'   variable and level, in the order of print: `variable` (column name),
#'   `label`, `level` (the code as text; `NA` for the undisclosed and the
#'   missing), `level_label`, `n`, `denominator`, `percent` (to one decimal),
#'   `status` ("shown") and `rule`, which says how the percentage was made.
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
  new_demographics(data.frame(
    variable = rep(columns, vapply(counts, nrow, 1L)),
    label = rep(variable_labels(x, columns, labels),
                vapply(counts, nrow, 1L)),
    rows,
    stringsAsFactors = FALSE
  ))
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
  attr(result, "people") <- people$text
  result
}

# The rows of cohort$people that `who` means, and how a note names them.
choose_people <- function(cohort, who, call = rlang::caller_env()) {
  people <- cohort$people
  waves <- intersect(names(cohort$surveys), names(people))
  groups <- names(people)[vapply(people, is.logical, NA)]
  known <- unique(c("everyone", "linked", waves, groups))
  if (!rlang::is_string(who) || !who %in% known) {
    abort_pairwave(
      c("{.arg who} must be one of {.val {known}}.",
        x = if (rlang::is_string(who)) "It is {.val {who}}."
            else "It is {.obj_type_friendly {who}}.",
        if (rlang::is_string(who)) did_you_mean(who, known)),
      topic = "people",
      call = call
    )
  }
  answered <- rowSums(!is.na(people[waves]))
  chosen <- if (who == "everyone") {
    list(rep(TRUE, nrow(people)), "everyone")
  } else if (who == "linked") {
    list(answered >= 2, "people with at least two waves")
  } else if (who %in% waves) {
    list(!is.na(people[[who]]), paste("people who answered", who))
  } else {
    list(people[[who]] %in% TRUE, paste("people in", who))
  }
  if (!any(chosen[[1]])) {
    abort_pairwave(
      c("There must be at least one person to count.",
        x = "{.val {who}} stands for nobody in this cohort."),
      topic = "people",
      call = call
    )
  }
  list(data = take_people(people, which(chosen[[1]])), text = chosen[[2]])
}

# Rows of people with the labels of every column kept, whether or not the
# package that has the methods of labelled columns is loaded.
take_people <- function(people, rows) {
  columns <- lapply(people, function(column) {
    taken <- unclass(column)[rows]
    attributes(taken) <- attributes(column)[
      setdiff(names(attributes(column)), "names")
    ]
    taken
  })
  structure(columns, class = "data.frame", row.names = seq_along(rows))
}

check_disclosure <- function(disclosure, call = rlang::caller_env()) {
  if (identical(disclosure, "none")) return(invisible())
  named <- if (rlang::is_string(disclosure)) disclosure
           else names(disclosure)[1]
  abort_pairwave(
    c("The disclosure profile must be {.val none}.",
      x = if (length(named)) "The profile {.val {named}} is not available yet."
          else "The profile is {.obj_type_friendly {disclosure}}.",
      i = "No table is made, so that none is taken for a protected one."),
    topic = "disclosure",
    call = call
  )
}

check_columns_exist <- function(columns, known, argument,
                                call = rlang::caller_env()) {
  absent <- setdiff(columns, known)
  if (length(absent) == 0) return(invisible())
  abort_pairwave(
    c("Every column in {.arg {argument}} must exist.",
      x = "There is no column {.val {absent}}.",
      did_you_mean(absent[1], known)),
    topic = "column",
    call = call
  )
}

demographic_columns <- function(x, columns, call = rlang::caller_env()) {
  if (is.null(columns)) {
    countable <- vapply(x, function(column) {
      is_labelled(column) || is.factor(column) || is.character(column) ||
        is.logical(column)
    }, NA)
    columns <- names(x)[countable]
    if (length(columns) == 0) {
      abort_pairwave(
        c("There must be a column to count.",
          x = "No column is labelled, a factor, text or logical.",
          i = "Name the columns in {.arg columns}."),
        topic = "input",
        call = call
      )
    }
    return(columns)
  }
  if (!is.character(columns) || length(columns) == 0 || anyNA(columns)) {
    abort_pairwave(
      c("{.arg columns} must be column names.",
        x = "It is {.obj_type_friendly {columns}}."),
      topic = "input",
      call = call
    )
  }
  check_columns_exist(columns, names(x), "columns", call = call)
  unique(columns)
}

# What to print for each column: the label given, its variable label, or its
# name.
variable_labels <- function(x, columns, given) {
  vapply(columns, function(column) {
    own <- attr(x[[column]], "label", exact = TRUE)
    if (column %in% names(given)) {
      as.character(given[[column]])
    } else if (rlang::is_string(own) && nzchar(own)) {
      own
    } else {
      column
    }
  }, "", USE.NAMES = FALSE)
}

is_labelled <- function(x) length(attr(x, "labels", exact = TRUE)) > 0

# The counts of one column: level, level_label, n, denominator, percent,
# status and rule. `possible` says whether non-disclosure was possible; NA
# finds out from the column.
count_answers <- function(x, column, possible, undisclosed_label, codes, call) {
  if (!is.atomic(x) || !is.null(dim(x))) {
    abort_pairwave(
      c("A demographic must be a column of single answers.",
        x = "Column {.val {column}} is {.obj_type_friendly {x}}."),
      topic = "column",
      call = call
    )
  }
  answers <- answer_levels(x)
  withheld <- matches_code(answers$value, answers$text, codes)
  if (is.na(possible)) {
    possible <- any(withheld) || declares_missing(x)
  }
  # A level that stands for non-disclosure, or that the column declares to be
  # missing, is no level of its own.
  ordinary <- !(withheld | is_declared_missing(answers$value, x))
  level <- match(answers$of_row, answers$value[ordinary])
  level[is.na(level)] <- if (possible) 0L else NA_integer_
  n_levels <- sum(ordinary)
  counts <- check_kernel(
    .Call(pw_call_count_levels, level, n_levels, NULL),
    paste0("Can't count column ", encodeString(column, quote = "\""), "."),
    call = call
  )
  # Behind the levels come the undisclosed, then the missing.
  extra <- n_levels + if (possible) 1L else if (counts[n_levels + 2] > 0) 2L
  shown <- c(seq_len(n_levels), extra)
  n <- counts[shown]
  data.frame(
    level = c(code_text(answers$value[ordinary]),
              rep(NA_character_, length(extra))),
    level_label = c(answers$text[ordinary],
                    if (length(extra)) {
                      if (possible) undisclosed_label else "Missing"
                    }),
    n = as.integer(n),
    denominator = length(x),
    percent = percent_tenths(n, length(x), call) / 10,
    status = rep("shown", length(n)),
    rule = rep("share of everyone, half away from zero", length(n)),
    stringsAsFactors = FALSE
  )
}

# The answers that are possible or occur, in the order of the table: `value`,
# its `text`, and the value in each row (`of_row`, NA for no answer).
answer_levels <- function(x) {
  if (is.factor(x)) {
    text <- levels(x)[!is.na(levels(x))]
    return(list(value = text, text = text, of_row = as.character(x)))
  }
  if (is.logical(x) && !is_labelled(x)) {
    return(list(value = c(TRUE, FALSE), text = c("Yes", "No"),
                of_row = as.vector(x)))
  }
  labels <- attr(x, "labels", exact = TRUE)
  value <- as.vector(unclass(x))
  # A date or the like is counted as the text that it prints.
  if (is.object(x) && !inherits(x, "haven_labelled")) {
    value <- as.character(x)
  }
  if (is.character(value)) {
    value[!nzchar(trimws(value)) & !value %in% labels] <- NA
  }
  labels <- labels[!is.na(labels) & !duplicated(as.vector(labels))]
  # The order of text must not depend on the machine's language.
  other <- sort(setdiff(value[!is.na(value)], labels), method = "radix")
  list(
    value = c(as.vector(labels), other),
    text = c(names(labels), code_text(other)),
    of_row = value
  )
}

# A code as text, never in scientific notation.
code_text <- function(value) {
  if (!is.numeric(value)) return(as.character(value))
  vapply(value, format, "", digits = 15, scientific = FALSE)
}

# Whether each level is one of the codes: equal to it as a number or as text,
# or labelled with it.
matches_code <- function(value, text, codes) {
  plain <- function(x) tolower(trimws(code_text(x)))
  wanted <- unlist(lapply(codes, plain))
  plain(value) %in% wanted | plain(text) %in% wanted
}

declares_missing <- function(x) {
  length(attr(x, "na_values", exact = TRUE)) > 0 ||
    length(attr(x, "na_range", exact = TRUE)) == 2
}

# Whether each value is a user-missing code of the column.
is_declared_missing <- function(value, x) {
  attributes(value) <- attributes(x)[c("na_values", "na_range")]
  is_missing_answer(value)
}

percent_tenths <- function(n, total, call = rlang::caller_env()) {
  check_kernel(
    .Call(pw_call_percent_tenths, as.double(n), as.double(total)),
    "Can't round a percentage.",
    call = call
  )
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
