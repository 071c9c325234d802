skip_if_not_installed("readxl")

answers <- list(Answers = list(list("id", "q1"), list("A1", 3), list("B2", 4)))

# A file of bytes as a container of old Office programs begins.
ole_file <- function(..., name = "locked.xlsx", dir) {
  wide <- function(text) as.raw(rbind(utf8ToInt(text), 0L))
  parts <- lapply(list(...), function(x) if (is.character(x)) wide(x) else as.raw(x))
  path <- file.path(dir, name)
  writeBin(c(as.raw(c(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)), raw(600), unlist(parts),
             raw(600)), path)
  path
}

test_that("what is no workbook, or a broken one, is one error that says what it is", {
  dir <- withr::local_tempdir()
  made <- function(name, change) {
    path <- file.path(dir, name)
    write_zip(path, change(workbook_parts(answers)))
    path
  }
  without <- function(part) function(parts) parts[names(parts) != part]
  with <- function(part, text) function(parts) {
    parts[[part]] <- text
    parts
  }
  whole <- made("whole.xlsx", identity)
  bytes <- readBin(whole, "raw", 1e6)
  cut <- function(n, name) {
    writeBin(bytes[seq_len(n)], file.path(dir, name))
    file.path(dir, name)
  }
  text <- function(name, ...) text_file(..., name = name, dir = dir)
  archive <- function(name, parts) {
    write_zip(file.path(dir, name), stats::setNames(as.list(rep("<x/>", length(parts))), parts))
  }
  broken <- list(
    "cut in its middle" = cut(700, "cut.xlsx"),
    "cut at its end" = cut(length(bytes) - 30, "end.xlsx"),
    "a password" = ole_file("EncryptedPackage", dir = dir),
    "an old password" = ole_file("Workbook", c(0x09, 0x08, 0x10, 0, 0, 6, 5, 0, rep(0, 12), 0x2f, 0,
                                               4, 0, 1, 0, 1, 0), name = "locked.xls", dir = dir),
    "an old document" = ole_file("WordDocument", name = "letter.xls", dir = dir),
    "an old broken book" = ole_file("Workbook", name = "old.xls", dir = dir),
    "a web page" = text("page.xls", "<html><body><table><tr><td>1</td></tr></table></body></html>"),
    "XML of old" = text("sheet.xls", "<?xml version=\"1.0\"?><Workbook></Workbook>"),
    "JSON" = text("data.xlsx", "{\"id\": 1}"),
    "a binary book" = archive("binary.xlsx", "xl/workbook.bin"),
    "OpenDocument" = archive("open.xlsx", c("mimetype", "content.xml")),
    "a document" = archive("letter.xlsx", "word/document.xml"),
    "Numbers" = archive("apple.xlsx", "Index/Document.iwa"),
    "an archive" = archive("all.xlsx", c("pre.csv", "post.csv")),
    "no sheet named" = made("none.xlsx", with("xl/workbook.xml", "<workbook><sheets/></workbook>")),
    "a sheet that is not there" = made("gone.xlsx", without("xl/worksheets/sheet1.xml")),
    "no list of its parts" = made("rels.xlsx", without("xl/_rels/workbook.xml.rels")),
    "XML that is cut" = made("xml.xlsx", with("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>")),
    "an empty sheet" = made("empty.xlsx", with("xl/worksheets/sheet1.xml",
                                               "<worksheet><sheetData/></worksheet>")),
    "text that is not there" = made("shared.xlsx", with("xl/worksheets/sheet1.xml", paste0(
      "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row></sheetData></worksheet>"
    )))
  )
  said <- vapply(names(broken), function(name) {
    error <- tryCatch(read_survey(broken[[name]]), error = identity)
    expect_s3_class(error, "pairwave_error")
    paste0("# ", name, "\n", gsub(dir, "<dir>", conditionMessage(error), fixed = TRUE))
  }, "")
  expect_length(said, 20)
  expect_snapshot(writeLines(said), transform = function(x) gsub("<dir>", "", x, fixed = TRUE))
})

test_that("a workbook is known by its content, whatever it is called", {
  book <- write_workbook(answers, name = "book.csv")
  expect_identical(survey_format(book), "xlsx")
  expect_identical(read_survey(book)$q1, 3:4)
  plain <- text_file("id,q1", "A1,3", name = "book.xlsx")
  expect_identical(survey_format(plain), "csv")
})

test_that("sheets, states and attributes are read with any prefix and entity", {
  tags <- xml_tags("<x:sheets><x:sheet name='a &amp;lt; \"b\"' r:id=\"r1\"/><x:sheet  name=\"c\"/>", "sheet")
  expect_identical(xml_attribute(tags, "name"), c("a &lt; \"b\"", "c"))
  expect_identical(xml_attribute(tags, "id"), c("r1", NA))
})

test_that("readxl's own workbooks are read, old and new alike", {
  for (name in c("datasets", "geometry", "deaths")) {
    new <- suppressWarnings(read_survey(readxl::readxl_example(paste0(name, ".xlsx"))))
    old <- suppressWarnings(read_survey(readxl::readxl_example(paste0(name, ".xls"))))
    expect_identical(bare_survey(new), bare_survey(old), info = name)
  }
  theirs <- as.data.frame(readxl::read_excel(readxl::readxl_example("datasets.xlsx"), 2))
  ours <- as.data.frame(read_survey(readxl::readxl_example("datasets.xlsx"), sheet = 2))
  expect_equal(ours, theirs, ignore_attr = TRUE)
})

test_that("a hidden sheet of an old workbook is known by its record", {
  record <- function(name, state) {
    c(as.raw(c(0x85, 0, 8 + nchar(name), 0, 1, 2, 0, 0, state, 0, nchar(name), 0)), charToRaw(name))
  }
  bytes <- c(raw(50), record("Lists", 1), record("Answers", 0), raw(20))
  expect_true(is_hidden_xls("Lists", bytes))
  expect_false(is_hidden_xls("Answers", bytes))
})
