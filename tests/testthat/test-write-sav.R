test_that("a format is kept where it fits what the column is", {
  made <- function(format, is_text = FALSE, time = 0L, extent = 0L) {
    sav_formats(format, is_text, time, extent)
  }
  expect_identical(made("F4.1"), "F4.1")
  expect_identical(made(NA_character_), "F8.0")
  expect_identical(made(NA_character_, extent = 1L), "F8.2")
  expect_identical(made("A5"), "F8.0")
  expect_identical(made("F8.2", is_text = TRUE, extent = 7L), "A7")
  expect_identical(made("AHEX8", is_text = TRUE), "AHEX8")
  expect_identical(made("F8.2", time = 1L), "DATE11")
  expect_identical(made("EDATE10", time = 1L), "EDATE10")
  expect_identical(made("EDATE10", time = 2L), "DATETIME20")
  expect_identical(made("MONTH9"), "MONTH9")
})

test_that("a text is as wide as its format says, or as it needs", {
  expect_identical(sav_widths(c("A12", "A2", "F8.2"), c(TRUE, TRUE, FALSE), c(3L, 5L, 0L)),
                   c(12L, 5L, 0L))
  expect_identical(sav_widths("A1", TRUE, 0L), 1L)
})

test_that("missing codes come as ranges, the range first", {
  x <- new_labelled_column(1, na_values = 99, na_range = c(-Inf, 0))
  expect_identical(sav_missing(x), c(-Inf, 0, 99, 99))
  expect_identical(sav_missing(new_labelled_column("a", na_values = "n/a")), c("n/a", "n/a"))
})

test_that("the moment is written in English, whatever the locale", {
  withr::local_locale(c(LC_TIME = "C"))
  at <- as.POSIXct("2019-03-05 04:05:06", tz = "UTC")
  expect_identical(sav_moment(at), c("05 Mar 19", "04:05:06"))
})

test_that("a set of which one column is left is none", {
  set <- function(...) list(name = "$s", label = "", kind = "categories", variables = c(...))
  kept <- function(...) length(sav_file(list(mr_sets = list(set(...))), c("a", "b"))$mr_sets)
  expect_identical(kept("a", "b"), 1L)
  expect_identical(kept("a", "b", "c"), 1L)
  expect_identical(kept("a", "c"), 0L)
  expect_identical(kept("c"), 0L)
})
