test_that("what needs rows is refused by class, and says what to do", {
  skip_if_not_installed("RSQLite")
  cohort <- small_engine_cohort()
  refused <- list(
    attrition, unpaired_change, item_frequencies, missing_patterns, response_shift,
    code_frequencies, quotes, codebook, joint_display, link_waves, coder_agreement,
    co_occurrence, review_quotes, review_links, as.data.frame, check_cohort,
    function(x) paired_change(x, weights = data.frame()),
    function(x) demographics(x, outcomes = "s"), function(x) demographics(x, weights = "w")
  )
  for (one in refused) expect_error(one(cohort), class = "pairwave_error_engine_rows")
  expect_snapshot(error = TRUE, {
    attrition(cohort)
    demographics(cohort, weights = "w")
    demographics(cohort, columns = "sexx")
  })
})

test_that("nothing is published of counts under a disclosure profile", {
  skip_if_not_installed("RSQLite")
  cohort <- small_engine_cohort(disclosure = list(threshold = 5))
  for (one in list(demographics, paired_change, wave_means, participation, scale_reliability,
                   item_change)) {
    expect_error(one(cohort), class = "pairwave_error_disclosure")
  }
  expect_snapshot(wave_means(cohort), error = TRUE)
})
