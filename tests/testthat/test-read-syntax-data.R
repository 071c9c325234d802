test_that("fixed columns and declared dates are read", {
  dir <- tempfile()
  text_file("Ann   1 203-FEB-202402/03/2024", "\u00c9va  22 .           04/05/2024",
            name = "x.dat", dir = dir)
  path <- text_file(
    "DATA LIST FILE='C:\\exports\\x.dat' / name 1-5 (A) a b 6-9 when 10-20 (DATE)",
    "  us 21-30 (ADATE).", "MISSING VALUES a (22).",
    name = "x.sps", dir = dir
  )
  survey <- read_survey(path)
  expect_identical(as.character(survey$name), c("Ann", "\u00c9va"))
  expect_identical(bare_values(survey$a), c(1, 22))
  expect_identical(bare_values(read_survey(path, user_na = FALSE)$a), c(1, NA))
  expect_identical(bare_values(survey$b), c(2, NA))
  expect_identical(survey$when, as.Date(c("2024-02-03", NA)))
  expect_identical(survey$us, as.Date(c("2024-02-03", "2024-04-05")))
  expect_identical(attr(survey, "survey")$format, "sps")
  expect_named(read_survey(path, columns = c("b", "name"), n_max = 1), c("b", "name"))
})
