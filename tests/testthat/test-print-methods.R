test_that("every sentence has a code of a result, and every work is cited somewhere", {
  known <- c(names(words_en$method), names(words_en$interval))
  expect_identical(setdiff(names(methods_en), known), character())
  cited <- unlist(lapply(methods_en, `[`, -1))
  # Two are cited by the caution of a pretest that was asked in retrospect.
  expect_setequal(c(cited, "nimon", "nolte"), names(methods_works_en))
})
