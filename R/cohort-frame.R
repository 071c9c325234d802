# Gives a cohort as a plain data frame, for analyses that pairwave does not have.

#' A cohort as a data frame
#'
#' One row for each person, or for each person and wave, with what the study asked
#' about them and their scores: to analyse elsewhere, or to save.
#'
#' @param x A cohort from [read_cohort()].
#' @param row.names,optional As for [base::as.data.frame()].
#' @param ... Must be empty.
#' @param shape `"wide"`, a row for each person, or `"long"`, a row for each person and
#'   wave.
#' @return Columns keep their labels, value labels and user-missing codes; a score has
#'   its scale's label and the wave's.
#'
#'   Wide, a data frame with `person`, a number that stands for the person and
#'   not for their code; the demographic columns; `attended` and a logical column
#'   for each attendance group where the study has a list; for each wave
#'   `status_<wave>`, `"linked"`, `"unlinked"` or `"no_id"`, and `NA` where the
#'   person has no record; and for each scale and wave `<scale>_<wave>`, the
#'   score. Scores of a scale that was asked in retrospect stand beside them.
#'
#'   The columns of scores can be given as `waves` to [paired_change()].
#'
#'   Long, `person`; `wave`, a factor in time order, waves that were asked in retrospect
#'   last; `status`; the same columns about the person, in every row of theirs; and a
#'   column for each scale with the score, `NA` where the person has none. A person has
#'   a row for each wave, answered or not, so that no row is lost; `status` is `NA` where
#'   there is no record, and in a wave that was asked in retrospect.
#' @section Errors: an error for another `shape`; `pairwave_error_disclosure`
#'   for a cohort whose study has a disclosure profile: each row is about one person.
#' @export
#' @examples
#' cohort <- read_cohort(
#'   system.file("extdata", "demo", "study.yml", package = "pairwave")
#' )
#' head(as.data.frame(cohort)[c("person", "status_pre", "self_efficacy_pre")])
as.data.frame.pairwave_cohort <- function(x, row.names = NULL, optional = FALSE,
                                          ..., shape = c("wide", "long")) {
  check_dots_empty()
  shape <- match_choice(shape)
  check_microdata_allowed(x$study$disclosure, "Scores of single people")
  out <- people_columns(x, shape)
  if (!is.null(row.names)) attr(out, "row.names") <- row.names
  out
}

people_columns <- function(cohort, shape) {
  out <- if (shape == "wide") wide_columns(cohort) else long_columns(cohort)
  names(out) <- make.unique(names(out))
  structure(out, class = "data.frame", row.names = .set_row_names(length(out$person)))
}

wide_columns <- function(cohort) {
  waves <- names(cohort$surveys)
  c(
    unclass(cohort$people)[setdiff(names(cohort$people), waves)],
    stats::setNames(lapply(waves, status_of_people, cohort = cohort),
                    paste0("status_", waves)),
    scores_of_people(cohort$scores, cohort),
    scores_of_people(cohort$retrospective, cohort)
  )
}

# Every wave of every person, wave by wave within a person.
long_columns <- function(cohort) {
  waves <- c(names(cohort$surveys), names(cohort$study$retrospective))
  n <- nrow(cohort$people)
  row <- rep(seq_len(n), each = length(waves))
  wave <- rep(waves, n)
  status <- vapply(names(cohort$surveys), function(one) {
    rep_len(status_of_people(one, cohort), n)
  }, character(n))
  status <- cbind(matrix(status, n), matrix(NA_character_, n, length(waves) - NCOL(status)))
  about <- setdiff(names(cohort$people), c("person", names(cohort$surveys)))
  all <- rbind(cohort$scores, cohort$retrospective)
  scores <- lapply(cohort$study$scales, function(scale) {
    of <- all[all$scale == scale$name & !is.na(all$person), ]
    at <- match(paste(cohort$people$person[row], wave), paste(of$person, of$wave))
    new_labelled_column(of$score[at], label = scale$label)
  })
  c(
    list(person = cohort$people$person[row], wave = factor(wave, waves),
         status = as.vector(t(status))),
    lapply(unclass(cohort$people)[about], column_slice, row), scores
  )
}

# Says how each person's record in a wave was linked.
status_of_people <- function(wave, cohort) {
  records <- cohort$respondents[as.character(cohort$respondents$wave) == wave, ]
  as.character(records$status[match(cohort$people[[wave]], records$row)])
}

# A column for each scale and wave, in the order in which they were scored.
scores_of_people <- function(scores, cohort) {
  name <- paste(scores$scale, scores$wave, sep = "_")
  label <- c(study_wave_labels(cohort$study),
             vapply(cohort$study$retrospective, `[[`, "", "label"))
  lapply(stats::setNames(nm = unique(name)), function(one) {
    rows <- scores[name == one & !is.na(scores$person), ]
    first <- match(one, name)
    scale <- cohort$study$scales[[as.character(scores$scale[first])]]
    new_labelled_column(
      rows$score[match(cohort$people$person, rows$person)],
      label = paste0(scale$label, ", ", label[[as.character(scores$wave[first])]])
    )
  })
}
