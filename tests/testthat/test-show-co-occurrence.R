test_that("pairs print with the most frequent first", {
  x <- codings_of(A = c("x;y", "x;y", "x;z", "y", ""), framework = new_framework(c("x", "y", "z", "w")))
  expect_snapshot({
    co_occurrence(x)
    co_occurrence(x, disclosure = list(threshold = 3))
  })
})

test_that("pairs on the same words say so", {
  x <- new_codes(data.frame(
    unit = "t", source = "t", coder = "A", participant = rep(c("P", "Q"), each = 3),
    code = c("x", "y", "z"), start = c(0L, 2L, NA, 20L, 21L, 30L), end = c(5L, 8L, NA, 24L, 29L, 33L)
  ))
  expect_snapshot({
    co_occurrence(x, together = "overlap")
    co_occurrence(x, together = "overlap", count = "stretches")
    co_occurrence(x, together = "overlap", disclosure = list(threshold = 3))
  })
})
