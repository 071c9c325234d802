test_that("a cohort of tables prints what is where", {
  skip_if_not_installed("RSQLite")
  expect_snapshot(small_engine_cohort())
})
