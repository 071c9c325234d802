test_that("cohorts side by side are protected like one", {
  cohorts <- stack_cohorts(list(a = protected_cohort("hesa"), b = protected_cohort("hesa")))
  expect_snapshot(cohorts)
  change <- paired_change(cohorts)
  expect_true(all(change$n %% 5 == 0))
  expect_match(as_print_table(change)$notes, "rounded to the nearest 5", all = FALSE)
  expect_error(pooled_change(cohorts), class = "pairwave_error_disclosure")
  expect_error(
    stack_cohorts(list(a = protected_cohort("hesa"), b = protected_cohort("none"))),
    class = "pairwave_error_cohort"
  )
})
