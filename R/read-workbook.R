# Reads a sheet of a workbook. Its cells become delimited text, so that all that
# follows is what is done with a CSV file.

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
  open_book(path, format, cli::format_inline("Can't read {.file {path}}."), call)$sheets$name
}

# The opened sheet, as open_csv() gives a file. `header` and `lines` count rows of the
# sheet as the workbook numbers them.
open_workbook <- function(path, format, sheet, context, call, header = "first", lines = 0,
                          platform = NULL) {
  book <- open_book(path, format, context, call)
  chosen <- choose_sheet(book, sheet, path, call)
  place <- sheet_place(path, chosen$name)
  if (is.numeric(header)) lines <- header[1] - 1
  text <- book$text(chosen$at, lines)
  if (length(text$bytes) == 0) abort_no_cells(book, place, text$rows, lines, context, call)
  file <- .Call(pw_call_csv_open, text$bytes, "UTF-8", ",", read_threads(), 0, FALSE, NULL)
  file <- check_csv(file, context, call, path)
  on.exit(.Call(pw_call_csv_close, file$handle))
  if (length(file$head$fields) == 0) abort_no_cells(book, place, text$rows, lines, context, call)
  row_at <- function(offset) match(offset, text$at) + lines
  file$head$line <- row_at(file$head$from)
  laid <- lay_out(file, ".", context, call, place, header, platform)
  on.exit()
  laid$notes <- c(laid$notes, sheets_note(book, chosen))
  text$bad_rows <- damaged_rows(file$damage, text, lines)
  below <- text$at[text$at >= laid$from]
  warn_cells(text, if (length(below)) row_at(below[1]) else text$rows + 1, place)
  laid
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
  list(name = names[at], at = at)
}

# What to note about the sheets of a workbook beside the one that is read: nothing
# where it is the only one.
sheets_note <- function(book, chosen) {
  other <- book$sheets$name != chosen$name
  if (!any(other)) return(NULL)
  quoted <- function(names) paste0("\"", one_line(names), "\"", collapse = ", ")
  seen <- book$sheets$name[other & !book$sheets$hidden]
  hidden <- book$sheets$name[other & book$sheets$hidden]
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

# The rows of the sheet in which there are bytes that are no text.
damaged_rows <- function(damage, text, lines) {
  if (damage$count == 0) return(NULL)
  ends <- c(0, which(text$bytes == as.raw(0x0a)))
  unique(findInterval(ends[damage$lines], text$at) + lines)
}

# What the numbers of the marks of cells mean (pw_mark_kind).
cell_marks <- c("error", "formula", "date", "number")

# Marked cells by name, with what they hold.
marked_cells <- function(marks, kind) {
  of_kind <- cell_marks[marks$kind] == kind
  text <- marks$text[of_kind]
  different <- unique(text)
  said <- ifelse(validUTF8(different), different, "?")
  said <- ifelse(nzchar(said), paste0(" (", one_line(said), ")"), "")
  paste0(cell_name(marks$row[of_kind], marks$column[of_kind]), said[match(text, different)],
         recycle0 = TRUE)
}

# Warns of cells that have no value although they look as if they had one. `first` is
# the first row of the answers: merged cells above it are headings.
warn_cells <- function(text, first, place) {
  errors <- marked_cells(text$marks, "error")
  formulas <- marked_cells(text$marks, "formula")
  dates <- marked_cells(text$marks, "date")
  numbers <- c(marked_cells(text$marks, "number"), text$said)
  merged <- merged_answers(text$merged, first)
  odd <- text$odd
  bullets <- c(
    if (length(errors)) c(
      x = "{length(errors)} cell{?s} hold{?s/} an error of a formula: {listed_cells(errors)}.",
      i = "{cli::qty(length(errors))}{?It is/They are} missing. Mend the formula{?s}, or
           delete {?it/them}."
    ),
    if (length(formulas)) c(
      x = "{length(formulas)} formula{?s} {?has/have} no value in the file:
           {listed_cells(formulas)}.",
      i = "{cli::qty(length(formulas))}{?It is/They are} missing. Open the workbook in a
           spreadsheet program, which calculates {?it/them}, and save it."
    ),
    if (length(dates)) c(
      x = "{length(dates)} cell{?s} {?has/have} the look of a date that no workbook's calendar
           has: {listed_cells(dates)}.",
      i = "{cli::qty(length(dates))}{?It is/They are} missing. Type the date{?s} again, or give
           the cell{?s} the look of a number."
    ),
    if (length(merged)) c(
      x = "{length(merged)} range{?s} of cells {?is/are} merged: {listed_cells(merged)}.",
      i = "Only the first cell of {cli::qty(length(merged))}{?the/each} range has its value; the
           others are missing. Unmerge them, and fill in what they should have."
    ),
    if (odd[1] > 0) c(
      x = "{odd[1]} character{?s} {?is/are} no text but control{?s/} a terminal, the first in
           {cell_name(odd[2], odd[3])}.",
      i = "{cli::qty(odd[1])}{?It is/They are} left out."
    ),
    if (length(text$bad_rows)) c(
      x = "There are bytes that are no text, in
           {cli::qty(length(text$bad_rows))}row{?s} {listed_cells(text$bad_rows)}.",
      i = "They are replaced by U+FFFD."
    ),
    if (length(numbers)) c(
      x = "{length(numbers)} cell{?s} can't be read: {listed_cells(numbers, 3)}.",
      i = "{cli::qty(length(numbers))}{?It is/They are} missing."
    )
  )
  if (length(bullets)) {
    where <- place_words(place)
    warn_pairwave(
      c("Each cell of {where} must have its own value.", bullets), "cells",
      errors = errors, formulas = formulas, merged = merged, dates = dates
    )
  }
}

# Merged ranges with a value that reach into the answers.
merged_answers <- function(ranges, first) {
  reach <- ranges$last_row >= first
  paste0(cell_name(ranges$row[reach], ranges$column[reach]), ":",
         cell_name(ranges$last_row[reach], ranges$last_column[reach]), recycle0 = TRUE)
}
