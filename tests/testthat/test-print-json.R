test_that("values are written as JSON has them", {
  expect_identical(as_json(NULL), "null")
  expect_identical(as_json(NA_character_), "null")
  expect_identical(as_json(Inf), "null")
  expect_identical(as_json(TRUE), "true")
  expect_identical(as_json(0.1), "0.1")
  expect_identical(as_json(1e5), "100000")
  expect_identical(as_json("a\"b\\c\nd\te\001"), "\"a\\\"b\\\\c\\nd\\te\ufffd\"")
  expect_identical(as_json(list()), "[]")
  expect_identical(as_json(list(1, "a")), "[\n  1,\n  \"a\"\n]")
})

test_that("another reader finds what was written", {
  skip_if_not_installed("jsonlite")
  frame <- data.frame(x = c(1.5, NA), y = c("caf\u00e9", NA), z = c(TRUE, FALSE))
  back <- jsonlite::fromJSON(as_json(list(rows = frame, nested = list(a = 1:3))))
  expect_equal(back$rows, frame)
  expect_identical(back$nested$a, 1:3)
})
