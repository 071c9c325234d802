test_that("files that hold no codings are one error each", {
  folder <- withr::local_tempdir()
  at <- function(name) file.path(folder, name)
  writeLines("x", at("study.nvpx"))
  writeLines("x", at("study.mx24"))
  writeLines("PK but no zip", at("broken.qdpx"))
  write_zip(at("none.qdpx"), list("notes.txt" = "x"))
  write_zip(at("two.qdpx"), list("a.qde" = "<Project/>", "b.qde" = "<Project/>"))
  write_zip(at("cut.qdpx"), list("project.qde" = "<Project><Users></Project>"))
  write_zip(at("other.qdpx"), list("project.qde" = "<html><body/></html>"))
  write_zip(at("doctype.qdpx"), list("project.qde" = paste0(
    "<?xml version=\"1.0\"?><!-- x --><!DOCTYPE Project [<!ENTITY a \"b\">]><Project>&a;</Project>"
  )))
  write_zip(at("seven.qdpx"), list("project.qde" =
    "<?xml version=\"1.0\" encoding=\"UTF-7\"?>+ADw-Project/+AD4-"))
  writeLines("<html/>", at("page.qdc"))
  writeLines(c("who;theme", "1;a"), at("table.csv"))
  writeLines(c("unit,code", ",a"), at("bare.csv"))
  expect_snapshot(error = TRUE, {
    read_codes(at("study.nvpx"))
    read_codes(at("study.mx24"))
    read_codes(at("broken.qdpx"))
    read_codes(at("none.qdpx"))
    read_codes(at("two.qdpx"))
    read_codes(at("cut.qdpx"))
    read_codes(at("other.qdpx"))
    read_codes(at("doctype.qdpx"))
    read_codes(at("seven.qdpx"))
    read_codes(at("page.qdc"))
    read_codes(at("table.csv"))
    read_codes(at("table.csv"), unit = "who", code = "them")
    read_codes(at("bare.csv"))
    read_codes(1)
    read_codes(at("table.csv"), separator = 1)
    read_codes(c(at("table.csv"), at("bare.csv")))
    read_codes(at("table.csv"), unit = "who", code = list("theme"))
  })
  for (name in c("study.nvpx", "broken.qdpx", "none.qdpx", "two.qdpx", "cut.qdpx", "other.qdpx",
                 "doctype.qdpx", "seven.qdpx", "page.qdc")) {
    expect_error(read_codes(at(name)), class = "pairwave_error_codes_file")
  }
})

test_that("an archive may not unpack to more than is allowed, whatever it states", {
  path <- file.path(withr::local_tempdir(), "bomb.qdpx")
  large <- list("project.qde" = paste0("<Project>", strrep("<a/>", 50000), "</Project>"))
  withr::local_options(pairwave.codes_bytes = 1e5)
  write_zip(path, large)
  expect_snapshot(read_codes(path), error = TRUE)
  for (declared in c(0, 10, 2e9)) {
    write_zip(path, large, declared)
    expect_error(read_codes(path), class = "pairwave_error_codes_file")
  }
})

test_that("codes nested without end are refused", {
  for (levels in c(150, 400)) {
    deep <- paste0(strrep("<Code guid=\"a\" name=\"x\" isCodable=\"true\">", levels),
                   strrep("</Code>", levels))
    path <- codes_file(paste0("<CodeBook><Codes>", deep, "</Codes></CodeBook>"), "deep.qdc")
    expect_snapshot(read_codes(path), error = TRUE)
  }
})

test_that("a codebook is a framework without codings, in every namespace", {
  for (space in c("urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:0:4",
                  "urn:QDA-XML:codebook:1:0")) {
    path <- codes_file(paste0(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?><CodeBook xmlns=\"", space, "\"><Codes>",
      "<Code guid=\"a\" name=\"Top\" isCodable=\"false\"><Description>d</Description>",
      "<Code guid=\"b\" name=\"leaf\" isCodable=\"true\"/></Code></Codes>",
      "<Sets><Set guid=\"s\" name=\"x\"><MemberCode guid=\"b\"/></Set></Sets></CodeBook>"
    ), "book.qdc")
    codes <- read_codes(path)
    expect_identical(nrow(codes), 0L)
    expect_identical(attr(codes, "framework")$code, c("Top", "Top > leaf"))
  }
})

test_that("a file for each coder is one set of codings, by the names", {
  folder <- withr::local_tempdir()
  writeLines(c("unit,code", "1,a", "2,"), file.path(folder, "a.csv"))
  writeLines(c("unit,code", "1,b", "3,a"), file.path(folder, "b.csv"))
  codes <- read_codes(c(Ann = file.path(folder, "a.csv"), Ben = file.path(folder, "b.csv")))
  expect_identical(said_codes(codes), c("Ann:1:a", "Ben:1:b", "Ben:3:a", "Ann:2:-"))
  expect_identical(attr(codes, "coders"), c("Ann", "Ben"))
  expect_identical(attr(codes, "framework")$code, c("a", "b"))
  writeLines(c("unit,coder,code", "1,x,b", "3,y,a"), file.path(folder, "b.csv"))
  expect_snapshot(read_codes(c(Ann = file.path(folder, "a.csv"),
                               Ben = file.path(folder, "b.csv"))), error = TRUE)
})

test_that("coders whose texts differ are told", {
  one <- data.frame(source = 1, code = 1, user = 1, start = 0, end = 3, name = NA)
  first <- project_file_of(c(FG = "one two"), "x", "A", one)
  second <- project_file_of(c(FG = "one  two"), "x", "B", one)
  expect_warning(codes <- read_codes(c(Ann = first, Ben = second)),
                 class = "pairwave_warning_sources")
  expect_snapshot(invisible(read_codes(c(Ann = first, Ben = second))))
  expect_silent(read_codes(c(Ann = first, Ben = first)))
})

test_that("a workbook is a table, or an error that says what to do", {
  cells <- function(rows) paste0("<row>", vapply(rows, function(row) paste0(
    "<c t=\"inlineStr\"><is><t>", row, "</t></is></c>", collapse = ""), ""), "</row>", collapse = "")
  part <- "http://schemas.openxmlformats.org/"
  path <- write_zip(file.path(withr::local_tempdir(), "x.xlsx"), list(
    "[Content_Types].xml" = paste0("<Types xmlns=\"", part, "package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>"),
    "_rels/.rels" = paste0("<Relationships xmlns=\"", part, "package/2006/relationships\"><Relationship Id=\"a\" Type=\"", part, "officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
    "xl/workbook.xml" = paste0("<workbook xmlns=\"", part, "spreadsheetml/2006/main\" xmlns:r=\"", part, "officeDocument/2006/relationships\"><sheets><sheet name=\"highlights\" sheetId=\"1\" r:id=\"b\"/></sheets></workbook>"),
    "xl/_rels/workbook.xml.rels" = paste0("<Relationships xmlns=\"", part, "package/2006/relationships\"><Relationship Id=\"b\" Type=\"", part, "officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
    "xl/worksheets/sheet1.xml" = paste0("<worksheet xmlns=\"", part, "spreadsheetml/2006/main\"><sheetData>", cells(list(c("id", "document", "tag", "content"), c("1", "FG1", "support.peers", "yes"))), "</sheetData></worksheet>")
  ))
  codes <- read_codes(path)
  expect_identical(codes$code, "support > peers")
  expect_identical(as.character(codes$text), "yes")
  writeLines("no workbook", path)
  expect_error(read_codes(path), class = "pairwave_error_codes_table")
})

test_that("an SPSS file has its codes in a set, or in columns with labels", {
  path <- file.path(withr::local_tempdir(), "coded.csv")
  writeLines(c("id,q1,q2", "1,1,2", "2,,", "3,2,"), path)
  survey <- read_survey(path)
  survey$q1 <- new_labelled_column(as.double(survey$q1), labels = c(Peers = 1, Advice = 2))
  survey$q2 <- new_labelled_column(as.double(survey$q2), labels = c(Peers = 1, Advice = 2))
  about <- attr(survey, "survey")
  about$mr_sets <- list(list(name = "$codes", label = "Codes", kind = "categories",
                             counted = NA_character_, variables = c("q1", "q2")))
  attr(survey, "survey") <- about
  columns <- list(unit = "id", code = "codes")
  codes <- read_code_table(survey, "coded.sav", columns, ";", ">", "read")
  expect_identical(said_codes(codes), c(":1:Peers", ":1:Advice", ":3:Advice"))
  expect_identical(attr(codes, "framework")$code, c("Peers", "Advice"))
  survey <- data.frame(id = 1:3, a = c(1, 0, NA), b = c(0, 0, NA))
  attr(survey, "survey") <- list(mr_sets = list(new_multiple_set("$codes", "Codes", c("a", "b"))))
  codes <- read_code_table(survey, "coded.sav", columns, ";", ">", "read")
  expect_identical(said_codes(codes), c(":1:a", ":2:-"))
})
