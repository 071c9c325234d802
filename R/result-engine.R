# The results of a cohort whose people stay where they are: from counts alone the same as
# of rows, and where rows are needed, a refusal that says so.

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
  made <- publish_counted_questions(x, columns, who, by, rule, call)
  new_demographics(made$found, made$people, made$by, rule, is_unlinked(study), study)
}

# Stops where an analysis needs the people's rows, which sources that count do not give.
check_no_rows_needed <- function(what, fine, call = rlang::caller_env()) {
  if (!fine) abort_engine_rows(what, call)
}

# Stops where sums of scores are all that the sources give, and more is asked for.
check_sums_suffice <- function(cohort, by, interval, call = rlang::caller_env()) {
  asked <- c("A change by groups", "A bootstrap")[c(!is.null(by), interval != "t")]
  if (!has_moments(cohort) || !length(asked)) return(invisible())
  abort_pairwave(
    c("{asked[1]} needs how many people have each score.",
      x = "The cohort's sources give sums alone ({.field moments} under {.field sources}).",
      i = "Leave {.arg {if (is.null(by)) 'interval' else 'by'}} out; or whoever may see the
           scores leaves {.field moments} out."),
    "engine_rows", call = call
  )
}

# ---- what counts alone do not give ------------------------------------------

#' @exportS3Method
attrition.pairwave_engine_cohort <- function(x, ...) abort_engine_rows("Attrition")

#' @exportS3Method
unpaired_change.pairwave_engine_cohort <- function(x, ...) {
  abort_engine_rows("A comparison of independent groups")
}

#' @exportS3Method
item_frequencies.pairwave_engine_cohort <- function(x, ...) {
  abort_engine_rows("A table of items' answers")
}

#' @exportS3Method
missing_patterns.pairwave_engine_cohort <- function(x, ...) {
  abort_engine_rows("A pattern of missing answers")
}

#' @exportS3Method
response_shift.pairwave_engine_cohort <- function(x, ...) {
  abort_engine_rows("Change from a remembered baseline")
}

#' @exportS3Method
code_frequencies.pairwave_engine_cohort <- function(x, ...) abort_engine_rows("Coded material")

#' @exportS3Method
quotes.pairwave_engine_cohort <- function(x, ...) abort_engine_rows("Coded material")

#' @exportS3Method
codebook.pairwave_engine_cohort <- function(x, ...) abort_engine_rows("A codebook")

#' @exportS3Method
joint_display.pairwave_engine_cohort <- function(x, ...) abort_engine_rows("A joint display")

#' @exportS3Method
link_waves.pairwave_engine_cohort <- function(x, ...) abort_engine_rows("Linking")

#' @exportS3Method
coder_agreement.pairwave_engine_cohort <- function(x, ...) abort_engine_rows("Coded material")

#' @exportS3Method
co_occurrence.pairwave_engine_cohort <- function(x, ...) abort_engine_rows("Coded material")

#' @exportS3Method
review_quotes.pairwave_engine_cohort <- function(x, ...) abort_engine_rows("Coded material")

#' @exportS3Method
as.data.frame.pairwave_engine_cohort <- function(x, row.names = NULL, optional = FALSE, ...) {
  abort_engine_rows("A data frame of people")
}
