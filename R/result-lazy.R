# The results of a table of a database that dplyr names: what its rows would give, from
# counts.

# What the column of counts is called, besides which a table may have any other.
counts_column <- "pairwave counts"

#' @exportS3Method
paired_change.tbl_lazy <- function(x, ..., waves = character(), by = NULL) {
  found <- lazy_patterns(x, unique(c(unname(waves), by)), counts_column)
  paired_change.data.frame(found, waves = waves, by = by, counts = counts_column, ...)
}

#' @exportS3Method
persistence.tbl_lazy <- function(x, ..., waves = character()) {
  found <- lazy_patterns(x, unique(unname(waves)), counts_column)
  persistence.data.frame(found, waves = waves, counts = counts_column, ...)
}

#' @exportS3Method
wave_means.tbl_lazy <- function(x, ..., waves = character()) {
  found <- lazy_patterns(x, unique(unname(waves)), counts_column)
  wave_means.data.frame(found, waves = waves, counts = counts_column, ...)
}

#' @exportS3Method
demographics.tbl_lazy <- function(x, ..., columns = NULL, by = NULL, labels = NULL,
                                  bands = NULL, undisclosed = NULL,
                                  undisclosed_label = "Undisclosed", undisclosed_codes = NULL,
                                  denominator = c("asked", "all", "disclosed"),
                                  test = c("multinomial", "fisher"), decimals = 1,
                                  style = c("paper", "fixed")) {
  check_dots_empty()
  call <- environment()
  if (!is.character(columns) || !length(columns)) {
    abort_pairwave(
      c("{.arg columns} must name the columns of the table to count.",
        i = "Such as {.code demographics(x, columns = c(\"sex\", \"year\"))}."),
      "input"
    )
  }
  if (!is.null(by)) check_one_column(by, "by", call)
  rule <- table_rule(undisclosed_label, undisclosed_codes, denominator, test, decimals, style,
                     NULL, call)
  columns <- unique(columns)
  variable <- function(frame, column) {
    frame_variables(
      frame, column, labels[intersect(names(labels), column)],
      if (is.character(undisclosed)) intersect(undisclosed, column) else undisclosed, NULL,
      bands[intersect(names(bands), column)], list(), NULL, call
    )[[1]]
  }
  made <- lapply(columns, function(column) {
    frame <- lazy_patterns(x, unique(c(column, by)), counts_column, call)
    rule$counts <- frame[[counts_column]]
    group <- if (!is.null(by)) variable(frame, by)
    people <- choose_rows(frame, "everyone", call)
    found <- estimate_demographics(frame, list(variable(frame, column)), people$members, group,
                                   rule, list(), call)
    list(found = found, people = people, by = group)
  })
  found <- stack_tables(lapply(made, `[[`, "found"), call)
  new_demographics(publish(found, NULL), made[[1]]$people, made[[1]]$by, rule)
}
