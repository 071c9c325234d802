test_that("bad arguments of saturation are named", {
  x <- codings_of(A = c("x", ""))
  expect_snapshot(error = TRUE, {
    code_saturation(3)
    code_saturation(x, base = 0)
    code_saturation(x, threshold = 2)
    code_saturation(x, sources = "s9")
  })
})

test_that("of a cohort figures are shown where every source has enough people", {
  cohort <- coded_cohort()
  material <- names(cohort$codes)[vapply(cohort$codes, function(x) length(unique(x$source)) == 3, NA)]
  shown <- code_saturation(cohort, material = material, base = 1, run = 1)
  expect_identical(as.data.frame(shown), as.data.frame(code_saturation(
    cohort$codes[[material]], base = 1, run = 1,
    coder = cohort$study$consensus$coder
  )))
  # Three focus groups of five.
  cohort$study$disclosure <- list(threshold = 5)
  expect_identical(code_saturation(cohort, material = material, base = 1, run = 1)$estimate,
                   shown$estimate)
  cohort$study$disclosure <- list(threshold = 6)
  hidden <- code_saturation(cohort, material = material, base = 1, run = 1)
  expect_true(all(is.na(hidden$estimate)) && all(is.na(hidden$n)))
  expect_identical(unique(hidden$reason), "suppressed")
  expect_error(disagreements(cohort, material = material), class = "pairwave_error_disclosure")
  expect_error(code_saturation(cohort, material = "none"), class = "pairwave_error_argument")
})
