test_that("a cohort keeps everyone, linked or not", {
  cohort <- read_cohort(small_study_files())
  expect_s3_class(cohort, "pairwave_cohort")
  expect_named(cohort, c("study", "surveys", "respondents", "people", "scores",
                         "retrospective", "attendance", "codes", "links", "expected_false"))
  expect_identical(
    as.character(cohort$respondents$status),
    c("linked", "unlinked", "linked", "no_id", "duplicate", "unlinked",
      "linked", "linked", "unlinked")
  )
  # AB12, CD34, EF56, GH78, IJ90 answered; KL11 only came; last, the one
  # who gave no code.
  people <- cohort$people
  expect_named(people, c("person", "pre", "post", "sex", "attended", "focus"))
  expect_identical(people$pre, c(1L, 2L, 3L, 6L, NA, NA, 4L))
  expect_identical(people$post, c(2L, NA, 1L, NA, 3L, NA, NA))
  expect_identical(people$attended, c(2L, NA, 1L, NA, NA, 2L, NA))
  expect_identical(people$focus, c(TRUE, rep(FALSE, 6)))
  # The first wave with an answer: EF56 left sex open before, not after.
  expect_equal(as.double(people$sex), c(1, 2, 2, 1, 1, NA, 1))
})

test_that("a study object does as well as a path", {
  path <- small_study_files()
  expect_identical(read_cohort(read_study(path)), read_cohort(path))
})

test_that("counts of a wave add up", {
  flow <- cohort_flow(read_cohort(small_study_files()))
  expect_identical(flow$respondents, c(6L, 3L))
  expect_identical(
    flow$linked + flow$unlinked + flow$duplicate + flow$no_id,
    flow$respondents
  )
  expect_identical(flow$attended, c(2L, 2L))
})

test_that("nothing starts unless everything is there", {
  expect_error(read_cohort("nowhere.yml"), class = "pairwave_error_study")
  broken <- function(...) read_cohort(small_study_files(...))
  no_file <- small_study_files()
  file.rename(file.path(dirname(no_file), "post.csv"),
              file.path(dirname(no_file), "pots.csv"))
  expect_error(read_cohort(no_file), class = "pairwave_error_cohort")
  expect_snapshot(error = TRUE, {
    read_cohort(no_file)
    read_cohort(1)
    broken(post = list(code = NULL, coed = c("a", "b", "c")))
    broken(post = list(q2 = NULL, q_2 = c(1, 2, 3)))
    broken(pre = list(sex = NULL, sx = 1:6), post = list(sex = NULL))
    broken(attendance = list(w2 = NULL))
    broken(attendance = list(w2 = c("late", "1", "0", "ill")))
    broken(pre = list(q1 = c(1, 2, 3, 4, 9, 9)))
  })
})

test_that("a value label wins over a code that changed its meaning", {
  sex <- function(x, ...) new_labelled_column(x, labels = c(...))
  same <- first_answers(
    list(sex(c(1, NA), F = 1, M = 2), sex(c(2, 2), F = 1, M = 2)),
    data.frame(a = 1:2, b = 1:2)
  )
  expect_identical(bare_values(same), c(1, 2))
  expect_identical(attr(same, "labels"), c(F = 1, M = 2))
  swapped <- first_answers(
    list(sex(c(1, NA), F = 1, M = 2), sex(c(2, 2), M = 1, F = 2)),
    data.frame(a = 1:2, b = 1:2)
  )
  expect_identical(bare_values(swapped), c("F", "F"))
})

test_that("declining to say gives way to a later answer and is kept otherwise", {
  asked <- new_labelled_column(c(-99, -99), labels = c(Yes = 1, Declined = -99),
                               na_values = -99)
  again <- new_labelled_column(c(1, NA), labels = c(Yes = 1))
  both <- first_answers(list(asked, again), data.frame(a = 1:2, b = 1:2))
  expect_identical(bare_values(both), c(1, -99))
  expect_identical(is_missing_answer(both), c(FALSE, TRUE))
})

test_that("a cohort is already read", {
  cohort <- read_cohort(small_study_files())
  expect_identical(read_cohort(cohort), cohort)
})
