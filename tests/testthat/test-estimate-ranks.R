# Numbers alone: the locale changes nothing here.

# Newson's jackknife of a ratio of two totals, written out: pseudovalues of both, and
# the ratio by Taylor's first term.
jackknife_by_hand <- function(d, zeros) {
  totals <- function(d) {
    n <- length(d)
    if (zeros == "wilcoxon") d <- d[d != 0]
    rank <- rank(abs(d))
    c(sum(rank * sign(d)), sum(rank * (d != 0))) / (n * (n + 1) / 2)
  }
  n <- length(d)
  all <- totals(d)
  pseudo <- n * matrix(all, n, 2, byrow = TRUE) -
    (n - 1) * t(vapply(seq_len(n), function(i) totals(d[-i]), c(0, 0)))
  r <- all[1] / all[2]
  slope <- c(1, -r) / all[2]
  c(r = r, error = sqrt(drop(slope %*% stats::cov(pseudo) %*% slope) / n))
}

test_that("the interval of rank_biserial is Newson's, written out", {
  withr::local_seed(21)
  for (i in seq_len(few_or_many(15, 40))) for (zeros in c("pratt", "wilcoxon")) {
    n <- sample(6:40, 1)
    d <- if (i %% 2) sample(-3:5, n, replace = TRUE) else stats::rnorm(n, 0.3)
    d[1:2] <- c(-1, 1)
    found <- change_between(rep(0, n), d, zeros = zeros)
    oracle <- jackknife_by_hand(d, zeros)
    expect_equal(value(found, "rank_biserial"), oracle[["r"]])
    half <- stats::qnorm(0.975) * oracle[["error"]] / (1 - oracle[["r"]]^2)
    expect_equal(limits(found, "rank_biserial"),
                 tanh(atanh(oracle[["r"]]) + c(-half, half)))
    expect_identical(value(found, "rank_biserial", what = "interval"), "newson")
    # Superiority is a mean, whose jackknife is the usual standard error.
    sign <- sign(d)
    half <- stats::qnorm(0.975) * stats::sd(sign) / sqrt(n) / (1 - mean(sign)^2)
    expect_equal(limits(found, "superiority"),
                 (1 + tanh(atanh(mean(sign)) + c(-half, half))) / 2)
  }
})

test_that("limits exist where every change is of one sign, and where nobody changed", {
  for (zeros in c("pratt", "wilcoxon")) {
    up <- change_between(rep(0, 9), c(1:6, 0, 0, 0), zeros = zeros)
    expect_identical(value(up, "rank_biserial"), 1)
    expect_equal(limits(up, "rank_biserial"), c(2 * 0.025^(1 / 6) - 1, 1))
    expect_identical(value(up, "rank_biserial", what = "interval"), "newson_end")
    down <- change_between(c(1:6, 0, 0, 0), rep(0, 9), zeros = zeros)
    expect_equal(limits(down, "rank_biserial"), -rev(limits(up, "rank_biserial")))
  }
  # Some who did not change leave superiority below 1, and its scale open.
  expect_identical(value(up, "superiority", what = "interval"), "newson")
  all <- change_between(rep(0, 5), 1:5)
  expect_equal(limits(all, "superiority"), c(0.025^(1 / 5), 1))
  still <- change_between(1:8, 1:8)
  expect_equal(limits(still, "superiority"), (1 + c(-1, 1) * (1 - 0.025^(1 / 8))) / 2)
  expect_identical(limits(still, "rank_biserial"), c(NA_real_, NA_real_))
  one <- change_between(1, 3)
  expect_equal(limits(one, "rank_biserial"), c(2 * 0.025 - 1, 1))
})

test_that("the limits hold the truth about as often as they say", {
  withr::local_seed(22)
  # Changes of mean 0.4 and SD 1 have the correlation 2 P(Z + Z' > 0) - 1.
  truth <- 2 * stats::pnorm(0.4 * sqrt(2)) - 1
  covers <- vapply(seq_len(few_or_many(200, 400)), function(i) {
    found <- limits(change_between(rep(0, 20), stats::rnorm(20, 0.4)), "rank_biserial")
    found[1] <= truth && truth <= found[2]
  }, NA)
  # By Fisher's z with the null variance it is 90 percent.
  expect_gt(mean(covers), 0.92)
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
  # Beyond 200 too.
  for (n in c(201, 400)) {
    d <- stats::rnorm(n, 0.1)
    found <- change_between(rep(0, n), d)
    oracle <- stats::wilcox.test(d, exact = TRUE, conf.int = TRUE)
    expect_equal(limits(found, "hodges_lehmann"), as.numeric(oracle$conf.int))
  }
})

test_that("ranks of the limits are those of counting every sign pattern", {
  most <- asked_or("PAIRWAVE_SIGNED_RANKS", 300, 500)
  sizes <- c(201:210, seq(231, most, 29))
  for (n in sizes) for (tail in c(0.25, 0.05, 0.025, 0.005, 0.0005)) {
    expect_identical(signed_rank_quantile(n, tail), stats::qsignrank(tail, n))
  }
  # The smallest n whose outermost average is outside.
  expect_identical(walsh_rank(5, 0.025), NA_real_)
  expect_identical(walsh_rank(6, 0.025), 1)
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
