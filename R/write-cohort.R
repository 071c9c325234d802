# A cohort's people and scores as an SPSS or CSV file.

#' Write a cohort as an SPSS or CSV file
#'
#' Writes what [as.data.frame()] gives of a cohort, a row for each person or for each
#' person and wave: status in each wave, what the study asked about them, and their
#' scores, with labels. People have numbers; their codes are in no column. A `.csv` file
#' has a codebook and a description for an archive beside it: see [write_survey()].
#'
#' @inheritParams write_survey
#' @param dataset For `.csv`, a list of texts that describe the data as a whole, as in
#'   [write_survey()]; its name is the study's title where none is given.
#' @param cohort A cohort from [read_cohort()].
#' @param shape `"wide"`, a row for each person, or `"long"`, a row for each person and
#'   wave.
#' @param audience `"publication"` refuses a cohort whose study has a disclosure profile,
#'   since each row is about one person; `"internal"` writes it.
#' @return `path`, invisibly.
#' @section Errors: those of [write_survey()]; `pairwave_error_disclosure` under a
#'   disclosure profile; `pairwave_error_input` for what is no cohort.
#' @export
#' @examples
#' cohort <- read_cohort(
#'   system.file("extdata", "demo", "study.yml", package = "pairwave")
#' )
#' path <- tempfile(fileext = ".sav")
#' write_cohort(cohort, path, shape = "long")
#' head(read_survey(path))
write_cohort <- function(cohort, path, ..., shape = c("wide", "long"), compression = NULL,
                         dataset = NULL, audience = c("publication", "internal")) {
  check_dots_empty()
  check_is_cohort(cohort)
  shape <- match_choice(shape)
  audience <- match_choice(audience)
  ending <- check_survey_path(path)
  if (audience == "publication") {
    check_microdata_allowed(
      cohort$study$disclosure, "Scores of single people",
      remedy = "For your own eyes, add {.code audience = \"internal\"}."
    )
  }
  frame <- people_columns(cohort, shape)
  if (ending == "csv") {
    attr(frame, "survey") <- list(label = cohort$study$title)
  } else {
    names(frame) <- sav_unique_names(names(frame))
  }
  write_survey_file(frame, path, compression, dataset,
                    key = c("person", if (shape == "long") "wave"))
}

# Names that SPSS takes, no two of them alike: those of scales and waves are the study's.
sav_unique_names <- function(names) {
  fine <- vapply(names, sav_name, "", USE.NAMES = FALSE)
  taken <- character()
  for (i in seq_along(fine)) {
    tried <- c(fine[i], paste0(fine[i], "_", seq_along(taken)))
    fine[i] <- tried[!upper_case(tried) %in% taken][1]
    taken <- c(taken, upper_case(fine[i]))
  }
  fine
}
