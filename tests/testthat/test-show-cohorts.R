test_that("cohorts side by side are suppressed like one", {
  cohorts <- stack_cohorts(list(a = profiled_cohort("hesa"), b = profiled_cohort("hesa")))
  expect_snapshot(cohorts)
  change <- paired_change(cohorts)
  # A number of people is rounded, or suppressed.
  expect_true(all(change$n %% 5 == 0, na.rm = TRUE))
  expect_false(all(is.na(change$n)))
  expect_match(as_print_table(change)$notes, "rounded to the nearest 5", all = FALSE)
  expect_error(pooled_change(cohorts), class = "pairwave_error_disclosure")
  expect_error(
    stack_cohorts(list(a = profiled_cohort("hesa"), b = profiled_cohort("none"))),
    class = "pairwave_error_cohort"
  )
})

test_that("each cohort is a line with its people and their waves, linked in brackets", {
  cohorts <- stack_cohorts(list(first = demo_cohort(), second = demo_cohort()))
  table <- stack_table(cohorts)
  body <- table$body
  expect_identical(body$cohort, c("first", "second"))
  expect_identical(unname(body$people), rep(as.character(nrow(demo_cohort()$people)), 2))
  flow <- participation(demo_cohort())
  count <- function(wave, outcome) flow$n[flow$name %in% wave & flow$outcome == outcome]
  for (i in seq_along(names(demo_cohort()$surveys))) {
    wave <- names(demo_cohort()$surveys)[i]
    records <- count_statuses(demo_cohort()$respondents)
    at <- records$wave == wave
    expect_identical(unname(body[[i + 2]]), rep(paste0(records$respondents[at], " (", records$linked[at], ")"), 2))
    expect_identical(records$respondents[at], count(wave, "received"))
  }
  expect_identical(utils::head(capture.output(print(cohorts)), 1), "<pairwave cohorts>: 2")
  expect_match(as.character(knit_print.pairwave_cohorts(cohorts)), "second", fixed = TRUE)
})
