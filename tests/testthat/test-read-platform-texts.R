test_that("codes get their labels from an export of the same responses as texts", {
  codes <- read_survey(platform_file("limesurvey", "post-codes.csv"), key = platform_file("limesurvey", "post-texts.csv"))
  texts <- read_survey(platform_file("limesurvey", "post.csv"))
  items <- sprintf("G1Q2_SQ%03d", 1:10)
  for (item in items) {
    expect_identical(as.character(bare_values(as_label_text(codes[[item]]))), as.character(texts[[item]]))
  }
  expect_identical(attr(codes$G1Q2_SQ001, "label"), "How true are these of you?: Hard problems: I find a way if I try")
  expect_identical(helped_options(codes), helped_options(texts))
  expect_match(notes_of(codes), "by the texts in post-texts.csv (14 of 14 responses)", fixed = TRUE, all = FALSE)
})

test_that("the order and number of responses does not matter, and no label is made up", {
  dir <- tempfile()
  heads <- c("id,submitdate,lastpage,Q1,Q2,Q3", "Response ID,Date submitted,Last page,How?,Who?,Say")
  export <- text_file(heads[1], "7,2024-01-01 10:00:00,3,A1,A1,fine", "8,2024-01-01 10:00:00,3,A2,A1,\"so  so\"",
                      "9,2024-01-01 10:00:00,3,A3,A2,A2", dir = dir)
  key <- text_file(heads[2], "8,2024-01-01 10:00:00,3,Good,Ann,so so", "7,2024-01-01 10:00:00,3,Bad,Bob,fine", dir = dir, name = "texts.csv")
  survey <- read_survey(export, key = key)
  expect_identical(attr(survey$Q1, "labels"), c(Bad = "A1", Good = "A2"))
  # One code with two texts has no label; free texts are what they are.
  expect_null(attr(survey$Q2, "labels"))
  expect_identical(as.character(survey$Q3), c("fine", "so  so", "A2"))
  expect_snapshot(writeLines(notes_of(survey)))
})

test_that("codes and their texts side by side under one heading are one question with labels", {
  path <- text_file("id,submitdate,lastpage,Q1,Q1,Q2,Q2", "1,2024-01-01 10:00:00,3,A1,Bad,good,bad",
                    "2,2024-01-01 10:00:00,3,A2,Good,bad,good", "3,2024-01-01 10:00:00,3,A2,Good,,")
  survey <- suppressWarnings(read_survey(path), classes = "pairwave_warning_names")
  expect_identical(attr(survey$Q1, "labels"), c(Bad = "A1", Good = "A2"))
  expect_identical(as.character(survey$Q1_2), c("Bad", "Good", "Good"))
  # Two questions of one heading are not one.
  expect_null(attr(survey$Q2, "labels"))
})

test_that("codes and texts pair one to one, or not at all", {
  expect_identical(paired_labels(c(2, 1, NA, 2), c("b", "a", "c", "b"), "Q"), list(label = "Q", codes = c("1", "2"), texts = c("a", "b")))
  expect_null(paired_labels(c("a", "b"), c("a", "b"), NULL))
  expect_null(paired_labels(c(1, 1), c("a", "a"), NULL))
  expect_identical(paired_labels(c(1, 2, 1), c("a", "b", "b"), NULL), list(clash = TRUE))
  expect_identical(paired_labels(c(10, 9, 1), c("j", "i", "a"), NULL)$codes, c("1", "9", "10"))
})
