# Chooses which columns of a file are read.

# The positions of the columns asked for among `names`, each once, in the order
# asked for: all where `columns` is NULL; by position; or by name, where an
# element of a character vector that is called `regex` is a regular expression
# and stands for every column whose name it matches.
wanted_columns <- function(columns, names, path, call) {
  if (is.null(columns)) seq_along(names) else columns_at(columns, names, path, call)
}

columns_at <- function(columns, names, path, call) {
  if (is.character(columns) && !anyNA(columns)) {
    return(named_columns(columns, names, path, call))
  }
  if (!are_whole_numbers(columns)) {
    abort_pairwave(
      c("{.arg columns} must be names, positions or a regular expression.",
        x = "It is {.obj_type_friendly {columns}}.",
        i = "A regular expression is written {.code c(regex = \"^gse\")}."),
      "argument", call = call
    )
  }
  beyond <- columns[columns < 1 | columns > length(names)]
  if (length(beyond)) {
    abort_pairwave(
      c("{.arg columns} must be positions from 1 to {length(names)} in {.file {basename(path)}}.",
        x = "There is no column {beyond[1]}."),
      "column", call = call
    )
  }
  unique(as.integer(columns))
}

named_columns <- function(columns, names, path, call) {
  kind <- names(columns) %||% rep("", length(columns))
  if (!all(kind %in% c("", "regex"))) {
    abort_pairwave(
      c("{.arg columns} may have no name but {.val regex}.",
        x = "It has {.val {setdiff(kind, c('', 'regex'))[1]}}.",
        i = "{.code c(\"id\", regex = \"^gse\")} is the column id and those whose names start
             with gse."),
      "argument", call = call
    )
  }
  check_known(columns[kind == ""], names,
              "{.arg columns} must name columns of {.file {basename(path)}}.",
              topic = "column", call = call)
  at <- Map(function(column, kind) {
    if (kind == "regex") matching_columns(column, names, path, call) else match(column, names)
  }, columns, kind)
  unique(unlist(at, use.names = FALSE)) %||% integer()
}

matching_columns <- function(pattern, names, path, call) {
  # R says in a warning what is wrong with a pattern, and only then fails.
  at <- tryCatch(grep(pattern, names, perl = TRUE), warning = identity, error = identity)
  if (inherits(at, "condition")) {
    abort_pairwave(
      c("{.arg columns} must hold a valid regular expression.",
        x = "{.val {pattern}} is not one."),
      "argument", call = call
    )
  }
  if (length(at) == 0) {
    abort_pairwave(
      c("{.arg columns} must match columns of {.file {basename(path)}}.",
        x = "No column's name matches {.val {pattern}}.",
        i = "{.code read_survey(path, n_max = 0)} lists the columns."),
      "column", call = call
    )
  }
  at
}
