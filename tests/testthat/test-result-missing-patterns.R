test_that("a cohort's patterns are of everyone, and no profile shows them", {
  cohort <- profiled_cohort("none")
  found <- missing_patterns(cohort)
  expect_identical(unique(found$n), nrow(cohort$people))
  expect_true(all(tapply(found$estimate, found$scale, sum) == nrow(cohort$people)))
  complete <- found$estimate[found$missing == ""]
  change <- paired_change(cohort)
  expect_identical(complete, change$estimate[change$statistic == "n_complete"])
  expect_snapshot(error = TRUE, {
    missing_patterns(profiled_cohort("hesa"))
    missing_patterns(data.frame(a = 1), waves = "a")
  })
})
