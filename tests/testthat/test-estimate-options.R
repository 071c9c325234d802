test_that("options of change are checked once, in the name of who asks", {
  options <- change_options()
  expect_s3_class(options, "pairwave_change_options")
  expect_identical(unclass(options), list(
    conf_level = 0.95, zeros = "pratt", adjust = "holm", interval = "t",
    resamples = 10000, quartile_type = 7L
  ))
  expect_identical(change_options(zeros = "wilcoxon", adjust = "BH")$adjust, "BH")
  frame <- data.frame(a = 1:3, b = c(2, 2, 5))
  expect_snapshot(error = TRUE, {
    paired_change(frame, waves = c("a", "b"), zeros = "none")
    paired_change(frame, waves = c("a", "b"), adjust = "bonferroni")
    paired_change(frame, waves = c("a", "b"), interval = "normal")
    paired_change(frame, waves = c("a", "b"), conf_level = 95)
    paired_change(frame, waves = c("a", "b"), interval = "bootstrap", resamples = 3)
  })
})

test_that("every analysis of change checks its options", {
  frame <- data.frame(a = 1:3, b = c(2, 2, 5), c = c(1, 4, 4), g = c("x", "x", "y"))
  waves <- c("a", "b", "c")
  calls <- list(
    quote(paired_change(frame, waves = waves, conf_level = 2)),
    quote(persistence(frame, waves = waves, conf_level = 2)),
    quote(response_shift(frame, waves = waves, conf_level = 2)),
    quote(pooled_change(frame, waves = waves, by = "g", conf_level = 2)),
    quote(item_change(frame, items = "a", waves = c("*", "b"), conf_level = 2))
  )
  for (call in calls) {
    error <- expect_error(eval(call), class = "pairwave_error_argument")
    expect_match(conditionMessage(error), "conf_level")
    expect_identical(error$call[[1]], call[[1]])
  }
})
