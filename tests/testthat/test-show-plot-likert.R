skip_if_not_installed("ggplot2")
cohort <- demo_cohort()

test_that("bars are the counts of each item, the middle of the scale at zero", {
  plot <- ggplot2::autoplot(cohort, type = "likert", scales = "belonging")
  bars <- plot$data
  theirs <- cohort$respondents[cohort$respondents$wave == "pre", ]
  given <- plain_values(cohort$surveys$pre$b3)[theirs$row[!is.na(theirs$person)]]
  mine <- bars[bars$item == "b3" & bars$wave == "pre", ]
  expect_identical(mine$n, as.vector(table(factor(given, 1:5))))
  expect_equal(mine$to - mine$from, mine$n / sum(!is.na(given)))
  # Half of the middle answer lies on either side.
  expect_equal(mine$from[3], -mine$to[3])
  expect_match(plot$labels$caption, "reversed")
  expect_match(plot$labels$alt, "visitor here (reversed), Before", fixed = TRUE)
})

test_that("an even number of answers is divided between them", {
  bars <- ggplot2::autoplot(cohort, type = "likert")$data
  expect_identical(nlevels(bars$answer), 4L)
  expect_equal(bars$to[as.integer(bars$answer) == 2], rep(0, 30))
  expect_identical(levels(bars$answer)[1], "Not at all true")
})

test_that("items with the same label are told apart; no answers leave no bar", {
  same <- cohort
  for (wave in names(same$surveys)) {
    for (item in c("b1", "b2")) attr(same$surveys[[wave]][[item]], "label") <- "One"
    same$surveys[[wave]]$b4[] <- NA
  }
  plot <- draw(same, type = "likert", scales = "belonging")
  expect_match(levels(plot$data$panel)[1:2], "^b[12] One$")
  expect_true(all(plot$data$n[plot$data$item == "b4"] == 0))
})

test_that("what has no bars is an error that says why", {
  fine <- cohort
  fine$study$scales$belonging$range <- c(0, 100)
  expect_snapshot(error = TRUE, {
    ggplot2::autoplot(cohort, type = "likert", scales = c("belonging", "self_efficacy"))
    ggplot2::autoplot(fine, type = "likert", scales = "belonging")
  })
})

test_that("what all questions of a battery begin with is said once", {
  expect_identical(shared_stem(c("In the last week, how often: slept", "In the last week, how often: ate")),
                   "In the last week, how often: ")
  expect_identical(shared_stem(c("Today: a, b", "Today: a, c")), "Today: a, ")
  expect_identical(shared_stem(c("I sleep", "I eat")), "")
  expect_identical(shared_stem(c("Sure: ", "Sure: of it")), "")
  expect_identical(shared_stem("Sure: of it"), "")
  items <- cohort$study$scales$belonging$items
  for (wave in names(cohort$surveys)) for (item in items) {
    attr(cohort$surveys[[wave]][[item]], "label") <- paste("How much do you agree? -", item)
  }
  plot <- ggplot2::autoplot(cohort, type = "likert", scales = "belonging")
  expect_identical(plot$labels$subtitle, "How much do you agree? -")
  expect_identical(levels(plot$data$panel)[1:2], items[1:2])
  expect_match(plot$labels$alt, paste0("How much do you agree? - ", items[1], ", Before"), fixed = TRUE)
})
