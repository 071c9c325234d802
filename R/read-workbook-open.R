# Opens a workbook: which sheets it has, which of them are hidden, and what is in a
# sheet that readxl does not say. A file that is none is one error that says what it is.

# `path`, `format`, `sheets` (name, hidden, cells: whether it is a sheet of cells) and
# `text`, a function of a sheet's number and of how many rows to pass over that gives
# the sheet as delimited text (src/glue/sheet_text.c) and `said`, what readxl warned of.
open_book <- function(path, format, context, call) {
  check_survey_file(path, call)
  if (format == "xlsx") open_xlsx(path, context, call) else open_xls(path, context, call)
}

open_xlsx <- function(path, context, call) {
  if (starts_with_bytes(path, ole_bytes)) refuse_locked(path, context, call)
  if (!starts_with_bytes(path, zip_bytes)) refuse_other_content(context, call)
  parts <- book_parts(path, context, call)
  main <- main_part(parts, context, call)
  if (is.na(main)) refuse_other_archive(parts$found, context, call)
  text <- part_text(parts, main, context, call)
  links <- part_links(parts, main, context, call)
  sheets <- xml_tags(text, "sheet")
  if (length(sheets) == 0) abort_damaged_book("it names no sheet", context, call)
  link <- match(xml_attribute(sheets, "id"), links$id)
  names <- xml_attribute(sheets, "name")
  linked <- function(kind) links$target[match(kind, links$kind)]
  from_1904 <- xml_attribute(xml_tags(text, "workbookPr"), "date1904") %in% c("1", "true", "on")
  list(
    path = path, format = "xlsx",
    sheets = data.frame(
      name = names,
      hidden = xml_attribute(sheets, "state") %in% c("hidden", "veryHidden"),
      cells = is.na(link) | links$kind[link] %in% "worksheet"
    ),
    text = function(at, lines) {
      of_sheet <- c(links$target[link[at]], linked("sharedStrings"), linked("styles"))
      bytes <- sheet_parts(parts, of_sheet, names[at], context, call)
      text <- .Call(pw_call_sheet_xml, bytes[[1]], bytes[[2]], bytes[[3]], any(from_1904),
                    as.double(lines))
      check_cells(text, names[at], context, call)
    }
  )
}

# The entries of the archive, of which `found` is the name as parts are linked by it:
# no letter's case, no slash at the beginning.
book_parts <- function(path, context, call) {
  parts <- .Call(pw_call_archive_entries, enc2native(path))
  if (inherits(parts, "pairwave_kernel_error")) {
    abort_pairwave(
      c("{context}", x = "The workbook is damaged: its list of contents is missing or broken.",
        i = "Download or export it again."),
      "format", call = call
    )
  }
  name <- iconv(parts$name, "UTF-8", "UTF-8", sub = "?")
  parts$found <- part_name(name)
  structure(parts, path = path)
}

part_name <- function(name) lower_case(sub("^/", "", gsub("\\", "/", name, fixed = TRUE)))

# The part that lists the sheets, NA where there is none.
main_part <- function(parts, context, call) {
  links <- part_links(parts, "", context, call)
  main <- links$target[match("officeDocument", links$kind)]
  if (!is.na(main) && grepl("^xl/[^/]*[.]xml$", main) && main %in% parts$found) return(main)
  grep("^xl/workbook[^/]*[.]xml$", parts$found, value = TRUE)[1]
}

# What a part is linked with: `id`, `kind` (the last word of its type) and `target`.
part_links <- function(parts, part, context, call) {
  at <- sub("([^/]*)$", "_rels/\\1.rels", part)
  tags <- if (at %in% parts$found) xml_tags(part_text(parts, at, context, call), "Relationship")
  target <- part_name(xml_attribute(tags, "Target"))
  absolute <- startsWith(xml_attribute(tags, "Target"), "/")
  folder <- sub("[^/]*$", "", part)
  list(id = xml_attribute(tags, "Id"), kind = sub("^.*/", "", xml_attribute(tags, "Type")),
       target = ifelse(absolute, target, paste0(folder, sub("^[.]/", "", target))))
}

# Most bytes that the parts of a sheet may have together.
most_book_bytes <- function() getOption("pairwave.workbook_bytes", 2e9)

# The bytes of parts, NULL for one that is not there, of which the first is the sheet.
sheet_parts <- function(parts, wanted, sheet, context, call) {
  which <- match(wanted, parts$found)
  if (is.na(which[1])) {
    abort_damaged_book("sheet {.val {sheet}} is not in it", context, call, sheet = sheet)
  }
  size <- sum(parts$size[which], na.rm = TRUE)
  if (size > most_book_bytes()) {
    size <- format(ceiling(size / 1e6), big.mark = ",")
    abort_pairwave(
      c("{context}", x = "Sheet {.val {sheet}} would unpack to {size} MB.",
        i = "A sheet of that size is damaged or made to do harm. If it is right, allow it with
             {.code options(pairwave.workbook_bytes = )}."),
      "format", call = call
    )
  }
  bytes <- vector("list", length(wanted))
  bytes[!is.na(which)] <- unpacked_parts(parts, which[!is.na(which)], context, call)
  bytes
}

unpacked_parts <- function(parts, which, context, call) {
  read <- .Call(pw_call_archive_bytes, enc2native(attr(parts, "path")),
                lapply(unclass(parts)[c("name", "size", "header", "packed", "crc", "flags",
                                        "method")], `[`, which))
  if (inherits(read, "pairwave_kernel_error")) {
    part <- parts$found[which[if (is.na(read$row)) 1 else read$row]]
    found <- if (read$code == "unsupported") "is packed in a way that is not known"
             else "is damaged"
    abort_damaged_book("its part {.file {part}} {found}", context, call, part = part,
                       found = found)
  }
  read
}

# The text of a part that is read by its tags.
part_text <- function(parts, part, context, call) {
  which <- match(part, parts$found)
  most <- 5e7
  bytes <- if (parts$size[which] <= most) unpacked_parts(parts, which, context, call)[[1]]
  text <- if (length(bytes) > 0 && !any(bytes == as.raw(0))) rawToChar(bytes)
  if (is.null(text) || !validUTF8(text)) {
    abort_damaged_book("its part {.file {part}} is no text", context, call, part = part)
  }
  text
}

# Stops where a sheet's XML is not as it must be, at the cell.
check_cells <- function(text, sheet, context, call) {
  if (!inherits(text, "pairwave_kernel_error") || text$code %in% c("stopped", "memory")) {
    return(check_kernel(text, context, call = call))
  }
  if (is.na(text$row)) {
    abort_damaged_book("of its texts and formats, {message}", context, call,
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

open_xls <- function(path, context, call) {
  need_package("readxl", "to read an old workbook ({.file .xls})", call)
  if (!starts_with_bytes(path, ole_bytes)) refuse_other_content(context, call)
  refuse_locked(path, context, call)
  names <- tryCatch(readxl::excel_sheets(path), error = function(e) {
    abort_damaged_book("its list of sheets can't be read", context, call, error = e)
  })
  bytes <- readBin(path, "raw", file.size(path))
  list(
    path = path, format = "xls",
    sheets = data.frame(name = names, hidden = vapply(names, is_hidden_xls, NA, bytes),
                        cells = rep(TRUE, length(names))),
    text = function(at, lines) {
      cells <- xls_cells(path, names[at], context, call)
      text <- .Call(pw_call_sheet_text, unclass(as.list(cells)), as.double(lines))
      c(check_cells(text, names[at], context, call), list(said = attr(cells, "said")))
    }
  )
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

# The cells of an old workbook's sheet from A1 on, so that rows and columns have their
# numbers: lists of logicals, numbers, times and texts.
xls_cells <- function(path, sheet, context, call) {
  said <- character()
  cells <- withCallingHandlers(
    tryCatch(
      readxl::read_xls(path, sheet, range = readxl::cell_limits(c(1, 1), c(NA, NA)),
                       col_names = FALSE, col_types = "list", na = character(),
                       trim_ws = FALSE, progress = FALSE, .name_repair = "minimal"),
      error = function(e) {
        abort_damaged_book("the cells of sheet {.val {sheet}} can't be read", context, call,
                           sheet = sheet, error = e)
      }
    ),
    warning = function(w) {
      said <<- c(said, one_line(conditionMessage(w)))
      rlang::cnd_muffle(w)
    }
  )
  structure(cells, said = said)
}

# A new workbook with a password is an old container with an encrypted package; an
# old one has a record at its beginning.
refuse_locked <- function(path, context, call) {
  bytes <- readBin(path, "raw", file.size(path))
  wide <- function(text) as.raw(rbind(utf8ToInt(text), 0L))
  locked <- length(grepRaw(wide("EncryptedPackage"), bytes, fixed = TRUE)) > 0
  book <- length(grepRaw(wide("Workbook"), bytes, fixed = TRUE)) > 0 ||
    length(grepRaw(wide("Book"), bytes, fixed = TRUE)) > 0
  if (locked || is_locked_xls(bytes)) {
    abort_pairwave(
      c("{context}", x = "The workbook is protected by a password.",
        i = "Open it in a spreadsheet program, take the password away, and save it again."),
      "unsupported", call = call
    )
  }
  if (!book) {
    abort_pairwave(
      c("{context}", x = "It is a document of an old program of Office, and no workbook.",
        i = "Export the answers as a workbook or CSV."),
      "format", call = call
    )
  }
}

# The records of an old workbook begin with BOF (0x809); one that is encrypted has
# FILEPASS (0x2f) before any other that is not about writing.
is_locked_xls <- function(bytes) {
  at <- grepRaw(as.raw(c(0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00)), bytes, fixed = TRUE)
  if (length(at) == 0) return(FALSE)
  number <- function(at) sum(as.integer(bytes[at + 0:1]) * c(1, 256))
  for (i in 1:4) {
    at <- at + 4 + number(at + 2)
    if (at + 3 > length(bytes)) return(FALSE)
    if (number(at) == 0x2f) return(TRUE)
  }
  FALSE
}

# A sheet's record (0x85) has its state and then its name, in one byte a character or in
# two.
is_hidden_xls <- function(name, bytes) {
  codes <- utf8ToInt(enc2utf8(name))
  if (any(codes > 0xffff)) return(FALSE)
  narrow <- if (all(codes < 256)) as.raw(c(length(codes), 0, codes))
  wide <- as.raw(c(length(codes), 1, rbind(codes %% 256, codes %/% 256)))
  at <- c(if (length(narrow)) grepRaw(narrow, bytes, fixed = TRUE, all = TRUE),
          grepRaw(wide, bytes, fixed = TRUE, all = TRUE))
  at <- at[at > 10]
  record <- vapply(at, function(i) {
    bytes[i - 10] == as.raw(0x85) && bytes[i - 9] == as.raw(0)
  }, NA)
  any(bytes[at[record] - 2] != as.raw(0))
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

# The tags of a name, whatever their prefix, and the texts of an attribute.
xml_tags <- function(text, name) {
  Encoding(text) <- "UTF-8"
  regmatches(text, gregexpr(paste0("<([A-Za-z0-9]+:)?", name,
                                       "(\\s(?:[^>\"']|\"[^\"]*\"|'[^']*')*)?>"), text,
                            perl = TRUE))[[1]]
}

xml_attribute <- function(tags, name) {
  pattern <- paste0("^.*?\\s(?:[A-Za-z0-9]+:)?", name, "\\s*=\\s*(\"([^\"]*)\"|'([^']*)').*$")
  value <- ifelse(grepl(pattern, tags, perl = TRUE), sub(pattern, "\\2\\3", tags, perl = TRUE), NA)
  named <- c(lt = "<", gt = ">", quot = "\"", apos = "'", amp = "&")
  for (entity in names(named)) {
    value <- gsub(paste0("&", entity, ";"), named[[entity]], value, fixed = TRUE)
  }
  value
}
