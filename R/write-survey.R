# A frame of labelled columns as an SPSS file: write_survey() and what it refuses.

#' Write a survey as an SPSS file
#'
#' Writes a data frame as a `.sav` or `.zsav` file that SPSS, PSPP, JASP, jamovi,
#' haven and [read_survey()] open, with everything that the columns of a survey say:
#' labels, value labels, user-missing codes and ranges, formats, measures, roles, widths,
#' alignments, attributes; and from the survey as a whole its label, notes, weight
#' variable, multiple-response sets and attributes. What [read_survey()] read from a file
#' comes back identical, with its texts in UTF-8.
#'
#' @section What SPSS has no place for:
#' SPSS has numbers and texts. Integers and logical columns are written as numbers
#' (`TRUE` is 1), factors as numbers from 1 with their levels as value labels, 64-bit
#' integers as numbers. A missing text is written as an empty one, blanks at the end of a
#' text are not kept, and a missing value with a letter (Stata's `.a`) is system-missing: a
#' warning names the columns where that loses something. Infinite numbers are kept.
#'
#' @section Who may get the file:
#' The file shows people one by one. With columns that identify a person (those that
#' [read_survey()] masks), and for a cohort whose study has a disclosure profile, it is
#' written only with `audience = "internal"`.
#'
#' @param x A data frame: a survey from [read_survey()], or any other whose columns are
#'   numbers, texts, logical values, factors, dates, times or labelled.
#' @param path The file to write, ending in `.sav` or `.zsav`. An existing file is replaced
#'   once the new one is whole: see [write_result()].
#' @param ... Must be empty.
#' @param compression How the data are packed: `"bytes"`, SPSS's usual way, `"none"`, or
#'   `"zlib"`, the only one of `.zsav`, which is smaller and slower. `NULL` goes by the
#'   ending.
#' @param audience `"publication"` refuses columns that identify a person; `"internal"`
#'   writes their values.
#' @return `path`, invisibly.
#' @section Errors: `pairwave_error_argument` for a path or an ending that will not do;
#'   `pairwave_error_column` for a column of another kind, a name that SPSS does not take,
#'   more missing codes than SPSS has room for, or a label or text that is too long;
#'   `pairwave_error_disclosure` for identifying columns; `pairwave_error_write` where
#'   there is no room or the place can't be written to.
#' @seealso [write_cohort()], which writes a cohort's people and scores.
#' @export
#' @examples
#' survey <- read_survey(system.file("extdata", "demo", "pre.sav", package = "pairwave"))
#' path <- tempfile(fileext = ".sav")
#' write_survey(survey, path, audience = "internal")
#' read_survey(path)
write_survey <- function(x, path, ..., compression = NULL,
                         audience = c("publication", "internal")) {
  check_dots_empty()
  audience <- match_choice(audience)
  if (!is.data.frame(x)) {
    abort_pairwave(
      c("{.arg x} must be a data frame.", x = "It is {.obj_type_friendly {x}}."), "argument"
    )
  }
  compression <- check_sav_path(path, compression)
  if (audience == "publication") check_no_identifying(x)
  write_sav(x, path, compression)
}

sav_compressions <- c("none", "bytes", "zlib")

check_sav_path <- function(path, compression, call = rlang::caller_env()) {
  ending <- if (is_text(path)) lower_case(tools::file_ext(path))
  if (is.null(ending) || !ending %in% c("sav", "zsav")) {
    abort_pairwave(
      c("{.arg path} must be one file name that ends in {.val .sav} or {.val .zsav}.",
        x = if (is_text(path)) "It is {.val {path}}."
            else "It is {.obj_type_friendly {path}}."),
      "argument", call = call
    )
  }
  check_folder_of(path, call = call)
  usual <- if (ending == "zsav") "zlib" else "bytes"
  if (is.null(compression)) return(usual)
  compression <- match_choice(compression, sav_compressions, call = call)
  if ((compression == "zlib") != (ending == "zsav")) {
    abort_pairwave(
      c("{.val zlib} is the compression of {.val .zsav} files, and of no others.",
        x = "{.arg compression} is {.val {compression}}, {.arg path} ends in {.val .{ending}}.",
        i = "Leave {.arg compression} out to go by the ending."),
      "argument", call = call
    )
  }
  compression
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

write_sav <- function(x, path, compression, call = rlang::caller_env()) {
  columns <- as.list(x)
  check_sav_names(names(columns), call)
  Map(check_sav_column, columns, names(columns), MoreArgs = list(call = call))
  values <- lapply(columns, sav_values)
  facts <- .Call(pw_call_sav_facts, values)
  variables <- sav_variables(columns, values, facts$extent)
  check_sav_texts(variables, call)
  place <- if (file.exists(path)) normalizePath(path) else path
  result <- .Call(
    pw_call_sav_write, place, values, as.double(nrow(x)), variables,
    sav_file(attr(x, "survey", exact = TRUE), names(columns)),
    match(compression, sav_compressions) - 1L, as.integer(new_file_mode(place)),
    read_threads(), sav_moment()
  )
  if (!is.null(result)) {
    if (result$code == "stopped") rlang::interrupt()
    abort_not_written(path, result, call)
  }
  warn_sav_losses(names(columns), facts)
  invisible(path)
}

# Letters are those of any language, whatever the locale.
sav_name_pattern <- "^[\\p{L}@#$][\\p{L}\\p{M}\\p{N}@#$._]*$"

# The words that SPSS keeps for itself.
sav_reserved <- c("ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO",
                  "WITH")

check_sav_names <- function(names, call) {
  upper <- upper_case(names)
  bad <- is.na(names) | !grepl(sav_name_pattern, enc2utf8(names), perl = TRUE) |
    nchar(names, "bytes") > 64 | upper %in% sav_reserved
  if (any(bad)) {
    first <- names[bad][1]
    abort_pairwave(
      c("Names of columns must be letters, digits and the marks . _ @ # $, begin with no digit, \\
         dot or underscore, and be at most 64 bytes long, as SPSS has them.",
        x = "{sum(bad)} of {length(names)} {?is/are} not, the first {.val {first}}.",
        i = "Rename {cli::qty(sum(bad))}{?it/them}: for example {.val {sav_name(first)}}."),
      "column", call = call
    )
  }
  twice <- which(duplicated(upper))
  if (length(twice)) {
    both <- names[upper == upper[twice[1]]][1:2]
    abort_pairwave(
      c("Names of columns must differ by more than upper and lower case, as SPSS has them.",
        x = "{.val {both[1]}} and {.val {both[2]}} are one name.",
        i = "Rename one of them."),
      "column", call = call
    )
  }
}

# A name near this one that SPSS takes.
sav_name <- function(name) {
  if (is.na(name)) return("V1")
  out <- gsub("[^\\p{L}\\p{M}\\p{N}@#$._]+", "_", enc2utf8(name), perl = TRUE)
  if (!grepl("^[\\p{L}@#$]", out, perl = TRUE)) out <- paste0("V", out)
  if (upper_case(out) %in% sav_reserved) out <- paste0(out, "_1")
  while (nchar(out, "bytes") > 64) out <- substr(out, 1, nchar(out) - 1)
  out
}

check_sav_column <- function(x, name, call) {
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
  values <- column_na_values(x)
  ranges <- length(values) + 2 * (length(column_na_range(x)) > 0)
  texts <- is.character(values)
  if (ranges > 3 || (texts && (length(column_na_range(x)) || any(nchar(values, "bytes") > 8)))) {
    abort_pairwave(
      c("A column must have at most three user-missing codes, or a range and one code; those of \\
         texts have at most 8 bytes. That is what SPSS has room for.",
        x = "Column {.val {name}} has {.val {values}}\\
             {if (length(column_na_range(x))) ' and a range'}.",
        i = "Take some off its attribute {.field na_values}, or make them a range \\
             ({.field na_range})."),
      "column", call = call
    )
  }
}

check_sav_texts <- function(variables, call) {
  wide <- which(variables$width > 32767)
  if (length(wide)) {
    abort_pairwave(
      c("Texts must have at most 32,767 bytes, as SPSS has them.",
        x = "Column {.val {variables$name[wide[1]]}} has one of \\
             {format(variables$width[wide[1]], big.mark = ',')}.",
        i = "Cut it, or write the texts to a CSV file."),
      "column", call = call
    )
  }
  long <- vapply(seq_along(variables$name), function(i) {
    labels <- names(variables$labels[[i]])
    longest <- max(0L, nchar(labels, "bytes"))
    # Labels of texts beyond 8 bytes are in a record that has room for any.
    if (variables$is_text[i] && variables$width[i] > 8) 0L else longest
  }, 0L)
  if (any(long > 255)) {
    abort_pairwave(
      c("Value labels must have at most 255 bytes, as SPSS has them.",
        x = "Column {.val {variables$name[long > 255][1]}} has one of {max(long)}.",
        i = "Shorten it: its codes stay as they are."),
      "column", call = call
    )
  }
}

# Finds what SPSS has no place for, after the file was written.
warn_sav_losses <- function(names, facts) {
  empty <- names[facts$absent]
  trailing <- names[facts$trailing]
  tagged <- names[facts$tagged]
  said <- c(
    if (length(empty)) "Missing texts were written as empty ones in {.field {empty}}.",
    if (length(trailing)) "Blanks at the end of texts are not kept in {.field {trailing}}.",
    if (length(tagged)) {
      "Missing values with a letter were written as system-missing in {.field {tagged}}."
    }
  )
  if (length(said) == 0) return(invisible())
  warn_pairwave(
    c("The file has all values but what SPSS has no place for.",
      stats::setNames(said, rep("x", length(said)))),
    "written", columns = unique(c(empty, trailing, tagged))
  )
}
