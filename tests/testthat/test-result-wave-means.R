test_that("what is not answers is an error", {
  expect_error(wave_means(1), class = "pairwave_error_argument")
  expect_error(wave_means(demo_cohort(), scales = "belongin"),
               class = "pairwave_error_argument")
})
