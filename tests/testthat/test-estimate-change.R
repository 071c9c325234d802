# Numbers alone: the locale changes nothing here.

test_that("selfesteem gives its values to every printed digit", {
  result <- paired_change(selfesteem, waves = c("t1", "t2", "t3"))
  expect_equal(round(value(result, "mean_before", contrast = "t1 -> t2"), 3), 3.140)
  expect_equal(round(value(result, "mean_after", contrast = "t1 -> t2"), 3), 4.934)
  expect_equal(round(value(result, "mean_after", contrast = "t1 -> t3"), 3), 7.636)
  # R 4.2.2: t.test(paired = TRUE).
  expect_equal(round(result$estimate[result$statistic == "t"], 3),
               c(4.968, 4.868, 13.228))
})

test_that("sleep and anorexia agree with R and with the published values", {
  wide <- stats::reshape(datasets::sleep, idvar = "ID", timevar = "group",
                         direction = "wide")
  found <- change_between(wide$extra.1, wide$extra.2)
  # Student 1908: t 4.0621, df 9, p .002833, mean 1.58.
  expect_equal(round(value(found, "t"), 4), 4.0621)
  expect_equal(round(value(found, "p"), 6), 0.002833)
  expect_equal(value(found, "change"), 1.58)
  skip_without_peer("MASS")
  expected <- list(CBT = c(29, 3.007, 7.309, 0.411, 0.0350),
                   FT = c(17, 7.265, 7.157, 1.015, 0.0007))
  for (treatment in names(expected)) {
    part <- MASS::anorexia[MASS::anorexia$Treat == treatment, ]
    found <- paired_change(part, waves = c("Prewt", "Postwt"))
    expect_equal(
      c(value(found, "n"), round(value(found, "change"), 3),
        round(value(found, "sd_change"), 3), round(value(found, "d_z"), 3),
        round(value(found, "p"), 4)),
      expected[[treatment]]
    )
  }
})

test_that("the signed-rank test is exact with ties and zeros", {
  # coin and exactRankTests, and all sign patterns.
  pratt <- change_between(fifteen_pairs$before, fifteen_pairs$after)
  dropped <- change_between(fifteen_pairs$before, fifteen_pairs$after, zeros = "wilcoxon")
  expect_identical(value(pratt, "p_signed_rank"), 0.09765625)
  expect_identical(value(dropped, "p_signed_rank"), 0.13671875)
  expect_identical(value(pratt, "p_signed_rank", what = "rule"),
                   "exact, Pratt zeros")
  expect_identical(value(dropped, "p_signed_rank", what = "rule"),
                   "exact, Wilcoxon zeros")
  # Five +1 and one -1.
  expect_identical(
    value(change_between(rep(0, 6), c(1, 1, 1, 1, 1, -1)), "p_signed_rank"),
    0.21875
  )
})

test_that("the exact test equals brute force over all sign patterns", {
  brute <- function(d, zeros) {
    ranks <- if (zeros == "pratt") rank(abs(d))[d != 0] else rank(abs(d[d != 0]))
    d <- d[d != 0]
    signs <- as.matrix(expand.grid(rep(list(0:1), length(d))))
    all <- drop(signs %*% ranks)
    v <- sum(ranks[d > 0])
    min(1, 2 * min(mean(all <= v), mean(all >= v)))
  }
  set.seed(1)
  for (n in c(rep(1:12, 2), 13:16)) {
    d <- sample(-3:3, n, replace = TRUE)
    if (all(d == 0)) d[1] <- 1
    for (zeros in c("pratt", "wilcoxon")) {
      found <- change_between(rep(0, n), d, zeros = zeros)
      expect_equal(value(found, "p_signed_rank"), brute(d, zeros),
                   tolerance = 1e-14)
    }
  }
})

test_that("without ties the exact test is R's, and large n is approximate", {
  set.seed(2)
  d <- stats::rnorm(40, 0.3)
  expect_equal(value(change_between(rep(0, 40), d), "p_signed_rank"),
               stats::wilcox.test(d, exact = TRUE)$p.value, tolerance = 1e-12)
  # Without ties the exact way is beyond a second at some size.
  d <- stats::rnorm(20000, 0.01)
  found <- change_between(rep(0, 20000), d)
  expect_equal(value(found, "p_signed_rank"),
               stats::wilcox.test(d, exact = FALSE, correct = FALSE)$p.value,
               tolerance = 1e-10)
  expect_match(value(found, "p_signed_rank", what = "rule"), "^normal approx")
})

test_that("t, p and interval are those of t.test on random data", {
  set.seed(3)
  for (i in 1:20) {
    n <- sample(3:60, 1)
    before <- stats::rnorm(n, 50, 10)
    after <- before + stats::rnorm(n, 1, 5)
    after[sample(n, 1)] <- NA
    found <- change_between(before, after, conf_level = 0.9)
    oracle <- stats::t.test(after, before, paired = TRUE, conf.level = 0.9)
    expect_equal(value(found, "t"), unname(oracle$statistic))
    expect_equal(value(found, "df"), unname(oracle$parameter))
    expect_equal(value(found, "p"), oracle$p.value)
    expect_equal(limits(found, "change"), as.numeric(oracle$conf.int))
    expect_equal(value(found, "r"),
                 stats::cor(before, after, use = "complete.obs"))
    expect_identical(value(found, "n_before_only"), 1)
  }
})

test_that("swapping the waves flips signs and row order does not matter", {
  one <- change_between(fifteen_pairs$before, fifteen_pairs$after)
  swapped <- change_between(fifteen_pairs$after, fifteen_pairs$before)
  for (statistic in c("change", "t", "d_av", "d_z")) {
    expect_equal(value(swapped, statistic), -value(one, statistic))
  }
  for (statistic in c("change", "d_av", "d_z")) {
    expect_equal(limits(swapped, statistic), -rev(limits(one, statistic)),
                 tolerance = 1e-7)
  }
  expect_equal(value(swapped, "improved"), value(one, "worse"))
  expect_equal(value(swapped, "p_signed_rank"), value(one, "p_signed_rank"))
  shuffled <- fifteen_pairs[c(15:9, 1:8), ]
  again <- change_between(shuffled$before, shuffled$after)
  expect_equal(again$estimate, one$estimate, tolerance = 1e-14)
})

test_that("binary fractions that tie on paper tie here", {
  found <- change_between(c(3.1, 2.0, 1.1), c(3.4, 2.3, 0.8))
  # Three ties of size .3: two gains, one loss.
  expect_identical(value(found, "p_signed_rank"), 1)
  same <- change_between(c(3.1, 2.0), c(3.4, 2.3))
  expect_match(value(same, "t", what = "note"), "same")
})

test_that("what does not exist is NA with its reason, never NaN", {
  cases <- list(
    none = change_between(c(1, NA), c(NA, 2)),
    one = change_between(c(1, 2), c(2, NA)),
    same = change_between(c(1, 2, 3), c(2, 3, 4)),
    zero = change_between(c(1, 2, 3), c(1, 2, 3)),
    flat = change_between(c(2, 2, 2), c(2, 2, 2)),
    empty = change_between(numeric(), numeric())
  )
  for (found in cases) {
    expect_false(any(is.nan(found$estimate)))
    expect_identical(is.na(found$estimate), !is.na(found$reason))
    expect_identical(is.na(found$note), is.na(found$reason) & is.na(found$caution))
  }
  expect_identical(value(cases$none, "n"), 0)
  expect_identical(value(cases$none, "n_before_only"), 1)
  expect_identical(value(cases$none, "n_after_only"), 1)
  expect_identical(value(cases$none, "mean_before", what = "note"),
                   "no complete pair")
  expect_identical(value(cases$one, "t", what = "note"),
                   "fewer than 2 complete pairs")
  expect_identical(value(cases$same, "change"), 1)
  expect_identical(value(cases$zero, "p_signed_rank", what = "note"),
                   "every change is zero")
  expect_identical(value(cases$flat, "d_av", what = "note"),
                   "no variance in either wave")
})

test_that("p is adjusted over the contrasts of a scale", {
  set.seed(17)
  data <- data.frame(a = stats::rnorm(20), b = stats::rnorm(20, 0.5),
                     c = stats::rnorm(20, 1))
  for (how in c("holm", "BH", "none")) {
    found <- paired_change(data, waves = c("a", "b", "c"), adjust = how)
    expect_equal(value(found, "p_adjusted"),
                 stats::p.adjust(value(found, "p"), how))
  }
  expect_match(value(paired_change(data, waves = c("a", "b", "c")),
                     "p_adjusted", "rule")[1], "Holm over 3 tests")
})
