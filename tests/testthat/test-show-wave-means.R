test_that("the demo study's means print with the labels of its waves", {
  expect_snapshot(wave_means(demo_cohort()))
})
