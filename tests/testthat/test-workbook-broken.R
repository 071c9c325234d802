# Workbooks that are broken in one way each, which is one error or one warning that names
# the sheet and, where there is one, the cell.

# A workbook whose sheet is changed: `rows` is XML between <sheetData> and its end.
with_rows <- function(rows, behind = "") {
  with_part("xl/worksheets/sheet1.xml", paste0(
    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>id</t></is></c>",
    "<c r=\"B1\" t=\"inlineStr\"><is><t>q1</t></is></c></row>", rows, "</sheetData>", behind,
    "</worksheet>"
  ))
}

with_part <- function(part, content) {
  function(dir) {
    write_workbook(list(Answers = list(list("id", "q1"), list("A1", 3))), dir = dir,
                   parts = function(parts) {
                     parts[[part]] <- content
                     parts
                   })
  }
}

# The bytes of a whole workbook, changed.
with_bytes <- function(change) {
  function(dir) {
    path <- write_workbook(list(Answers = list(list("id", "q1"), list("A1", 3))), dir = dir)
    bytes <- change(readBin(path, "raw", file.size(path)))
    writeBin(bytes, path)
    path
  }
}

# Where the entry of a sheet begins in the list of contents.
listed_at <- function(bytes) {
  names <- grepRaw("xl/worksheets/sheet1.xml", bytes, fixed = TRUE, all = TRUE)
  names[length(names)] - 46
}

set_bytes <- function(bytes, at, to) {
  bytes[at + seq_along(to) - 1] <- as.raw(to)
  bytes
}

cell <- function(ref, inner, ...) {
  attributes <- c(r = ref, ...)
  paste0("<c ", paste0(names(attributes), "=\"", attributes, "\"", collapse = " "), ">", inner, "</c>")
}

row_2 <- function(...) with_rows(paste0("<row r=\"2\">", ..., "</row>"))

broken_workbooks <- list(
  # The archive.
  "nothing at all" = with_bytes(function(bytes) raw()),
  "the first half" = with_bytes(function(bytes) bytes[seq_len(length(bytes) / 2)]),
  "a byte within the sheet changed" = with_bytes(function(bytes) {
    at <- grepRaw("xl/worksheets/sheet1.xml", bytes, fixed = TRUE) + 60
    set_bytes(bytes, at, bitwXor(as.integer(bytes[at]), 255L))
  }),
  "an entry with a password" = with_bytes(function(bytes) {
    set_bytes(bytes, listed_at(bytes) + 8, 1)
  }),
  "an entry packed in another way" = with_bytes(function(bytes) {
    set_bytes(bytes, listed_at(bytes) + 10, 14)
  }),
  "an entry that says it is three gigabytes" = with_bytes(function(bytes) {
    set_bytes(bytes, listed_at(bytes) + 24, c(0, 0x5e, 0xd0, 0xb2))
  }),
  "an entry that says it is larger than it can be" = with_bytes(function(bytes) {
    set_bytes(bytes, listed_at(bytes) + 24, c(0, 0, 0, 1))
  }),
  "an entry that is somewhere else" = with_bytes(function(bytes) {
    set_bytes(bytes, listed_at(bytes) + 42, c(9, 9, 9, 0))
  }),
  # The parts.
  "a list of sheets that is cut" = with_part("xl/workbook.xml", "<workbook><sheets><sheet name=\"A"),
  "a list of sheets in another encoding" = with_part(
    "xl/workbook.xml", as.raw(rbind(utf8ToInt("<workbook/>"), 0L))
  ),
  "an entity that names a file" = with_part("xl/workbook.xml", paste0(
    "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><workbook><sheets><sheet name=\"&b;\"/>",
    "</sheets></workbook>"
  )),
  "links without an end" = with_part("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id="),
  "a sheet linked with the list of sheets" = with_part("xl/_rels/workbook.xml.rels", paste0(
    "<Relationships><Relationship Id=\"s1\" Type=\"x/worksheet\" Target=\"workbook.xml\"/></Relationships>"
  )),
  "a sheet linked with a file of the computer" = with_part("xl/_rels/workbook.xml.rels", paste0(
    "<Relationships><Relationship Id=\"s1\" Type=\"x/worksheet\" Target=\"/../../etc/passwd\"/>",
    "</Relationships>"
  )),
  "styles that are not there" = with_part("xl/styles.xml", NULL),
  "styles that are cut" = with_part("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId="),
  "a chart only" = with_part("xl/_rels/workbook.xml.rels", paste0(
    "<Relationships><Relationship Id=\"s1\" Type=\"x/chartsheet\" Target=\"worksheets/sheet1.xml\"/>",
    "</Relationships>"
  )),
  # The sheet.
  "a page of the web in place of the sheet" = with_part("xl/worksheets/sheet1.xml", "<html></html>"),
  "a sheet in UTF-16" = with_part("xl/worksheets/sheet1.xml",
                                  as.raw(rbind(utf8ToInt("<worksheet></worksheet>"), 0L))),
  "a sheet of entities" = with_part("xl/worksheets/sheet1.xml", paste0(
    "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]><worksheet/>"
  )),
  "a sheet that ends in its second row" = with_part("xl/worksheets/sheet1.xml", paste0(
    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>2</v>"
  )),
  "a cell that is never closed" = row_2("<c r=\"A2\"><v>1</v>"),
  "a cell in another" = row_2("<c r=\"A2\"><v>1</v><c r=\"B2\"/></c>"),
  "a cell beyond the last column" = row_2("<c r=\"A2\"><v>1</v></c><c r=\"XFE2\"><v>1</v></c>"),
  "a row of number 0" = with_rows("<row r=\"0\"><c><v>1</v></c></row>"),
  "two cells in one place" = row_2(cell("A2", "<v>1</v>"), cell("B2", "<v>2</v>"),
                                   cell("B2", "<v>3</v>")),
  "a text that the workbook has not" = row_2(cell("A2", "<v>1</v>"), cell("B2", "<v>0</v>", t = "s")),
  "a cell a million rows away" = with_rows(paste0(
    "<row r=\"2\">", cell("A2", "<v>1</v>"), cell("XFD2", "<v>1</v>"), "</row><row r=\"1048576\">",
    cell("A1048576", "<v>1</v>"), "</row>"
  )),
  "cells with a look and no value" = with_part("xl/worksheets/sheet1.xml", paste0(
    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"/><c r=\"B1\" s=\"1\"/></row></sheetData>",
    "</worksheet>"
  )),
  # The cells: what is missing or odd, and all else is read.
  "errors of formulas" = row_2(cell("A2", "<v>1</v>"), cell("B2", "<f>1/0</f><v>#DIV/0!</v>", t = "e")),
  "formulas that nobody calculated" = row_2(cell("A2", "<v>1</v>"), cell("B2", "<f>A2+1</f>")),
  "days before the calendar" = row_2(cell("A2", "<v>1</v>"), cell("B2", "<v>-1</v>", s = 1)),
  "the day that 1900 had not" = row_2(cell("A2", "<v>1</v>"), cell("B2", "<v>60</v>", s = 1)),
  "the year 10000" = row_2(cell("A2", "<v>1</v>"), cell("B2", "<v>2958466</v>", s = 1)),
  "a number that is none" = row_2(cell("A2", "<v>1</v>"), cell("B2", "<v>1,5</v>")),
  "a number beyond all" = row_2(cell("A2", "<v>1</v>"), cell("B2", "<v>1e999</v>")),
  "a yes or no that is neither" = row_2(cell("A2", "<v>1</v>"), cell("B2", "<v>maybe</v>", t = "b")),
  "answers that are merged" = with_rows(paste0(
    "<row r=\"2\">", cell("A2", "<v>1</v>"), cell("B2", "<v>2</v>"), "</row><row r=\"3\">",
    cell("A3", "<v>1</v>"), "</row>"
  ), "<mergeCells><mergeCell ref=\"B2:B3\"/></mergeCells>"),
  "characters for a terminal" = row_2(cell("A2", "<v>1</v>"),
                                      cell("B2", "<v>a_x001B_[31mb</v>", t = "str")),
  "bytes that are no text" = function(dir) {
    rows <- c(charToRaw("<worksheet><sheetData><row><c t=\"str\"><v>id</v></c></row><row><c t=\"str\"><v>"),
              as.raw(c(0x41, 0xff)), charToRaw("</v></c></row></sheetData></worksheet>"))
    with_part("xl/worksheets/sheet1.xml", rows)(dir)
  },
  "headings that are there twice" = function(dir) {
    write_workbook(list(Answers = list(list("id", "q1", "q1"), list("A1", 3, 4))), dir = dir)
  },
  "a title above the heading" = function(dir) {
    write_workbook(list(Answers = list(list("Evaluation"), list(NULL), list("id", "q1"), list("A1", 3),
                                       list("B2", 4))), dir = dir)
  }
)

# What a file is: the error, or the warnings and how many rows are read.
what_is_said <- function(path) {
  warned <- character()
  words <- function(condition) sub("^Warning: *", "", conditionMessage(condition))
  survey <- withCallingHandlers(
    tryCatch(read_survey(path), pairwave_error = identity),
    pairwave_warning = function(w) {
      warned <<- c(warned, paste("(warning)", words(w)))
      rlang::cnd_muffle(w)
    }
  )
  if (inherits(survey, "pairwave_error")) return(c(warned, paste("(error)", words(survey))))
  c(warned, paste("(read)", nrow(survey), "rows, missing", sum(is.na(survey))))
}

test_that("each broken workbook is one error, or one warning with the cell", {
  skip_if_not(l10n_info()[["UTF-8"]])
  expect_gte(length(broken_workbooks), 40)
  dir <- withr::local_tempdir()
  said <- lapply(broken_workbooks, function(make) what_is_said(make(dir)))
  lines <- unlist(lapply(names(said), function(name) c(paste("#", name), said[[name]])))
  expect_snapshot(writeLines(gsub(dir, "", lines, fixed = TRUE)))
})
