result <- function() {
  demographics(data.frame(sex = c("f", "m", "f", "=1+1"), year = c("3", NA, "a,\"b", "4")),
               labels = c(sex = "Sex"), undisclosed = "year")
}
written <- function(ending, x = result()) {
  path <- withr::local_tempfile(fileext = paste0(".", ending),
                                .local_envir = parent.frame())
  expect_identical(expect_invisible(write_result(x, path)), path)
  path
}

test_that("CSV reads back as the long frame", {
  read <- utils::read.csv(written("csv"), encoding = "UTF-8", na.strings = "",
                          stringsAsFactors = FALSE)
  frame <- as.data.frame(result())
  expect_named(read, names(frame))
  for (column in c("variable", "label", "n", "denominator", "percent", "rule",
                   "status")) {
    expect_equal(read[[column]], frame[[column]])
  }
  # A spreadsheet runs no cell.
  expect_true("'=1+1" %in% read$level_label)
  expect_true("a,\"b" %in% read$level_label)
})

test_that("JSON follows the schema, and reads back as the long frame", {
  skip_if_not_installed("jsonlite")
  read <- jsonlite::fromJSON(written("json"))
  schema <- jsonlite::fromJSON(system.file("schema", "result.json",
                                           package = "pairwave"))
  expect_named(read, schema$required)
  expect_true(all(names(read) %in% names(schema$properties)))
  rows <- schema$then$properties$rows$items
  expect_named(read$rows, rows$required)
  expect_true(all(read$rows$statistic %in% rows$properties$statistic$enum))
  frame <- as.data.frame(result())
  expect_identical(read$rows$n, frame$n)
  expect_equal(read$rows$percent, frame$percent)
  expect_identical(read$rows$level_label, frame$level_label)
  expect_identical(read$result, "demographics")
})

test_that("the printed table is written in each format", {
  for (ending in c("md", "tex", "typ", "txt")) {
    to <- c(md = "markdown", tex = "latex", typ = "typst", txt = "console")[[ending]]
    expect_identical(readLines(written(ending), encoding = "UTF-8"),
                     write_table(as_print_table(result()), to))
  }
  page <- readLines(written("html"))
  expect_identical(page[1], "<!DOCTYPE html>")
  expect_true(any(grepl("2 (50)", page, fixed = TRUE)))
})

test_that("a Word file holds the table", {
  skip_if_not_installed("flextable")
  skip_if_not_installed("xml2")
  path <- written("docx")
  folder <- withr::local_tempdir()
  utils::unzip(path, "word/document.xml", exdir = folder)
  text <- xml2::xml_text(xml2::read_xml(file.path(folder, "word", "document.xml")))
  expect_match(text, "Total Participants N (%)", fixed = TRUE)
  # No line of Word breaks a cell of numbers in two.
  expect_match(text, "2\u00a0(50)", fixed = TRUE)
})

test_that("a workbook holds the table", {
  read <- suppressWarnings(read_survey(written("xlsx"), header = 5))
  table <- as_print_table(result())
  expect_identical(nrow(read), nrow(table$body))
  expect_identical(attr(read, "survey")$sheet, "Demographics")
})

test_that("any result can be written", {
  change <- paired_change(data.frame(a = 1:6, b = c(2, 3, 3, 5, 7, 7)),
                          waves = c("a", "b"))
  expect_identical(nrow(utils::read.csv(written("csv", change))), nrow(change))
})

test_that("a file that can't be written is an error, and the earlier one stays", {
  path <- file.path(withr::local_tempdir(), "table.md")
  writeLines("the earlier one", path)
  broken <- result()
  broken$level_label <- seq_len(nrow(broken))
  expect_error(write_result(broken, path))
  expect_identical(readLines(path), "the earlier one")
  expect_identical(list.files(dirname(path), "^pairwave-"), character())
  expect_snapshot(error = TRUE, {
    write_result(data.frame(), "x.csv")
    write_result(result(), "x.doc")
    write_result(result(), 1)
    write_result(result(), "no-such-folder/x.csv")
  })
})

test_that("a table with a caption, and sentences, are written for Word", {
  skip_if_not_installed("flextable")
  skip_if_not_installed("xml2")
  cohort <- edge_cohorts$one_wave_attendance()
  text <- function(x) {
    path <- withr::local_tempfile(fileext = ".docx")
    write_result(x, path)
    folder <- withr::local_tempdir()
    utils::unzip(path, "word/document.xml", exdir = folder)
    xml2::xml_text(xml2::read_xml(file.path(folder, "word", "document.xml")))
  }
  flow <- participation(cohort)
  expect_match(text(flow), "Participants and records at each stage", fixed = TRUE)
  expect_match(text(flow), "attenders without a record", fixed = TRUE)
  expect_match(text(describe(demographics(cohort))), "Sex|sex")
})

test_that("sentences are written as they are", {
  said <- describe(demographics(edge_cohorts$one_wave()))
  path <- withr::local_tempfile(fileext = ".txt")
  write_result(said, path)
  written <- paste(trimws(readLines(path)), collapse = " ")
  for (one in said$sentence) expect_match(written, one, fixed = TRUE)
})

test_that("no cell of CSV is a formula to a spreadsheet of any language", {
  starts <- c("=", "+", "-", "@", "\t", "\r", "\n", "\n=", " =", "\t@", "\uff1d", "\uff0b", "\uff0d",
              "\uff20", "\ufe66", "\ufe62", "\ufeff=")
  texts <- c(paste0(starts, "1+1"), "a=1", "5", "\u00fc-1")
  lines <- csv_lines(data.frame(x = texts, n = c(-1, rep(2, length(texts) - 1))))
  read <- utils::read.csv(text = lines, encoding = "UTF-8", colClasses = c("character", "numeric"))
  # (Reading from a text turns a carriage return into a line's end.)
  expect_identical(read$x, c(paste0("'", sub("\r", "\n", starts), "1+1"), "a=1", "5", "\u00fc-1"))
  expect_identical(read$n[1], -1)
})
