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

test_that("rows of a key belong to the variable above them", {
  heading <- list(header = c("URN", "Q1", "Q2_1", "Q2_2"), stem = c(NA, NA, "Q2", "Q2"), cell = NULL)
  found <- key_entries(c("of no variable", "Q1", "1", "2", "Q2", "1", NA, "URN"),
                       c("x", "Sex", "Female", "Male", "What helped?", "Talks", "note", "Number"), heading)
  expect_named(found, c("Q1", "Q2", "URN"))
  expect_identical(found$Q1, list(label = "Sex", codes = c("1", "2"), texts = c("Female", "Male")))
  expect_identical(found$Q2$codes, "1")
  expect_identical(found$URN$codes, character())
})

test_that("a dictionary's choices are codes and texts, commas within a text being kept", {
  found <- dictionary_entries(list(
    "Variable / Field Name" = c("sex", "ok", "right", "age", "note"),
    "Field Type" = c("radio", "yesno", "truefalse", "text", "calc"),
    "Field Label" = c("<b>Sex</b>", "Fine?", "True?", "Age", "Sum"),
    "Choices, Calculations, OR Slider Labels" = c("1, Female | 2, Male, or so|-9,No say", NA, NA, NA, "a, b | c"),
    "Identifier?" = c(NA, "", "y", "y", NA)
  ))
  expect_identical(found$sex$label, "Sex")
  expect_identical(found$sex$codes, c("1", "2", "-9"))
  expect_identical(found$sex$texts, c("Female", "Male, or so", "No say"))
  expect_identical(found$ok[c("codes", "texts")], list(codes = c("1", "0"), texts = c("Yes", "No")))
  expect_identical(found$right$texts, c("True", "False"))
  expect_identical(found$note$codes, character())
  expect_identical(vapply(found, `[[`, NA, "identifying"),
                   c(sex = FALSE, ok = FALSE, right = TRUE, age = TRUE, note = FALSE))
})

test_that("texts become codes where the key has each of them, once", {
  entry <- list(codes = c("1", "2"), texts = c("Female", "Male"))
  expect_identical(coded_answers(c("Male", NA, "Female"), entry), c(2, NA, 1))
  expect_identical(coded_answers(c("a", "b"), list(codes = c("x", "y"), texts = c("a", "b"))), c("x", "y"))
  for (x in list(c("Male", "Other"), c("1", "2"), c("Male", "1"), c(NA, NA), 1:2)) {
    expect_identical(coded_answers(x, entry), x)
  }
  twice <- list(codes = c("1", "2"), texts = c("Same", "Same"))
  expect_identical(coded_answers(c("Same", "Same"), twice), c("Same", "Same"))
  expect_identical(coded_answers("x", list()), "x")
})

test_that("value labels and missing codes have the column's type, or there are none", {
  entry <- list(codes = c("1", "2"), texts = c("No", "Yes"), na_values = c("-9", "x"))
  expect_identical(key_labels(entry, c(1, 2)), c(No = 1, Yes = 2))
  expect_identical(key_labels(entry, c("1", NA)), c(No = "1", Yes = "2"))
  expect_null(key_labels(entry, c("No", "Yes")))
  expect_null(key_labels(entry, TRUE))
  expect_null(key_labels(entry, as.Date("2024-01-01")))
  expect_null(key_labels(list(codes = c("1", "b"), texts = c("No", "Yes")), 1))
  expect_null(key_labels(list(), 1))
  expect_identical(key_missing(entry, 1), -9)
  expect_identical(key_missing(entry, "a"), c("-9", "x"))
  expect_null(key_missing(entry, TRUE))
  expect_null(key_missing(list(), 1))
})

test_that("entries are found whatever the case of their names, by heading before name", {
  heading <- list(header = c("SEX", "Q1[a]"), name = c("sex", "Q1_a"))
  found <- by_own_names(list(Sex = 1, "q1_A" = 2, gone = 3), heading)
  expect_identical(found, list(sex = 1, Q1_a = 2, gone = 3))
})

test_that("an empty cell among the codes of a key ends no variable", {
  dir <- withr::local_tempdir()
  text_file("URN,Q1,CompletionDate", "1-1-1,1,31/10/2018 09:05", "1-1-2,2,31/10/2018 09:07", dir = dir)
  text_file("URN,Unique Response Number", "Q1,Sex", "1,Female", ",as you say", "2,Male",
            name = "export-key.csv", dir = dir)
  survey <- read_survey(file.path(dir, "export.csv"))
  expect_identical(attr(survey$Q1, "labels"), c(Female = 1, Male = 2))
})
