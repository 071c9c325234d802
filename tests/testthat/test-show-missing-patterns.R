test_that("patterns print a column for each wave", {
  expect_snapshot(missing_patterns(profiled_cohort("none")))
})
