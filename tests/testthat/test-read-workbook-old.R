skip_if_not_installed("readxl")

rows <- list(list("id", "q1", "q2"), list("A1", 3, old_error("#DIV/0!")),
             list("B2", old_error("#N/A", formula = TRUE), 4), list("C3", 5, 6))

test_that("errors and merged cells of an old workbook are named, and hidden sheets", {
  book <- write_old_workbook(list(Answers = rows, Lists = list(list("a"))), hidden = "Lists",
                             merged = c(4, 4, 2, 3), path = file.path(withr::local_tempdir(), "b.xls"))
  expect_snapshot(survey <- read_survey(book), transform = function(x) gsub("'[^']*/b.xls", "'b.xls", x))
  expect_identical(survey$q1, c(3L, NA, 5L))
  expect_identical(survey$q2, c(NA, 4L, 6L))
  expect_match(notes_of(survey), "a hidden one, \"Lists\"", all = FALSE)
})

test_that("the first sheet that is not hidden is read", {
  book <- write_old_workbook(list(Lists = list(list("a"), list(1)), Answers = rows[c(1, 4)]),
                             hidden = "Lists")
  expect_identical(read_survey(book)$q2, 6L)
  expect_identical(read_survey(book, sheet = 1)$a, 1L)
})

test_that("an old workbook is the same frame as a text file", {
  old <- read_survey(write_old_workbook(list(Answers = rows[c(1, 4, 4)])))
  text <- read_survey(text_file("id,q1,q2", "C3,5,6", "C3,5,6"))
  expect_identical(bare_survey(old), bare_survey(text))
})
