# Which columns a table counts, and what it calls them.

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

check_columns_exist <- function(columns, known, argument,
                                call = rlang::caller_env()) {
  check_known(columns, known, "Every column in {.arg {argument}} must exist.",
              topic = "column", call = call)
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
