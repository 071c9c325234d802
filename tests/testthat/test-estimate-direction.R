skip_second_time()

drawn_pairs <- function(n = 30) {
  pre <- sample(0:27, n, TRUE)
  data.frame(pre = pre, post = pmax(0, pmin(27, pre + sample(-9:5, n, TRUE))))
}

estimates <- function(x) stats::setNames(as.data.frame(x)$estimate, as.data.frame(x)$statistic)

test_that("who improved is counted as one counts by hand, in each direction", {
  withr::local_seed(71)
  for (i in seq_len(40)) {
    answers <- drawn_pairs(sample(2:40, 1))
    d <- answers$post - answers$pre
    found <- lapply(c(higher = "higher", lower = "lower", none = "none"), function(better) {
      estimates(paired_change(answers, waves = names(answers), better = better,
                              reliability = 0.8))
    })
    expect_equal(found$lower[["improved"]], sum(d < 0))
    expect_equal(found$lower[["worse"]], sum(d > 0))
    expect_equal(found$lower[["superiority"]], mean(d < 0) + mean(d == 0) / 2)
    expect_equal(found$none[["higher"]], sum(d > 0))
    expect_equal(found$none[["lower"]], sum(d < 0))
    threshold <- found$lower[["reliable_threshold"]]
    expect_equal(found$lower[["reliable_gain"]], sum(d < -threshold))
    expect_equal(found$none[["reliable_rise"]], sum(d > threshold))
    # What has a sign has the same one.
    signed <- c("change", "t", "d_av", "rank_biserial", "hodges_lehmann", "w", "z", "median_change")
    expect_identical(found$lower[signed], found$higher[signed])
    expect_identical(found$none[signed], found$higher[signed])
    expect_false(any(names(neutral_statistics) %in% names(found$none)))
  }
})

test_that("limits of what is turned are those of the other direction, mirrored", {
  withr::local_seed(72)
  answers <- drawn_pairs(24)
  rows <- function(better, ...) {
    withr::local_seed(1)
    x <- as.data.frame(paired_change(answers, waves = names(answers), better = better, ...))
    row.names(x) <- x$statistic
    x
  }
  for (interval in c("t", "bootstrap")) {
    one <- rows("higher", interval = interval, resamples = 999)
    other <- rows("lower", interval = interval, resamples = 999)
    for (share in c("superiority", if (interval == "t") "share_of_moved")) {
      expect_equal(other[share, c("conf_low", "conf_high")],
                   1 - one[share, c("conf_high", "conf_low")], ignore_attr = TRUE)
    }
    expect_equal(other["odds_improved", "conf_low"], 1 / one["odds_improved", "conf_high"])
    expect_equal(other["share_improved", c("conf_low", "conf_high")],
                 one["share_worse", c("conf_low", "conf_high")], ignore_attr = TRUE)
  }
})

test_that("the ceiling is the best score there is", {
  answers <- data.frame(pre = c(0, 0, 5, 27), post = c(0, 1, 0, 27))
  at <- function(direction) {
    found <- estimate_scale_change(
      as.list(answers), change_options(), scale = "s", label = "s", groups = NULL,
      possible = c(0, 27), direction = direction,
      reliability = function(from) given_reliability(NULL)
    )
    found[found$statistic %in% c("at_floor", "at_ceiling", "at_ceiling_after"), ]
  }
  expect_equal(at("higher")$estimate, c(2, 1, 1))
  expect_equal(at("lower")$estimate, c(1, 2, 2))
  expect_identical(at("lower")$method, c("at_highest", "at_lowest", "at_lowest_later"))
  expect_identical(at("none")$estimate, at("higher")$estimate)
})

test_that("a fall is the gain of persistence, and the margin is of a rise", {
  withr::local_seed(73)
  for (i in seq_len(20)) {
    answers <- drawn_pairs(sample(8:30, 1))
    answers$later <- pmax(0, answers$post + sample(-4:4, nrow(answers), TRUE))
    answers$later[sample(nrow(answers), 2)] <- NA
    rows <- function(x, ...) {
      as.data.frame(persistence(x, waves = names(answers), margin = 2, ...))
    }
    lower <- rows(answers, better = "lower")
    mirror <- rows(27 - answers)
    same <- c("p_persistence", "p_persistence_pairs", "retention", "margin", "n_lost")
    turned <- setdiff(lower$statistic, same)
    expect_equal(lower$estimate[lower$statistic %in% same],
                 mirror$estimate[mirror$statistic %in% same])
    expect_equal(lower$estimate[lower$statistic %in% turned],
                 -mirror$estimate[mirror$statistic %in% turned])
    none <- rows(answers, better = "none")
    either <- rows(answers, test = "equivalence")
    expect_identical(none$estimate, either$estimate)
    expect_true("first_change" %in% none$statistic && !"gain" %in% none$statistic)
  }
  # By hand: a rise since of 1, and how surely it is below 2.
  four <- data.frame(a = c(10, 12, 9, 14), b = c(6, 7, 5, 8), c = c(7, 9, 6, 8))
  found <- as.data.frame(persistence(four, waves = names(four), margin = 2, better = "lower"))
  expect_equal(found$estimate[found$statistic == "p_persistence_pairs"],
               stats::t.test(four$c - four$b, mu = 2, alternative = "less")$p.value)
})

test_that("common names undo those of a scale without a direction, and no others", {
  frame <- data.frame(direction = c("none", "none", "higher", "lower"),
                      statistic = c("higher", "n", "improved", "lower"))
  expect_identical(common_statistics(frame), c("improved", "n", "improved", "lower"))
  every <- data.frame(direction = "none", statistic = names(neutral_statistics), reason = NA)
  expect_identical(common_statistics(named_by_direction(every)), every$statistic)
})

test_that("the top two answers are the best ones of each item", {
  answers <- data.frame(q = c(0, 0, 1, 2, 3, 3, 3))
  top <- function(...) {
    found <- as.data.frame(item_frequencies(answers, items = "q", range = c(0, 3), ...))
    found[found$statistic == "top_two", ]
  }
  expect_equal(top()$estimate, 4)
  expect_equal(top(better = "none")$estimate, 4)
  expect_equal(top(better = "lower")$estimate, 3)
  expect_identical(top(better = "lower")$about, "0, 1")
  expect_identical(best_answers("lower", TRUE), "highest")
  expect_identical(best_answers("higher", TRUE), "lowest")
})

test_that("a yes/no item improves the other way where lower is better", {
  answers <- data.frame(l_a = c(1, 1, 1, 0, 0), l_b = c(0, 0, 1, 1, 0))
  of <- function(better) {
    estimates(item_change(answers, items = "l", waves = c("*_a", "*_b"), better = better))
  }
  expect_equal(of("lower")[c("improved", "worse", "share_of_moved", "odds_improved", "change")],
               c(improved = 2, worse = 1, share_of_moved = 2 / 3, odds_improved = 2,
                 change = -0.2))
  expect_equal(of("none")[c("higher", "lower", "share_of_moved")],
               c(higher = 1, lower = 2, share_of_moved = 1 / 3))
})

test_that("a one-sided plan looks for a gain", {
  answers <- data.frame(pre = c(14, 9, 17, 11, 6), post = c(9, 8, 10, 12, 3))
  change <- paired_change(answers, waves = names(answers), better = "lower")
  plan <- plan_sample(change, change = c(-3, 3), alternative = "one_sided")
  expect_identical(plan$reason, c(NA, "fall_only"))
  found <- plan_sample(change, n = 20, alternative = "one_sided")
  rise <- plan_sample(paired_change(answers, waves = names(answers)), n = 20,
                      alternative = "one_sided")
  expect_equal(found$change, -rise$change)
})
