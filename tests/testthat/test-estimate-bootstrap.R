skip_second_time()

drawn_pairs <- function(n) {
  before <- round(stats::rnorm(n, 20, 4))
  data.frame(before, after = before + round(stats::rexp(n, 0.4)) - 1)
}
bootstrap <- function(data, ...) {
  paired_change(data, waves = c("before", "after"), interval = "bootstrap", ...)
}

test_that("intervals are boot's from the same resamples", {
  skip_without_peer("boot")
  withr::local_seed(71)
  data <- drawn_pairs(60)
  sorted <- data[order(data$before, data$after), ]
  cell <- paste(sorted$before, sorted$after)
  pattern <- match(cell, unique(cell))
  counts <- as.double(tabulate(pattern))
  first <- sorted[!duplicated(cell), ]
  set.seed(72)
  drawn <- .Call(pw_call_resample, pair_contrast(first$before, first$after, counts), TRUE,
                 2000)
  set.seed(72)
  found <- bootstrap(data, resamples = 2000)
  effects <- list(
    change = function(d) mean(d$after - d$before),
    d_av = function(d) {
      mean(d$after - d$before) /
        sqrt((stats::var(d$before) + stats::var(d$after)) / 2)
    },
    d_z = function(d) mean(d$after - d$before) / stats::sd(d$after - d$before),
    d_b = function(d) mean(d$after - d$before) / stats::sd(d$before),
    r = function(d) stats::cor(d$before, d$after)
  )
  for (name in names(effects)) {
    column <- match(name, resampled_effects)
    whole <- effects[[name]](data)
    each <- vapply(seq_len(60), function(i) effects[[name]](data[-i, ]), 0)
    influence <- 59 * (mean(each) - each)
    acceleration <- sum(influence^3) / 6 / sum(influence^2)^1.5
    expect_equal(drawn$acceleration[column], acceleration, tolerance = 1e-8)
    object <- structure(
      list(t0 = whole, t = drawn$values[, column, drop = FALSE], R = 2000,
           sim = "ordinary", stype = "i", data = data, call = quote(boot())),
      class = "boot"
    )
    oracle <- boot::boot.ci(object, type = "bca", L = influence, index = 1)
    # boot counts the resamples below the estimate, this those equal half.
    expect_equal(limits(found, name), oracle$bca[4:5],
                 tolerance = if (name == "change") 0.02 else 1e-8)
  }
})

test_that("the bootstrap t is boot's studentised interval", {
  skip_without_peer("boot")
  withr::local_seed(78)
  before <- stats::rlnorm(25)
  data <- data.frame(before, after = before + stats::rlnorm(25) - 1)
  set.seed(79)
  found <- paired_change(data, waves = c("before", "after"), interval = "bootstrap_t",
                         resamples = 999)
  # From the same resamples to rounding.
  set.seed(79)
  drawn <- .Call(pw_call_resample, pair_contrast(data$before, data$after), TRUE, 999)$values
  d <- data$after - data$before
  same <- boot::boot.ci(structure(
    list(t0 = c(mean(d), stats::var(d) / 25), t = cbind(drawn[, 1], drawn[, 9]^2 / 25),
         R = 999, sim = "ordinary", stype = "i", data = data, call = quote(boot())),
    class = "boot"
  ), type = "stud")
  expect_equal(limits(found, "change"), same$student[4:5], tolerance = 1e-8)
  # From resamples of its own to their error.
  own <- boot::boot(d, function(d, i) c(mean(d[i]), stats::var(d[i]) / length(d)), 20000)
  oracle <- boot::boot.ci(own, type = "stud")$student[4:5]
  many <- paired_change(data, waves = c("before", "after"), interval = "bootstrap_t",
                        resamples = 20000)
  expect_lt(max(abs(limits(many, "change") - oracle)), 0.1 * diff(oracle))
  expect_identical(value(many, "change", what = "interval"), "bootstrap_t")
  expect_match(value(many, "p", what = "rule"), "bootstrap t, 20,000 resamples")
  # Nothing else is drawn.
  plain <- paired_change(data, waves = c("before", "after"))
  expect_identical(limits(many, "d_av"), limits(plain, "d_av"))
})

test_that("the bootstrap t has no interval without a spread, and one p with it", {
  withr::local_seed(80)
  for (i in 1:25) {
    before <- sample(1:9, 12, TRUE)
    found <- paired_change(data.frame(before, after = before + sample(-1:3, 12, TRUE)),
                           waves = c("before", "after"), interval = "bootstrap_t",
                           resamples = 999)
    at <- limits(found, "change")
    if (anyNA(at)) {
      expect_identical(value(found, "change", what = "interval"), "bootstrap_t_flat")
    } else {
      expect_identical(at[1] > 0 || at[2] < 0, value(found, "p") <= 0.05)
    }
  }
  flat <- paired_change(data.frame(before = 1:5, after = 2:6), waves = c("before", "after"),
                        interval = "bootstrap_t")
  expect_identical(value(flat, "p", what = "reason"), "constant_change")
  two <- paired_change(data.frame(before = 1:2, after = c(1, 3)),
                       waves = c("before", "after"), interval = "bootstrap_t")
  expect_identical(limits(two, "change"), c(NA_real_, NA_real_))
  expect_match(value(two, "change", what = "rule"), "no bootstrap t interval")
})

test_that("a seed gives the same intervals, whatever the order of rows", {
  withr::local_seed(73)
  data <- drawn_pairs(40)
  set.seed(1)
  one <- bootstrap(data, resamples = 500)
  set.seed(2)
  expect_false(identical(bootstrap(data, resamples = 500)$conf_low, one$conf_low))
  shuffled <- data[order(data$after), ]
  set.seed(1)
  expect_equal(bootstrap(shuffled, resamples = 500)$conf_low, one$conf_low)
  set.seed(1)
  counted <- stats::aggregate(n ~ before + after, transform(data, n = 1), sum)
  expect_equal(bootstrap(counted, resamples = 500, counts = "n")$conf_low,
               one$conf_low)
  set.seed(1)
  before <- .Random.seed
  paired_change(data, waves = c("before", "after"))
  expect_identical(.Random.seed, before)
})

test_that("intervals of a normal sample are near those of t", {
  withr::local_seed(74)
  before <- stats::rnorm(300, 20, 4)
  data <- data.frame(before, after = before + stats::rnorm(300, 1, 3))
  t <- paired_change(data, waves = c("before", "after"))
  drawn <- bootstrap(data, resamples = 5000)
  for (statistic in c("change", "d_av", "d_z", "g_av", "rank_biserial")) {
    width <- diff(limits(t, statistic))
    expect_lt(max(abs(limits(drawn, statistic) - limits(t, statistic))),
              0.15 * width)
  }
  expect_identical(drawn$estimate, t$estimate)
  expect_match(drawn$rule[drawn$statistic == "d_av"],
               "BCa bootstrap, 5,000 resamples")
  factor <- hedges_factor(299)
  expect_equal(limits(drawn, "g_z"), factor * limits(drawn, "d_z"))
})

test_that("many people on few patterns are drawn by patterns", {
  withr::local_seed(75)
  counted <- data.frame(before = c(1, 2, 3, 2), after = c(2, 2, 4, 1),
                        n = c(400, 900, 300, 150))
  t <- paired_change(counted, waves = c("before", "after"), counts = "n")
  drawn <- bootstrap(counted, counts = "n", resamples = 4000)
  for (statistic in c("change", "d_z")) {
    width <- diff(limits(t, statistic))
    expect_lt(max(abs(limits(drawn, statistic) - limits(t, statistic))),
              0.1 * width)
  }
})

test_that("where there is no interval the rule says why", {
  withr::local_seed(76)
  rule <- function(before, after, statistic) {
    found <- bootstrap(data.frame(before, after), resamples = 200)
    expect_identical(is.na(found$reason), !is.na(found$estimate))
    expect_identical(is.na(found$note), is.na(found$reason) & is.na(found$caution))
    expect_false(any(is.nan(c(found$conf_low, found$conf_high))))
    found$rule[found$statistic == statistic]
  }
  expect_match(rule(1:3, c(2, 4, 9), "d_av"), "bootstrap")
  expect_match(rule(c(1, 2), c(2, 4), "d_z"), "no bootstrap interval: ")
  rule(1:4, 2:5, "change")
  rule(1:4, 1:4, "rank_biserial")
  rule(1, 2, "change")
  rule(numeric(), numeric(), "change")
})

test_that("what can't be used is an error that says why", {
  data <- drawn_pairs(10)
  cohort <- demo_cohort()
  expect_snapshot(error = TRUE, {
    bootstrap(data, resamples = 10)
    paired_change(cohort, interval = "bootstrap", weights = attrition(cohort))
    paired_change(cohort, interval = "bootstrap_t", weights = attrition(cohort))
  })
})

test_that("the table says how the intervals came about", {
  set.seed(77)
  expect_snapshot(bootstrap(drawn_pairs(20), resamples = 1000, label = "Confidence"))
})
