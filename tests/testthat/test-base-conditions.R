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

test_that("a value that is shown is cut, however many or long it is", {
  expect_snapshot(error = TRUE, {
    abort_pairwave(c("It must be one.", x = "It is {.val {1:3000}}."), "argument", call = NULL)
    abort_pairwave(c("It must be one.", x = "It is {.val {as.character(1:3000)}}."), "argument", call = NULL)
    abort_pairwave(c("It must be short.", x = "It is {.val {strrep('a ', 5e5)}}."), "argument", call = NULL)
  })
  # What is as long as that stands whole, and what is no text is cut in none of its bytes.
  whole <- strrep("\u00e4", 60)
  expect_identical(cut_values(c(whole, NA, "b")), c(whole, NA, "b"))
  expect_lte(nchar(cut_values(strrep("\xe4", 1000))), 63L)
})

test_that("every check of an option says a long value briefly", {
  many <- list(as.character(1:5000), as.double(1:5000), strrep("abc ", 1e4), c(NA, 1:5000))
  checks <- list(check_resamples, check_conf_level, check_two_waves,
                 function(x) check_one_name(x, "x"), function(x) check_column(data.frame(a = 1), x, "x", NULL),
                 function(x) check_wave_columns(data.frame(a = 1), x), check_three_waves,
                 abort_not_cohort, abort_not_answers,
                 function(x) check_known(x, c("a", "b"), "It must be known."),
                 function(x) check_csv_options(x, NULL, NULL), function(x) check_csv_options(NULL, x, NULL),
                 function(x) check_header(x, 0, NULL, NULL), function(x) read_skip(x),
                 function(x) check_sheet(x, "xlsx", "a.xlsx"), function(x) check_read_options(x, TRUE),
                 function(x) read_survey(test_path("fixtures"), format = x),
                 function(x) named_layout(x, platform_layouts(), NULL))
  for (check in checks) for (value in many) {
    said <- tryCatch({ check(value); "" }, error = conditionMessage)
    expect_lt(nchar(said), 1500)
  }
})
