skip_if_not_installed("ggplot2")

test_that("lines are the means, with their intervals and n", {
  cohort <- demo_cohort()
  means <- wave_means(cohort)
  plot <- ggplot2::autoplot(cohort)
  rows <- means[means$statistic == "mean", ]
  points <- ggplot2::layer_data(plot, 3)
  expect_setequal(round(points$y, 8), round(rows$estimate, 8))
  ranges <- ggplot2::layer_data(plot, 2)
  expect_setequal(round(ranges$ymin, 8), round(rows$conf_low, 8))
  expect_setequal(round(ranges$ymax, 8), round(rows$conf_high, 8))
  expect_setequal(ggplot2::layer_data(plot, 4)$label, paste("n =", rows$n))
  expect_match(plot$labels$alt, "answered every wave, Six months: 28.40",
               fixed = TRUE)
})
