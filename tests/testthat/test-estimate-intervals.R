# Numbers alone: the locale changes nothing here.

test_that("noncentral t limits solve their equations, for large t too", {
  for (t in c(-3, 0, 0.5, 3, 15)) for (df in c(2, 10, 100)) {
    limits <- noncentral_t_limits(t, df, 0.95)
    expect_equal(stats::pt(t, df, limits[1]), 0.975, tolerance = 1e-7)
    expect_equal(stats::pt(t, df, limits[2]), 0.025, tolerance = 1e-6)
  }
  # Beyond where pt() is used, the integral continues it.
  for (df in c(1, 5, 50)) {
    expect_equal(noncentral_t_cdf(20.5, df, 15), stats::pt(20.5, df, 15),
                 tolerance = 1e-8)
  }
  for (t in c(50, 1000, 1e6)) for (df in c(1, 9, 500)) {
    limits <- noncentral_t_limits(t, df, 0.95)
    # ncp / t tends to the quantiles of sqrt(chi2 / df) as t grows.
    if (t == 1e6) {
      expect_equal(limits / t, sqrt(stats::qchisq(c(0.025, 0.975), df) / df),
                   tolerance = 1e-4)
    }
    expect_lt(limits[1], limits[2])
  }
})

test_that("shares of people have prop.test()'s Wilson interval", {
  d <- c(1, 2, 0, -1, 3, 0, 0, 2, 1)
  found <- change_between(rep(0, 9), d)
  for (one in list(c("improved", 5), c("same", 3), c("worse", 1))) {
    count <- as.numeric(one[2])
    oracle <- suppressWarnings(stats::prop.test(count, 9, correct = FALSE))
    expect_equal(value(found, paste0("share_", one[1])), count / 9)
    expect_equal(limits(found, paste0("share_", one[1])),
                 as.numeric(oracle$conf.int))
  }
})

test_that("a share of all or of none has a limit at the end, nobody has none", {
  for (n in c(1, 7, 200)) {
    expect_equal(wilson_limits(0, n, 0.95)[1], 0)
    expect_equal(wilson_limits(n, n, 0.95)[2], 1)
    for (k in 0:min(n, 20)) {
      limits <- wilson_limits(k, n, 0.9)
      expect_equal(limits, 1 - rev(wilson_limits(n - k, n, 0.9)))
      # At a limit the share is just not told from what was seen.
      open <- limits[limits > 1e-9 & limits < 1 - 1e-9]
      expect_equal(abs(k / n - open) / sqrt(open * (1 - open) / n), rep(stats::qnorm(0.95), length(open)))
    }
  }
  expect_identical(wilson_limits(0, 0, 0.95), c(NA_real_, NA_real_))
})

test_that("the noncentral t turns round with its sign", {
  for (t in c(0.3, 2, 21, 400)) for (df in c(1, 8, 90)) for (ncp in c(-2, 0, 5, 40)) {
    expect_equal(noncentral_t_cdf(-t, df, -ncp), 1 - noncentral_t_cdf(t, df, ncp), tolerance = 1e-8)
  }
  expect_equal(noncentral_t_limits(-3, 9, 0.9), -rev(noncentral_t_limits(3, 9, 0.9)), tolerance = 1e-7)
})

test_that("Clopper-Pearson limits are binom.test()'s, and mid-p ones meet their test", {
  for (n in c(1, 6, 40)) for (count in unique(pmin(n, c(0, 1, 3, n)))) {
    for (level in c(0.9, 0.95)) {
      expect_equal(clopper_pearson(count, n, level),
                   as.numeric(stats::binom.test(count, n, conf.level = level)$conf.int))
    }
    mid <- clopper_pearson(count, n, 0.9, mid = TRUE)
    expect_equal(mid, 1 - rev(clopper_pearson(n - count, n, 0.9, mid = TRUE)))
    tail <- function(share) {
      stats::pbinom(count, n, share) - stats::dbinom(count, n, share) / 2
    }
    if (count < n) expect_equal(tail(mid[2]), 0.05, tolerance = 1e-6)
  }
  # An interval is without even odds where p of the same test is small, and only there.
  for (gained in 0:15) for (lost in 0:15) if (gained + lost) {
    mid <- clopper_pearson(gained, gained + lost, 0.95, mid = TRUE)
    expect_identical(mid[1] > 0.5 || mid[2] < 0.5, mcnemar_mid_p(gained, lost) < 0.05)
  }
  expect_identical(clopper_pearson(0, 0, 0.95), c(NA_real_, NA_real_))
  expect_identical(odds_limits(c(0.5, 1)), c(NA_real_, NA_real_))
})

test_that("the interval of d_b is statpsych's", {
  skip_without_peer("statpsych")
  withr::local_seed(23)
  for (i in 1:10) {
    before <- stats::rnorm(20, 10, 2)
    after <- before + stats::rnorm(20, 1, 2)
    found <- change_between(before, after)
    # The second row divides by the standard deviation of the first measurement.
    oracle <- statpsych::ci.stdmean.ps(0.05, mean(after), mean(before), stats::sd(after),
                                       stats::sd(before), stats::cor(before, after), 20)
    row <- oracle[nrow(oracle), ]
    # statpsych 1.x gives four decimals.
    expect_lt(max(abs(limits(found, "d_b") - c(row[["LL"]], row[["UL"]]))), 6e-5)
  }
})

test_that("the interval of d_b is Bonett's formula", {
  before <- c(9, 14, 8, 11, 14, 10)
  after <- c(13, 15, 9, 12, 16, 10)
  d <- mean(after - before) / stats::sd(before)
  error <- sqrt(d^2 / 10 + stats::var(after - before) / 5 / stats::var(before))
  expect_equal(limits(change_between(before, after), "d_b"),
               d + c(-1, 1) * stats::qnorm(0.975) * error)
  flat <- change_between(rep(1, 4), 1:4)
  expect_identical(limits(flat, "d_b"), c(NA_real_, NA_real_))
})
