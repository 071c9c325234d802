skip_if_not_installed("ggplot2")

test_that("the interval and the margin are the result's", {
  result <- persistence(demo_cohort())
  plot <- ggplot2::autoplot(result)
  since <- result[result$statistic == "change_since", ]
  expect_equal(drawn_by(plot, "GeomPoint")$x, since$estimate)
  expect_equal(drawn_by(plot, "GeomLinerange")$xmin, since$conf_low)
  expect_equal(drawn_by(plot, "GeomVline", 2)$xintercept, -2)
  expect_match(plot$labels$alt, "margin 2.00, p = 0.002; ", fixed = TRUE)
  expect_match(plot$labels$alt, "no margin")
})

test_that("two one-sided tests have a margin on either side", {
  answers <- data.frame(a = c(1, 2, 3, 4), b = c(2, 4, 3, 5), c = c(3, 3, 4, 4))
  result <- persistence(answers, waves = c("a", "b", "c"), margin = 1,
                        test = "equivalence")
  plot <- ggplot2::autoplot(result)
  expect_setequal(drawn_by(plot, "GeomVline", 2)$xintercept, c(-1, 1))
})
