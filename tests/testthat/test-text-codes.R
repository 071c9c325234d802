test_that("units that were read without a code stand once, and not beside one", {
  rows <- data.frame(unit = c("1", "1", "1", "2"), coder = "A", code = c("x", NA, "x", NA))
  codes <- new_codes(rows, universe = data.frame(coder = c("A", "B"), unit = c("3", "1")))
  expect_identical(said_codes(codes), c("A:1:x", "A:2:-", "A:3:-", "B:1:-"))
  expect_identical(attr(codes, "duplicates"), 1L)
  expect_identical(attr(codes, "coders"), c("A", "B"))
  expect_identical(attr(codes, "universe"),
                   data.frame(coder = c("A", "A", "A", "B"), unit = c("1", "2", "3", "1")))
})

test_that("columns have their types, and texts are hidden", {
  codes <- new_codes(data.frame(unit = "1", code = "x", text = "my secret"))
  expect_identical(vapply(unclass(codes)[names(codes_columns)], typeof, ""),
                   vapply(codes_columns, typeof, ""))
  expect_identical(format(codes$text), "<hidden>")
  expect_identical(as.character(codes$text), "my secret")
})

test_that("a coder's stretches of one text are several, and one stretch twice is one", {
  rows <- data.frame(source = "FG1", unit = "FG1", coder = "A", code = "x",
                     start = c(0, 5, 5, NA), end = c(3, 9, 9, NA))
  codes <- new_codes(rows)
  expect_identical(codes$start, c(0L, 5L, NA))
  expect_identical(attr(codes, "duplicates"), 1L)
})

test_that("a unit's uncoded row has what all its codings have", {
  rows <- data.frame(unit = c("1", "2", "2"), participant = c("P", "Q", "R"), wave = "post",
                     source = "f", coder = "A", code = "x")
  codes <- new_codes(rows, universe = data.frame(coder = "B", unit = c("1", "2", "3")))
  expect_identical(codes$participant[4:6], c("P", NA, NA))
  expect_identical(codes$wave[4:6], c("post", "post", NA))
})

test_that("part of the codings is a data frame, for the readers read more", {
  codes <- new_codes(data.frame(unit = c("1", "2"), code = "x"))
  expect_s3_class(codes[1, ], "data.frame", exact = TRUE)
  expect_null(attr(codes[1, ], "universe"))
  expect_s3_class(codes[1:2, ], "pairwave_codes")
})

test_that("rows of more kinds than a number tells apart stay apart", {
  set.seed(5)
  rows <- lapply(1:12, function(i) sample(5000, 300, TRUE))
  rows <- lapply(rows, function(x) c(x, x[1:20]))
  expect_silent(kinds <- row_kinds(rows))
  expect_identical(duplicated(kinds), duplicated(as.data.frame(rows, col.names = letters[1:12])))
})
