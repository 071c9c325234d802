test_that("units and sources of pairs are suppressed where their participants are few", {
  rows <- data.frame(unit = as.character(1:24), source = "s", coder = "A",
                     participant = rep(c("P", "Q"), 12), code = rep(c("x", "y"), 12))
  x <- new_codes(rows)
  expect_identical(co_occurrence(x, count = "sources")$both, 1L)
  closed <- co_occurrence(x, count = "sources", disclosure = list(threshold = 3))
  expect_identical(closed$status, "suppressed")
  expect_true(is.na(closed$both) && is.na(closed$first_n) && is.na(closed$jaccard))
})

test_that("pairs of codes of a cohort count its people", {
  cohort <- read_cohort(coded_study())
  found <- co_occurrence(cohort)
  expect_identical(c(found$both, found$first_n, found$second_n, found$n), c(1L, 3L, 2L, 5L))
  cohort$study$disclosure <- list(threshold = 3)
  expect_identical(co_occurrence(cohort)$status, "suppressed")
  expect_error(co_occurrence(1), class = "pairwave_error_argument")
})
