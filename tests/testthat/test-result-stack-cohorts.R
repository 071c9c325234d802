demo <- system.file("extdata", "demo", "study.yml", package = "pairwave")
# The next year's cohort: the same study with other answers.
next_year <- function() {
  cohort <- demo_cohort()
  second <- cohort
  second$scores$score <- second$scores$score +
    ifelse(second$scores$wave == "post", 1, 0) * (second$scores$person %% 3)
  second
}

test_that("each cohort of a stack has its own change", {
  local_wide_console()
  cohorts <- stack_cohorts(list("2018" = demo, "2019" = next_year()))
  expect_s3_class(cohorts, "pairwave_cohorts")
  change <- paired_change(cohorts)
  alone <- as.data.frame(paired_change(demo_cohort()))
  mine <- as.data.frame(change)[change$group == "2018", names(alone)]
  mine$group <- NA_character_
  expect_equal(mine, alone, ignore_attr = TRUE)
  expect_snapshot({
    cohorts
    paired_change(cohorts, scales = "belonging")
    pooled_change(cohorts, scales = "belonging")
  })
  expect_match(as.character(knitr::knit_print(cohorts)), "2018", fixed = TRUE)
})

test_that("cohorts that can't be compared are an error that says why", {
  other <- demo_cohort()
  shorter <- other
  shorter$study$scales$belonging$items <- c("b1", "b2")
  renamed <- other
  names(renamed$study$waves)[3] <- "year_later"
  fewer <- other
  fewer$study$scales$belonging <- NULL
  expect_snapshot(error = TRUE, {
    stack_cohorts(demo)
    stack_cohorts(c(demo, demo))
    stack_cohorts(list(a = other, b = shorter))
    stack_cohorts(list(a = other, b = renamed))
    stack_cohorts(list(a = other, b = fewer))
  })
})
