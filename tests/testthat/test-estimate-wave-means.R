# Numbers alone: the locale changes nothing here.

test_that("means and intervals are those of t.test()", {
  withr::local_seed(2)
  answers <- data.frame(a = rnorm(20), b = rnorm(20), c = rnorm(20))
  answers$b[1:4] <- NA
  answers$c[3:9] <- NA
  result <- wave_means(answers, waves = c("a", "b", "c"), conf_level = 0.9)
  always <- complete.cases(answers)
  for (wave in names(answers)) {
    for (who in c("wave", "every wave")) {
      values <- answers[[wave]][if (who == "wave") !is.na(answers[[wave]]) else always]
      row <- result[result$wave == wave & result$who == who, ]
      test <- t.test(values, conf.level = 0.9)
      expect_equal(row$estimate, c(mean(values), sd(values)))
      expect_equal(c(row$conf_low[1], row$conf_high[1]), as.vector(test$conf.int))
      expect_identical(row$n, rep(length(values), 2))
    }
  }
})

test_that("the mean of one person is suppressed with a reason", {
  result <- wave_means(data.frame(a = c(1, 2), b = c(3, NA)), waves = c("a", "b"))
  alone <- result[result$n < 2, ]
  expect_true(all(is.na(alone$estimate)))
  expect_identical(unique(alone$note), "fewer than 2 people")
  expect_identical(is.na(result$note), !is.na(result$estimate))
  none <- wave_means(data.frame(a = numeric(), b = numeric()), waves = c("a", "b"))
  expect_true(all(none$n == 0L & is.na(none$estimate)))
})

test_that("who answered every wave is told where several waves have people to follow", {
  unlinked <- unlinked_cohort()
  expect_identical(unique(wave_means(unlinked)$who), "wave")
  expect_identical(unique(item_frequencies(unlinked)$who), "wave")
  one <- unlinked_cohort(n = 20)
  expect_identical(unique(wave_means(one)$who), "wave")
  expect_identical(unique(wave_means(read_cohort(recalled_study()))$who), c("wave", "every wave"))
  expect_identical(unique(wave_means(demo_cohort())$who), c("wave", "every wave"))
  table <- as_print_table(wave_means(unlinked))
  expect_false(any(grepl("same people", table$notes)))
})
