# Numbers alone: the locale changes nothing here.

sums_of <- function(before, after, zeros) {
  found <- paired_change(data.frame(before, after), waves = c("before", "after"), zeros = zeros)
  stats::setNames(as.list(found$estimate), found$statistic)
}

test_that("V is that of R, and Z its p without a correction", {
  withr::local_seed(181)
  done <- 0
  for (i in seq_len(drawn_sets())) {
    n <- sample(5:60, 1)
    before <- sample(1:7, n, TRUE)
    after <- pmin(7, pmax(1, before + sample(-2:3, n, TRUE)))
    if (all(before == after)) next
    of <- sums_of(before, after, "wilcoxon")
    oracle <- suppressWarnings(stats::wilcox.test(after, before, paired = TRUE, exact = FALSE,
                                                  correct = FALSE))
    expect_equal(of$rank_sum_rises, unname(oracle$statistic), tolerance = 1e-8)
    expect_equal(2 * stats::pnorm(-abs(of$z)), oracle$p.value, tolerance = 1e-8)
    expect_equal(of$w, of$rank_sum_rises - of$rank_sum_falls)
    used <- sum(before != after)
    expect_equal(of$rank_sum_rises + of$rank_sum_falls, used * (used + 1) / 2)
    done <- done + 1
  }
  expect_gt(done, 0.95 * drawn_sets())
})

test_that("Z is coin's with either rule for zeros", {
  skip_without_peer("coin")
  withr::local_seed(182)
  for (i in seq_len(drawn_sets())) {
    n <- sample(5:60, 1)
    before <- sample(1:7, n, TRUE)
    after <- pmin(7, pmax(1, before + sample(-2:3, n, TRUE)))
    if (all(before == after)) next
    for (zeros in c("pratt", "wilcoxon")) {
      oracle <- coin::wilcoxsign_test(
        after ~ before, zero.method = c(pratt = "Pratt", wilcoxon = "Wilcoxon")[[zeros]]
      )
      expect_equal(sums_of(before, after, zeros)$z, unname(c(coin::statistic(oracle))),
                   tolerance = 1e-8)
    }
  }
})

test_that("nobody changed: no sums, with the reason", {
  found <- paired_change(data.frame(a = c(1, 2, 2), b = c(1, 2, 2)), waves = c("a", "b"))
  at <- found$statistic %in% rank_statistics
  expect_true(all(is.na(found$estimate[at])))
  expect_identical(unique(found$reason[at]), "zero_change")
})
