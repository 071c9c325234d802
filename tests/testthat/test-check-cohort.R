test_that("a clean cohort gives no finding", {
  found <- check_cohort(clean_cohort())
  expect_s3_class(found, c("pairwave_findings", "pairwave_result"))
  expect_identical(nrow(found), 0L)
  expect_false(check_fails(found, fail_on = "warning"))
  expect_snapshot(found)
})

test_that("the demo cohort's findings print, without an answer", {
  expect_snapshot(check_cohort(demo_cohort()))
})

test_that("what is no cohort gets one clear error", {
  expect_snapshot(error = TRUE, check_cohort(1:3))
})

test_that("rules that the study ignores are left out, and said to be", {
  found <- check_cohort(demo_cohort())
  plan <- read_study(system.file("extdata", "demo", "study.yml", package = "pairwave"))
  plan$checks$ignore <- c("small_cells", "near_link")
  fewer <- check_cohort(plan)
  expect_setequal(fewer$rule, setdiff(found$rule, plan$checks$ignore))
  expect_match(write_table(as_print_table(fewer), "console"),
               "Not looked at, as the study asks: small_cells, near_link.", all = FALSE)
  expect_snapshot(error = TRUE, {
    study(waves = c(pre = "pre.csv"), id = "code", checks = list(ignore = "near_lnik"))
    study(waves = c(pre = "pre.csv"), id = "code", checks = list(ignore = check_rules$rule))
  })
})
