# The answers to items in words.

test_that("each item has a sentence for everyone and for the same people", {
  answers <- data.frame(
    sure_pre = c(2, 3, 1, 4, 2, 3), sure_post = c(3, 3, 2, 4, 4, NA),
    plan_pre = c("no", "no", "yes", "no", "no", "yes"),
    plan_post = c("yes", "no", "yes", "yes", "yes", "yes"),
    where_pre = c("home", "bus", "bus", "home", "home", "bus"),
    where_post = c("bus", "bus", "bus", "home", "school", "bus")
  )
  found <- item_frequencies(answers, items = c("sure", "plan", "where"), range = c(1, 4),
                            waves = c(Before = "*_pre", After = "*_post"))
  said <- describe(found)
  expect_identical(said$label, rep(c("sure", "plan", "where"), each = 2))
  expect_snapshot({
    said
    describe(item_frequencies(answers, items = "plan_pre"), people = c("student", "students"))
  })
})

test_that("a profile's answers are said as far as they are shown", {
  cohort <- demo_cohort()
  cohort$study$disclosure <- list(threshold = 5)
  expect_snapshot(describe(item_frequencies(cohort, scales = "belonging"))[1, ])
})
