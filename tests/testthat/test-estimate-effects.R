# Numbers alone: the locale changes nothing here.

# One over the mean of 1 / sqrt((s1^2 + s2^2) / 2) of two normal waves of one spread
# and correlation r: the squares add up to (1 + r) X + (1 - r) Y over 2 (n - 1), X and Y
# chi-squared. Their sum and the share of X are independent, so it is one integral.
average_factor <- function(n, r) {
  m <- n - 1
  of_share <- function(b) (1 + r * (2 * b - 1))^-0.5 * stats::dbeta(b, m / 2, m / 2)
  of_sum <- sqrt(2 * m) * gamma(m - 0.5) / gamma(m) / sqrt(2)
  1 / (of_sum * stats::integrate(of_share, 0, 1, rel.tol = 1e-10)$value)
}

test_that("Hedges' factor of two waves is the one that leaves no bias", {
  # CohensdpLibrary 0.5.10, J(list(n = 12, rho = .53), "within").
  expect_equal(round(average_hedges_factor(list(n = 12, r = 0.53)), 4), 0.9567)
  for (n in c(3, 4, 7, 12, 60)) for (r in c(-0.9, 0, 0.3, 0.8, 0.99)) {
    expect_equal(average_hedges_factor(list(n = n, r = r)), average_factor(n, r),
                 tolerance = 1e-6)
    # Near a chi-squared of 2 (n - 1) / (1 + r^2) degrees of freedom.
    if (n >= 12) {
      expect_equal(average_factor(n, r), hedges_factor(2 * (n - 1) / (1 + r^2)),
                   tolerance = 0.01)
    }
  }
  # Uncorrelated waves have twice the degrees of freedom, one that is constant n - 1.
  expect_equal(average_hedges_factor(list(n = 9, r = 0)), hedges_factor(16))
  expect_identical(average_hedges_factor(list(n = 9, r = NA)), hedges_factor(8))
  expect_identical(average_hedges_factor(list(n = 2, r = 1)), NA_real_)
  withr::local_seed(12)
  g <- replicate(4000, {
    lasting <- stats::rnorm(6)
    x <- lasting + stats::rnorm(6)
    y <- lasting + stats::rnorm(6) + sqrt(2)
    r <- stats::cor(x, y)
    average_hedges_factor(list(n = 6, r = r)) * mean(y - x) /
      sqrt((stats::var(x) + stats::var(y)) / 2)
  })
  # With the n - 1 of d_z it is 0.93 for 1.
  expect_lt(abs(mean(g) - 1), 0.03)
})

test_that("standardised changes follow their definitions", {
  set.seed(11)
  for (n in c(3, 8, 40)) {
    before <- stats::rnorm(n, 20, 4)
    after <- before + stats::rnorm(n, 1, 3)
    d <- after - before
    found <- change_between(before, after)
    r <- stats::cor(before, after)
    expect_equal(value(found, "d_rm"), mean(d) / stats::sd(d) * sqrt(2 * (1 - r)))
    expect_equal(value(found, "d_b"), mean(d) / stats::sd(before))
    m <- n - 1
    j <- c(av = average_factor(n, r), z = gamma(m / 2) / (sqrt(m / 2) * gamma((m - 1) / 2)))
    for (one in c("av", "z")) {
      expect_equal(value(found, paste0("g_", one)),
                   j[[one]] * value(found, paste0("d_", one)))
      expect_equal(limits(found, paste0("g_", one)),
                   j[[one]] * limits(found, paste0("d_", one)))
    }
  }
})

test_that("Hedges' g and the rank-biserial correlation are those of effectsize", {
  skip_without_peer("effectsize")
  set.seed(12)
  for (i in 1:10) {
    before <- stats::rnorm(25)
    after <- before + stats::rnorm(25, 0.3)
    found <- change_between(before, after)
    # effectsize 0.8.3
    g <- effectsize::hedges_g(after - before)
    expect_equal(value(found, "g_z"), g$Hedges_g, tolerance = 1e-8)
    expect_equal(limits(found, "g_z"), c(g$CI_low, g$CI_high), tolerance = 1e-5)
    r <- effectsize::rank_biserial(after - before, verbose = FALSE)
    expect_equal(value(found, "rank_biserial"), r$r_rank_biserial)
  }
})

test_that("the sign test is the binomial one and superiority counts halves", {
  set.seed(13)
  for (i in 1:20) {
    d <- sample(-2:3, sample(4:30, 1), replace = TRUE)
    found <- change_between(rep(0, length(d)), d)
    expect_equal(value(found, "p_sign"),
                 stats::binom.test(sum(d > 0), sum(d != 0))$p.value)
    expect_equal(value(found, "superiority"), mean((d > 0) + (d == 0) / 2))
  }
})

test_that("shares and odds of those who changed are counts, without an infinite odds", {
  found <- change_between(rep(0, 8), c(1, 2, 1, -1, 0, 0, 3, 1))
  expect_equal(value(found, "share_of_moved"), 5 / 6)
  expect_equal(value(found, "odds_improved"), 5)
  oracle <- stats::binom.test(5, 6)$conf.int
  expect_equal(limits(found, "share_of_moved"), as.numeric(oracle))
  expect_equal(limits(found, "odds_improved"), as.numeric(oracle / (1 - oracle)))
  all <- change_between(rep(0, 5), 1:5)
  expect_identical(value(all, "odds_improved"), NA_real_)
  expect_identical(value(all, "odds_improved", what = "reason"), "nobody_worse")
  expect_equal(limits(all, "share_of_moved"), c(0.025^(1 / 5), 1))
  none <- change_between(rep(0, 5), -(1:5))
  expect_identical(value(none, "odds_improved"), 0)
  expect_equal(limits(none, "odds_improved"), c(0, (1 - 0.025^(1 / 5)) / 0.025^(1 / 5)))
  still <- change_between(1:4, 1:4)
  expect_identical(value(still, "odds_improved", what = "reason"), "zero_change")
})
