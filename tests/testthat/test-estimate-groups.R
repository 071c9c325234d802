test_that("each group has the change of its own people", {
  set.seed(31)
  data <- data.frame(a = stats::rnorm(30), group = rep(c("x", "y", NA), 10))
  data$b <- data$a + stats::rnorm(30)
  found <- paired_change(data, waves = c("a", "b"), by = "group")
  for (group in c("x", "y")) {
    alone <- paired_change(data[data$group %in% group, ], waves = c("a", "b"))
    theirs <- found[found$group %in% group, ]
    # p is adjusted over the groups.
    expect_identical(theirs$role, rep("exploratory", nrow(theirs)))
    own <- theirs$statistic != "p_adjusted"
    expect_equal(theirs$estimate[own], alone$estimate[own])
  }
  expect_identical(unique(found$group), c("x", "y", "Not answered", NA))
})

test_that("groups are compared by Welch's test", {
  set.seed(32)
  data <- data.frame(a = 0, b = stats::rnorm(40), group = rep(c("x", "y"), 20))
  found <- paired_change(data, waves = c("a", "b"), by = "group")
  oracle <- stats::t.test(b ~ group, data)
  expect_equal(value(found, "p_group"), oracle$p.value)
  expect_equal(value(found, "group_difference"), diff(oracle$estimate)[[1]])
  expect_equal(value(found, "group_difference", "conf_low"), -oracle$conf.int[2])
  data$group <- rep(c("x", "y", "z", "z"), 10)
  found <- paired_change(data, waves = c("a", "b"), by = "group")
  expect_equal(value(found, "p_group"),
               stats::oneway.test(b ~ group, data)$p.value)
  expect_identical(value(found, "group_difference", "note"),
                   "there are more than 2 groups")
})

test_that("what can't be compared says why", {
  data <- data.frame(a = 1:4, b = c(2, 3, 5, 9), group = c("x", "x", "x", "y"))
  found <- paired_change(data, waves = c("a", "b"), by = "group")
  expect_identical(value(found, "p_group", "note"),
                   "fewer than 2 groups have 5 complete pairs")
  data <- data.frame(a = 1:10, b = c(2:6, 8, 7, 11, 13, 12),
                     group = rep(c("x", "y"), each = 5))
  found <- paired_change(data, waves = c("a", "b"), by = "group")
  expect_identical(value(found, "p_group", "note"),
                   "in one group every change is the same")
})

test_that("a group of a few people gives its n and nothing else", {
  data <- data.frame(a = 1:9, b = c(2, 3, 5, 9, 4, 7, 1, 2, 8),
                     group = rep(c("few", "more"), c(4, 5)))
  found <- paired_change(data, waves = c("a", "b"), by = "group")
  few <- found[found$group %in% "few", ]
  expect_identical(few$estimate[few$statistic == "n"], 4)
  held <- few[few$statistic != "n", ]
  expect_true(all(is.na(held[c("estimate", "conf_low", "conf_high")])))
  expect_identical(unique(held$note),
                   "fewer than 5 pairs in the group")
  more <- found[found$group %in% "more", ]
  expect_false(is.na(more$estimate[more$statistic == "change"]))
})

test_that("a cohort's groups print with their test and small ones marked", {
  local_wide_console()
  cohort <- demo_cohort()
  expect_snapshot(paired_change(cohort, scales = "self_efficacy", by = "fif"))
  expect_snapshot(error = TRUE, {
    paired_change(cohort, by = "sexx")
    paired_change(cohort, by = 1)
  })
})
