test_that("what is held back prints, and is said to be", {
  cohort <- protected_cohort(list(threshold = 5))
  expect_snapshot({
    paired_change(cohort)
    persistence(cohort)
    describe(persistence(cohort))
  })
})
