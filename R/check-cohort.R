# Finds what may be wrong with a cohort, before anything is computed from it.

#' Check a cohort
#'
#' Looks for what goes wrong when a new export arrives: people who were not
#' linked, codes that came twice, items nobody answered, an item that was turned
#' round, labels that moved between waves. It counts, and never shows what a
#' respondent answered.
#'
#' A path is checked from the files on, so that an export that [read_cohort()]
#' would refuse is described as well: where columns are lost or a file ends too
#' early, those findings come alone, and the rest follow once they are mended.
#' Answers that can't be used are set aside for the other rules.
#'
#' Of a cohort that is counted where it stands ([engine_cohorts], or
#' `read_cohort(rows = "stream")`) every rule that counts suffice for is tried and finds
#' what it finds of the rows; the finding `not_checked` names the others.
#'
#' @param x The path of a study file, a study, or a cohort from [read_cohort()].
#' @param ... Not used; must be empty.
#' @param previous The study file or cohort of the year before, to compare
#'   scales, items, labels, codes and numbers with; the study's
#'   `checks: previous` unless given. `NULL` for none.
#'
#' @return A data frame of class `pairwave_findings`, a row for each finding,
#'   errors first: `rule`, `severity` (`"error"`, `"warning"` or `"note"`), `wave` and
#'   `variable` (`NA` where the finding has none), `count` (records, people or
#'   answers, as `message` says), `message` and `remedy`; and the facts that these two
#'   are made from, `NA` where a finding has none: `kind` (which of the rule's kinds
#'   of finding it is), `of` (integer: of how many), `about` (a wave, a column, or
#'   parts of a scale), `setting` (the number that the rule goes by: a percentage, a
#'   number of records, a line, a correlation, a limit), `low` and `high` (the range). No row
#'   means that nothing was found. Rules that the study's `checks: ignore` names are left
#'   out, and the note under the printed table says so.
#' @eval rules_table()
#' @section Errors: those of [read_study()], `pairwave_error_cohort` where a file
#'   does not exist, those of [read_survey()] where it can't be read at all, and
#'   `pairwave_error_argument` for anything that is no cohort.
#' @seealso [check_fails()] for whether findings should stop a build,
#'   [use_cohort_ci()] for a workflow that does, and the command `pairwave check`
#'   in the package's folder `bin`.
#' @export
#' @examples
#' check_cohort(system.file("extdata", "demo", "study.yml", package = "pairwave"))
check_cohort <- function(x, ..., previous = NULL) {
  check_dots_empty()
  if (is_text(x)) x <- read_study(x)
  if (!inherits(x, c("pairwave_study", "pairwave_cohort", "pairwave_engine_cohort"))) {
    abort_pairwave(
      c("{.arg x} must be the path of a study file, a study or a cohort.",
        x = "It is {.obj_type_friendly {x}}.",
        i = "Read a cohort with {.code read_cohort()}."),
      "argument"
    )
  }
  study <- if (inherits(x, "pairwave_study")) x else x$study
  if (inherits(x, "pairwave_study") && has_sources(x)) {
    abort_pairwave(
      c("A study whose waves are tables of a database must be read before it is checked.",
        i = "Such as {.code check_cohort(read_cohort(study, connections = list(db = con)))}."),
      "source"
    )
  }
  before <- previous_cohort(study, previous)
  found <- if (inherits(x, "pairwave_study")) {
    check_files_on(x, before)
  } else {
    with_own_call(as_asked(findings_of_cohort(x, before), study, wave_sizes(x)))
  }
  new_findings(found, study)
}

new_findings <- function(found, study) {
  found <- found[!found$rule %in% study$checks$ignore, ]
  found <- found[order(match(found$severity, severities), match(found$rule, check_rules$rule)), ]
  publish(
    new_result(found, "pairwave_findings",
               fail_on = study$checks$fail_on %||% "error",
               ignored = study$checks$ignore, own_rules = names(own_rules(study))),
    study
  )
}

findings_of_cohort <- function(cohort, previous = NULL) {
  whole <- with_all_columns(cohort)
  facts <- known_of_scales(cohort)
  rbind(
    findings_of_surveys(cohort$study, cohort$surveys), findings_of_links(cohort),
    # Pseudonyms are no words: there the files are looked at.
    if (cohort$study$id$pseudonymise == "none") {
      rbind(findings_of_code_words(cohort),
            findings_of_inadmissible(cohort$study, cohort$surveys))
    },
    findings_of_own_rules(whole), findings_of_attendance(cohort),
    findings_of_records(cohort, facts), findings_of_dates(cohort),
    findings_of_items(cohort, facts), findings_of_labels(whole), findings_of_wording(whole),
    findings_of_demographics(whole), findings_of_material(cohort), findings_of_worse(cohort),
    findings_of_change(whole, previous), findings_of_unchecked(cohort)
  )
}

#' Do findings fail a check?
#'
#' @param findings A result of [check_cohort()].
#' @param ... Not used; must be empty.
#' @param fail_on `"error"` for errors only, `"warning"` for warnings too (a note
#'   never fails a check), `"never"`; `NULL` takes `checks: fail_on` of the study file.
#' @return `TRUE` or `FALSE`.
#' @export
#' @examples
#' found <- check_cohort(
#'   system.file("extdata", "demo", "study.yml", package = "pairwave")
#' )
#' check_fails(found)
check_fails <- function(findings, ..., fail_on = NULL) {
  check_dots_empty()
  fail_on <- fail_on %||% attr(findings, "fail_on")
  fail_on <- rlang::arg_match0(fail_on, c("error", "warning", "never"))
  switch(fail_on, never = FALSE, warning = any(findings$severity != "note"),
         error = any(findings$severity == "error"))
}

as_print_table.pairwave_findings <- function(x, ...) {
  blank <- function(text) ifelse(is.na(text), "", text)
  body <- if (nrow(x)) {
    data.frame(in_language(x$severity), blank(x$wave), blank(x$variable), x$message, x$rule,
               x$remedy)
  } else {
    data.frame(worded("none"), "", "", worded("nothing was found"), "", "")
  }
  n <- vapply(severities, function(one) sum(x$severity == one), 0L)
  ignored <- attr(x, "ignored")
  new_print_table(
    body, head = c("Severity", "Wave", "Variable", "Finding", "Rule", "Remedy"),
    align = rep("l", 6), row_heads = 3, wrap = c(4L, 6L),
    notes = c(
      paste0(said_of(n[["error"]], "error", "errors"), ", ",
             said_of(n[["warning"]], "warning", "warnings"),
             if (n[["note"]]) paste0(", ", said_of(n[["note"]], "note", "notes")), "."),
      if (length(ignored)) {
        worded("Not looked at, as the study asks: {checks}.",
               checks = paste(ignored, collapse = ", "))
      }
    )
  )
}
