test_that("a line has alpha with its interval, omega, and the weakest item", {
  withr::local_seed(83)
  for (i in 1:5) {
    answers <- draw_scale(60, 5)
    answers$q3 <- sample(1:5, 60, TRUE)
    result <- scale_reliability(answers, items = "q1:q5", conf_level = 0.9)
    table <- as_print_table(result)
    expect_identical(table$head, c("n", "Items", "alpha [90% CI]", "omega", "Lowest item-rest r"))
    expect_identical(table$body$n, "60")
    expect_identical(table$body$items, "5")
    expect_identical(table$body$alpha, paste0(
      decimals(value(result, "alpha")), " [", decimals(limits(result, "alpha")[1]), ", ",
      decimals(limits(result, "alpha")[2]), "]"
    ))
    rest <- vapply(1:5, function(j) stats::cor(answers[[j]], rowSums(answers[-j])), 0)
    expect_identical(table$body$lowest, paste0(decimals(min(rest)), " (q", which.min(rest), ")"))
  }
})

test_that("what does not exist is a dash, with its reason below", {
  table <- as_print_table(scale_reliability(attitude["q1"], items = "q1"))
  expect_identical(unlist(table$body, use.names = FALSE), c("9", "1", "-", "-", "-"))
  expect_match(table$notes, "a scale of one item; fewer than 3 items", all = FALSE)
  none <- as_print_table(scale_reliability(attitude[0, ], items = "q1:q4"))
  expect_identical(none$body$n, "0")
  expect_match(none$notes, "nobody answered every item", all = FALSE)
})

test_that("every scale of a cohort has a line for each wave, by the wave's label", {
  cohort <- demo_cohort()
  body <- as_print_table(scale_reliability(cohort))$body
  expect_identical(body$wave, rep(unname(study_wave_labels(cohort$study)), 2))
  for (wave in names(cohort$surveys)) {
    at <- body$wave == study_wave_labels(cohort$study)[[wave]]
    n <- vapply(names(cohort$study$scales), function(scale) {
      sum(score_populations(cohort, scale)[[paste("complete", wave)]])
    }, 0L)
    expect_identical(body$n[at], as.character(unname(n)))
  }
})
