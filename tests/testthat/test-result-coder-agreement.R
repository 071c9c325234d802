both <- function() codings_of(A = c("x", "", "x;y"), B = c("x", "x", "y"),
                              framework = new_framework(c("x", "y")))

test_that("agreement that can't be had says why", {
  one <- new_codes(data.frame(unit = "1", coder = "A", code = "x"))
  nobody <- new_codes(data.frame(unit = "1", code = "x"))
  apart <- new_codes(data.frame(unit = c("1", "2", "3"), coder = c("A", "A", "B"), code = "x"))
  expect_snapshot(error = TRUE, {
    coder_agreement(one)
    coder_agreement(nobody)
    coder_agreement(apart)
    coder_agreement(apart, unit = "character")
    coder_agreement(both(), by = "category")
    coder_agreement(both(), coders = c("A", "C"))
    coder_agreement(both(), codes = "z")
    coder_agreement(both(), statistics = "kapa")
    coder_agreement(both(), resamples = 5)
    coder_agreement(3)
    coder_agreement(data.frame(A = 1:3))
    coder_agreement(data.frame(A = c("a", "b"), B = c("a", "a")), metric = "ratio")
    coder_agreement(data.frame(A = c(1, NA), B = c(NA, 2)))
  })
  for (x in list(one, nobody, apart)) {
    expect_error(coder_agreement(x), class = "pairwave_error_coders")
  }
})

test_that("a consensus is no coder", {
  x <- codings_of(A = c("x", ""), B = c("x", "x"), Agreed = c("x", "x"))
  expect_snapshot(found <- coder_agreement(x, resamples = 0))
  expect_warning(coder_agreement(x, resamples = 0), class = "pairwave_warning_coders")
  expect_no_warning(found <- coder_agreement(x, resamples = 0, consensus = "Agreed"))
  expect_identical(unique(found$coders), "A and B")
})

test_that("disagreements are what one of two who read a unit gave it", {
  found <- disagreements(both())
  expect_identical(paste(found$unit, found$code, found$given_by, found$not_by),
                   c("2 x B A", "3 x A B"))
  none <- codings_of(A = c("x", "x"), B = c("x", "x"))
  expect_identical(nrow(disagreements(none)), 0L)
  text <- new_codes(data.frame(unit = "1", coder = c("A", "B"), code = c("x", NA), text = c("secret", NA)))
  expect_false(any(grepl("secret", utils::capture.output(print(disagreements(text))))))
})

test_that("the framework's codes count whether anyone used them", {
  x <- codings_of(A = c("x", "y", "x"), B = c("x", "y", "y"),
                  framework = new_framework(c("x", "y", "z")))
  found <- coder_agreement(x, by = "category", statistics = "pabak", resamples = 0)
  # Of three categories, not of the two that were used.
  expect_equal(found$estimate, (2 / 3 - 1 / 3) / (1 - 1 / 3))
})

test_that("agreement of a cohort's coders leaves out what they agreed on", {
  dir <- coded_folder(answers = c("id,coder,themes,said", "A1,Ann,peers,", "B2,Ann,,", "A1,Ben,,",
                                  "B2,Ben,peers,", "A1,agreed,peers,", "B2,agreed,,"))
  cohort <- read_cohort(coded_study("consensus: {coder: agreed}", dir = dir))
  found <- coder_agreement(cohort, statistics = "percent")
  expect_identical(attr(found, "coders"), c("Ann", "Ben"))
  expect_identical(found$estimate, 0)
  expect_error(coder_agreement(cohort, disclosure = "none"), class = "pairwave_error_argument")
  expect_error(coder_agreement(cohort, consensus = "Ann"), class = "pairwave_error_argument")
})

test_that("disagreements of a cohort are those of its material, but for the agreed coder", {
  cohort <- coded_cohort()
  material <- names(cohort$codes)[1]
  agreed <- intersect(cohort$study$consensus$coder, attr(cohort$codes[[1]], "coders"))
  found <- disagreements(cohort)
  expect_identical(found, disagreements(cohort$codes[[material]],
                                        consensus = if (length(agreed)) agreed))
  expect_true(all(is.na(as.character(found$text))))
})
