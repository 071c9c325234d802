answers <- list(Answers = list(list("id", "q1"), list("A1", 3), list("B2", 4)))

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
  old <- function(name, streams) write_ole(file.path(dir, name), streams)
  cut <- function(n, name, of = whole) {
    writeBin(readBin(of, "raw", n), file.path(dir, name))
    file.path(dir, name)
  }
  text <- function(name, ...) text_file(..., name = name, dir = dir)
  archive <- function(name, parts) {
    write_zip(file.path(dir, name), stats::setNames(as.list(rep("<x/>", length(parts))), parts))
  }
  broken <- list(
    "cut in its middle" = cut(700, "cut.xlsx"),
    "cut at its end" = cut(file.size(whole) - 30, "end.xlsx"),
    "a password" = old("locked.xlsx", list(EncryptionInfo = raw(80), EncryptedPackage = raw(80))),
    "an old password" = old("locked.xls", list(Workbook = old_records(answers, locked = TRUE))),
    "an old document" = old("letter.xls", list(WordDocument = raw(80))),
    "an old broken book" = old("old.xls", list(Workbook = raw(80))),
    "an old book that is cut" = cut(600, "cut.xls", old("whole.xls", list(Workbook = old_records(answers)))),
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
  expect_length(said, 21)
  expect_snapshot(writeLines(said), transform = function(x) gsub("<dir>", "", x, fixed = TRUE))
})

test_that("a workbook is known by its content, whatever it is called", {
  book <- write_workbook(answers, name = "book.csv")
  expect_identical(survey_format(book), "xlsx")
  expect_identical(read_survey(book)$q1, 3:4)
  plain <- text_file("id,q1", "A1,3", name = "book.xlsx")
  expect_identical(survey_format(plain), "csv")
})

test_that("readxl's own workbooks are read, old and new alike", {
  skip_if_not_installed("readxl")
  for (name in c("datasets", "geometry", "deaths")) {
    new <- suppressWarnings(read_survey(readxl::readxl_example(paste0(name, ".xlsx"))))
    old <- suppressWarnings(read_survey(readxl::readxl_example(paste0(name, ".xls"))))
    expect_identical(bare_survey(new), bare_survey(old), info = name)
  }
  theirs <- as.data.frame(readxl::read_excel(readxl::readxl_example("datasets.xlsx"), 2))
  ours <- as.data.frame(read_survey(readxl::readxl_example("datasets.xlsx"), sheet = 2))
  expect_equal(ours, theirs, ignore_attr = TRUE)
})
