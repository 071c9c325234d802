# Bars of the answers to items.

test_that("bars are the shares of the table, wave by wave", {
  skip_if_not_installed("ggplot2")
  found <- item_frequencies(demo_cohort(), scales = "belonging")
  made <- draw(found)
  frame <- as.data.frame(found)
  counts <- frame[frame$statistic == "count" & frame$who == "wave", ]
  expect_identical(made$data$percent, counts$percent)
  last <- made$data[made$data$level_label == "Strongly agree", ]
  expect_equal(last$to, rep(1, nrow(last)), tolerance = 0.003)
  # From the lowest to the highest, whatever the direction of the item.
  expect_identical(levels(made$data$answer)[c(1, 5)], c("Strongly disagree", "Strongly agree"))
  expect_match(made$labels$alt, "b1: I feel part of this school, Before (n = 35): ", fixed = TRUE)
  same <- draw(found, who = "every wave", items = "b2")
  expect_identical(unique(same$data$n), 13L)
  expect_identical(unique(same$data$item), "b2")
})

test_that("long answers and questions break lines", {
  skip_if_not_installed("ggplot2")
  long <- strrep("quite long words ", 8)
  x <- data.frame(q = factor(rep(c(paste("a", long), paste("b", long)), 5)))
  attr(x$q, "label") <- strrep("a question of many words ", 6)
  made <- draw(item_frequencies(x, items = "q"))
  expect_lt(max(nchar(strsplit(levels(made$data$panel), "\n")[[1]])), 86)
})

test_that("answers that are not shown have no bar, and items of other answers no plot", {
  skip_if_not_installed("ggplot2")
  cohort <- demo_cohort()
  both <- item_frequencies(cohort)
  cohort$study$disclosure <- list(threshold = 5)
  hidden <- draw(item_frequencies(cohort, scales = "belonging"))
  expect_true(all(is.na(hidden$data$percent)))
  one <- item_frequencies(data.frame(q = c(1, 2, 2)), items = "q")
  expect_snapshot(error = TRUE, {
    plot(both)
    plot(both, items = "b9")
    plot(one, who = "every wave")
  })
})
