jisc_export <- function(key = TRUE) {
  folder <- tempfile()
  dir.create(folder)
  path <- file.path(folder, "post.csv")
  writeLines(c(
    "URN,code,Q1,Q2_1,Q2_2,Q3,CompletionDate",
    "638954-638945-1,AB12,2,1,0,fine,31/10/2018 09:05",
    "638954-638945-2,CD34,1,0,0,,01/11/2018 14:30"
  ), path)
  if (key) {
    writeLines(c(
      "URN,Unique Response Number", "code,\"Your code\"",
      "Q1,\"Sex, as you say\"", "1,Female", "2,Male",
      "Q2,What helped?", "1,Talks", "2,Groups", "Q3,Anything else?"
    ), file.path(folder, "post-key.csv"))
  }
  path
}

test_that("JISC's coded export gets its labels from the key", {
  x <- read_csv_survey(jisc_export())
  facts <- attr(x, "survey")
  expect_identical(facts$platform, "jisc")
  expect_identical(x$URN[1], "638954-638945-1")
  expect_identical(attr(x$URN, "label"), "Unique Response Number")
  expect_s3_class(x$Q1, c("pairwave_labelled", "haven_labelled", "vctrs_vctr", "double"),
                  exact = TRUE)
  expect_identical(attr(x$Q1, "labels"), c(Female = 1, Male = 2))
  expect_identical(attr(x$Q1, "label"), "Sex, as you say")
  expect_identical(as.vector(x$Q2_1), c(TRUE, NA))
  expect_identical(as.vector(x$Q2_2), c(FALSE, NA))
  expect_identical(attr(x$Q2_2, "label"), "What helped?: Groups")
  expect_identical(facts$mr_sets, list(list(
    name = "Q2", label = "What helped?", kind = "dichotomies", counted = "1",
    variables = c("Q2_1", "Q2_2")
  )))
  expect_match(facts$notes, "Q2: 1 respondent")
  one <- read_csv_survey(jisc_export(), columns = "Q2_2")
  expect_named(one, "Q2_2")
  expect_identical(as.vector(one$Q2_2), c(FALSE, NA))
  expect_identical(attr(one, "survey")$platform, "jisc")
  expect_equal(as.numeric(x$CompletionDate[1]),
               as.numeric(as.POSIXct("2018-10-31 09:05", tz = "UTC")))
})

test_that("a JISC export without its key, or as it stands, reads too", {
  x <- read_csv_survey(jisc_export(key = FALSE))
  expect_identical(as.vector(x$Q1), c(2, 1)) # doubles, as in its SPSS export
  expect_null(attr(x$Q1, "labels"))
  x <- read_csv_survey(jisc_export(), platform = "none")
  expect_identical(x$Q2_1, 1:0)
  expect_error(read_csv_survey(jisc_export(), platform = "jsic"),
               class = "pairwave_error_platform")
})

test_that("JISC: an export of labels gets its codes from the key", {
  dir <- tempfile()
  text_file("URN,Q1,Q2,CompletionDate", "1-1-1,Female,fine,31/10/2018 09:05",
            "1-1-2,Male,,31/10/2018 09:07", "1-1-3,,,31/10/2018 09:07", dir = dir)
  text_file("URN,Unique Response Number", "Q1,Sex", "1,Female", "2,Male", "Q2,Anything?",
            name = "export-key.csv", dir = dir)
  survey <- read_survey(file.path(dir, "export.csv"))
  expect_identical(bare_values(survey$Q1), c(1, 2, NA))
  expect_identical(attr(survey$Q1, "labels"), c(Female = 1, Male = 2))
  expect_identical(as.character(survey$Q2), c("fine", NA, NA))
})
