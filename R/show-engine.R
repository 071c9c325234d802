# Shows a cohort that stays in a database, and the statements that are sent to it.

#' @export
print.pairwave_engine_cohort <- function(x, ...) {
  writeLines(format(x))
  invisible(x)
}

#' @export
format.pairwave_engine_cohort <- function(x, ...) {
  label <- study_wave_labels(x$study)
  records <- x$records
  waves <- vapply(seq_len(nrow(records)), function(i) {
    wave <- records$wave[i]
    paste0("  ", label[[wave]], " <- ", x$study$waves[[wave]]$table, ": ",
           said_of(records$records[i], "record", "records", format_count(records$records[i])),
           " of ", said_of(records$people[i], "person", "people", format_count(records$people[i])),
           if (records$blank[i] > 0) {
             paste0(", ", format_count(records$blank[i]), " without a code")
           })
  }, "")
  sources <- vapply(x$sources, function(source) {
    dialect <- source$plan$dialect$name
    paste0(source_name(source), if (!is.null(dialect)) paste0(" (", dialect, ")"))
  }, "")
  c("A cohort that is counted where it stands", waves,
    paste0("  Counted by: ", paste(sources, collapse = ", ")))
}

#' @export
print.pairwave_engine_sql <- function(x, ...) {
  writeLines(format(x))
  invisible(x)
}

#' @export
format.pairwave_engine_sql <- function(x, ...) {
  unlist(lapply(seq_len(nrow(x)), function(i) {
    c(paste0("-- ", x$source[i], ": ", x$what[i]), paste0(x$statement[i], ";"), "")
  }))
}
