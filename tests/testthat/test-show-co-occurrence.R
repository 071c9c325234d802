test_that("pairs print with the most frequent first", {
  x <- codings_of(A = c("x;y", "x;y", "x;z", "y", ""), framework = new_framework(c("x", "y", "z", "w")))
  expect_snapshot({
    co_occurrence(x)
    co_occurrence(x, disclosure = list(threshold = 3))
  })
})
