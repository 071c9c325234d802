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

overlapping <- function(participants) {
  n <- length(participants)
  start <- rep(c(0L, 3L), each = n)
  new_codes(data.frame(
    unit = "t", source = "t", coder = rep(c("A", "B"), each = n),
    participant = rep(participants, 2), code = rep(c("x", "y"), each = n), start = start,
    end = start + 5L
  ))
}

test_that("stretches of two coders overlap, and touching is not overlapping", {
  found <- co_occurrence(overlapping(c("P", "Q")), together = "overlap")
  expect_identical(c(found$both, found$first_n, found$n), c(2L, 2L, 2L))
  stretches <- co_occurrence(overlapping(c("P", "Q")), together = "overlap", count = "stretches")
  expect_identical(c(stretches$both, stretches$first_n, stretches$n), c(1L, 1L, 2L))
  expect_identical(stretches$jaccard, 2 / 8)
  one <- co_occurrence(overlapping(c("P", "Q")), together = "overlap", coder = "A")
  expect_identical(one$both, 0L)
  apart <- new_codes(data.frame(unit = "t", source = "t", coder = "A", participant = "P",
                                code = c("x", "y"), start = c(0L, 5L), end = c(5L, 9L)))
  expect_identical(co_occurrence(apart)$both, 1L)
  expect_identical(co_occurrence(apart, together = "overlap")$both, 0L)
})

test_that("overlap of few is suppressed, and of all but few", {
  x <- overlapping(sprintf("P%02d", 1:12))
  open <- function(x, ...) {
    co_occurrence(x, ..., together = "overlap", disclosure = list(threshold = 3))
  }
  expect_identical(open(x)$both, 12L)
  # Ten have both codes somewhere, and all of them, some or none on the same words.
  for (few in c(0, 1, 2, 4, 8, 9, 10)) {
    x <- as.data.frame(overlapping(sprintf("P%02d", 1:10)))
    x$start[x$code == "y" & x$participant %in% sprintf("P%02d", seq_len(10 - few))] <- 20L
    x$end <- x$start + 5L
    x <- new_codes(x)
    shown <- few %in% c(0, 4, 10)
    expect_identical(open(x)$status, if (shown) "shown" else "suppressed", info = few)
    expect_identical(open(x)$both, if (shown) as.integer(few) else NA_integer_)
    expect_identical(is.na(open(x, count = "stretches")$first_n), !shown)
    expect_identical(open(x, level = "top")$both, open(x)$both)
  }
})

test_that("overlap in a cohort is shown only beside what else is shown", {
  withr::local_seed(2)
  cohort <- drawn_coded_cohort(140, c("x", "y", "z"), disclosure = list(threshold = 5))
  rows <- unclass(cohort$codes$said)
  rows$source <- rep("t", length(rows$code))
  rows$start <- ifelse(is.na(rows$code), NA, sample(c(0L, 5L), length(rows$code), TRUE))
  rows$end <- rows$start + 5L
  cohort$codes$said[c("source", "start", "end")] <- rows[c("source", "start", "end")]
  found <- as.data.frame(co_occurrence(cohort, together = "overlap"))
  whole <- cohort
  whole$study$disclosure <- "none"
  true <- as.data.frame(co_occurrence(whole, together = "overlap"))
  pairs <- as.data.frame(co_occurrence(cohort))
  there <- as.data.frame(co_occurrence(whole))
  expect_true(any(found$status == "shown"))
  for (i in which(found$status == "shown")) {
    expect_identical(pairs$status[i], "shown")
    expect_identical(found$both[i], true$both[i])
    expect_false(any(is_small(c(found$both[i], there$both[i] - found$both[i]), 5)))
  }
  cohort$study$disclosure <- list(threshold = 50)
  expect_true(all(is.na(co_occurrence(cohort, together = "overlap")$both)))
})

test_that("what can't be counted says so", {
  x <- new_codes(data.frame(unit = 1:2, coder = "A", code = c("x", "y")))
  expect_snapshot(error = TRUE, {
    co_occurrence(x, together = "overlap")
    co_occurrence(x, count = "stretches")
    co_occurrence(x, together = "near")
  })
  none <- new_codes(data.frame(unit = 1:2, coder = "A", code = NA), framework = new_framework(c("x", "y")))
  expect_identical(co_occurrence(none, together = "overlap")$both, 0L)
})
