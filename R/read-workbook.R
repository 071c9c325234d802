# Reads a sheet of a workbook. readxl reads the cells; they become delimited text, so
# that all that follows is what is done with a CSV file.

read_workbook_survey <- function(path, ..., format, sheet = NULL, header = NULL, skip = 0,
                                 platform = NULL, call = rlang::caller_env()) {
  skip <- read_skip(skip, call)
  check_header(header, skip[["lines"]], platform, call)
  delayedAssign("context", cli::format_inline("Can't read {.file {path}}."))
  file <- open_workbook(path, format, sheet, context, call, header, skip[["lines"]], platform)
  on.exit(.Call(pw_call_csv_close, file$handle))
  if (file$rows != 1 || length(header) > 1) platform <- "none"
  read_scanned(file, path, ..., skip = skip[["rows"]], platform = platform, format = format,
               call = call)
}

# A text file or a workbook, opened as a table of texts.
open_table <- function(path, context, call) {
  format <- survey_format(path)
  if (format %in% workbook_formats) {
    open_workbook(path, format, NULL, context, call)
  } else {
    open_csv(path, NULL, NULL, NULL, context, call)
  }
}

workbook_formats <- c("xlsx", "xls")

sheet_names <- function(path, format, call) {
  need_package("readxl", "to read a workbook", call)
  open_book(path, format, cli::format_inline("Can't read {.file {path}}."), call)$sheets$name
}

# The opened sheet, as open_csv() gives a file. `header` and `lines` count rows of the
# sheet as the workbook numbers them.
open_workbook <- function(path, format, sheet, context, call, header = "first", lines = 0,
                          platform = NULL) {
  need_package("readxl", "to read a workbook", call)
  book <- open_book(path, format, context, call)
  chosen <- choose_sheet(book, sheet, path, call)
  place <- sheet_place(path, chosen$name)
  if (is.numeric(header)) lines <- header[1] - 1
  cells <- sheet_cells(book, chosen, context, call)
  text <- .Call(pw_call_sheet_text, cells, as.double(lines))
  n_rows <- if (length(cells)) length(cells[[1]]) else 0
  if (length(text$bytes) == 0 || length(text$at) == 0) {
    abort_no_cells(book, place, n_rows, lines, context, call)
  }
  file <- .Call(pw_call_csv_open, text$bytes, "UTF-8", ",", read_threads(), 0)
  file <- check_csv(file, context, call, path)
  on.exit(.Call(pw_call_csv_close, file$handle))
  if (length(file$head$fields) == 0) abort_no_cells(book, place, n_rows, lines, context, call)
  row_at <- function(offset) match(offset, text$at) + lines
  file$head$line <- row_at(file$head$from)
  laid <- lay_out(file, ".", context, call, place, header, platform)
  on.exit()
  laid$notes <- c(laid$notes, sheets_note(book, chosen))
  below <- text$at[text$at >= laid$from]
  first <- if (length(below)) row_at(below[1]) else n_rows + 1
  warn_cells(chosen$found, text$odd, attr(cells, "said"), cells, first, place)
  laid
}

# The cells of a sheet from A1 on, so that rows and columns have their numbers: lists
# of logicals, numbers, times and texts.
sheet_cells <- function(book, chosen, context, call) {
  read <- if (book$format == "xlsx") readxl::read_xlsx else readxl::read_xls
  said <- character()
  cells <- withCallingHandlers(
    tryCatch(
      read(book$path, chosen$name, range = readxl::cell_limits(c(1, 1), c(NA, NA)),
           col_names = FALSE, col_types = "list", na = character(), trim_ws = FALSE,
           progress = FALSE, .name_repair = "minimal"),
      error = function(e) {
        sheet <- chosen$name
        abort_damaged_book("the cells of sheet {.val {sheet}} can't be read", context, call, e)
      }
    ),
    warning = function(w) {
      said <<- c(said, one_line(conditionMessage(w)))
      rlang::cnd_muffle(w)
    }
  )
  structure(unclass(as.list(cells)), said = said)
}

# A sheet by its name, or by its number among all; the first that is not hidden when
# it is left out.
choose_sheet <- function(book, sheet, path, call) {
  names <- book$sheets$name
  at <- if (is.null(sheet)) {
    c(which(!book$sheets$hidden & book$sheets$cells), which(book$sheets$cells))[1]
  } else if (is.numeric(sheet)) {
    if (sheet <= length(names)) sheet else NA
  } else {
    # A study file has a number as text.
    c(match(sheet, names), if (grepl("^[1-9][0-9]{0,3}$", sheet)) {
      match(as.integer(sheet), seq_along(names))
    })
  }
  at <- c(at[!is.na(at)], NA)[1]
  if (is.na(at) || !book$sheets$cells[at]) {
    wanted <- if (is.null(sheet)) "any" else sheet
    abort_pairwave(
      c("{.arg sheet} must be a sheet of {.file {basename(path)}} that has cells.",
        x = if (is.null(sheet)) "It has none."
            else if (is.na(at)) "There is no sheet {.val {wanted}}."
            else "Sheet {.val {names[at]}} is a chart.",
        i = "It has the sheet{?s} {.val {names}}.",
        if (is.character(sheet)) did_you_mean(sheet, names)),
      "sheet", call = call
    )
  }
  list(name = names[at], found = book$look(at))
}

# What to note about the sheets of a workbook beside the one that is read: nothing
# where it is the only one.
sheets_note <- function(book, chosen) {
  others <- book$sheets[book$sheets$name != chosen$name, ]
  if (nrow(others) == 0) return(NULL)
  quoted <- function(names) paste0("\"", one_line(names), "\"", collapse = ", ")
  seen <- others$name[!others$hidden]
  hidden <- others$name[others$hidden]
  is_hidden <- book$sheets$hidden[match(chosen$name, book$sheets$name)]
  paste0(
    if (is_hidden) "Hidden sheet " else "Sheet ", quoted(chosen$name),
    " is read; the workbook has ",
    paste(c(
      if (length(seen)) paste0(if (length(seen) == 1) "another, " else "others, ", quoted(seen)),
      if (length(hidden)) paste0(if (length(hidden) == 1) "a hidden one, " else "hidden ones, ",
                                 quoted(hidden))
    ), collapse = ", and "), "."
  )
}

abort_no_cells <- function(book, place, n_rows, lines, context, call) {
  others <- setdiff(book$sheets$name[book$sheets$cells], place$sheet)
  abort_pairwave(
    c("{context}",
      x = if (n_rows > 0) {
        "Sheet {.val {place$sheet}} has {n_rows} row{?s}, and none with cells behind the first
         {lines}."
      } else {
        "Sheet {.val {place$sheet}} has no cells."
      },
      i = if (length(others)) "{.arg sheet} can be another one: {.val {others}}."),
    "empty_file", call = call
  )
}

# How a message lists the first of several cells.
listed_cells <- function(cells, most = 5) {
  more <- length(cells) - most
  paste0(paste(utils::head(cells, most), collapse = ", "),
         if (more > 0) paste(" and", more, "more"))
}

# Warns of cells that have no value although they look as if they had one. `first` is
# the first row of the answers: merged cells above it are headings.
warn_cells <- function(found, odd, said, cells, first, place) {
  merged <- merged_answers(found$merged, cells, first)
  bullets <- c(
    if (length(found$error)) c(
      x = "{length(found$error)} cell{?s} hold{?s/} an error of a formula:
           {listed_cells(found$error)}.",
      i = "{cli::qty(length(found$error))}{?It is/They are} missing. Mend the formula{?s}, or
           delete {?it/them}."
    ),
    if (length(found$formula)) c(
      x = "{length(found$formula)} formula{?s} {?has/have} no value in the file:
           {listed_cells(found$formula)}.",
      i = "{cli::qty(length(found$formula))}{?It is/They are} missing. Open the workbook in a
           spreadsheet program, which calculates {?it/them}, and save it."
    ),
    if (length(merged)) c(
      x = "{length(merged)} range{?s} of cells {?is/are} merged: {listed_cells(merged)}.",
      i = "Only the first cell of {cli::qty(length(merged))}{?the/each} range has its value; the
           others are missing. Unmerge them, and fill in what they should have."
    ),
    if (odd[1] > 0) c(
      x = "{odd[1]} character{?s} {?is/are} no text but control a terminal, the first in
           {cell_name(odd[2], odd[3])}.",
      i = "{cli::qty(odd[1])}{?It is/They are} left out."
    ),
    if (length(said)) c(
      x = "{length(said)} cell{?s} can't be read: {listed_cells(said, 3)}.",
      i = "{cli::qty(length(said))}{?It is/They are} missing."
    )
  )
  if (length(bullets)) {
    where <- place_words(place)
    warn_pairwave(
      c("Each cell of {where} must have its own value.", bullets), "cells",
      errors = found$error, formulas = found$formula, merged = merged
    )
  }
}

# Merged ranges that reach into the answers and have a value.
merged_answers <- function(ranges, cells, first) {
  if (length(ranges) == 0) return(character())
  ends <- strsplit(ranges, ":", fixed = TRUE)
  from <- vapply(ends, `[`, "", 1)
  row <- cell_rows(from)
  column <- cell_columns(from)
  last <- cell_rows(vapply(ends, function(x) x[length(x)], ""))
  filled <- vapply(seq_along(ranges), function(i) {
    column[i] <= length(cells) && row[i] <= length(cells[[1]]) &&
      !is.na(cells[[column[i]]][[row[i]]])
  }, NA)
  ranges[filled & last >= first]
}
