test_that("every sentence has a code of a result, and every work is cited somewhere", {
  known <- c(names(words_en$method), names(words_en$interval))
  expect_identical(setdiff(names(methods_en), known), character())
  cited <- unlist(lapply(methods_en, `[`, -1))
  expect_setequal(cited, names(methods_works_en))
})
