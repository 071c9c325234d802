test_that("scores and changes of a cohort stand beside its counts", {
  x <- demo_cohort()
  found <- demographics(x, columns = "sex",
                        outcomes = c("self_efficacy: pre",
                                     "self_efficacy: pre to post"))
  wide <- scores_wide(x, "self_efficacy")
  female <- x$people$sex %in% attr(x$people$sex, "labels")[["Female"]]
  mean <- found$estimate[found$statistic == "mean" & found$level_label == "Female"]
  expect_equal(mean, c(mean(wide$pre[female], na.rm = TRUE),
                       mean((wide$post - wide$pre)[female], na.rm = TRUE)))
  expect_length(
    unique(demographics(x, outcomes = "self_efficacy")$outcome), 4
  )
})

test_that("outcomes that are not there are errors", {
  x <- demo_cohort()
  expect_snapshot(error = TRUE, {
    demographics(x, outcomes = "self_eficacy")
    demographics(x, outcomes = "self_efficacy: pre to pst")
    demographics(x, outcomes = "self_efficacy: pre: post")
    demographics(x, outcomes = 1)
  })
})
