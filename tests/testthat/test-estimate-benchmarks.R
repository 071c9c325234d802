skip_second_time()

benchmarked <- function(before, after, scale, reliability = 0.8, better = "higher") {
  options <- change_options()
  x <- estimate_scale_change(
    list(pre = as.double(before), post = as.double(after)), options, scale = "s", label = "s", groups = NULL,
    reliability = function(from) given_reliability(reliability), benchmarks = scale,
    direction = better
  )
  stats::setNames(as.list(x$estimate), x$statistic)
}

# Jacobson and Truax person by person.
categories <- function(before, after, at, sign, reliability) {
  threshold <- 1.96 * sqrt(2) * stats::sd(before) * sqrt(1 - reliability)
  what <- mapply(function(b, a) {
    moved <- (a - b) * sign
    if (moved > threshold) {
      if ((b - at) * sign <= 0 && (a - at) * sign > 0) "recovered" else "improved_only"
    } else if (moved < -threshold) "deteriorated" else "unchanged"
  }, before, after)
  table(factor(what, c("recovered", "improved_only", "unchanged", "deteriorated")))
}

test_that("people are recovered, improved, the same or worse as each by themselves", {
  withr::local_seed(221)
  for (i in seq_len(drawn_sets())) {
    n <- sample(3:40, 1)
    before <- sample(0:27, n, TRUE)
    after <- pmin(27, pmax(0, before + sample(-12:8, n, TRUE)))
    if (stats::sd(before) == 0) next
    reliability <- stats::runif(1, 0.4, 0.95)
    side <- sample(c("below", "above"), 1)
    at <- sample(4:20, 1)
    better <- c(below = "lower", above = "higher")[[side]]
    found <- benchmarked(before, after, list(cutoff = stats::setNames(list(at), side)), reliability,
                         better)
    expect_equal(unlist(found[c("recovered", "improved_only", "unchanged", "deteriorated")]),
                 unclass(categories(before, after, at, if (side == "above") 1 else -1, reliability)),
                 ignore_attr = TRUE)
    important <- sample(1:6, 1)
    counts <- benchmarked(before, after, list(important = important), better = better)
    gain <- (after - before) * if (better == "higher") 1 else -1
    expect_equal(counts$important_gain, sum(gain >= important))
    expect_equal(counts$important_loss, sum(gain <= -important))
    expect_equal(counts$important_gain + counts$important_same + counts$important_loss, n)
    neither <- benchmarked(before, after, list(important = important), better = "none")
    expect_equal(neither$important_rise, sum(after - before >= important))
    expect_equal(neither$important_fall, sum(before - after >= important))
  }
})

test_that("the negated scale has the same categories", {
  withr::local_seed(222)
  before <- sample(0:27, 30, TRUE)
  after <- pmax(0, before - sample(0:14, 30, TRUE))
  four <- c("recovered", "improved_only", "unchanged", "deteriorated")
  one <- benchmarked(before, after, list(cutoff = list(below = 10)), better = "lower")
  other <- benchmarked(-before, -after, list(cutoff = list(above = -10)))
  expect_identical(one[four], other[four])
  norm <- benchmarked(before, after, list(norm = list(mean = 3, sd = 2, source = "x")),
                      better = "lower")
  turned <- benchmarked(-before, -after, list(norm = list(mean = -3, sd = 2, source = "x")))
  expect_identical(norm[four], turned[four])
  expect_equal(norm$cutoff, -turned$cutoff)
})

test_that("between a norm and the people before the cut-off is criterion c", {
  # Equally far from both in their own standard deviations.
  before <- c(20, 24, 28, 22, 26)
  found <- benchmarked(before, before - 8, list(norm = list(mean = 10, sd = 3, source = "x")))
  expect_equal((found$cutoff - 10) / 3, (mean(before) - found$cutoff) / stats::sd(before))
})

test_that("rows are there only where a study declares them, each with its words", {
  dir <- withr::local_tempdir()
  withr::local_seed(223)
  answers <- function() data.frame(code = sprintf("person%02d", 1:30),
                                   q1 = sample(0:3, 30, TRUE), q2 = sample(0:3, 30, TRUE))
  utils::write.csv(answers(), file.path(dir, "pre.csv"), row.names = FALSE)
  utils::write.csv(answers(), file.path(dir, "post.csv"), row.names = FALSE)
  scaled <- function(disclosure = "none", ...) {
    cohort <- suppressMessages(read_cohort(study(
      waves = c(pre = "pre.csv", post = "post.csv"), id = "code", dir = dir, disclosure = disclosure,
      scales = list(low = list(items = c("q1", "q2"), range = c(0, 3), score = "sum", ...))
    )))
    as.data.frame(paired_change(cohort))
  }
  expect_false(any(benchmark_statistics %in% scaled()$statistic))
  full <- scaled(reliability = 0.7, cutoff = list(below = 3), important = 1)
  rows <- full[full$statistic %in% benchmark_statistics, ]
  expect_setequal(rows$statistic, benchmark_statistics)
  expect_false(anyNA(rows$rule))
  expect_identical(full$method[full$statistic == "reliability"], "given")
  people <- function(of) sum(rows$estimate[rows$statistic %in% of])
  expect_identical(people(c("recovered", "improved_only", "unchanged", "deteriorated")), 30)
  # A profile shows none of them.
  for (profile in profiles) {
    held <- scaled(profile, reliability = 0.7, cutoff = list(below = 3), important = 1)
    expect_true(all(is.na(held$estimate[held$statistic %in%
                                          c(benchmark_statistics, journal_statistics)])))
  }
})
