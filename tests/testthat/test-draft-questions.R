test_that("the points of a rating are those that its words name, or the usual ones", {
  cases <- list(
    list(c(2, 9), "From 1 to 10, how glad?", c(1, 10)), list(c(0, 8), "0-10", c(0, 10)),
    list(c(1, 5), "Rate it (1 \u2013 5)", c(1, 5)), list(c(1, 9), "How glad?", c(1, 10)),
    list(c(2, 4), "How glad?", c(1, 4)), list(c(1, 6), "How glad?", c(1, 6)),
    list(c(0, 7), "How glad?", c(0, 7)),
    # Answers beyond what the words seem to say.
    list(c(1, 9), "Week 1 to 4: how glad?", c(1, 10))
  )
  for (case in cases) expect_identical(rated_points(case[[1]], case[[2]]), case[[3]], info = case[[2]])
  expect_null(rated_points(c(0, 2), "How glad?"))
  for (counted in c("How many children?", "Number of sessions", "Anzahl Semester", "Years of work")) {
    expect_true(is_counted_thing(counted), info = counted)
  }
  expect_false(is_counted_thing("How glad are you?"))
})

test_that("a rating in every wave is an outcome, others are questions of their own", {
  withr::local_seed(14)
  n <- 24
  code <- sprintf("K%03d", 1:n)
  words <- c("Poor", "Fair", "Good", "Very good")
  wave <- function(...) draft_people(list(code = code, glad = sample(10, n, TRUE), hours_spent = sample(4, n, TRUE),
                                          health = sample(words, n, TRUE), ...), n)
  path <- draft_of(pre.csv = wave(), post.csv = wave(taught = sample(words, n, TRUE), again = sample(c("Yes", "No"), n, TRUE)))
  study <- read_study(path)
  expect_setequal(names(study$scales), c("scale", "glad", "health"))
  expect_identical(study$scales$glad$range, c(1, 10))
  expect_identical(study$scales$health$answers[1:4], words)
  expect_identical(question_columns(study), c("taught", "again"))
  expect_identical(study$questions[[1]]$answers[1], "Poor")
  cohort <- read_cohort(path)
  expect_gt(nrow(paired_change(cohort)), 0)
  expect_identical(unique(item_frequencies(cohort, scales = character())$item), c("taught", "again"))
})
