test_that("the demo study reads and its counts add up", {
  cohort <- read_cohort(
    system.file("extdata", "demo", "study.yml", package = "pairwave")
  )
  flow <- cohort_flow(cohort)
  rows <- vapply(cohort$surveys, nrow, 0L, USE.NAMES = FALSE)
  expect_identical(flow$respondents, rows)
  expect_identical(
    flow$linked + flow$unlinked + flow$duplicate + flow$no_id, rows
  )
  respondents <- cohort$respondents
  counted <- !is.na(respondents$person)
  expect_identical(counted, respondents$status %in% c("linked", "unlinked", "no_id"))
  expect_identical(
    colSums(!is.na(cohort$people[names(cohort$surveys)])),
    vapply(split(counted, respondents$wave), sum, 0)
  )
  expect_identical(nrow(cohort$scores), 2L * sum(counted))
  # As the paper describes the cohort: 39 came, 28 of them three times or more.
  attended <- cohort$people$attended
  expect_identical(sum(attended >= 1, na.rm = TRUE), 39L)
  expect_identical(sum(attended >= 3, na.rm = TRUE), 28L)
  expect_identical(sum(cohort$people$focus_group), 15L)
})
