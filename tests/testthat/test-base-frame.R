test_that("a frame has its columns as they are", {
  columns <- list(a = 1:3, `b c` = letters[1:3], d = factor(c("x", NA, "x")))
  frame <- new_frame(columns)
  expect_identical(frame, data.frame(a = 1:3, `b c` = letters[1:3], d = columns$d,
                                     check.names = FALSE))
  expect_identical(dim(new_frame(list())), c(0L, 0L))
  expect_identical(dim(new_frame(list(a = character()))), c(0L, 1L))
})

test_that("a new frame is that of data.frame()", {
  rows <- data.frame(x = 1:3, y = c("a", NA, "b"))
  columns <- list(
    list(a = 1:3, b = "x", c = NA_real_), list(a = c(k = 1, l = 2), b = c("u", "v")),
    list(a = factor(c("f", "m")), b = as.Date("2020-01-01") + 0:1, c = I(list(1, "a"))),
    list(a = 1, b = "x"), list(a = character(), b = integer()),
    list(a = "x", rows), list(rows, z = c(TRUE, FALSE, NA)), list(a = 1, rows, b = 2:4)
  )
  for (one in columns) {
    expect_identical(do.call(frame_of, one), do.call(data.frame, c(one, row.names = list(NULL))))
  }
  # Nothing is left of what is repeated beside nothing.
  expect_identical(frame_of(a = "x", b = integer()),
                   data.frame(a = character(), b = integer()))
  expect_error(frame_of(a = 1:2, b = 1:3))
})

test_that("a factor of codes is the factor of its levels", {
  expect_identical(factor_of_codes(c(2L, NA, 1L), c("x", "y")), factor(c("y", NA, "x"), c("x", "y")))
})

test_that("rows of a frame are those of `[`, counted anew", {
  frame <- data.frame(a = c(2.5, NA, 1), `b c` = c("x", "y", NA), d = factor(c("u", "v", "u")),
                      e = as.Date("2020-01-01") + 0:2, check.names = FALSE)
  for (rows in list(c(TRUE, FALSE, TRUE), 3:2, integer(), 2L, -1L)) {
    expect_identical(frame_rows(frame, rows),
                     structure(frame[rows, ], row.names = .set_row_names(nrow(frame[rows, ]))))
  }
})

test_that("stacked frames are those of rbind()", {
  set.seed(1)
  draw <- function(n) {
    data.frame(
      a = sample(c(letters, NA), n, TRUE), b = stats::rnorm(n), c = sample(c(1L, NA), n, TRUE),
      d = factor(sample(letters, n, TRUE), sample(letters)), e = as.Date("2020-01-01") + seq_len(n)
    )
  }
  for (i in 1:20) {
    parts <- lapply(sample(0:4, sample(5, 1), TRUE), draw)
    parts <- c(parts[1], list(NULL), parts[-1], list(data.frame()))
    expect_identical(stack_frames(stats::setNames(parts, letters[seq_along(parts)])),
                     do.call(rbind, parts))
  }
  # Types that are not the same, and what the first says of itself.
  first <- structure(data.frame(a = NA, b = 1L), disclosure = "x")
  expect_identical(stack_frames(list(first, data.frame(a = "u", b = 1.5))),
                   structure(data.frame(a = c(NA, "u"), b = c(1, 1.5)), disclosure = "x"))
  expect_null(stack_frames(list(NULL, NULL)))
  expect_error(stack_frames(list(data.frame(a = 1), data.frame(b = 1))))
})
