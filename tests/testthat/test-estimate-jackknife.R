# Numbers alone: the locale changes nothing here.

people_of <- function(data, counts = NULL) {
  tally_patterns(new_tally(lapply(data, as.double), counts = counts))
}

test_that("without a loss the jackknife's error is that of the paired t test", {
  withr::local_seed(3)
  data <- draw_waves(15)
  expect_equal(jackknife_error(people_of(data), c(0, -1, 1)),
               stats::sd(data$c - data$b) / sqrt(15))
  since <- likelihood_contrast(likelihood_of(data), 2, 3)
  expect_identical(with_larger_error(since, people_of(data), c(0, -1, 1)),
                   c(since, by_jackknife = FALSE))
})

test_that("where the last wave is lost it is that of means of fitted values, written out", {
  withr::local_seed(4)
  for (i in 1:5) {
    data <- draw_waves(sample(12:30, 1), c(0, 0, 0.4))
    without <- vapply(seq_len(nrow(data)), function(i) {
      left <- data[-i, ]
      mean(stats::predict(stats::lm(c ~ a + b, left), left) - left$b)
    }, 0)
    n <- nrow(data)
    error <- sqrt((n - 1)^2 / n * stats::var(without))
    expect_equal(jackknife_error(people_of(data), c(0, -1, 1)), error)
    since <- likelihood_contrast(likelihood_of(data), 2, 3)
    larger <- with_larger_error(since, people_of(data), c(0, -1, 1))
    expect_equal(larger$error, max(since$error, error))
    expect_identical(larger$by_jackknife, error > since$error)
  }
})

test_that("a count is so many people", {
  withr::local_seed(5)
  data <- round(draw_waves(12, c(0.1, 0.1, 0.3)))
  counts <- sample(1:3, nrow(data), replace = TRUE)
  expect_equal(jackknife_error(people_of(data, as.double(counts)), c(0, -1, 1)),
               jackknife_error(people_of(data[rep(seq_len(nrow(data)), counts), ]), c(0, -1, 1)))
})

test_that("the test of the margin and its interval take the larger error, and say so", {
  withr::local_seed(6)
  taken <- c()
  for (i in 1:12) {
    data <- draw_waves(25, c(0, 0, 0.4))
    found <- persistence(data, waves = names(data), margin = 1)
    row <- function(statistic) found[found$statistic == statistic, ]
    since <- likelihood_contrast(likelihood_of(data), 2, 3)
    error <- max(since$error, jackknife_error(people_of(data), c(0, -1, 1)))
    expect_equal(row("p_persistence")$estimate,
                 stats::pt((since$estimate + 1) / error, since$df, lower.tail = FALSE))
    expect_equal(row("change_since")$conf_low,
                 since$estimate - stats::qt(0.95, since$df) * error)
    by <- row("p_persistence")$method
    expect_identical(by, if (error > since$error) "non_inferiority_jackknife"
                     else "non_inferiority_likelihood")
    taken <- c(taken, by)
  }
  expect_length(unique(taken), 2)
})

test_that("of very many people the likelihood's error stands alone", {
  data <- data.frame(a = 1:501, b = c(2:500, 1, 7), c = c(NA, 501:2))
  expect_identical(jackknife_error(people_of(data), c(0, -1, 1)), NA_real_)
  since <- likelihood_contrast(likelihood_of(data), 2, 3)
  expect_identical(with_larger_error(since, people_of(data), c(0, -1, 1))$error, since$error)
})
