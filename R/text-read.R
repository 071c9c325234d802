# Reads what was coded, from the program that it was coded in.

#' Read what was coded
#'
#' Reads the codings of texts: who gave which code to what. Programs for coded text
#' are read from their own files or from what they export, tables from CSV, SPSS,
#' Stata, SAS or a workbook (`.xlsx`, or `.xls`, by readxl). What was read and got no code is
#' kept, for it is the denominator.
#'
#' | file | from | what is read |
#' |---|---|---|
#' | `.qdpx` | ATLAS.ti, MAXQDA, NVivo, QualCoder, Quirkos and others that export REFI-QDA | codes, coders, texts and places, cases, variables |
#' | `.qdc` | the same | the codebook, without codings |
#' | `data.qda`, or its folder | QualCoder | as a project |
#' | `.sqlite3` | Taguette | as a project; the coder in a server's database only |
#' | tables | Taguette, Dedoose, ATLAS.ti, MAXQDA and QualCoder, by their English headings | codings, and places where the table has them in characters |
#' | tables | a spreadsheet, a survey's own file | see "Tables" |
#'
#' Projects that only their own program opens (`.nvpx`, `.mx24`, `.atlproj` and the
#' like) are an error that says how to export them.
#'
#' @section Tables:
#' `unit` names the column of what was coded: an answer, a respondent. `code` names
#' the column or columns of codes:
#'
#' - One column has a code in each row, or several with `separator` between them. A row
#'   with an empty cell is a unit that was read and got none.
#' - Columns of 0 and 1, or `TRUE` and `FALSE`, are a code each, called as the vector's
#'   element, the column's label or the column. A row where all are missing was not read.
#' - Columns with value labels (`code1` to `code5`) have a code in each cell. A
#'   multiple-response set of an SPSS file is named as its columns would be.
#' - A list has such columns for each coder: `list(Ann = "codes_a", Ben = "codes_b")`.
#'   Columns that end differently for each coder (`peers_a`, `peers_b`) are one code.
#'
#' Columns called `source`, `unit`, `participant`, `wave`, `coder`, `code`, `text` and
#' `memo` need not be named. Without a column of participants, each unit is one. A unit of
#' several waves is a unit of each, called as in `"P7 (post)"`.
#'
#' @section Positions:
#' `start` and `end` are characters (code points) of the source, from 0, the end not
#' included. Programs count line ends, marks at the start of a file and characters
#' beyond U+FFFF differently: of the rules that could matter, the one is taken by which
#' most stretches are what their selections quote. The attribute `offsets` says which
#' that was (its `code`), how many quotations were `checked` and how many `equal`; 0 were
#' checked where a project quotes nothing, and its program decides. Less than 95% is a
#' warning.
#'
#' @section Participants:
#' In a project, a coding is the participant's whose case its stretch or its source
#' is, or who speaks where it lies. A stretch over two speakers counts for both, as two
#' rows of one number in `row`. Where a project has no cases and `speaker` is not
#' given, each source is one participant.
#'
#' @param path The file; or, for coders who worked apart, a file of each, named:
#'   `c(Ann = "ann.qdpx", Ben = "ben.qdpx")`.
#' @param ... Not used; must be empty.
#' @param unit,code,coder,participant,wave,source,text,memo Columns of a table; see
#'   "Tables". In a project `participant` is `"case"`, `"speaker"` or `"source"`.
#' @param speaker For a project: a regular expression (Perl's, as in [base::regex])
#'   for the lines with which a speaker begins, whose first group is the name:
#'   `"^(P[0-9]+):"`.
#' @param key The linking codes of participants: a named vector, or a table of two
#'   columns or the path of one: the participant, then the code. Who is not in it keeps
#'   the name, and is in the attribute `unlinked`.
#' @param separator What stands between codes in one cell.
#' @param levels What stands between the levels of a code, as in `"Support > Advice"`;
#'   `NULL` is what the program writes, else `">"`. `""` leaves codes as they are.
#' @param uncoded Whether a unit to which a coder gave no code was read by that coder. A
#'   project does not say: `"read"` takes it that every coder read every source, which
#'   is the careful choice for agreement; `"unread"` that each read what she coded. In a
#'   plain table the rows say which units were read, and `"unread"` leaves empty ones out.
#' @param encoding Encoding of a text file, where it is not found rightly.
#' @return A data frame of class `pairwave_codes`: a row for each coding, then a row
#'   with `code` missing for each unit that a coder read and gave none. Columns: `source`,
#'   `unit`, `participant`, `wave`, `coder`, `code` (the full path, `" > "` between levels),
#'   `start`, `end`, `text` and `memo` (which print as `<hidden>`), `row` (its number in
#'   the file) and `note`: `"undefined_code"` (a code that the project does not define),
#'   `"beyond_text"` (a place that the text does not have) or `"zero_length"`. Attributes:
#'   `framework` (see [framework()]), `coders`, `sources` (name, `length` in characters,
#'   `hash`), `universe` (which `unit` each `coder` read), `participants` (everyone who
#'   could have been coded), `offsets`, `read`, `duplicates` (how many codings a coder had
#'   given already) and, of a project, `variables`. Part of it is a plain data frame.
#' @section Errors: `pairwave_error_codes_file` (a broken or hostile file, or another
#'   program's), `pairwave_error_codes_table` (columns), `pairwave_error_argument`,
#'   `pairwave_error_no_file`, `pairwave_error_empty_file`,
#'   `pairwave_error_missing_package`, and those of [read_survey()]. Warnings:
#'   `pairwave_warning_offsets`, `pairwave_warning_sources` (coders whose texts differ).
#'   An archive may unpack to 2 GB; `options(pairwave.codes_bytes = )` says otherwise.
#' @seealso [framework()]
#' @examples
#' path <- tempfile(fileext = ".csv")
#' writeLines(c("id,coder,themes", "1,Ann,peers;advice", "2,Ann,", "1,Ben,peers",
#'              "2,Ben,peers"), path)
#' codes <- read_codes(path, unit = "id", code = "themes")
#' codes
#' framework(codes)
#' @export
read_codes <- function(path, ..., unit = NULL, code = NULL, coder = NULL, participant = NULL,
                       wave = NULL, source = NULL, text = NULL, memo = NULL,
                       speaker = NULL, key = NULL, separator = ";", levels = NULL,
                       uncoded = c("read", "unread"), encoding = NULL) {
  check_dots_empty()
  uncoded <- match_choice(uncoded)
  call <- rlang::current_env()
  check_code_options(path, speaker, separator, levels, call)
  ask <- list(
    columns = list(unit = unit, code = code, coder = coder, participant = participant,
                   wave = wave, source = source, text = text, memo = memo),
    speaker = speaker, separator = separator, levels = levels, uncoded = uncoded,
    encoding = encoding
  )
  codes <- if (length(path) == 1 && is.null(names(path))) {
    read_coded_file(path, ask, call)
  } else {
    read_coder_files(path, ask, call)
  }
  if (is.null(key)) codes else with_linking_codes(codes, key, call)
}

check_code_options <- function(path, speaker, separator, levels, call) {
  if (!is.character(path) || length(path) == 0 || anyNA(path)) {
    abort_pairwave(
      c("{.arg path} must be the path of a file, or one for each coder.",
        x = "It is {.obj_type_friendly {path}}."),
      "argument", call = call
    )
  }
  for (name in c("separator", "levels")) {
    value <- get(name)
    if (!is.null(value) && !is_text(value)) {
      abort_pairwave(
        c("{.arg {name}} must be one text, such as {.val {if (name == 'levels') '>' else ';'}}.",
          x = "It is {.obj_type_friendly {value}}."),
        "argument", call = call
      )
    }
  }
}

# Projects in formats that only their own program reads.
closed_projects <- c(nvp = "NVivo", nvpx = "NVivo", nvcx = "NVivo", atlproj = "ATLAS.ti",
                     hpr = "ATLAS.ti", hpr7 = "ATLAS.ti", mex = "MAXQDA", mx = "MAXQDA",
                     mqda = "MAXQDA")

read_coded_file <- function(path, ask, call) {
  path <- project_file(path)
  check_survey_file(path, call)
  refuse_closed_project(path, call)
  switch(
    codes_format(path),
    project = read_refi_project(path, ask, call),
    database = read_sqlite_project(path, ask, call),
    codebook = new_codes(new_frame(list(unit = character())), read_refi_codebook(path, call)),
    read_coded_table(path, ask, call)
  )
}

# QualCoder's project is a folder with the database in it.
project_file <- function(path) {
  inside <- file.path(path, "data.qda")
  if (dir.exists(path) && file.exists(inside)) inside else path
}

refuse_closed_project <- function(path, call) {
  ending <- sub("[0-9]+$", "", file_ending(path))
  program <- closed_projects[ending]
  if (is.na(program)) return(invisible())
  abort_codes_file(basename(path), c(
    x = "It is a project of {program}, which only {program} can open.",
    i = "Export it from {program} as REFI-QDA ({.file .qdpx})."
  ), call, program = program)
}

# What kind of file it is, by its content and then by its ending.
codes_format <- function(path) {
  start <- readBin(path, "raw", 64)
  begins <- function(text) identical(start[seq_len(nchar(text))], charToRaw(text))
  ending <- file_ending(path)
  if (begins("SQLite format 3")) return("database")
  if (begins("PK\003\004") && !ending %in% c("xlsx", "xlsm") || ending == "qdpx") return("project")
  plain <- start[!start %in% as.raw(c(0, 0x20, 9, 10, 13, 0xef, 0xbb, 0xbf, 0xff, 0xfe))]
  if (ending == "qdc" || identical(plain[1], charToRaw("<"))) return("codebook")
  if (ending %in% c("qda", "sqlite3", "sqlite")) "database" else "table"
}

read_coded_table <- function(path, ask, call) {
  # Exports may have several columns of one name: what is said of them is for tables
  # whose columns the user names.
  said <- NULL
  table <- withCallingHandlers(
    code_table(path, ask$encoding, call),
    pairwave_warning_names = function(w) {
      said <<- w
      rlang::cnd_muffle(w)
    }
  )
  named <- lengths(ask$columns[c("unit", "code")]) > 0
  export <- if (!any(named)) code_export(table)
  if (!is.null(export)) return(read_code_export(table, export, path, ask, call))
  if (!is.null(said)) rlang::cnd_signal(said)
  read_code_table(table, path, ask$columns, ask$separator, ask$levels %||% ">", ask$uncoded, call)
}

# The cells of a table in any format of a survey. In a workbook, Taguette's sheet of
# highlights stands beside others.
code_table <- function(path, encoding, call) {
  format <- survey_format(path)
  if (!format %in% workbook_formats) return(read_survey(path, encoding = encoding, na = ""))
  sheets <- sheet_names(path, format, call)
  read_survey(path, sheet = if ("highlights" %in% sheets) "highlights", na = "", platform = "none")
}

# One file for each coder, by name. Whoever else a file names, the codings in it are
# that coder's.
read_coder_files <- function(path, ask, call) {
  if (!has_all_names(path) || anyDuplicated(names(path))) {
    n_named <- sum(nzchar(names(path) %||% character()))
    abort_pairwave(
      c("Several files must be named, each by its coder.",
        x = "{.arg path} has {length(path)} file{?s}, of which {n_named} {?is/are} named.",
        i = "As in {.code c(Ann = \"ann.qdpx\", Ben = \"ben.qdpx\")}."),
      "argument", call = call
    )
  }
  all <- lapply(names(path), function(coder) {
    one <- read_coded_file(unname(path[coder]), ask, call)
    own <- attr(one, "coders")
    if (length(own) > 1) {
      abort_pairwave(
        c("A file that is one coder's must have one coder.",
          x = "{.file {basename(path[coder])}} has {length(own)}: {.val {own}}.",
          i = "Read it by itself, without a name."),
        "codes_file", call = call
      )
    }
    one
  })
  join_coders(all, names(path))
}

# The codings of several files as one, the coder of each by name.
join_coders <- function(all, coders) {
  part <- function(name) do.call(rbind, lapply(seq_along(all), function(i) {
    frame <- as.data.frame(attr(all[[i]], name))
    if (name == "universe") frame$coder <- rep(coders[i], nrow(frame))
    frame
  }))
  rows <- do.call(rbind, lapply(seq_along(all), function(i) {
    one <- all[[i]]
    given <- !is.na(one$code) | !is.na(one$note)
    rows <- lapply(one[names(codes_columns)], function(x) {
      if (is_identifying(x)) as.character(x) else x
    })
    rows$coder <- rep(coders[i], nrow(one))
    rows$reference <- paste(i, seq_len(nrow(one)))
    new_frame(rows)[given, , drop = FALSE]
  }))
  frameworks <- lapply(all, attr, "framework")
  framework <- frameworks[[1]]
  for (other in frameworks[-1]) {
    framework <- new_framework(c(framework$code, other$code),
                               c(framework$description, other$description),
                               c(framework$codable, other$codable))
  }
  sources <- unique(part("sources"))
  warn_other_texts(sources)
  universe <- part("universe")
  universe$source <- unlist(lapply(all, function(one) {
    one$source[match(attr(one, "universe")$unit, one$unit)]
  }))
  out <- new_codes(rows, framework, universe, sources, part("participants"),
                   attr(all[[1]], "offsets"), attr(all[[1]], "read"))
  attr(out, "duplicates") <- sum(vapply(all, attr, 1L, "duplicates"))
  out
}

# Positions in two texts of one name say nothing of each other.
warn_other_texts <- function(sources) {
  several <- unique(sources$source[duplicated(sources$source)])
  if (length(several) == 0) {
    return(invisible())
  }
  warn_pairwave(
    c("Coders must have coded the same text.",
      x = "{length(several)} source{?s} differ{?s/} between the files, first {.val {several[1]}}.",
      i = "Agreement by characters compares positions, and these are of other texts."),
    "sources"
  )
}
