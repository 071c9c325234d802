test_that("the demo study's means print with the labels of its waves", {
  expect_snapshot(wave_means(demo_cohort()))
})

test_that("each line is a mean with its interval; a heading is said once", {
  means <- wave_means(demo_cohort(), conf_level = 0.9)
  table <- as_print_table(means)
  rows <- as.data.frame(means)[means$statistic == "mean", ]
  expect_identical(utils::tail(table$head, 1), "90% CI")
  expect_identical(table$body$n, as.character(rows$n))
  expect_identical(table$body$mean, vapply(rows$estimate, decimals, ""))
  expect_identical(table$body$sd, vapply(means$estimate[means$statistic == "sd"], decimals, ""))
  expect_identical(table$body$interval, paste0(
    "[", vapply(rows$conf_low, decimals, ""), ", ", vapply(rows$conf_high, decimals, ""), "]"
  ))
  expect_identical(which(nzchar(table$body$scale)), c(1L, 7L))
  expect_identical(which(nzchar(table$body$who)), c(1L, 4L, 7L, 10L))
})

test_that("a mean of one person is a dash, with its reason below", {
  table <- as_print_table(wave_means(data.frame(a = c(1, 2), b = c(3, NA)), waves = c("a", "b")))
  expect_identical(table$head[1], "Who")
  expect_identical(table$body$mean, c("1.50", "-", "-", "-"))
  expect_identical(table$body$interval[-1], c("-", "-", "-"))
  expect_match(table$notes, "fewer than 2 people", all = FALSE)
})
