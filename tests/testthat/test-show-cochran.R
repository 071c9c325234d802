test_that("the test over all waves stands in a note, and no sentence or line is of it", {
  withr::local_seed(203)
  frame <- data.frame(
    q_pre = stats::rbinom(30, 1, 0.2), q_post = stats::rbinom(30, 1, 0.7),
    q_later = stats::rbinom(30, 1, 0.6), r_pre = 1, r_post = rep(0:1, 15), r_later = 1,
    s_pre = 0, s_post = 0, s_later = c(0, rep(NA, 29))
  )
  found <- item_change(frame, items = c("q", "r", "s"), waves = c("*_pre", "*_post", "*_later"))
  expect_snapshot(found)
  expect_identical(nrow(describe(found)), 9L)
})
