test_that("cohorts in brief are told by their intervals", {
  local_wide_console()
  part <- data.frame(
    group = c("2019", "2020", "2021", "2022"), estimate = c(0.5, -0.4, 0.1, 0.2),
    conf_low = c(0.2, -0.7, -0.2, NA), conf_high = c(0.8, -0.1, 0.4, NA)
  )
  expect_identical(sentence_of_each(part), paste(
    "It rose in 2019 (0.50). It fell in 2020 (-0.40). There is no clear change in 2021 (0.10).",
    "No interval is shown of 2022."
  ))
  # A verdict of all together is that of its own interval, not of the count of cohorts.
  say <- list(waves = c(pre = "Before", post = "After"), people = people_words(c("person", "people")),
              study = NULL, level = 0.95, grouped = FALSE)
  part <- cbind(part, scale = "s", label = "Confidence", from = "pre", to = "post", direction = "higher")
  of <- function(low, high) {
    data.frame(estimate = 0.2, conf_low = low, conf_high = high, n = 90, cohorts = 4)
  }
  expect_identical(sentence_of_together(part, of(-0.1, 0.5), say)$verdict, "unclear")
  rose <- sentence_of_together(part, of(0.1, 0.3), say)
  expect_identical(paste(rose$lead, rose$sentence), paste(
    "Confidence rose from Before to After over 4 cohorts together, by 0.20 points",
    "(95% interval 0.10 to 0.30; 90 people)."
  ))
  none <- sentence_of_together(part, NULL, say)
  expect_identical(paste(none$lead, none$sentence),
                   "Confidence: from Before to After each cohort is told by itself.")
})

test_that("several cohorts in brief read as one text", {
  local_wide_console()
  years <- cohort_for(reported_years(), "internal")
  expect_snapshot(print(cohorts_told(years, "brief")$brief))
})

test_that("under a threshold no sentence has a count that is not shown", {
  brief <- told_of_years()$brief
  counts <- regmatches(brief$sentence, gregexpr("(?<![0-9.])[1-4] (people|at)", brief$sentence, perl = TRUE))
  expect_identical(unlist(counts), character())
})
