# Opens a workbook: which sheets it has, which of them are hidden, and what is in a
# sheet that readxl does not say. A file that is none is one error that says what it is.

# `path`, `format`, `sheets` (name, hidden, cells: whether it is a sheet of cells) and
# `look`, a function of a sheet's number that gives the cells with errors and formulas
# without values, and the merged ranges.
open_book <- function(path, format, context, call) {
  check_survey_file(path, call)
  if (format == "xlsx") open_xlsx(path, context, call) else open_xls(path, context, call)
}

open_xlsx <- function(path, context, call) {
  if (starts_with_bytes(path, ole_bytes)) refuse_locked(path, context, call)
  if (!starts_with_bytes(path, zip_bytes)) refuse_other_content(context, call)
  parts <- tryCatch(utils::unzip(path, list = TRUE)$Name, error = function(e) NULL,
                    warning = function(w) NULL)
  if (is.null(parts)) {
    abort_pairwave(
      c("{context}", x = "The workbook is damaged: it ends before its list of contents.",
        i = "Download or export it again."),
      "format", call = call
    )
  }
  main <- grep("^xl/workbook[^/]*[.]xml$", parts, value = TRUE)[1]
  if (is.na(main)) refuse_other_archive(path, parts, context, call)
  part <- function(name) if (name %in% parts) zip_part(path, name) else raw()
  sheets <- xml_tags(rawToChar(part(main)), "sheet")
  links <- xml_tags(rawToChar(part(sub("([^/]*)$", "_rels/\\1.rels", main))), "Relationship")
  if (length(sheets) == 0) abort_damaged_book("it names no sheet", context, call)
  link <- match(xml_attribute(sheets, "id"), xml_attribute(links, "Id"))
  target <- xml_attribute(links, "Target")[link]
  target <- ifelse(startsWith(target, "/"), sub("^/", "", target), paste0("xl/", target))
  list(
    path = path, format = "xlsx",
    sheets = data.frame(
      name = xml_attribute(sheets, "name"),
      hidden = xml_attribute(sheets, "state") %in% c("hidden", "veryHidden"),
      cells = is.na(link) | endsWith(xml_attribute(links, "Type")[link], "/worksheet")
    ),
    look = function(at) odd_cells(part(target[at]))
  )
}

open_xls <- function(path, context, call) {
  if (!starts_with_bytes(path, ole_bytes)) refuse_other_content(context, call)
  refuse_locked(path, context, call)
  names <- tryCatch(readxl::excel_sheets(path), error = function(e) {
    abort_damaged_book("its list of sheets can't be read", context, call, e)
  })
  bytes <- readBin(path, "raw", file.size(path))
  list(
    path = path, format = "xls",
    sheets = data.frame(name = names, hidden = vapply(names, is_hidden_xls, NA, bytes),
                        cells = rep(TRUE, length(names))),
    look = function(at) NULL
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

# `found` says what; `error`, which a caller may look at, is readxl's own.
abort_damaged_book <- function(found, context, call, error = NULL) {
  abort_pairwave(
    c("{context}", x = paste0("The workbook is damaged: ", found, "."),
      i = "Open it in a spreadsheet program and save it again, or save the sheet as CSV."),
    "format", error = error, call = call, .envir = rlang::env(parent.frame(), context = context)
  )
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
refuse_other_archive <- function(path, parts, context, call) {
  kinds <- list(
    list(part = "xl/workbook.bin", what = "a binary workbook ({.file .xlsb})",
         remedy = "Save it as a workbook of the kind {.file .xlsx}."),
    list(part = "content.xml", what = "an OpenDocument file",
         remedy = "Save it as a workbook ({.file .xlsx}) or as CSV."),
    list(part = "word/document.xml", what = "a Word document",
         remedy = "Export the answers as a workbook or CSV."),
    list(part = "Index/Document.iwa", what = "a document of Apple's programs",
         remedy = "Export it as a workbook ({.file .xlsx}) or as CSV.")
  )
  kind <- Find(function(kind) kind$part %in% parts, kinds)
  what <- cli::format_inline(kind$what %||% "a zip archive")
  remedy <- cli::format_inline(
    kind$remedy %||% "Unpack it first, and read the export that is in it."
  )
  abort_pairwave(
    c("{context}", x = "It is {what}, and no workbook of the kind {.file .xlsx}.", i = "{remedy}"),
    "format", call = call
  )
}

# The bytes of a part, which is there.
zip_part <- function(path, name) {
  connection <- unz(path, name, "rb")
  on.exit(close(connection))
  stretches <- list()
  repeat {
    bytes <- readBin(connection, "raw", 2e6)
    if (length(bytes) == 0) break
    stretches[[length(stretches) + 1]] <- bytes
  }
  do.call(c, stretches) %||% raw()
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

# What readxl takes for empty, by the sheet's XML: `error` ("D4 (#N/A)") and `formula`,
# cells, and `merged`, ranges. Most sheets have none of them, and are not looked at
# closely.
odd_cells <- function(xml) {
  start <- rawToChar(xml[seq_len(min(4000, length(xml)))])
  prefix <- sub("^.*<([A-Za-z0-9]+:)?worksheet[\\s>].*$", "\\1", start, perl = TRUE)
  if (identical(prefix, start) || grepl("<", prefix, fixed = TRUE)) prefix <- ""
  has <- function(text) length(grepRaw(text, xml, fixed = TRUE)) > 0
  errors <- has(" t=\"e\"") || has(" t='e'")
  formulas <- has(paste0("<", prefix, "f>")) || has(paste0("<", prefix, "f ")) ||
    has(paste0("<", prefix, "f/"))
  merged <- has(paste0("<", prefix, "mergeCell "))
  if (!errors && !formulas && !merged) return(NULL)
  text <- rawToChar(xml)
  p <- "(?:[A-Za-z0-9]+:)?"
  found <- list(merged = if (merged) xml_attribute(xml_tags(text, "mergeCell"), "ref"))
  if (errors || formulas) {
    cells <- regmatches(text, gregexpr(
      paste0("<", p, "c\\s(?:[^>]*[^/>])?>(?:<", p, "f[\\s/>]|(?<=t=\"e\">|t='e'>)|<", p,
             "v>#).*?</", p, "c>"), text, perl = TRUE
    ))[[1]]
    tags <- sub(">.*$", "", cells)
    cell <- xml_attribute(tags, "r")
    is_error <- xml_attribute(tags, "t") %in% "e"
    value <- ifelse(grepl(paste0("<", p, "v[^>]*>[^<]"), cells, perl = TRUE),
                    sub(paste0("^.*<", p, "v[^>]*>([^<]*)<.*$"), "\\1", cells, perl = TRUE), NA)
    inline <- grepl(paste0("<", p, "is>"), cells, perl = TRUE)
    typed <- xml_attribute(tags, "t") %in% "str"
    found$error <- paste0(cell, " (", value, ")")[is_error & !is.na(value)]
    found$formula <- cell[is.na(value) & !inline & !typed & grepl(paste0("<", p, "f[\\s/>]"), cells,
                                                                 perl = TRUE)]
  }
  found
}
