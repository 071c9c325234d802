# Numbers alone: the locale changes nothing here.

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
    j <- gamma(m / 2) / (sqrt(m / 2) * gamma((m - 1) / 2))
    for (one in c("av", "z")) {
      expect_equal(value(found, paste0("g_", one)),
                   j * value(found, paste0("d_", one)))
      expect_equal(limits(found, paste0("g_", one)),
                   j * limits(found, paste0("d_", one)))
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
    expect_equal(limits(found, "rank_biserial"), c(r$CI_low, r$CI_high))
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

test_that("Hodges-Lehmann is the median of all Walsh averages", {
  set.seed(14)
  for (n in c(1, 2, 7, 30)) for (i in 1:5) {
    d <- sample(-4:6, n, replace = TRUE)
    for (zeros in c("pratt", "wilcoxon")) {
      used <- if (zeros == "pratt") d else d[d != 0]
      found <- change_between(rep(0, n), d, zeros = zeros)
      all <- outer(used, used, "+") / 2
      expected <- stats::median(all[upper.tri(all, TRUE)])
      if (length(used) == 0) expected <- NA_real_
      expect_equal(value(found, "hodges_lehmann"), expected)
    }
  }
})

test_that("without ties the Hodges-Lehmann interval is that of wilcox.test", {
  set.seed(15)
  for (n in c(8, 45, 120)) {
    d <- stats::rnorm(n, 0.2)
    oracle <- stats::wilcox.test(d, exact = TRUE, conf.int = TRUE)
    found <- change_between(rep(0, n), d)
    expect_equal(value(found, "hodges_lehmann"), unname(oracle$estimate))
    expect_equal(limits(found, "hodges_lehmann"), as.numeric(oracle$conf.int))
  }
  few <- change_between(rep(0, 4), 1:4)
  expect_identical(limits(few, "hodges_lehmann"), c(NA_real_, NA_real_))
  expect_match(value(few, "hodges_lehmann", "rule"), "too few")
  # Beyond 200 the ranks are those of the normal limit.
  d <- stats::rnorm(400, 0.1)
  found <- change_between(rep(0, 400), d)
  oracle <- stats::wilcox.test(d, exact = TRUE, conf.int = TRUE)
  expect_equal(limits(found, "hodges_lehmann"), as.numeric(oracle$conf.int),
               tolerance = 0.01)
})

test_that("the exact p is that of coin, with ties, zeros and a tail far out", {
  skip_without_peer("coin")
  set.seed(16)
  for (zeros in c("pratt", "wilcoxon")) for (i in 1:5) {
    before <- sample(10:40, 60, replace = TRUE)
    after <- before + sample(-3:(3 + i), 60, replace = TRUE)
    found <- change_between(before, after, zeros = zeros)
    test <- coin::wilcoxsign_test(
      after ~ before, distribution = "exact",
      zero.method = if (zeros == "pratt") "Pratt" else "Wilcoxon"
    )
    expect_equal(value(found, "p_signed_rank"), as.numeric(coin::pvalue(test)),
                 tolerance = 1e-8)
  }
})
