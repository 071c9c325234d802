test_that("the primary outcome is shown, else the first change, and what is asked for", {
  cohort <- coded_cohort()
  found <- joint_display(cohort)
  expect_identical(unique(found$scale), "self_efficacy")
  expect_identical(unique(found$contrast), "pre -> post")
  other <- joint_display(cohort, outcome = "belonging: six_month to post", level = "top")
  expect_identical(unique(other$contrast), "post -> six_month")
  expect_identical(unique(other$level), 1L)
  cohort$study$primary <- list(scale = "belonging", contrast = "pre -> six_month")
  expect_identical(unique(joint_display(cohort)$contrast), "pre -> six_month")
  # No test, whatever is asked.
  expect_false(any(startsWith(joint_display(cohort)$statistic, "p")[
    joint_display(cohort)$statistic != "participants"]))
})

test_that("what can't be set beside codes is an error", {
  cohort <- coded_cohort()
  hesa <- cohort
  hesa$study$disclosure <- "hesa"
  expect_snapshot(error = TRUE, {
    joint_display(1)
    joint_display(cohort, outcome = "belonging")
    joint_display(cohort, outcome = "belongng: pre to post")
    joint_display(cohort, outcome = "belonging: pre to pst")
    joint_display(hesa)
  })
})
