# Workbooks as programs write them, made of the few parts that each must have.
office <- "http://schemas.openxmlformats.org/"

# A cell's XML, %s where its name stands: what no value of R is.
raw_cell <- function(xml) structure(list(xml), class = "raw_cell")
error_cell <- function(what) raw_cell(paste0("<c r=\"%s\" t=\"e\"><f>1/0</f><v>", what, "</v></c>"))

cell_xml <- function(cell, ref, days) {
  if (inherits(cell, "raw_cell")) return(sprintf(cell[[1]], ref))
  if (is.null(cell) || is.na(cell)) return("")
  number <- function(x, style) sprintf("<c r=\"%s\" s=\"%d\"><v>%.17g</v></c>", ref, style, x)
  if (inherits(cell, "Date")) return(number(as.numeric(cell) + days, 1))
  if (inherits(cell, "POSIXct")) return(number(as.numeric(cell) / 86400 + days, 2))
  if (inherits(cell, "difftime")) return(number(as.numeric(cell, units = "days"), 3))
  if (is.logical(cell)) return(sprintf("<c r=\"%s\" t=\"b\"><v>%d</v></c>", ref, cell))
  if (is.numeric(cell)) return(number(cell, 0))
  paste0("<c r=\"", ref, "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">", escape_xml(cell),
         "</t></is></c>")
}

sheet_xml <- function(rows, merged, days) {
  lines <- vapply(seq_along(rows), function(i) {
    cells <- vapply(seq_along(rows[[i]]), function(j) {
      cell_xml(rows[[i]][[j]], cell_name(i, j), days)
    }, "")
    paste0("<row r=\"", i, "\">", paste(cells, collapse = ""), "</row>")
  }, "")
  paste0("<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"", office,
         "spreadsheetml/2006/main\"><sheetData>", paste(lines, collapse = ""), "</sheetData>",
         if (length(merged)) paste0("<mergeCells>", paste0("<mergeCell ref=\"", merged, "\"/>",
                                                           collapse = ""), "</mergeCells>"),
         "</worksheet>")
}

# The parts of a workbook. `sheets` are lists of rows by the sheets' names, a row is a
# list of cells; `hidden` are names, `merged` ranges of the first sheet.
workbook_parts <- function(sheets, hidden = character(), merged = NULL, from_1904 = FALSE) {
  n <- length(sheets)
  days <- if (from_1904) 24107 else 25569
  relation <- function(id, kind, target) {
    paste0("<Relationship Id=\"", id, "\" Type=\"", office, "officeDocument/2006/relationships/",
           kind, "\" Target=\"", target, "\"/>", collapse = "")
  }
  relations <- function(x) paste0("<Relationships xmlns=\"", office, "package/2006/relationships\">",
                                  paste0(x, collapse = ""), "</Relationships>")
  main <- "application/vnd.openxmlformats-officedocument.spreadsheetml."
  type <- function(part, kind) paste0("<Override PartName=\"/xl/", part, "\" ContentType=\"", main,
                                      kind, "+xml\"/>", collapse = "")
  format <- function(id) paste0("<xf numFmtId=\"", id, "\" fontId=\"0\" fillId=\"0\" borderId=\"0\" ",
                                "applyNumberFormat=\"1\"/>", collapse = "")
  parts <- list(
    "[Content_Types].xml" = paste0(
      "<Types xmlns=\"", office, "package/2006/content-types\"><Default Extension=\"rels\" ",
      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>", type("workbook.xml", "sheet.main"),
      type("styles.xml", "styles"), type(sprintf("worksheets/sheet%d.xml", seq_len(n)), "worksheet"),
      "</Types>"
    ),
    "_rels/.rels" = relations(relation("a", "officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml" = paste0(
      "<workbook xmlns=\"", office, "spreadsheetml/2006/main\" xmlns:r=\"", office,
      "officeDocument/2006/relationships\"><workbookPr", if (from_1904) " date1904=\"1\"", "/><sheets>",
      paste0("<sheet name=\"", escape_xml(names(sheets)), "\" sheetId=\"", seq_len(n), "\"",
             ifelse(names(sheets) %in% hidden, " state=\"hidden\"", ""), " r:id=\"s", seq_len(n), "\"/>",
             collapse = ""),
      "</sheets></workbook>"
    ),
    "xl/_rels/workbook.xml.rels" = relations(c(
      relation(paste0("s", seq_len(n)), "worksheet", sprintf("worksheets/sheet%d.xml", seq_len(n))),
      relation("styles", "styles", "styles.xml")
    )),
    "xl/styles.xml" = paste0(
      "<styleSheet xmlns=\"", office, "spreadsheetml/2006/main\"><fonts count=\"1\"><font/></fonts>",
      "<fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders>",
      "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"4\">", format(c(0, 14, 22, 21)),
      "</cellXfs></styleSheet>"
    )
  )
  pages <- lapply(seq_len(n), function(i) sheet_xml(sheets[[i]], if (i == 1) merged, days))
  c(parts, stats::setNames(pages, sprintf("xl/worksheets/sheet%d.xml", seq_len(n))))
}

write_workbook <- function(sheets, ..., name = "book.xlsx", dir = tempfile("book"), parts = identity) {
  dir.create(dir, showWarnings = FALSE)
  write_zip(file.path(dir, name), parts(workbook_parts(sheets, ...)))
}

# One sheet of rows.
one_sheet <- function(..., name = "book.xlsx", merged = NULL, dir = tempfile("book")) {
  write_workbook(list(Answers = list(...)), merged = merged, name = name, dir = dir)
}

# A delimited text file as the workbook that its platform would have written: cells of
# digits are numbers (those with a zero in front texts), the others texts. Times keep
# the platform's texts, unless `stamps` names columns that are dates of a workbook, by a
# function that reads them.
as_workbook <- function(path, to, stamps = list()) {
  lines <- readChar(path, file.size(path), useBytes = TRUE)
  Encoding(lines) <- "UTF-8"
  lines <- sub("^\ufeff", "", lines)
  delim <- names(which.max(vapply(c(",", ";", "\t"), function(x) {
    lengths(regmatches(lines, gregexpr(x, lines, fixed = TRUE)))
  }, 0L)))
  rows <- utils::read.table(text = lines, sep = delim, quote = "\"", header = FALSE, fill = TRUE,
                            colClasses = "character", na.strings = character(), comment.char = "",
                            encoding = "UTF-8", check.names = FALSE)
  cells <- lapply(seq_len(nrow(rows)), function(i) lapply(seq_along(rows), function(j) {
    cell <- rows[i, j]
    stamp <- stamps[[rows[1, j]]]
    if (i > 1 && !is.null(stamp) && nzchar(cell) && !is.na(stamp(cell))) return(stamp(cell))
    if (!nzchar(cell)) NULL
    else if (grepl("^(0|[1-9][0-9]{0,14})$", cell)) as.numeric(cell)
    else cell
  }))
  write_workbook(list(Sheet1 = cells), name = basename(to), dir = dirname(to))
}

# A survey without what says in which container it was.
bare_survey <- function(survey) {
  facts <- attr(survey, "survey")
  facts[c("file", "format", "sheet", "encoding", "delim", "decimal_mark")] <- NULL
  attr(survey, "survey") <- facts
  survey
}
