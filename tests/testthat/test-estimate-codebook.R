test_that("each variable is described, and counted", {
  data <- codebook_answers()
  data$sex <- unclass(data$sex)
  class(data$sex) <- c("haven_labelled_spss", "haven_labelled", "vctrs_vctr", "double")
  book <- codebook(data, id = "code")
  expect_s3_class(book, c("pairwave_codebook", "pairwave_result", "data.frame"), exact = TRUE)
  row <- function(name) as.list(as.data.frame(book)[book$name == name, ])
  expect_identical(row("sex")[c("label", "type", "measure", "labels", "missing")],
                   list(label = "Sex", type = "number", measure = "nominal",
                        labels = "1 = Female; 2 = Male; -99 = Refused", missing = "-99"))
  expect_identical(row("sex")[c("n", "n_missing", "distinct")],
                   list(n = 3L, n_missing = 1L, distinct = 2L))
  expect_identical(row("age")[c("lowest", "highest", "n")],
                   list(lowest = "18", highest = "25", n = 3L))
  expect_identical(row("day")[c("type", "lowest", "highest")],
                   list(type = "date", lowest = "2019-03-01", highest = "2019-03-09"))
  expect_identical(row("group")[c("type", "labels", "distinct")],
                   list(type = "factor", labels = "a; b; c", distinct = 2L))
  expect_identical(row("came")[c("type", "n_missing", "note")],
                   list(type = "logical", n_missing = 1L, note = NA_character_))
})

test_that("what only one person answered is not shown", {
  data <- codebook_answers()
  data$email <- factor(paste0(letters[1:4], "@example.org"))
  data$seat <- new_labelled_column(c(1, 2, 2, 3), labels = c(Ada = 1, Ben = 2, Cas = 3))
  book <- codebook(data, id = "seat")
  out <- c(unlist(lapply(book, as.character)),
           write_table(as_print_table(book), "html"),
           write_table(as_print_table(book, width = 60), "console"))
  for (secret in c("AB1", "101", "104", "example.org", "Ada", "Cas")) {
    expect_false(any(grepl(secret, out, fixed = TRUE)), label = secret)
  }
  expect_identical(book$note[book$name %in% c("code", "number", "email", "seat")],
                   c("free text: values not shown",
                     "hardly an answer comes twice: values not shown",
                     "hardly an answer comes twice: values not shown",
                     "identifies people: values not shown"))
  ten <- new_labelled_column(as.double(1:10), labels = setNames(as.double(1:10), month.name[1:10]))
  expect_match(codebook(data.frame(x = I(ten)))$note, "hardly an answer comes twice")
  expect_identical(codebook(data.frame(x = I(ten[1:9])))$note, NA_character_)
  # A number that one of twenty has twice still tells who it is.
  book <- codebook(data.frame(number = c(1001:1019, 1019)))
  expect_identical(c(book$lowest, book$note),
                   c(NA, "hardly an answer comes twice: values not shown"))
  expect_identical(codebook(data.frame(age = rep(18:26, 2)))$highest, "26")
  expect_identical(codebook(data.frame(x = NA_real_))$note, NA_character_)
})

test_that("missing codes are written in one way", {
  codes <- function(...) missing_codes_text(new_labelled_column(1, ...))
  expect_identical(codes(), NA_character_)
  expect_identical(codes(na_values = c(-99, 8)), "-99; 8")
  expect_identical(codes(na_range = c(-Inf, -1), na_values = 9), "9; up to -1")
  expect_identical(codes(na_range = c(98, Inf)), "98 and above")
  expect_identical(codes(na_range = c(98, 99)), "98 to 99")
  day <- as_time_column(new_labelled_column(1, na_values = c(0, 1), labels = c(Refused = 0)), 1)
  expect_identical(missing_codes_text(day), "Refused; a code")
})

test_that("a cohort's codebook says what differs between waves", {
  book <- codebook(demo_cohort())
  expect_identical(unique(book$wave), names(demo_cohort()$surveys))
  expect_true(all(is.na(book$labels[book$name == "code"])))
  expect_true(all(book$note[book$name == "code"] == "identifies people: values not shown"))
  surveys <- list(
    pre = data.frame(q = I(new_labelled_column(1, labels = c(Yes = 1)))),
    post = data.frame(q = I(new_labelled_column(1, labels = c(No = 1), na_values = 9)))
  )
  rows <- with_differences(describe_survey(surveys$post, "post", character()), surveys, "post")
  expect_identical(rows$differs, "labels missing")
  expect_identical(rows$compared_with, "pre")
})
