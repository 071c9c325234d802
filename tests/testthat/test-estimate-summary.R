test_that("means and SDs are those of stats", {
  withr::local_seed(3)
  x <- data.frame(age = c(rnorm(30, 20, 3), NA), year = rep(c("a", "b"), length.out = 31))
  found <- demographics(x, columns = "age", summary = c(age = "mean"))
  expect_equal(value(found, "mean"), mean(x$age, na.rm = TRUE))
  expect_equal(value(found, "sd"), sd(x$age, na.rm = TRUE))
  expect_identical(found$n, c(30L, 30L, 1L))
  expect_identical(found$level_label, c("Mean (SD)", "Mean (SD)", "Missing"))
  by <- demographics(x, columns = "age", summary = c(age = "mean"), by = "year")
  expect_equal(value(by, "mean"), as.vector(tapply(x$age, x$year, mean, na.rm = TRUE)))
})

test_that("quantiles are those of definition 2 of Hyndman and Fan", {
  withr::local_seed(4)
  for (n in c(5:12, 99)) {
    x <- data.frame(age = sample(15:30, n, TRUE))
    found <- demographics(x, columns = "age", summary = c(age = "median"))
    expect_identical(
      unname(c(value(found, "lower_quartile"), value(found, "median"),
               value(found, "upper_quartile"))),
      as.double(stats::quantile(x$age, c(0.25, 0.5, 0.75), type = 2))
    )
  }
})

test_that("whole weights count as so many people", {
  withr::local_seed(5)
  x <- data.frame(age = sample(15:30, 40, TRUE), w = sample(1:3, 40, TRUE))
  long <- x[rep(1:40, x$w), ]
  expect_equal(weighted_quantile(x$age, x$w, 0.25),
               weighted_quantile(long$age, rep(1, nrow(long)), 0.25))
  weighted <- demographics(x, columns = "age", summary = c(age = "mean"),
                           weights = "w")
  expect_equal(value(weighted, "mean"), mean(long$age))
  expect_identical(weighted$n[1], 40L)
})

test_that("few people have no mean, and everybody missing is a row", {
  few <- demographics(data.frame(age = c(20, 21, 22, NA)), columns = "age",
                      summary = c(age = "mean"))
  expect_identical(few$status, c("too_few", "too_few", "shown"))
  expect_identical(few$estimate[1:2], c(NA_real_, NA_real_))
  none <- demographics(data.frame(age = rep(NA_real_, 3)), columns = "age",
                       summary = c(age = "median"))
  expect_identical(printed_cells(few), c("-", "1 (25)"))
  expect_identical(printed_cells(none), c("-", "3 (100)"))
  for (result in list(few, none)) expect_notes(result, "a mean of fewer than 5 people")
})

test_that("numbers by answer stand beside the counts", {
  withr::local_seed(6)
  x <- data.frame(sex = rep(c("f", "m", "x"), c(12, 8, 2)), score = rnorm(22, 30, 4))
  found <- demographics(x, columns = "sex", outcomes = "score")
  mean <- found$estimate[found$statistic == "mean"]
  expect_equal(mean, c(mean(x$score[1:12]), mean(x$score[13:20]), NA))
  expect_identical(found$n[found$statistic == "sd"], c(12L, 8L, 2L))
  expect_identical(printed_cells(found), c(
    "12 (54.5) | 30.53 (4.15)", "8 (36.4) | 31.14 (4.62)", "2 (9.1) | -"
  ))
})

test_that("outcomes follow several answers and bands too", {
  x <- data.frame(a = rep(1:0, c(6, 4)), b = rep(0:1, c(3, 7)), age = 16:25,
                  score = 1:10)
  found <- demographics(x, columns = c("eth", "age"), sets = list(eth = c("a", "b")),
                        bands = list(age = 20), outcomes = "score")
  mean <- found[found$statistic == "mean", ]
  expect_equal(stats::setNames(mean$estimate, mean$level_label),
               c(a = 3.5, b = 7, "Under 20" = NA, "20 or over" = 7.5))
})

test_that("a summary of what is no number is an error", {
  x <- data.frame(sex = c("f", "m"), age = 1:2)
  expect_snapshot(error = TRUE, {
    demographics(x, columns = "sex", summary = c(sex = "mean"))
    demographics(x, columns = "age", summary = c(age = "medain"))
    demographics(x, columns = "age", summary = "mean")
    demographics(x, columns = "sex", outcomes = "agee")
    demographics(x, columns = "sex", outcomes = "sex")
  })
})
