# Numbers alone: the locale changes nothing here.

# The same factor otherwise: the noncentral density of t over the standardised change,
# whose prior is Cauchy's. R's dt() is a difference of two close numbers here, so the
# density is integrated too.
factor_over_change <- function(t, n, scale = sqrt(2) / 2) {
  df <- n - 1
  likelihood <- function(d) {
    # t is a normal number over s, the root of chi-squared over its df.
    ncp <- d * sqrt(n)
    log_kernel <- function(s) {
      stats::dnorm(t * s, ncp, log = TRUE) + log(s) + log(2 * df * s) +
        stats::dchisq(df * s^2, df, log = TRUE)
    }
    s <- exp(seq(-8, 3, length.out = 4001))
    sum(exp(log_kernel(s)) * s) * 11 / 4000
  }
  centre <- t / sqrt(n)
  u <- seq(-30, 30, length.out = 3001)
  # Sinh spreads the points over the heavy tails of the prior.
  d <- centre + sinh(u / 2) / sqrt(n)
  step <- 60 / 3000 * cosh(u / 2) / 2 / sqrt(n)
  keep <- abs(d * sqrt(n) - t) < 60
  above <- vapply(d[keep], likelihood, 0)
  sum(above * stats::dcauchy(d[keep], 0, scale) * step[keep]) / stats::dt(t, df)
}

# And over log g by the trapezoidal rule, with the prior by R's gamma density.
factor_over_g <- function(t, n, scale = sqrt(2) / 2, points = 40000) {
  df <- n - 1
  x <- seq(-7, 50, length.out = points)
  g <- exp(x)
  spread <- 1 + n * g * scale^2
  log_of <- -log(spread) / 2 - n / 2 * log1p(t^2 / (spread * df)) +
    stats::dgamma(1 / g, 0.5, 0.5, log = TRUE) - 2 * x + x
  log(sum(exp(log_of - max(log_of))) * (x[2] - x[1])) + max(log_of) +
    n / 2 * log1p(t^2 / df)
}

test_that("the Bayes factor is the integral over g, whatever t and n", {
  withr::local_seed(191)
  for (i in seq_len(few_or_many(80, 300))) {
    n <- round(exp(stats::runif(1, log(2), log(3000))))
    t <- stats::rt(1, 3) * sample(c(1, 1, 10), 1)
    expect_equal(log_bayes_factor(t, n), factor_over_g(t, n), tolerance = 1e-8)
  }
})

test_that("the Bayes factor is the integral over the standardised change", {
  for (case in list(c(0, 10), c(2.1, 25), c(-3, 40), c(1, 3))) {
    expect_equal(exp(log_bayes_factor(case[1], case[2])),
                 factor_over_change(case[1], case[2]), tolerance = 1e-6)
  }
})

test_that("the Bayes factor is that of BayesFactor on drawn data sets", {
  skip_without_peer("BayesFactor")
  withr::local_seed(192)
  for (i in seq_len(drawn_sets())) {
    n <- sample(3:200, 1)
    before <- stats::rnorm(n)
    # Beyond |t| = 5 that package approximates, and says so.
    after <- before + stats::rnorm(n, stats::runif(1, -3, 3) / sqrt(n))
    t <- stats::t.test(after, before, paired = TRUE)$statistic[[1]]
    if (abs(t) > 5) next
    found <- paired_change(data.frame(before, after), waves = c("before", "after"))
    theirs <- BayesFactor::ttest.tstat(t, n, rscale = sqrt(2) / 2)$bf
    expect_equal(found$estimate[found$statistic == "bayes_factor"], exp(theirs),
                 tolerance = 1e-8)
  }
})

test_that("a Bayes factor beyond numbers has its logarithm, and one of equal changes none", {
  frame <- data.frame(a = seq_len(400), b = seq_len(400) + 5 + rep(c(-0.1, 0.1), 200))
  found <- paired_change(frame, waves = c("a", "b"))
  of <- function(statistic, what) found[[what]][found$statistic == statistic]
  expect_true(is.na(of("bayes_factor", "estimate")))
  expect_identical(of("bayes_factor", "reason"), "beyond_numbers")
  expect_gt(of("log_bayes_factor", "estimate"), 709)
  same <- paired_change(data.frame(a = 1:5, b = 2:6), waves = c("a", "b"))
  expect_identical(same$reason[same$statistic == "bayes_factor"], "constant_change")
})

test_that("the prior's scale is named beside the factor", {
  found <- paired_change(data.frame(a = c(1, 3, 2, 4), b = c(2, 3, 4, 4)), waves = c("a", "b"))
  expect_match(found$rule[found$statistic == "bayes_factor"], "scale 0.707", fixed = TRUE)
})
