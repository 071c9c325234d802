test_that("a kernel error says what, where and has its class", {
  failure <- structure(
    list(code = "truncated", message = "the file ends too early", row = 3,
         column = NA_real_, offset = 1234),
    class = "pairwave_kernel_error"
  )
  expect_error(check_kernel(failure, "Can't read it."),
               class = "pairwave_error_truncated")
  expect_snapshot(check_kernel(failure, "Can't read it.", call = NULL),
                  error = TRUE)
  expect_identical(check_kernel(1:3, "Can't read it."), 1:3)
})

test_that("only near names are offered", {
  expect_identical(nearest_names("wavs", c("waves", "scales")), "waves")
  expect_length(nearest_names("zzzzzz", c("waves", "scales")), 0)
  expect_null(did_you_mean("zzzzzz", c("waves", "scales")))
})

test_that("a package that is not installed is asked for by name", {
  expect_null(need_package("stats", "to count"))
  expect_error(need_package("no.such.package", "to draw a plot"),
               class = "pairwave_error_missing_package")
  expect_snapshot(need_package("no.such.package", "to draw a plot", call = NULL),
                  error = TRUE)
})
