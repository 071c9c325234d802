test_that("scores belong to people and waves", {
  cohort <- read_cohort(write_cohort())
  expect_named(cohort$scores,
               c("person", "wave", "scale", "score", "n_answered"))
  expect_identical(nrow(cohort$scores), 8L)
  expect_identical(
    scores_wide(cohort, "confidence"),
    data.frame(person = 1:7, pre = c(2, 4, NA, 3, NA, NA, 8),
               post = c(7, NA, 6, NA, 8, NA, NA))
  )
  expect_identical(cohort_pairs(cohort)$n, 1L)
})
