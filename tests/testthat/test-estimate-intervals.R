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
