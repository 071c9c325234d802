# What so many people can show.

test_that("dots are the changes of the plan", {
  skip_if_not_installed("ggplot2")
  plan <- plan_sample(5, n = c(20, 40, 80))
  made <- draw(plan)
  expect_equal(drawn_by(made, "GeomPoint")$x, plan$change)
  expect_match(made$labels$alt, "40 pairs, power 0.8: ", fixed = TRUE)
  of_scales <- plan_sample(paired_change(demo_cohort()), n = 30)
  expect_match(draw(of_scales)$labels$alt, "General self-efficacy, Before to After, 30 pairs")
})
