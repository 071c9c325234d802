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
  # Neighbours that changed places are one slip: "title" is as many letters away.
  expect_identical(nearest_names("sytle", c("title", "style")), "style")
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

test_that("what R must know of a kernel's failure is a detail, not a word of its message", {
  file <- function(bytes) {
    path <- withr::local_tempfile(.local_envir = parent.frame())
    writeBin(bytes, path)
    .Call(pw_call_csv_open, path, NULL, NULL, 1L, 0, FALSE, NULL)
  }
  detail <- function(error) {
    expect_s3_class(error, "pairwave_kernel_error")
    error$detail
  }
  expect_equal(detail(file(charToRaw("\"a,b\n1,2\n"))), "open_quote")
  expect_equal(detail(file(c(charToRaw("a,b\n1,"), as.raw(0), charToRaw("2\n")))), "not_text")
  expect_equal(detail(file(as.raw(rep(1:8, 50)))), "not_text")
  expect_equal(detail(.Call(pw_call_csv_open, tempfile(), NULL, NULL, 1L, 0, FALSE, NULL)), "none")
  opened <- file(charToRaw("a,b\n1,\"2\n3,4\n"))
  laid <- .Call(pw_call_csv_lay, opened$handle, 4, 2, NULL, NULL)
  expect_equal(detail(laid), "open_quote")
  # Nor can columns be made before they are laid out, or laid out twice.
  opened <- file(charToRaw("a,b\n1,2\n"))
  columns <- function() .Call(pw_call_csv_columns, opened$handle, 0L, TRUE, "", 0, 1)
  lay <- function() .Call(pw_call_csv_lay, opened$handle, 4, 2, NULL, NULL)
  expect_equal(detail(columns()), "not_open")
  expect_equal(lay()$n_rows, 1)
  expect_equal(columns()[[1]], "1")
  expect_equal(detail(lay()), "not_open")
  .Call(pw_call_csv_close, opened$handle)
  expect_error(
    check_csv(columns(), "Can't read it.", NULL, "x.csv"),
    "Can't read it.\n(x|✖) The file is closed.$", class = "pairwave_error_argument"
  )
})
