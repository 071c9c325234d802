#' Read one export of a survey
#'
#' Reads an SPSS file (`.sav`, `.zsav`, `.por`), a delimited text file (`.csv`,
#' `.txt`), a workbook (`.xlsx`, `.xls`), a Stata file (`.dta`), a SAS file
#' (`.sas7bdat`, `.xpt`), or the data that lie beside an SPSS syntax file (`.sps`).
#' Which of them it is follows from the content, then from the extension. Nothing that
#' the file says is lost: variable and value labels, user-missing codes,
#' formats, measures, roles, multiple-response sets, notes and the weight
#' variable.
#'
#' @section Missing values:
#' A code that an SPSS file declares as user-missing stays in its column with
#' its label, so that the reason is known, and [is.na()] is `TRUE` for it. That
#' is haven's way, and so is the rest of it: R's own [mean()], [summary()] and
#' arithmetic take the code for a number. For them, read with `user_na = FALSE`,
#' which leaves `NA` without reasons. A missing value with a reason of Stata or
#' SAS (`.a` to `.z`) is haven's tagged `NA`: always `NA` for R, its letter read
#' by `haven::na_tag()`, its label among the column's labels. Every analysis of
#' pairwave counts both as no answer.
#'
#' @section Dates and times:
#' SPSS formats DATE, ADATE, EDATE, JDATE, SDATE, MOYR, QYR and WKYR are `Date`
#' (of a month, quarter or week its day as stored, mostly the first); DATETIME
#' and YMDHMS `POSIXct` in UTC; TIME, DTIME and MTIME `hms`; MONTH and WKDAY
#' numbers. Stata's `%td` and `%tc` and SAS's formats likewise. A user-missing
#' code among dates is `NA` with a letter, for which the column's attributes say
#' the code and its label: see [pairwave_coded_time].
#'
#' @section Damaged files:
#' What is wrong in an SPSS file's dictionary (a record that does not fit, two
#' variables of one name, labels of a variable that does not exist) never loses
#' the file: the rest is read, and a warning names variable and byte. A byte
#' that does not belong to the file's encoding is replaced by the character
#' U+FFFD, and a warning names columns and rows. A file that ends within its
#' data gives its complete rows and a warning that counts the missing ones. The
#' rows of a `.sav`, `.zsav` or newer `.dta` are counted in its data: where it states
#' another number, or two, all that the data hold are read, and a warning says
#' how the file contradicts itself. `damaged = "error"` refuses such files.
#'
#' Where pairwave was built without the ReadStat library, the package haven reads
#' `.por`, `.dta`, `.sas7bdat` and `.xpt` (`pairwave_error_missing_package` where it is not
#' installed) into the same columns. A file of these that is damaged is then an error, or,
#' where it ends too early, a warning that can't count what is missing.
#'
#' @section Text files:
#' Encoding (UTF-8, UTF-16, Windows-1252, Latin-1), delimiter, decimal mark and
#' rows of heading are found from the file, printed with the survey and kept in
#' its attribute `survey`. A column is numbers, dates (`2018-10-31`), times or
#' texts by what all of its cells are; what has a leading zero, an integer
#' beyond 2^53, digits and an E without a mark or sign (`12E4`, a code) or a date
#' in a country's own order stays text. Times may be of a day (`10:30:00`). No-break
#' and zero-width blanks around a cell count nowhere. An empty cell is missing; a quoted empty
#' one is an empty answer where its column has unquoted cells as well and is text. A line with
#' too few or too many fields shifts no value: a warning names the line, and what lies beyond
#' the last column is kept in `attr(x, "survey")$ragged`, a data frame of `line`, `fields` and
#' `beyond` (as it stands in the file) for the rows that were read. Lines of nothing but
#' delimiters and blanks, as Excel leaves them, are no rows; a note counts them.
#' The attributes `file_rows` and `dropped_rows` say how many rows the file has and
#' how many such lines.
#'
#' The heading is the first line, unless what follows shows another: titles or
#' comments above it, or further lines of heading below it, with texts where all
#' columns of numbers go on. Both are a warning (`pairwave_warning_heading`), which
#' `header` answers; so is a first line that looks like the answers below it. A
#' heading one name short of all lines, as R writes it with row names, leaves the
#' first column unnamed, with a note.
#'
#' Bytes that do not
#' belong to the encoding are warned of, with their lines. Two threads read a
#' file; `options(pairwave.threads = 1)` or the environment variable
#' `OMP_THREAD_LIMIT` say otherwise, and the result is the same.
#'
#' @section Workbooks:
#' One sheet of a workbook is a survey: the first that is not hidden, or `sheet`. A note
#' names the other sheets, and says which of them are hidden. What is done with the cells is
#' what is done with a text file, so that a survey as `.xlsx` and as `.csv` is the same
#' frame. The heading is found, with titles, several rows or merged cells above the answers,
#' and everything said of text files holds, with rows of the sheet in place of lines:
#' `header = 3` is its third row. For `.xls`, whose cells it reads, the package readxl must
#' be installed.
#'
#' A number has all its digits, whatever its format shows. Dates are `Date`, or times where
#' a cell of the column has one, hours alone are times of the day, and true and false are
#' the texts `TRUE` and `FALSE`; books that count days from 1904 are no different. A formula
#' stands for the value that was saved with it. Numbers that were typed as text are numbers
#' if all of the column are, and keep zeros before them (`007`) as texts. Rows and columns
#' without any answer are left out, with a note for the rows.
#'
#' A warning (`pairwave_warning_cells`) names the cells that are missing although they look
#' as if they had a value: errors (`#N/A`), formulas whose value was not saved with them,
#' dates that no workbook's calendar has (a negative number, 60 where days count from 1900,
#' the year 10000), and merged cells among the answers. A workbook with a password, a damaged
#' one, and what is none (`.xlsb`, `.ods`, a web page) are errors that say so, with the sheet
#' and the cell where there is one. A sheet that would unpack to more than 2 GB is refused,
#' unless `options(pairwave.workbook_bytes = )` allows it.
#'
#' @param path Path of the file.
#' @param ... Must be empty.
#' @param columns The columns to read, each once, in the order asked for: their
#'   names, their positions, or regular expressions (Perl's, as in
#'   [base::regex]) for their names, which are elements called `regex`:
#'   `c("id", regex = "^gse[0-9]+$")` is the column `id` and every item of the
#'   scale. `NULL` reads all.
#' @param n_max Most rows to read; 0 reads what the file says about its
#'   columns and touches no data.
#' @param skip Rows to pass over first. For a text file also `c(lines = 2)`, or
#'   `c(lines = 2, rows = 10)`: lines at its top, before its heading is looked for.
#' @param encoding Encoding of the texts, where the file's own statement is
#'   wrong or absent.
#' @param user_na Keep user-missing codes as values with their labels
#'   (`TRUE`), or turn them into `NA`.
#' @param format `"sav"` (also for `.zsav`), `"por"`, `"csv"`, `"xlsx"`, `"xls"`, `"sps"`,
#'   `"dta"`, `"sas7bdat"` or `"xpt"`, where it cannot be told from the file.
#' @param damaged What to do with a file that ends within its data, or states
#'   a number of rows that they have not: read the complete rows with a warning,
#'   or stop.
#' @param delim,decimal_mark,na For text files: the field delimiter and decimal
#'   mark (`NULL`: found from the file), and texts that mean missing (`na` also for
#'   workbooks).
#' @param sheet The sheet of a workbook: its name, or its number among all, hidden ones
#'   included. `NULL` takes the first that is not hidden.
#' @param header For text files: the line of the file that holds the heading (`3`),
#'   the lines where several do (`2:3`), or `"none"` where the columns have no
#'   names; they are then `column_1`, `column_2` and so on. Lines are counted as an
#'   editor does. What is above is passed over. `NULL` finds the heading: see "Text
#'   files". Of a workbook these are rows of the sheet.
#' @param platform The platform that wrote a text file: `"jisc"`,
#'   `"qualtrics"`, `"limesurvey"`, `"redcap"`, `"microsoft"`, `"google"` or
#'   `"surveymonkey"`; `NULL` finds it from the heading, `"none"` takes the
#'   columns as they stand. See "Survey platforms". The path of a `.yml` file describes
#'   another: see "Other platforms".
#' @param key The file that has a text file's labels: a key of two columns, a
#'   REDCap data dictionary, an SPSS syntax file (`.sps`), or an export of the same
#'   responses with texts instead of codes, which gives the labels of the answers that
#'   occur. `NULL` takes one that lies beside the export (`post-key.csv` for JISC,
#'   `post.sps`). A key of JISC whose name has a time and a language of its own
#'   (`results-for-x-2024-05-13-1202-key.en.csv`) is found by its questions, which must be
#'   those of the export; a note names it.
#' @param choices The options of questions with several answers in one cell,
#'   where a text file leaves them open: a list such as
#'   `list(what_helped = c("Talks, short ones", "Groups"))`. `character()` for a
#'   column says that its answers are single.
#' @param identifying What to do with columns that identify a person (names,
#'   e-mail and IP addresses, places, links) in the export of a platform:
#'   `"mask"` keeps their values but prints `<hidden>` instead, `"drop"` leaves
#'   the columns out. Masked columns can be compared, filtered, joined and combined
#'   with plain values; what is combined with them or calculated from them is hidden
#'   as well. [as.character()] and [as.double()], and so [paste()], give the values.
#'
#' @return A data frame of class `pairwave_survey`. Numbers are doubles, but for
#'   the whole numbers of a text file of no known platform, without labels: they
#'   are integers where all of the column lie within 2^31 - 1. Columns with value labels
#'   or user-missing codes have the class `pairwave_labelled` in front of haven's
#'   `haven_labelled` and `haven_labelled_spss`, so that packages which know haven's
#'   columns know them. They compare and calculate by their codes, and keep their
#'   labels when they are subset or combined, in the same way whichever packages are
#'   loaded; pairwave does not load haven. Once you do, tibbles show labels beside
#'   codes. [rbind()] of surveys, and other combinations, of columns in which a code
#'   has different labels warn (`pairwave_warning_labels`). What the file says
#'   about a variable are attributes of its column, each where the file has it:
#'   `label`, `labels`, `na_values`, `na_range`, `format.spss` (or
#'   `format.stata`, `format.sas`), `measure`, `role`, `display_width`,
#'   `alignment`, `write_format` (where it is not the format) and
#'   `spss_attributes` (a named character vector). [codebook()] lists them. The
#'   attribute `survey` is a list of what the file says as a whole: `file`,
#'   `format`, `encoding`, `n_rows`, `label`, `notes`, `weight`, `attributes` (a
#'   named character vector) and `mr_sets` (a list with one element for each
#'   multiple-response set: `name`, `label`, `kind`, `counted`, `variables`).
#'   Printed as it was read, a survey lists its columns, and its last line says
#'   whether all rows of the file are there; what a verb has made of it (`head()`,
#'   `[`, dplyr's `filter()` or `count()`) prints as rows.
#'
#'   A column of more than some thousand different texts, such as ids or comments, is a
#'   character vector whose strings R makes when one beyond the first thousand is looked
#'   at; it acts as any other one does.
#'
#'   Text files and workbooks add `platform`, and `respondent` and `completed`: the columns
#'   that number the responses and say when each was finished.
#'
#' @section Survey platforms:
#' An export is read as it was downloaded. Each platform gives what an SPSS
#' export of the survey would: short names, the question as the column's label,
#' value labels where the files have them, and for a question with several
#' answers a logical column for each option. Where nothing was ticked, the
#' options are `NA` and a note counts them: no platform tells an empty answer
#' from none. A question with a single box is no where the record answers
#' anything else; in a grid of boxes, a row without a tick is no where another
#' row has one. Short names of questions that a platform writes out in full are
#' made from their first words, `stem_1`, `stem_2`, ... for the rows of a grid.
#'
#' Platforms are found by the headings of their own columns in English, German,
#' French, Spanish, Dutch and Welsh. Which rows belong to the heading is told by
#' what they hold: a row with an answer under such a column (a date where a
#' response began, the number of a respondent) is a respondent's, also where the
#' rows above it were taken out of the file. A row that shows neither is a warning,
#' which says what it is taken for.
#'
#' All columns in which a platform says when a response began or ended are times,
#' by the clock that the platform shows, whatever its time zone. Zones written as
#' letters (`CET`) are named in a note; letters with several meanings are taken for
#' the zone of Britain, Ireland or North America (`BST`, `IST`, `EST`, `CST`). The
#' clocks of several zones are not put on one. Numbers such as 44361.87, which
#' Excel makes of dates, are times, with a note.
#'
#' What an export leaves open is reported, never guessed: an option that may
#' hold a comma (Google Forms) is a warning, and the answers stay as they are
#' until `choices` names the options; where only the texts suggest that commas or
#' semicolons stand between options, the texts are kept beside the options, with a
#' note, and questions for comments are never split; times in which day and
#' month can't be told apart stay text, with a note (dates with points begin with
#' the day); answers without codes stay texts, to which a scale's `answers` in a
#' study file give numbers.
#'
#' | platform | what is read |
#' |---|---|
#' | JISC Online Surveys | codes or labels, with `-key.csv`; grids of tick boxes |
#' | Qualtrics | one to three rows of heading, or more where questions stand in several languages; choice texts or numeric values; -99 is "seen but not answered", a user-missing code; several answers in columns, or in one cell as `1,3` or as texts |
#' | LimeSurvey | headings of codes, texts or both; codes labelled by an export of texts as `key`; the syntax file and data of its SPSS export (`.sps`) |
#' | REDCap | codes or labels, data dictionary or syntax file as `key`; the events are rows, which `where` in a study file sorts into waves |
#' | Microsoft Forms | the workbook, or it as CSV; several answers as `A;B;` |
#' | Google Forms | grids as `Question [Row]`; several answers with `, ` or `;` between them |
#' | SurveyMonkey | one or two rows of heading, filled down or not |
#'
#' @section Other platforms:
#' A heading of no known platform leaves the columns as they stand; where it looks like an
#' export's, a note says what it was compared with. `platform = "my-platform.yml"` (in a
#' study file `platform: my-platform.yml`) describes one. It must say whether the headings
#' are questions (`text`), short names (`code`) or both (`both`):
#'
#' ```
#' forms:
#'   - {names: text, header: [Token, Submitted At]}
#' text: [Token]                    # columns that stay text
#' respondent: [Token]              # the column that numbers the responses
#' completed: {column: [Submitted At], order: [ymd, mdy]}
#' identifying: [E-?mail, Network ID]
#' multiple:                        # several answers in one cell
#'   separators: [{text: "; "}]
#' ```
#'
#' Headings are regular expressions that stand for a whole heading. The folder
#' `system.file("platforms", package = "pairwave")` has the layouts of the platforms above
#' as models, and a `README.md` that explains every key.
#'
#' @section Errors:
#' `pairwave_error_no_file`, `pairwave_error_empty_file`,
#' `pairwave_error_format` (not such a file, or a damaged one, with the byte
#' offset), `pairwave_error_truncated`, `pairwave_error_unsupported`
#' (encrypted, or in an encoding that is not known),
#' `pairwave_error_miscounted`, `pairwave_error_column` (no
#' such column), `pairwave_error_argument`, `pairwave_error_heading`, `pairwave_error_platform`,
#' `pairwave_error_key`, `pairwave_error_choices`, `pairwave_error_syntax`,
#' `pairwave_error_sheet` (no such sheet), `pairwave_error_range` (a sheet's cells stand too
#' far apart), `pairwave_error_missing_package`.
#' Warnings: `pairwave_warning_truncated`, `pairwave_warning_miscounted` (a file
#' contradicts itself about its number of rows), `pairwave_warning_encoding`,
#' `pairwave_warning_heading`, `pairwave_warning_ragged`, `pairwave_warning_cells`,
#' `pairwave_warning_repaired`, `pairwave_warning_choices` (one option or
#' several?), `pairwave_warning_heading` (a heading or answers?),
#' `pairwave_warning_syntax`.
#'
#' @seealso [codebook()] for what is in a survey, [read_cohort()] for all waves
#'   of a study.
#' @examples
#' path <- system.file("extdata", "demo", "pre.sav", package = "pairwave")
#' read_survey(path)
#' read_survey(path, columns = c("code", regex = "^gse[0-9]+$"), n_max = 5)
#' @export
read_survey <- function(path, ..., columns = NULL, n_max = Inf, skip = 0,
                        encoding = NULL, user_na = TRUE, format = NULL,
                        damaged = c("warn", "error"), delim = NULL,
                        decimal_mark = NULL, na = c("", "NA"), sheet = NULL, header = NULL,
                        platform = NULL, key = NULL, choices = NULL,
                        identifying = c("mask", "drop")) {
  check_dots_empty()
  damaged <- match_choice(damaged)
  identifying <- match_choice(identifying)
  check_survey_file(path)
  check_row_count(n_max, "n_max")
  skip <- read_skip(skip)
  check_read_options(encoding, user_na)
  format <- if (is.null(format)) {
    survey_format(path)
  } else {
    match_choice(format, c("sav", "por", "csv", "xlsx", "xls", "sps", "dta", "sas7bdat", "xpt"))
  }
  if (!format %in% c("csv", workbook_formats) && skip[["lines"]] > 0) {
    abort_pairwave(
      c("{.arg skip} can't pass over lines of {.file {basename(path)}}.",
        x = "Lines are those of a text file, and its format is {.val {format}}."),
      "argument"
    )
  }
  if (!is.null(sheet)) check_sheet(sheet, format, path)
  if (format == "sps") {
    return(read_syntax_survey(
      path, columns = columns, n_max = n_max, skip = skip[["rows"]], user_na = user_na,
      na = na, platform = platform, choices = choices, identifying = identifying
    ))
  }
  if (format %in% workbook_formats) {
    refuse_text_options(path, encoding = encoding, delim = delim, decimal_mark = decimal_mark)
    return(read_workbook_survey(
      path, format = format, sheet = sheet, columns = columns, n_max = n_max, skip = skip,
      user_na = user_na, header = header, na = na, platform = platform, key = key,
      choices = choices, identifying = identifying
    ))
  }
  if (format == "csv") {
    return(read_csv_survey(
      path, columns = columns, n_max = n_max, skip = skip,
      encoding = encoding, user_na = user_na, delim = delim, decimal_mark = decimal_mark,
      header = header, na = na, platform = platform, key = key, choices = choices,
      identifying = identifying
    ))
  }
  survey <- if (format %in% c("por", "dta", "sas7bdat", "xpt") && !has_readstat()) {
    read_with_haven(
      path, format, columns = columns, n_max = n_max, skip = skip[["rows"]],
      encoding = encoding, user_na = user_na, damaged = damaged
    )
  } else if (format %in% c("dta", "sas7bdat", "xpt")) {
    read_stata_sas(
      path, columns = columns, n_max = n_max, skip = skip[["rows"]], encoding = encoding,
      user_na = user_na, format = format, damaged = damaged
    )
  } else {
    read_spss(path, columns = columns, n_max = n_max, skip = skip[["rows"]],
              encoding = encoding, user_na = user_na, format = format,
              damaged = damaged)
  }
  survey <- mark_known_columns(set_aside_time_codes(survey), environment())
  if (identifying == "drop") drop_identifying(survey) else survey
}

check_survey_file <- function(path, call = rlang::caller_env()) {
  if (!is.character(path) || length(path) != 1 || is.na(path)) {
    abort_pairwave(
      c("{.arg path} must be one file path.", x = "It is {.obj_type_friendly {path}}."),
      "argument", call = call
    )
  }
  if (dir.exists(path)) {
    abort_pairwave(c(
      "Can't read {.file {basename(path)}}.",
      x = "It is a folder.",
      i = "Name a file in it."
    ), "no_file", call = call)
  }
  if (!file.exists(path)) {
    abort_pairwave(c(
      "Can't read {.file {basename(path)}}.",
      x = "There is no such file.",
      i = "Looked in {.file {dirname(path)}}."
    ), "no_file", call = call)
  }
  if (file.size(path) == 0) {
    abort_pairwave(c(
      "Can't read {.file {basename(path)}}.",
      x = "The file is empty.",
      i = "Export or download it again."
    ), "empty_file", call = call)
  }
}

check_row_count <- function(x, arg, call = rlang::caller_env()) {
  if (is.numeric(x) && length(x) == 1 && !is.na(x) && x >= 0 &&
      (is.infinite(x) || x == round(x))) {
    return(invisible())
  }
  abort_pairwave(
    c("{.arg {arg}} must be a number of rows, 0 or more.",
      x = if (rlang::is_scalar_double(x)) "It is {x}." else "It is {.obj_type_friendly {x}}."),
    "argument", call = call
  )
}

check_read_options <- function(encoding, user_na, call = rlang::caller_env()) {
  if (!is.null(encoding) && !(is_text(encoding) && nzchar(encoding))) {
    abort_pairwave(
      c("{.arg encoding} must be the name of an encoding, such as {.val windows-1252}.",
        x = "It is {.obj_type_friendly {encoding}}."),
      "argument", call = call
    )
  }
  if (!is_flag(user_na)) {
    abort_pairwave(
      c("{.arg user_na} must be TRUE or FALSE.",
        x = "It is {.obj_type_friendly {user_na}}."),
      "argument", call = call
    )
  }
}

# `sheet` as it may be: NULL, a name or a number, and of a workbook.
check_sheet <- function(sheet, format, path, call = rlang::caller_env()) {
  if (!format %in% workbook_formats) {
    abort_pairwave(
      c("{.arg sheet} must be left out for {.file {basename(path)}}.",
        x = "It is no workbook; its format is {.val {format}}."),
      "argument", call = call
    )
  }
  if (!is_text(sheet) && !(is_whole_number(sheet) && sheet >= 1)) {
    abort_pairwave(
      c("{.arg sheet} must be the name of a sheet, or its number.",
        x = if (rlang::is_scalar_atomic(sheet)) "It is {.val {sheet}}."
            else "It is {.obj_type_friendly {sheet}}."),
      "argument", call = call
    )
  }
}

# What a text file leaves open stands in a workbook.
refuse_text_options <- function(path, ..., call = rlang::caller_env()) {
  given <- names(Filter(Negate(is.null), list(...)))
  if (length(given)) {
    abort_pairwave(
      c("{.arg {given}} must be left out for {.file {basename(path)}}.",
        x = "A workbook has cells in UTF-8, and nothing between them."),
      "argument", call = call
    )
  }
}

# Bytes 13 to 32 of every SAS data set.
sas7bdat_magic <- as.raw(c(
  0xc2, 0xea, 0x81, 0x60, 0xb3, 0x14, 0x11, 0xcf, 0xbd, 0x92, 0x08, 0x00, 0x09,
  0xc7, 0x31, 0x8c, 0x18, 0x1f, 0x10, 0x11
))

# Content first; the extension decides where the content is silent.
survey_format <- function(path) {
  start <- readBin(path, "raw", 500)
  has <- function(text, at = 1) {
    bytes <- charToRaw(text)
    identical(start[at + seq_along(bytes) - 1], bytes)
  }
  if (has("$FL2") || has("$FL3") || has("ENCRYPTEDSAV") || has("ENCRYPTEDSAV", 9)) {
    return("sav")
  }
  if (has("<stata_dta>")) return("dta")
  if (has("HEADER RECORD*******LIB")) return("xpt")
  if (identical(start[13:32], sas7bdat_magic)) return("sas7bdat")
  if (identical(start[1:4], zip_bytes)) return("xlsx")
  if (identical(start[1:4], ole_bytes)) return("xls")
  switch(file_ending(path),
         sav = , zsav = "sav", por = "por", sps = "sps", dta = "dta", xpt = "xpt",
         sas7bdat = "sas7bdat", "csv")
}
