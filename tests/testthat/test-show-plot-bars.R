# Bars from zero.

skip_if_not_installed("ggplot2")

test_that("a bar is as long as its figure, which stands behind it", {
  rows <- data.frame(value = c(3, NA, 0), text = c("3", "not shown", "0"), line_name = letters[1:3])
  made <- bar_plot(rows, factor(c("one", "one", "two")), "People", "c", "Bars", "said.")
  bars <- drawn_by(made, "GeomRect")
  expect_identical(bars$xmax, c(3, 0, 0))
  text <- drawn_by(made, "GeomText")
  expect_true(all(text$x > bars$xmax))
  expect_identical(text$label, rows$text)
  expect_gt(plot_size(made)[["height"]], 1)
  nothing <- bar_plot(rows[0, ], factor(character()), "People", "c", "Bars", "none.")
  expect_s3_class(nothing, "pairwave_plot")
  expect_true(all(whole_breaks(c(0, 3)) %% 1 == 0))
})
