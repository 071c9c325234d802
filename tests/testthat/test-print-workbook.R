table_of <- function(body, ..., align = rep("l", length(body))) {
  new_print_table(body, align = align, ...)
}

written_book <- function(table, frame = parent.frame()) {
  path <- withr::local_tempfile(fileext = ".xlsx", .local_envir = frame)
  writeBin(write_tables_workbook(list(Codebook = table)), path)
  path
}

body <- data.frame(Wave = c("Before", "", "After"), Name = c("a", "b", "a"),
                   Values = c("1 = Yes; 2 = <No> & \"more\"", "=1+1", ""), n = c("12", "3.50", "0 (0)"))

test_that("a table reads back: numbers as numbers, and names of groups in each row", {
  path <- written_book(table_of(body, align = c("l", "l", "l", "r"), caption = "pre.sav, 3 rows",
                                notes = "A note.", row_heads = 2L))
  read <- suppressWarnings(read_survey(path))
  expect_identical(read$Wave, c("Before", "Before", "After"))
  expect_identical(read$Values, c(body$Values[1:2], NA))
  expect_identical(read$n, c("12", "3.5", "0 (0)"))
  expect_identical(attr(read, "survey")$sheet, "Codebook")
  above <- suppressWarnings(read_survey(path, header = 1))
  expect_identical(names(above)[1], "pre.sav, 3 rows")
  expect_identical(above[[1]][1:2], c("This sheet has one table, below its title and notes.", "A note."))
})

test_that("other readers read it too, and no cell is merged", {
  skip_if_not_installed("readxl")
  path <- written_book(table_of(body, align = c("l", "l", "l", "r"), row_heads = 2L))
  theirs <- readxl::read_xlsx(path, skip = 3, col_types = "list", .name_repair = "minimal")
  expect_identical(names(theirs), names(body))
  expect_identical(theirs$n[[1]], 12)
  expect_identical(theirs$Values[[2]], "=1+1")
  sheet <- rawToChar(.Call(pw_call_archive_bytes, path, lapply(
    unclass(.Call(pw_call_archive_entries, path)), `[`, 7
  ))[[1]])
  expect_false(grepl("mergeCell", sheet, fixed = TRUE))
  expect_match(sheet, "<tablePart r:id=\"r1\"/>", fixed = TRUE)
})

test_that("a heading that is blank or there twice is no marked table, and hostile text is text", {
  skip_if_not(l10n_info()[["UTF-8"]])
  twice <- table_of(body, head = c("a", "A", "", "n"))
  expect_false(any(grepl("table1", utils::unzip(written_book(twice), list = TRUE)$Name)))
  odd <- c("]]>", "<!-- ", "&amp;", "\u202eabc", "\U1F600", "_x0041_", strrep("x", 40000))
  read <- suppressWarnings(read_survey(written_book(table_of(data.frame(a = odd, b = "1")))))
  expect_identical(read$a[c(1:3, 5:6)], odd[c(1:3, 5:6)])
  expect_identical(nchar(read$a[7]), 32767L)
  expect_identical(nrow(read), length(odd))
})

test_that("a table without rows is written", {
  path <- written_book(table_of(body[0, ]))
  expect_identical(names(suppressWarnings(read_survey(path, header = 4))), names(body))
})

test_that("several tables have a sheet each, after one that lists them", {
  path <- withr::local_tempfile(fileext = ".xlsx")
  tables <- list(People = table_of(body, caption = "Who took part"), `It's <all>` = table_of(body[3, ]),
                 None = table_of(body[0, ]))
  writeBin(write_tables_workbook(tables, "Evaluation"), path)
  first <- suppressWarnings(read_survey(path))
  expect_identical(attr(first, "survey")$sheet, "Contents")
  expect_identical(first$Sheet, names(tables))
  expect_identical(first$`What it has`, c("Who took part", "It's <all>", "None"))
  expect_identical(suppressWarnings(read_survey(path, sheet = "It's <all>"))$Name, "a")
  parts <- utils::unzip(path, list = TRUE)$Name
  expect_identical(sum(grepl("xl/tables/", parts, fixed = TRUE)), 3L)
  skip_if_not_installed("readxl")
  expect_identical(readxl::excel_sheets(path), c("Contents", names(tables)))
  theirs <- readxl::read_xlsx(path, "People", skip = 3, .name_repair = "minimal")
  expect_identical(names(theirs), names(body))
})

test_that("names of sheets are short, allowed and different", {
  long <- strrep("a", 40)
  found <- fit_sheet_names(c(long, long, "a/b:c", "A b C", "contents", " ", "x[1]\\y"))
  expect_false(any(nchar(found) > 31))
  expect_false(anyDuplicated(lower_case(found)) > 0)
  expect_false(any(grepl("[]*?/\\\\:[]", found)))
  expect_identical(found[3:6], c("a b c", "A b C 2", "contents 2", "Table"))
})
