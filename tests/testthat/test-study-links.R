test_that("a study without an id says so, and one with an empty id does not pass", {
  bare <- study(waves = c(pre = "pre.csv", post = "post.csv"))
  expect_identical(bare$id$column, character())
  expect_false(has_code(bare) || links_people(bare))
  expect_true(is_unlinked(bare))
  expect_false(is_unlinked(study(waves = c(pre = "pre.csv"))))
  expect_false(is_unlinked(study(waves = c(pre = "pre.csv", post = "post.csv"), id = "code")))
  expect_snapshot(error = TRUE, {
    study(waves = c(pre = "pre.csv"), id = list(column = character()))
    study(waves = c(pre = "pre.csv"), attendance = list(file = "came.csv", id = "code"))
    study(waves = list(pre = list(file = "pre.csv", id = "code")))
  })
})

test_that("what follows people names what compares groups", {
  cohort <- unlinked_cohort()
  expect_snapshot(error = TRUE, {
    paired_change(cohort)
    item_change(cohort)
    attrition(cohort)
    review_links(cohort)
    link_waves(cohort)
  })
  for (call in list(quote(missing_patterns(cohort)), quote(plot(cohort, type = "slopes")),
                    quote(persistence(unlinked_cohort(c(9, 9, 9)))),
                    quote(paired_change(stack_cohorts(list(a = cohort, b = cohort)))))) {
    expect_error(eval(call), "unpaired_change", class = "pairwave_error_argument")
  }
})

test_that("every print of an unlinked cohort says that nobody is linked", {
  cohort <- unlinked_cohort()
  expect_identical(as.character(unique(cohort$respondents$status)), "no_id")
  expect_identical(nrow(cohort$people), 43L)
  expect_snapshot({
    cohort
    cohort$study
    participation(cohort)
    demographics(cohort)
    describe_methods(cohort)
    unclass(check_cohort(cohort))$message
  })
})

test_that("what is linked nowhere is compared as groups", {
  cohort <- read_cohort(small_study_files(post = data.frame(
    code = c("XX1", "YY2", "ZZ3"), q1 = c(2, 3, 4), q2 = c(4, 4, 4), sex = c(2, 2, 1)
  )))
  expect_match(write_table(as_print_table(paired_change(cohort)), "console"),
               "unpaired_change() compares them as groups", fixed = TRUE, all = FALSE)
  found <- as.data.frame(unpaired_change(cohort))
  expect_identical(found$estimate[found$statistic == "n_both"], 0)
})
