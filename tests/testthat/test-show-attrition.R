test_that("the tables print", {
  expect_snapshot(attrition(demo_cohort()))
  expect_snapshot(attrition(demo_cohort(), compare = "linkage"))
  expect_snapshot(attrition(lossy_cohort(), method = "ml"))
})
