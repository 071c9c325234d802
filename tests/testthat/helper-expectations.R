# testthat looks for each difference of two values before it says that there is none, which
# took a sixth of the tests' time. What is identical has none.

expect_identical <- function(object, expected, info = NULL, label = NULL,
                             expected.label = NULL, ...) {
  if (identical(object, expected)) return(passed(object))
  testthat::expect_identical(
    object, expected, info = info, label = label %||% said_in(substitute(object)),
    expected.label = expected.label %||% said_in(substitute(expected)), ...
  )
}

expect_equal <- function(object, expected, ..., info = NULL, label = NULL,
                         expected.label = NULL) {
  if (identical(object, expected)) return(passed(object))
  testthat::expect_equal(
    object, expected, ..., info = info, label = label %||% said_in(substitute(object)),
    expected.label = expected.label %||% said_in(substitute(expected))
  )
}

expect_true <- function(object, info = NULL, label = NULL) {
  if (identical(object, TRUE)) return(passed(object))
  testthat::expect_true(object, info = info, label = label %||% said_in(substitute(object)))
}

expect_false <- function(object, info = NULL, label = NULL) {
  if (identical(object, FALSE)) return(passed(object))
  testthat::expect_false(object, info = info, label = label %||% said_in(substitute(object)))
}

passed <- function(object) {
  testthat::succeed()
  invisible(object)
}

# What a test says of a value: its code, in one line.
said_in <- function(code) {
  said <- deparse(code, width.cutoff = 60)
  if (length(said) > 1) paste(said[1], "...") else said
}
