# A frame of labelled columns as a file: write_survey(), and what it refuses.

#' Write a survey as an SPSS or CSV file
#'
#' Writes a data frame as a `.sav` or `.zsav` file that SPSS, PSPP, JASP, jamovi,
#' haven and [read_survey()] open, with everything that the columns of a survey say:
#' labels, value labels, user-missing codes and ranges, formats, measures, roles, widths,
#' alignments, attributes; and from the survey as a whole its label, notes, weight
#' variable, multiple-response sets and attributes. What [read_survey()] read from a file
#' comes back identical, with its texts in UTF-8. Or, for an archive, as a `.csv` file
#' with a codebook and a description beside it.
#'
#' @section What SPSS has no place for:
#' SPSS has numbers and texts. Integers and logical columns are written as numbers
#' (`TRUE` is 1), factors as numbers from 1 with their levels as value labels, 64-bit
#' integers as numbers. A missing text is written as an empty one, blanks at the end of a
#' text are not kept, and a missing value with a letter (Stata's `.a`) is system-missing: a
#' warning names the columns where that loses something. Infinite numbers are kept. Times
#' are those of the clock in the column's zone, as SPSS has no zones.
#'
#' @section CSV, for an archive:
#' Three files are written: `survey.csv`; `survey.csv-metadata.json`, a codebook as the W3C's
#' "CSV on the Web" has it, with each column's label, datatype, value labels and the texts
#' that stand for no value, user-missing codes among them; and `survey.csv-dataset.jsonld`,
#' a Dataset of schema.org, which archives and search engines read. `dataset` says in
#' both what columns can't: the study's name, its authors, the licence.
#'
#' The table is UTF-8, with a comma between cells, a point in numbers, and lines that end in
#' a line feed. Cells are codes, not labels, and numbers have all their digits; factors are
#' their levels, logical values `true` and `false`, dates, times and date-times
#' `2019-07-31`, `14:05:59` and `2019-07-31T14:05:59`, by the clock in the column's zone. A
#' missing value and an empty text are an empty cell, a missing value with a letter is
#' `.a`. What no calendar or clock has, such as a duration of two days, is a number, whose
#' unit the codebook says. Texts are as they were answered: one that a spreadsheet
#' would run as a formula stays what it is.
#'
#' @section Who may get the file:
#' The file shows people one by one. With columns that identify a person (those that
#' [read_survey()] masks), and for a cohort whose study has a disclosure profile, it is
#' written only with `audience = "internal"`.
#'
#' @param x A data frame: a survey from [read_survey()], or any other whose columns are
#'   numbers, texts, logical values, factors, dates, times or labelled.
#' @param path The file to write, ending in `.sav`, `.zsav` or `.csv`. An existing file is
#'   replaced once the new one is whole: see [write_result()].
#' @param ... Must be empty.
#' @param compression How the data of an SPSS file are packed: `"bytes"`, SPSS's usual
#'   way, `"none"`, or `"zlib"`, the only one of `.zsav`, which is smaller and slower. `NULL`
#'   goes by the ending.
#' @param dataset For `.csv`, a list of texts that describe the data as a whole: `name`,
#'   `description`, `creator` (people, one text each), `publisher` (an organisation),
#'   `licence` (its address), `keywords` (any number), `identifier`, `citation`. What is left
#'   out comes from the survey where it says it, or is not said.
#' @param audience `"publication"` refuses columns that identify a person; `"internal"`
#'   writes their values.
#' @return `path`, invisibly.
#' @section Errors: `pairwave_error_argument` for a path or an ending that will not do, or a
#'   field of `dataset` that is not known; `pairwave_error_column` for a column of another
#'   kind, and, in an SPSS file, a name that SPSS does not take, more missing codes than SPSS
#'   has room for, or a label or text that is too long;
#'   `pairwave_error_disclosure` for identifying columns; `pairwave_error_write` where
#'   there is no room or the place can't be written to.
#' @seealso [write_cohort()], which writes a cohort's people and scores.
#' @export
#' @examples
#' survey <- read_survey(system.file("extdata", "demo", "pre.sav", package = "pairwave"))
#' path <- tempfile(fileext = ".sav")
#' write_survey(survey, path, audience = "internal")
#' read_survey(path)
#'
#' deposit <- tempfile(fileext = ".csv")
#' write_survey(
#'   survey[c("sex", "gse1")], deposit,
#'   dataset = list(name = "Study skills, before the workshop", creator = "A. Analyst")
#' )
#' readLines(paste0(deposit, "-metadata.json"), n = 12)
write_survey <- function(x, path, ..., compression = NULL, dataset = NULL,
                         audience = c("publication", "internal")) {
  check_dots_empty()
  audience <- match_choice(audience)
  if (!is.data.frame(x)) {
    abort_pairwave(
      c("{.arg x} must be a data frame.", x = "It is {.obj_type_friendly {x}}."), "argument"
    )
  }
  check_survey_path(path)
  if (audience == "publication") check_no_identifying(x)
  write_survey_file(x, path, compression, dataset)
}

survey_endings <- c("sav", "zsav", "csv")

# The ending of a file that a survey can be written to, in lower case.
check_survey_path <- function(path, call = rlang::caller_env()) {
  ending <- if (is_text(path)) file_ending(path)
  if (is.null(ending) || !ending %in% survey_endings) {
    abort_pairwave(
      c("{.arg path} must be one file name that ends in \\
         {.or {.val {paste0('.', survey_endings)}}}.",
        x = if (is_text(path)) "It is {.val {path}}."
            else "It is {.obj_type_friendly {path}}."),
      "argument", call = call
    )
  }
  check_folder_of(path, call = call)
  ending
}

# Writes the frame as the ending says; `key` names the columns that tell its rows apart.
write_survey_file <- function(x, path, compression, dataset, key = NULL,
                              call = rlang::caller_env()) {
  ending <- file_ending(path)
  if (ending == "csv") {
    if (!is.null(compression)) {
      abort_pairwave(
        c("{.arg compression} is for {.val .sav} and {.val .zsav} files.",
          x = "{.arg path} ends in {.val .csv}."),
        "argument", call = call
      )
    }
    dataset <- check_dataset(dataset, call)
    return(write_csv_files(x, path, dataset, key, call))
  }
  if (!is.null(dataset)) {
    abort_pairwave(
      c("{.arg dataset} is what the description beside a {.val .csv} file says.",
        x = "{.arg path} ends in {.val {paste0('.', ending)}}."),
      "argument", call = call
    )
  }
  write_sav(x, path, check_sav_compression(compression, ending, call), call)
}

check_no_identifying <- function(x, call = rlang::caller_env()) {
  masked <- names(x)[vapply(x, is_identifying, NA)]
  if (length(masked) == 0) return(invisible())
  abort_pairwave(
    c("A file for others must have no columns that identify a person.",
      x = "{length(masked)} {?does/do}: {.field {masked}}.",
      i = "Leave {cli::qty(masked)}{?it/them} out, or, for your own eyes, add \\
           {.code audience = \"internal\"}."),
    "disclosure", call = call
  )
}

check_written_column <- function(x, name, call) {
  kinds <- c("double", "integer", "logical", "character")
  plain <- length(dim(x)) == 0 && typeof(x) %in% kinds
  if (!plain && !inherits(x, "POSIXlt")) {
    abort_pairwave(
      c("Columns must be numbers, texts, logical values, factors, dates, times or labelled.",
        x = "Column {.val {name}} is {.obj_type_friendly {x}}.",
        i = "Leave it out, or make one column of each of its parts."),
      "column", call = call
    )
  }
}

# The values of a column as the kernel takes them: doubles, integers (times in the
# reader's unit), logicals or texts in UTF-8. A column comes as it is wherever that
# will do, class and all: the kernel looks at its values alone, and a copy of each
# would take as much memory as the frame.
file_values <- function(x) {
  if (inherits(x, "POSIXlt")) x <- as.POSIXct(x)
  if (inherits(x, "integer64")) return(integer64_values(x))
  if (inherits(x, "pairwave_coded_time")) {
    codes <- hidden_codes(x)
    x <- bare_values(x)
    x[!is.na(codes)] <- codes[!is.na(codes)]
    return(x)
  }
  if (inherits(x, "difftime")) units(x) <- "secs"
  if (inherits(x, "POSIXct")) x <- clock_as_utc(x)
  if (is.character(x)) enc2utf8(x) else x
}

# The same time on the clock in UTC: files have no zones, and who reads one expects
# the time that the column shows.
clock_as_utc <- function(x) {
  if (isTRUE(attr(x, "tzone", exact = TRUE)[1] %in% c("UTC", "GMT"))) return(x)
  at <- as.POSIXlt(x)
  as.POSIXct(at, tz = "UTC")
}

abort_unfinished <- function(path, result, call) {
  if (result$code == "stopped") rlang::interrupt()
  abort_not_written(path, result, call)
}
