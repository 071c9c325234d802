# Opens a workbook: which sheets it has, which of them are hidden, and what is in each. A
# file that is none is one error that says what it is.

# `path`, `format`, `sheets` (name, hidden, cells: whether it is a sheet of cells) and
# `text`, a function of a sheet's number and of how many rows to pass over that gives
# the sheet as delimited text (src/glue/sheet_text.c) and `said`, what readxl warned of.
open_book <- function(path, format, context, call) {
  check_survey_file(path, call)
  if (format == "xlsx") open_xlsx(path, context, call) else open_xls(path, context, call)
}

open_xlsx <- function(path, context, call) {
  if (!starts_with_bytes(path, zip_bytes)) refuse_other_content(context, call)
  parts <- book_parts(path, context, call)
  main <- main_part(parts, context, call)
  if (is.na(main)) refuse_other_archive(parts$found, context, call)
  links <- part_links(parts, main, context, call)
  book <- part_bytes(parts, main, context, call)
  tags <- function(...) xml_tags(book, ..., part = main, context = context, call = call)
  sheets <- tags("sheet", c("name", "id", "state"))
  names <- sheets$name
  if (length(names) == 0) abort_damaged_book("it names no sheet", context, call)
  link <- match(sheets$id, links$id)
  from_1904 <- tags("workbookPr", "date1904")$date1904 %in% c("1", "true", "on")
  list(
    path = path, format = "xlsx",
    sheets = list(name = names, hidden = sheets$state %in% c("hidden", "veryHidden"),
                  cells = is.na(link) | links$kind[link] %in% "worksheet"),
    text = function(at, lines) {
      of_book <- links$target[match(c("sharedStrings", "styles"), links$kind)]
      bytes <- sheet_parts(parts, c(links$target[link[at]], of_book), names[at], context, call)
      text <- .Call(pw_call_sheet_xml, bytes[[1]], bytes[[2]], bytes[[3]], any(from_1904),
                    as.double(lines))
      check_cells(text, names[at], context, call)
    }
  )
}

# Stops where a sheet's XML is not as it must be, at the cell.
check_cells <- function(text, sheet, context, call) {
  if (!inherits(text, "pairwave_kernel_error") || text$code %in% c("stopped", "memory")) {
    return(check_kernel(text, context, call = call))
  }
  if (is.na(text$row)) {
    abort_damaged_book("in its list of texts or formats, {message}", context, call,
                       message = text$message)
  }
  cell <- cell_name(text$row, text$column)
  if (text$code == "range") {
    abort_pairwave(
      c("{context}",
        x = "Sheet {.val {sheet}} reaches to cell {cell}, which is more than any survey fills.",
        i = "Delete what stands there, far from the other cells, and save the workbook again."),
      "range", call = call
    )
  }
  abort_damaged_book("at cell {cell} of sheet {.val {sheet}}, {message}", context, call,
                     cell = cell, sheet = sheet, message = text$message)
}

refuse_other_content <- function(context, call) {
  abort_pairwave(
    c("{context}", x = "It is no workbook: its content is of another kind.",
      i = "Save it as a workbook ({.file .xlsx}) or as CSV."),
    "format", call = call
  )
}

zip_bytes <- as.raw(c(0x50, 0x4b, 0x03, 0x04))
ole_bytes <- as.raw(c(0xd0, 0xcf, 0x11, 0xe0))

starts_with_bytes <- function(path, bytes) {
  identical(readBin(path, "raw", length(bytes)), bytes)
}

# `found` says what, by the values in `...`; `error`, which a caller may look at, is
# readxl's own.
abort_damaged_book <- function(found, context, call, ..., error = NULL) {
  abort_pairwave(
    c("{context}", x = paste0("The workbook is damaged: ", found, "."),
      i = "Open it in a spreadsheet program and save it again, or save the sheet as CSV."),
    "format", error = error, call = call, .envir = rlang::env(context = context, ...)
  )
}

# Zip archives that are something else.
refuse_other_archive <- function(parts, context, call) {
  kinds <- list(
    list(part = "xl/workbook.bin", what = "a binary workbook ({.file .xlsb})",
         remedy = "Save it as a workbook of the kind {.file .xlsx}."),
    list(part = "content.xml", what = "an OpenDocument file",
         remedy = "Save it as a workbook ({.file .xlsx}) or as CSV."),
    list(part = "word/document.xml", what = "a Word document",
         remedy = "Export the answers as a workbook or CSV."),
    list(part = "index/document.iwa", what = "a document of Apple's programs",
         remedy = "Export it as a workbook ({.file .xlsx}) or as CSV.")
  )
  kind <- Find(function(kind) lower_case(kind$part) %in% parts, kinds)
  what <- cli::format_inline(kind$what %||% "a zip archive")
  remedy <- cli::format_inline(
    kind$remedy %||% "Unpack it first, and read the export that is in it."
  )
  abort_pairwave(
    c("{context}", x = "It is {what}, and no workbook of the kind {.file .xlsx}.", i = "{remedy}"),
    "format", call = call
  )
}
