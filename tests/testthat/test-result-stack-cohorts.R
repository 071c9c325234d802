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
  })
  pooled <- pooled_change(cohorts, scales = "belonging")
  expect_notes(pooled, "Before to After: tau2 0.373, I2 95%, Q(1) = 20.93, p < 0.001")
  expect_identical(printed_cells(pooled), c(
    "26 | 0.36 | [0.15, 0.56] | ",
    "26 | 1.24 | [0.90, 1.58] | ",
    "52 | 0.79 | [-4.83, 6.41] | 0.325",
    "52 | 0.59 | [0.42, 0.76] | <0.001",
    "52 |  | [-8.79, 10.37] | ",
    "19 | -0.15 | [-0.36, 0.06] | ",
    "19 | -1.15 | [-1.61, -0.68] | ",
    "38 | -0.63 | [-6.98, 5.72] | 0.427",
    "38 | -0.32 | [-0.50, -0.14] | <0.001",
    "38 |  | [-11.41, 10.15] | ",
    "21 | 0.17 | [-0.06, 0.41] | ",
    "21 | 0.17 | [-0.06, 0.41] | ",
    "42 | 0.17 | [-0.85, 1.20] | 0.275",
    "42 | 0.17 | [0.02, 0.33] | 0.030",
    "42 |  | [-0.85, 1.20] | "
  ))
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

test_that("what takes one cohort says how to take one of a stack", {
  one <- demo_cohort()
  stack <- stack_cohorts(list(`2018` = one, `2019` = one))
  expect_snapshot(provenance(stack), error = TRUE)
  expect_error(report(stack[["2018"]], 1), class = "pairwave_error_argument")
})
