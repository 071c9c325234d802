test_that("each side has its people, mean and SD, and the difference Welch's interval", {
  withr::local_seed(5)
  for (i in 1:30) {
    n <- sample(12:40, 1)
    sets <- list(asked = sample(c(TRUE, TRUE, FALSE), n, TRUE),
                 has = list(a = sample(c(TRUE, FALSE), n, TRUE)))
    change <- ifelse(runif(n) < 0.2, NA, round(rnorm(n), 1))
    rows <- estimate_joint_display(sets, new_framework("a"), 1L, change,
                                   list(scale = "s", contrast = "x -> y", direction = "higher",
                                        from = "x", to = "y"), 0.9)
    of <- function(side, statistic) rows[rows$side %in% side & rows$statistic == statistic, ]
    with <- sets$asked & sets$has$a
    without <- sets$asked & !sets$has$a
    expect_identical(of("with", "participants")$estimate, as.double(sum(with)))
    expect_identical(of("without", "participants")$estimate, as.double(sum(without)))
    known <- list(with = change[with & !is.na(change)], without = change[without & !is.na(change)])
    for (side in names(known)) {
      expect_identical(of(side, "n")$estimate, as.double(length(known[[side]])))
      if (length(known[[side]]) < smallest_group) {
        expect_true(is.na(of(side, "mean")$estimate) && is.na(of(side, "sd")$estimate))
      } else {
        expect_equal(of(side, "mean")$estimate, mean(known[[side]]))
        expect_equal(of(side, "sd")$estimate, sd(known[[side]]))
      }
    }
    difference <- of(NA, "difference")
    if (min(lengths(known)) < smallest_group) {
      expect_identical(difference$reason, "few_on_a_side")
      expect_true(is.na(difference$estimate) && is.na(difference$conf_low))
    } else {
      test <- t.test(known$with, known$without, conf.level = 0.9)
      expect_equal(difference$estimate, -diff(test$estimate)[[1]])
      expect_equal(c(difference$conf_low, difference$conf_high), as.vector(test$conf.int))
    }
  }
})

test_that("sides without spread have a difference and no interval", {
  row <- difference_row(rep(1, 6), rep(3, 7), 0.95)
  expect_identical(c(row$estimate, row$n), c(-2, 13))
  expect_identical(row$reason, "constant_groups")
  expect_identical(row$interval, NA_character_)
})

test_that("a code above others is had by whoever has one of them, strangers not among them", {
  cohort <- read_cohort(coded_study())
  sets <- coded_sets(cohort, counted_codings(cohort$codes$talk, "any"))
  expect_identical(sum(sets$asked), 3L)
  expect_identical(vapply(sets$has, sum, 0L),
                   c(Support = 2L, `Support > Advice` = 1L, `Support > Company` = 1L,
                     `Support > Goods` = 0L))
  expect_identical(sets$others, 1L)
})
