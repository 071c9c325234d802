test_that("the summary has a line for every statistic", {
  data <- data.frame(pre = c(24, 28, 31, 22, 27, 30, 25),
                     post = c(27, 30, 31, 26, 29, NA, 24))
  change <- paired_change(data, waves = c("pre", "post"), label = "Confidence",
                          reliability = 0.8)
  expect_snapshot(summary(change))
  expect_identical(as.data.frame(summary(change)), as.data.frame(change))
})

test_that("who moved is left out where sums do not tell, and the notes say so", {
  skip_if_not_installed("RSQLite")
  made <- moments_case(3, 5)
  sums <- paired_change(made$cohort)
  for (columns in c("all", "brief", "main")) {
    table <- as_print_table(sums, columns = columns)
    expect_false(any(grepl("Better", table$head)))
    expect_match(table$notes, "^Better / same / worse is left out: it does not follow from sums",
                 all = FALSE)
    rows <- as_print_table(paired_change(made$local), columns = columns)
    expect_true(any(grepl("Better", rows$head)))
    expect_false(any(grepl("left out", rows$notes)))
  }
  # Where some lines have it, dashes stand in the others, and say why.
  some <- sums
  of <- which(some$statistic %in% c("improved", "same", "worse") & some$scale == "calm")
  some$estimate[of] <- 2
  some$reason[of] <- NA
  table <- as_print_table(some)
  expect_true(any(grepl("Better", table$head)))
  expect_match(table$notes, "A dash marks what does not exist: does not follow from sums",
               all = FALSE)
})
