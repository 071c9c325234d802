test_that("answers of a wave are finite numbers", {
  data <- data.frame(pre = 1:2, sex = c("f", "m"), huge = c(1, Inf))
  expect_snapshot(error = TRUE, {
    paired_change(data, waves = c("pre", "sex"))
    paired_change(data, waves = c("pre", "huge"))
  })
})
