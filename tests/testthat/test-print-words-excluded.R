test_that("every reason has a word, and a label comes before it", {
  expect_identical(names(excluded_en), exclusion_reasons)
  expect_identical(excluded_words(c("preview", "other"), c(NA, "Staff")),
                   c("survey preview", "Staff"))
  expect_identical(excluded_words(character(), character()), character())
})
