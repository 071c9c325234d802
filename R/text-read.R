# Reads what was coded, from the program that it was coded in.

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
        c("{.arg {name}} must be one text, such as {.val {c(separator = ';', levels = '>')[[name]]}}.",
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
  ending <- sub("[0-9]+$", "", tolower(tools::file_ext(path)))
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
  ending <- tolower(tools::file_ext(path))
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

# The cells of a table in any format of a survey, or of a workbook.
code_table <- function(path, encoding, call) {
  if (!tolower(tools::file_ext(path)) %in% c("xlsx", "xlsm", "xls")) {
    return(read_survey(path, encoding = encoding, na = ""))
  }
  if (!requireNamespace("readxl", quietly = TRUE)) {
    abort_pairwave(
      c("The package {.pkg readxl} must be installed to read a workbook.",
        x = "It is not in this R library.",
        i = "Run {.code install.packages(\"readxl\")}, or save {.file {basename(path)}} as CSV."),
      "missing_package", package = "readxl", call = call
    )
  }
  sheets <- tryCatch(readxl::excel_sheets(path), error = function(e) NULL)
  if (is.null(sheets)) {
    abort_codes_file(basename(path), c(
      x = "It is no workbook, or a broken one.", i = "Save it again, or as CSV."
    ), call)
  }
  # Taguette's sheet of highlights stands beside others.
  sheet <- intersect(c("highlights", sheets), sheets)[1]
  table <- suppressMessages(readxl::read_excel(path, sheet, col_types = "text",
                                               .name_repair = "minimal"))
  table <- as.list(table)
  names(table) <- unique_names(names(table))
  new_frame(table)
}

# One file for each coder, by name. Whoever else a file names, the codings in it are
# that coder's.
read_coder_files <- function(path, ask, call) {
  if (!has_all_names(path) || anyDuplicated(names(path))) {
    abort_pairwave(
      c("Several files must be named, each by its coder.",
        x = "{.arg path} has {length(path)} file{?s}, of which {sum(nzchar(names(path) %||% character()))} {?is/are} named.",
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
  join_codes(all, names(path))
}

# The codings of several files as one, the coder of each by name.
join_codes <- function(all, coders) {
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
