test_that("units and sources of pairs are suppressed where their participants are few", {
  rows <- data.frame(unit = as.character(1:24), source = "s", coder = "A",
                     participant = rep(c("P", "Q"), 12), code = rep(c("x", "y"), 12))
  x <- new_codes(rows)
  expect_identical(co_occurrence(x, count = "sources")$both, 1L)
  closed <- co_occurrence(x, count = "sources", disclosure = list(threshold = 3))
  expect_identical(closed$status, "suppressed")
  expect_true(is.na(closed$both) && is.na(closed$first_n) && is.na(closed$jaccard))
})
