# Random waves of few and many, with ties, without spread, of which some answered both.
unpaired_set <- function() {
  n <- sample(c(2:8, 15, 40), 1)
  likert <- runif(1) < 0.7
  one <- function() if (likert) sample(1:5, n, TRUE, runif(5)) + 0 else rnorm(n, sd = runif(1, 0.1, 9))
  before <- one()
  after <- if (runif(1) < 0.5) one() else round(before + rnorm(n), if (likert) 0 else 6)
  if (runif(1) < 0.1) before[] <- before[1]
  before[runif(n) < runif(1, 0, 0.7)] <- NA
  after[runif(n) < runif(1, 0, 0.7)] <- NA
  list(before = before, after = after)
}

figures <- function(set, conf_level = 0.95) {
  rows <- unpaired_figures(new_tally(set), 1L, 1L, 2L, conf_level, NULL)
  plain <- rows[!rows$statistic %in% c("change_if_same", "p_if_same"), ]
  list(of = stats::setNames(as.list(plain$estimate), plain$statistic),
       low = stats::setNames(as.list(plain$conf_low), plain$statistic),
       high = stats::setNames(as.list(plain$conf_high), plain$statistic), rows = rows)
}

# Brunner and Munzel (2000) by counting every pair of answers.
brunner_munzel_by_pairs <- function(x, y, conf_level) {
  above <- outer(y, x, `>`) + outer(y, x, `==`) / 2
  a <- stats::var(colSums(1 - above)) / (length(x) * length(y)^2)
  b <- stats::var(rowSums(above)) / (length(y) * length(x)^2)
  p <- mean(above)
  df <- (a + b)^2 / (a^2 / (length(x) - 1) + b^2 / (length(y) - 1))
  t <- (p - 0.5) / sqrt(a + b)
  limits <- p + c(-1, 1) * stats::qt((1 + conf_level) / 2, df) * sqrt(a + b)
  list(p = p, t = t, df = df, low = max(0, limits[1]), high = min(1, limits[2]),
       error = sqrt(a + b))
}

near <- function(found, wanted) {
  all(abs(unlist(found) - unlist(wanted)) <= 1e-10 * pmax(1, abs(unlist(wanted))))
}

sets <- asked_or("PAIRWAVE_UNPAIRED_SETS", 80, 300)

test_that("Welch's test and Brunner and Munzel's are those of others", {
  skip_second_time()
  withr::local_seed(20)
  compared <- c(welch = 0, ranks = 0, package = 0)
  for (i in seq_len(sets)) {
    set <- unpaired_set()
    x <- set$before[!is.na(set$before)]
    y <- set$after[!is.na(set$after)]
    found <- figures(set, 0.9)
    expect_identical(c(found$of$n_before, found$of$n_after), c(length(x), length(y)) + 0)
    if (min(length(x), length(y)) < 2) {
      expect_true(is.na(found$of$t) && is.na(found$of$t_superiority))
      next
    }
    if (stats::sd(x) + stats::sd(y) > 0) {
      test <- stats::t.test(y, x, conf.level = 0.9)
      expect_true(near(
        c(found$of[c("change", "t", "df", "p")], found$low$change, found$high$change),
        c(mean(y) - mean(x), test$statistic, test$parameter, test$p.value, test$conf.int)
      ))
      compared[["welch"]] <- compared[["welch"]] + 1
    } else {
      expect_true(is.na(found$of$t) && is.na(found$low$change))
    }
    by_pairs <- brunner_munzel_by_pairs(x, y, 0.9)
    expect_true(near(found$of$superiority, by_pairs$p))
    if (by_pairs$error == 0) {
      expect_true(is.na(found$of$t_superiority) && is.na(found$low$superiority))
      next
    }
    expect_true(near(
      c(found$of[c("t_superiority", "df_superiority")], found$low$superiority,
        found$high$superiority),
      by_pairs[c("t", "df", "low", "high")]
    ))
    compared[["ranks"]] <- compared[["ranks"]] + 1
    if (!requireNamespace("brunnermunzel", quietly = TRUE)) next
    test <- brunnermunzel::brunnermunzel.test(x, y)
    expect_true(near(found$of[c("superiority", "t_superiority", "df_superiority", "p_superiority")],
                     c(test$estimate, test$statistic, test$parameter, test$p.value)))
    compared[["package"]] <- compared[["package"]] + 1
  }
  expect_gt(min(compared[c("welch", "ranks")]), sets / 2)
})

test_that("Brunner and Munzel's test is lawstat's", {
  skip_if_not_installed("lawstat")
  yes <- c(1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1)
  no <- c(3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4)
  test <- lawstat::brunner.munzel.test(yes, no)
  found <- figures(list(before = c(yes, rep(NA, 11)), after = c(rep(NA, 14), no)))
  expect_true(near(
    c(found$of[c("superiority", "t_superiority", "df_superiority", "p_superiority")],
      found$low$superiority, found$high$superiority),
    c(test$estimate, test$statistic, test$parameter, test$p.value, test$conf.int)
  ))
})

# Derrick, Toher and White (2017): p = .026 with equal spreads.
derrick <- list(
  before = c(10, 16, 18, 16, 15, 14, 13, 10, rep(NA, 8), 15, 10, 15, 17, 13, 19, 12, 13),
  after = c(rep(NA, 8), 20, 21, 16, 18, 14, 12, 14, 17, 14, 15, 18, 20, 11, 19, 14, 15)
)

test_that("partly overlapping samples give the published example", {
  found <- figures(derrick)
  expect_identical(found$of$n_both, 8)
  expect_equal(round(found$of$p_linked_pooled, 3), 0.026)
  expect_equal(unlist(found$of[c("t_linked_pooled", "df_linked_pooled")], use.names = FALSE),
               c(2.42074545121359, 18.5), tolerance = 1e-13)
  expect_equal(c(found$low$change_linked_pooled, found$high$change_linked_pooled),
               2 + c(-1, 1) * stats::qt(0.975, 18.5) * 2 / 2.42074545121359)
  expect_equal(unlist(found$of[c("t_linked", "df_linked")], use.names = FALSE),
               c(2.41909762837831, 18.4223322692641), tolerance = 1e-13)
})

test_that("partly overlapping samples are those of their authors' package", {
  skip_if_not_installed("Partiallyoverlapping")
  withr::local_seed(21)
  compared <- 0
  for (i in seq_len(sets)) {
    set <- unpaired_set()
    found <- figures(set)
    if (found$of$n_both < 2 || is.na(found$of$t_linked)) next
    both <- !is.na(set$before) & !is.na(set$after)
    alone <- function(x) x[!is.na(x) & !both]
    for (equal in c(FALSE, TRUE)) {
      test <- Partiallyoverlapping::Partover.test(
        alone(set$after), alone(set$before), set$after[both], set$before[both],
        var.equal = equal, conf.level = 0.95
      )
      at <- if (equal) "linked_pooled" else "linked"
      if (is.na(found$of[[paste0("t_", at)]])) {
        # What is left of the error is rounding there.
        expect_true(is.na(test$statistic) || abs(test$statistic) > 1e6)
        next
      }
      expect_true(near(
        c(found$of[paste0(c("t_", "df_", "p_"), at)], found$low[[paste0("change_", at)]],
          found$high[[paste0("change_", at)]]),
        c(test$statistic, test$parameter, test$p.value, test$conf.int)
      ))
    }
    compared <- compared + 1
  }
  expect_gt(compared, sets / 5)
})

test_that("everybody in both waves is the paired t test, nobody is Welch's", {
  x <- c(3, 1, 4, 1, 5, 9, 2)
  y <- c(4, 1, 6, 3, 5, 8, 6)
  paired <- stats::t.test(y, x, paired = TRUE)
  found <- figures(list(before = x, after = y))
  expect_true(near(found$of[c("t_linked", "df_linked", "p_linked")],
                   c(paired$statistic, paired$parameter, paired$p.value)))
  nobody <- figures(list(before = c(x, rep(NA, 7)), after = c(rep(NA, 7), y)))
  expect_identical(nobody$of$n_both, 0)
  expect_true(all(is.na(nobody$of[c("r", "t_linked", "p_linked", "df_linked_pooled")])))
  expect_identical(nobody$rows$reason[nobody$rows$statistic == "t_linked"], "nobody_in_both")
  welch <- stats::t.test(y, x)
  expect_true(near(nobody$of[c("t", "df")], c(welch$statistic, welch$parameter)))
})

test_that("the range over r narrows the interval and never moves the change", {
  rows <- figures(derrick)$rows
  same <- rows[rows$statistic == "change_if_same", ]
  p <- rows[rows$statistic == "p_if_same", ]
  expect_identical(same$setting, seq(0, 0.9, 0.1))
  expect_identical(unique(same$estimate), 2)
  expect_true(all(diff(same$conf_high - same$conf_low) < 0) && all(diff(p$estimate) < 0))
  # At r = 0.9 with 16 in both: the error and the df by hand.
  error <- sqrt((2.986078811194819^2 + 2.777888886666755^2) / 16 -
                  2 * 0.9 * 2.986078811194819 * 2.777888886666755 / 16)
  expect_equal(p$estimate[10], 2 * stats::pt(-2 / error, 15), tolerance = 1e-10)
})

test_that("what does not exist is NA with its reason, and counts are there", {
  why <- function(before, after, statistic) {
    n <- length(before)
    rows <- figures(list(before = c(before, NA * after), after = c(NA * before, after)))$rows
    expect_false(any(is.nan(rows$estimate)))
    expect_true(all(is.na(rows$estimate) == !is.na(rows$reason) |
                      rows$statistic == "p_adjusted"))
    rows$reason[match(statistic, rows$statistic)]
  }
  expect_identical(why(c(1, 2), numeric(), c("t", "change", "mean_after", "n_after")),
                   c("wave_empty", "wave_empty", "wave_empty", NA))
  expect_identical(why(c(1, 2), 3, c("t", "change", "sd_after", "p_superiority", "p_if_same")),
                   c("few_in_a_wave", NA, "few_in_a_wave", "few_in_a_wave", "few_in_a_wave"))
  expect_identical(why(c(2, 2), c(2, 2), c("t", "d_av", "t_superiority", "superiority")),
                   c("constant_waves", "constant_waves", "constant_waves", NA))
  expect_identical(why(c(1, 2), c(3, 4), c("t", "t_superiority")), c(NA, "waves_apart"))
  words <- rule_text(figures(derrick)$rows)
  expect_false(anyNA(words[figures(derrick)$rows$statistic != "p_adjusted"]))
})

test_that("Bonett's interval is statpsych's", {
  skip_if_not_installed("statpsych")
  found <- figures(derrick)
  test <- statpsych::ci.stdmean2(0.05, found$of$mean_after, found$of$mean_before,
                                 found$of$sd_after, found$of$sd_before, 16, 16)
  # That package gives four decimals.
  expect_lte(max(abs(c(found$low$d_av, found$high$d_av) - unlist(test[1, c("LL", "UL")]))), 5e-5)
})

test_that("a group with few answers in a wave has counts alone", {
  set <- list(before = c(1:6, rep(NA, 9)) + 0, after = c(rep(NA, 6), 1:9) + 0)
  groups <- factor(c("a", rep("b", 5), rep("b", 6), rep("a", 3)))
  rows <- unpaired_rows(set, groups, wave_contrasts(names(set)), change_options(), NULL)
  few <- rows[rows$group == "a", ]
  expect_identical(few$estimate[few$statistic %in% c("n_before", "n_after", "n_both")], c(1, 3, 0))
  expect_true(all(is.na(few$estimate[-(1:3)])) && all(few$reason[-(1:3)] == "few_answers_in_group"))
  expect_false(is.na(rows$estimate[rows$group == "b" & rows$statistic == "p"]))
})
