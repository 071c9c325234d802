test_that("the summary has a line for every statistic", {
  data <- data.frame(pre = c(24, 28, 31, 22, 27, 30, 25),
                     post = c(27, 30, 31, 26, 29, NA, 24))
  change <- paired_change(data, waves = c("pre", "post"), label = "Confidence",
                          reliability = 0.8)
  expect_snapshot(summary(change))
  expect_identical(as.data.frame(summary(change)), as.data.frame(change))
})
