# Numbers alone: the locale changes nothing here.

test_that("weighted, nothing that journals ask for is given, and the reason is said", {
  cohort <- profiled_cohort("none")
  found <- as.data.frame(paired_change(cohort, weights = attrition(cohort)))
  weighted <- found$statistic %in% journal_statistics & found$contrast %in%
    found$contrast[found$weighted %in% TRUE]
  expect_true(any(weighted))
  expect_true(all(is.na(found$estimate[weighted])))
  expect_identical(unique(found$reason[weighted]), "figures_unweighted")
})

test_that("one pair and none have their reasons", {
  one <- paired_change(data.frame(a = c(1, NA), b = c(3, 2)), waves = c("a", "b"))
  of <- function(x, statistic, what) x[[what]][x$statistic == statistic]
  expect_identical(of(one, "median_change", "estimate"), 2)
  expect_identical(of(one, "bayes_factor", "reason"), "few_pairs")
  none <- paired_change(data.frame(a = c(1, NA), b = c(NA, 2)), waves = c("a", "b"))
  rows <- none$statistic %in% journal_statistics
  expect_true(all(is.na(none$estimate[rows])))
  expect_identical(unique(none$reason[rows]), "no_pair")
})

test_that("turning time turns signs and nothing else", {
  withr::local_seed(231)
  frame <- data.frame(a = sample(1:9, 30, TRUE), b = sample(2:9, 30, TRUE))
  of <- function(waves) {
    x <- paired_change(frame, waves = waves)
    stats::setNames(as.list(x$estimate), x$statistic)
  }
  one <- of(c("a", "b"))
  two <- of(c("b", "a"))
  expect_equal(two$z, -one$z)
  expect_equal(two$rank_sum_rises, one$rank_sum_falls)
  expect_equal(two$bayes_factor, one$bayes_factor)
  expect_equal(two$median_before, one$median_after)
  expect_equal(two$lower_quartile_change, -one$upper_quartile_change)
})
