test_that("a t is found with its own degrees of freedom alone", {
  change <- paired_change(demo_cohort())
  known <- numbers_of_results(list(change))
  frame <- as.data.frame(change)
  t <- frame[frame$statistic == "t", ]
  df <- frame[frame$statistic == "df", ]
  expect_identical(known$test$estimate, t$estimate)
  expect_identical(known$test$df1, df$estimate[match(paste(t$scale, t$contrast), paste(df$scale, df$contrast))])
})

test_that("each name of a statistic finds rows of its own kind", {
  known <- numbers_of_results(list(paired_change(demo_cohort()), scale_reliability(demo_cohort())))
  expect_true(all(grepl("^mean", known$M$statistic)))
  expect_true(all(grepl("^alpha", known$alpha$statistic)))
  expect_gt(min(vapply(known[c("M", "SD", "d", "d_av", "alpha", "omega", "p", "n", "share")], nrow, 1L)), 0)
  # What is above 100 per cent is a part that was left, and nothing else.
  expect_true(all(abs(known$share$estimate[known$share$statistic != "retention"]) <= 100))
})

test_that("numbers below a table are known as they stand there", {
  noted <- numbers_of_notes(paired_change(demo_cohort()))
  expect_true(any(startsWith(noted, "test ") & endsWith(noted, " 7.56")))
})
