test_that("arguments are checked", {
  cohort <- small_cohort()
  expect_snapshot(participation(1), error = TRUE)
  expect_snapshot(participation(cohort, invited = "many"), error = TRUE)
  expect_snapshot(participation(cohort, at_least = 0), error = TRUE)
})
