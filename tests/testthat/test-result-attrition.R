test_that("what is asked wrongly is explained", {
  cohort <- lossy_cohort()
  expect_snapshot(error = TRUE, {
    attrition(data.frame(a = 1))
    attrition(cohort, predictors = "yaer")
    attrition(cohort, predictors = 1)
    attrition(cohort, compare = "linked")
    response_weights(attrition(cohort, compare = "linkage"))
    response_weights(cohort)
  })
})

test_that("the comparisons count as participation() does", {
  cohort <- demo_cohort()
  flow <- participation(cohort)
  lost <- attrition(cohort)
  expect_equal(value(lost, statistic = "n", group = "stayed"),
               flow$n[flow$outcome == "both"])
  linkage <- attrition(cohort, compare = "linkage")
  expect_equal(value(linkage, statistic = "n", group = "linked"),
               flow$n[flow$outcome == "linked"])
})
