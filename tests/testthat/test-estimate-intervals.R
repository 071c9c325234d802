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

test_that("the rank-biserial has no interval where every change has one sign", {
  limits <- function(r, n) biserial_limits(list(rank_biserial = r, n_used = n), 0.95)
  expect_identical(limits(1, 9), c(NA_real_, NA_real_))
  expect_identical(limits(-1, 9), c(NA_real_, NA_real_))
  expect_identical(limits(NA_real_, 0), c(NA_real_, NA_real_))
  expect_equal(limits(0.4, 12), -rev(limits(-0.4, 12)))
  # The null variance of the signed ranks, by all sign patterns.
  for (n in 3:8) {
    signs <- as.matrix(expand.grid(rep(list(c(-1, 1)), n)))
    r <- drop(signs %*% seq_len(n)) / sum(seq_len(n))
    half <- stats::qnorm(0.975) * sqrt(mean(r^2))
    expect_equal(atanh(limits(0.2, n)), atanh(0.2) + c(-half, half))
  }
})
