test_that("a frame has its columns as they are", {
  columns <- list(a = 1:3, `b c` = letters[1:3], d = factor(c("x", NA, "x")))
  frame <- new_frame(columns)
  expect_identical(frame, data.frame(a = 1:3, `b c` = letters[1:3], d = columns$d,
                                     check.names = FALSE))
  expect_identical(dim(new_frame(list())), c(0L, 0L))
  expect_identical(dim(new_frame(list(a = character()))), c(0L, 1L))
})
