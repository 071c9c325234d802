skip_if_not_installed("ggplot2")

test_that("the points and intervals are the result's", {
  withr::local_seed(8)
  answers <- data.frame(year = rep(2017:2020, c(9, 12, 15, 1)), before = rnorm(37))
  answers$after <- answers$before + rnorm(37, 0.5)
  result <- pooled_change(answers, waves = c("before", "after"), by = "year")
  plot <- draw(result)
  points <- result[result$statistic %in% c("change", "change_random", "change_fixed") &
                     !is.na(result$estimate), ]
  expect_equal(drawn_by(plot, "GeomPoint")$x, points$estimate)
  ranges <- result[result$statistic %in% c("change", "change_random", "change_fixed",
                                           "next_cohort") & !is.na(result$conf_low), ]
  expect_equal(drawn_by(plot, "GeomLinerange")$xmin, ranges$conf_low)
  expect_match(plot$labels$alt, "2020 (n = 1): fewer than 2 complete pairs",
               fixed = TRUE)
  expect_match(plot$labels$alt, "Next cohort, expected")
})
