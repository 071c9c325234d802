test_that("every table and sentence of a remembered pretest carries its caution", {
  cohort <- read_cohort(recalled_study())
  caution <- "Looking back was asked in retrospect at Now"
  expect_match(format(cohort), caution, fixed = TRUE, all = FALSE)
  for (result in list(paired_change(cohort), item_change(cohort), wave_means(cohort),
                      unpaired_change(cohort), participation(cohort))) {
    expect_match(as_print_table(result)$notes, caution, fixed = TRUE, all = FALSE)
  }
  for (result in list(paired_change(cohort), item_change(cohort), unpaired_change(cohort))) {
    expect_match(as.character(describe(result)), "was asked in retrospect", fixed = TRUE)
  }
  expect_snapshot({
    cohort
    cohort$study
    paired_change(cohort)
    describe(paired_change(cohort))
    describe_methods(cohort)
  })
  expect_null(recall_note(demo_cohort()))
  expect_null(recall_note(paired_change(demo_cohort())))
})
