# (Other tests have a helper of the same name for the number itself.)
said <- function(...) pairwave::value(...)

test_that("a figure is written as a sentence has it, with the digits of the table", {
  change <- paired_change(demo_cohort())
  table <- as_print_table(change)$body
  expect_identical(said(change, "belonging", "pre -> post", "change"), table$change[4])
  expect_identical(said(change, "Sense of belonging", "Before to After", "d_av"), table$d_av[4])
  expect_identical(said(change, "self_efficacy", "pre -> six_month", "n"), table$n[3])
  expect_identical(said(change, "self_efficacy", "pre -> post", "t"), "t(26) = 3.68")
  expect_identical(said(change, "self_efficacy", "pre -> post", "p"), "p = .001")
  expect_identical(said(change, "self_efficacy", "pre -> post", "p", style = "plain"), "p = 0.001")
  expect_identical(said(change, "self_efficacy", "pre -> six_month", "p"), "p < .001")
  expect_identical(said(scale_reliability(demo_cohort()), "belonging", statistic = "alpha", wave = "pre"),
                   ".30 [-.21, .64]")
  expect_identical(said(persistence(demo_cohort()), "self_efficacy", statistic = "margin"), "2.00")
})

test_that("every estimate of a change is found by its own line and statistic alone", {
  change <- paired_change(demo_cohort())
  frame <- as.data.frame(change)
  frame <- frame[!is.na(frame$estimate) & frame$contrast != all_waves, ]
  for (i in seq(1, nrow(frame), few_or_many(7, 1))) {
    row <- frame[i, ]
    text <- said(change, row$scale, row$contrast, row$statistic)
    number <- as.double(sub("^(p|t\\([0-9.]+\\)) [=<] ", "", sub(" \\[.*", "", text)))
    # A Bayes factor has three digits, wherever its point is; all else two or three decimals.
    rounded <- if (row$statistic == "bayes_factor") signif(row$estimate, 3) else row$estimate
    near <- if (row$statistic == "bayes_factor") 1e-9 else 0.0051
    expect_lt(abs(number - rounded), near, label = paste(row$scale, row$contrast, row$statistic))
    expect_identical(grepl("[", text, fixed = TRUE), !is.na(row$conf_low) && !grepl("^p", row$statistic) &&
                       row$statistic != "t")
  }
})

test_that("what is not there, or there twice, is an error that says so", {
  answers <- data.frame(a = c(24, 27, 31, 22), b = c(27, 31, 30, 27), of = c("x", "x", "y", "y"))
  change <- paired_change(answers, waves = c("a", "b"), by = "of", label = "Confidence")
  hidden <- paired_change(profiled_cohort(list(threshold = 5)))
  expect_snapshot(error = TRUE, {
    said(change, "Confidense", statistic = "n")
    said(change, statistic = "median")
    said(change, statistic = "n")
    said(change, contrast = "a -> c", statistic = "n")
    said(change, statistic = "n", colour = "red")
    said(change, statistic = "n", group = c("x", "y"))
    said(change, statistic = "t", group = "x", "y")
    said(hidden, "belonging", "pre -> post", "worse")
    said(paired_change(data.frame(a = 1, b = 2), waves = c("a", "b")), statistic = "t")
  })
})
