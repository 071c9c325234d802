# Gives a cohort as a plain data frame, for analyses that pairwave does not have.

#' A cohort as a data frame
#'
#' One row for each person, with what the study asked about them and their
#' scores: to analyse elsewhere, or to save.
#'
#' @param x A cohort from [read_cohort()].
#' @param row.names,optional,... As for [base::as.data.frame()].
#' @return A data frame with `person`, a number that stands for the person and
#'   not for their code; the demographic columns; `attended` and a logical column
#'   for each attendance group where the study has a list; for each wave
#'   `status_<wave>`, `"linked"`, `"unlinked"` or `"no_id"`, and `NA` where the
#'   person has no record; and for each scale and wave `<scale>_<wave>`, the
#'   score. Scores of a scale that was asked in retrospect stand beside them.
#'
#'   The columns of scores can be given as `waves` to [paired_change()].
#' @section Errors: `pairwave_error_disclosure` for a cohort whose study has a
#'   disclosure profile: each row is about one person.
#' @export
#' @examples
#' cohort <- read_cohort(
#'   system.file("extdata", "demo", "study.yml", package = "pairwave")
#' )
#' head(as.data.frame(cohort)[c("person", "status_pre", "self_efficacy_pre")])
as.data.frame.pairwave_cohort <- function(x, row.names = NULL, optional = FALSE,
                                          ...) {
  check_microdata_allowed(x$study$disclosure, "Scores of single people")
  waves <- names(x$surveys)
  out <- c(
    unclass(x$people)[setdiff(names(x$people), waves)],
    stats::setNames(lapply(waves, status_of_people, cohort = x),
                    paste0("status_", waves)),
    scores_of_people(x$scores, x$people$person),
    scores_of_people(x$retrospective, x$people$person)
  )
  names(out) <- make.unique(names(out))
  structure(out, class = "data.frame",
            row.names = row.names %||% .set_row_names(nrow(x$people)))
}

# Says how each person's record in a wave was linked.
status_of_people <- function(wave, cohort) {
  records <- cohort$respondents[as.character(cohort$respondents$wave) == wave, ]
  as.character(records$status[match(cohort$people[[wave]], records$row)])
}

# A column for each scale and wave, in the order in which they were scored.
scores_of_people <- function(scores, person) {
  name <- paste(scores$scale, scores$wave, sep = "_")
  lapply(stats::setNames(nm = unique(name)), function(one) {
    rows <- scores[name == one & !is.na(scores$person), ]
    rows$score[match(person, rows$person)]
  })
}
