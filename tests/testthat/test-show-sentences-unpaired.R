test_that("every sentence says that it is not of people", {
  cohort <- unlinked_cohort()
  said <- c(
    as.character(describe(unpaired_change(cohort), people = c("student", "students"))),
    as.character(describe(unpaired_change(cohort, scales = character(), items = "plan"))),
    as.character(describe(unpaired_change(cohort, by = "sex"))),
    as.character(describe(unpaired_change(demo_cohort(), scales = "belonging")))[1]
  )
  expect_match(said, "of the group, not of people", fixed = TRUE)
  expect_snapshot(writeLines(said))
})

test_that("what is not there is told with its reason", {
  few <- data.frame(wave = c("a", "a", "b"), score = c(1, 2, 4))
  flat <- data.frame(wave = c("a", "a", "b", "b"), score = 3)
  none <- data.frame(wave = c("a", "a", "b"), score = c(1, 2, NA))
  expect_snapshot(for (x in list(few, flat, none)) {
    print(describe(unpaired_change(x, score = "score", wave = "wave")))
  })
})
