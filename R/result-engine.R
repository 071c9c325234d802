# The results of a cohort whose people stay where they are: from counts alone the same as
# of rows, and where rows are needed, a refusal that says so.

#' @exportS3Method
paired_change.pairwave_engine_cohort <- function(x, ..., weights = NULL) {
  check_no_rows_needed("A weight for each person", is.null(weights))
  paired_change.pairwave_cohort(x, ...)
}

#' @exportS3Method
persistence.pairwave_engine_cohort <- function(x, ...) persistence.pairwave_cohort(x, ...)

#' @exportS3Method
wave_means.pairwave_engine_cohort <- function(x, ...) wave_means.pairwave_cohort(x, ...)

#' @exportS3Method
scale_reliability.pairwave_engine_cohort <- function(x, ...) {
  scale_reliability.pairwave_cohort(x, ...)
}

#' @exportS3Method
item_change.pairwave_engine_cohort <- function(x, ...) item_change.pairwave_cohort(x, ...)

#' @exportS3Method
participation.pairwave_engine_cohort <- function(x, ...) participation.pairwave_cohort(x, ...)

#' @exportS3Method
demographics.pairwave_engine_cohort <- function(x, ..., who = "everyone", by = NULL,
                                                columns = NULL,
                                                denominator = c("asked", "all", "disclosed"),
                                                weights = NULL, outcomes = NULL,
                                                test = c("multinomial", "fisher"),
                                                decimals = 1, style = c("paper", "fixed")) {
  check_dots_empty()
  call <- environment()
  check_no_rows_needed("A table with weights", is.null(weights) || isFALSE(weights))
  check_no_rows_needed("A mean of an outcome by answers", is.null(outcomes))
  study <- x$study
  check_has_people(sum(x$records$people), call)
  entries <- stats::setNames(study$demographics,
                             vapply(study$demographics, `[[`, "", "column"))
  known <- names(study_variables(study, x$people, call))
  if (!is.null(columns)) check_columns_exist(columns, known, "columns", call)
  columns <- unique(columns) %||% known
  if (!is.null(by)) {
    check_one_column(by, "by", call)
    check_columns_exist(by, known, "by", call)
  }
  summed <- vapply(entries[columns], function(entry) entry$summary != "count", NA)
  check_no_rows_needed("A mean or a median of a question", !any(summed))
  rule <- table_rule(
    study$undisclosed$label %||% "Undisclosed", study$undisclosed$codes,
    denominator, test, decimals, style, NULL, call
  )
  made <- estimate_counted_demographics(x, columns, who, by, rule, call)
  new_demographics(publish(made$found, x, call = call), made$people, made$by, rule,
                   is_unlinked(study), study)
}

# Stops where an analysis needs the people's rows, which sources that count do not give.
check_no_rows_needed <- function(what, fine, call = rlang::caller_env()) {
  if (!fine) abort_engine_rows(what, call)
}

abort_engine_rows <- function(what, call = rlang::caller_env()) {
  abort_pairwave(
    c("{what} needs the people's rows.",
      x = "The cohort's sources give counts alone.",
      i = "Export the tables and read the cohort from the files."),
    "engine_rows", call = call
  )
}
