test_that("findings under a profile say what is wrong, and count nobody", {
  open <- check_cohort(profiled_cohort("none"))
  found <- check_cohort(profiled_cohort("hesa"))
  expect_identical(sort(found$rule), sort(setdiff(open$rule, "small_cells")))
  people <- !found$rule %in% rules_without_people
  expect_true(any(people))
  expect_true(all(is.na(found[people, c("count", "of", "setting")])))
  expect_false(any(grepl("^[0-9]", found$message)))
  expect_true(all(rules_without_people %in% check_rules$rule))
  expect_identical(check_fails(found), check_fails(open))
  expect_snapshot(found)
})
