test_that("equal names are numbered, and no two end up equal", {
  expect_identical(numbered_names(c("a", "b", "a", "a")), c("a", "b", "a (2)", "a (3)"))
  expect_identical(anyDuplicated(numbered_names(c("a", "a", "a (2)"))), 0L)
})

test_that("what is odd about a coding is its note, the gravest first", {
  rows <- data.frame(code = c("x", "x", "x", NA, "x"), start = c(1, 2, 3, 4, NA),
                     end = c(1, 4, 4, 4, NA), text = c("", NA, "t", "", NA))
  expect_identical(coding_notes(rows, c(1, 1, 1, 1, NA), !is.na(rows$text)),
                   c("zero_length", "beyond_text", NA, "undefined_code", NA))
})

test_that("every coder read every source, or only what she coded", {
  rows <- data.frame(coder = c("A", "B"))
  expect_identical(project_universe(rows, c("s", "t"), "read")[c("coder", "unit")],
                   data.frame(coder = c("A", "A", "B", "B"), unit = c("s", "t", "s", "t")))
  expect_null(project_universe(rows, "s", "unread"))
  expect_identical(project_universe(data.frame(coder = character()), "s", "read")$coder,
                   NA_character_)
})

test_that("positions are whole numbers that a text can have", {
  expect_identical(as_position(c("0", "12", "-1", "x", NA, "99999999999")),
                   c(0L, 12L, NA, NA, NA, NA))
})
