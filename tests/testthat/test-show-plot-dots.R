# Dots with their intervals.

skip_if_not_installed("ggplot2")

dots_frame <- data.frame(estimate = c(1, -1, NA), conf_low = c(0.5, NA, NA),
                         conf_high = c(1.5, NA, NA), note = c(NA, NA, "fewer than 2 pairs"))

test_that("axes hold what they must and leave room behind it", {
  panel <- factor(c("a", "a", "b"))
  axes <- panel_axes(dots_frame, panel, wide = c(30, 4), hold = c(0, 2))
  of <- function(end) axes$x[axes$end == end]
  expect_true(all(of("low")[1] < -1, of("high")[1] > 2))
  # A panel of nothing has the axis of the others, in parts of its own range.
  expect_equal(of("low") / c(30, 4), rep(of("low")[1] / 30, 2))
  expect_true(all(of("room") > of("high")))
  expect_identical(nrow(panel_axes(dots_frame[0, ], panel[0, drop = TRUE])), 0L)
  expect_true(all(is.finite(panel_axes(dots_frame[3, ], factor("b"), hold = NULL)$x)))
})

test_that("breaks end where figures begin", {
  axes <- panel_axes(dots_frame, factor(c("a", "a", "a")))
  at <- axis_breaks(axes, Inf, 5)(range(axes$x))
  expect_lte(max(at), axes$x[axes$end == "high"])
  expect_true(0 %in% at)
  expect_identical(axis_breaks(axes, 1, 5)(range(axes$x)), numeric())
})

test_that("a figure stands beside its line, and a reason where there is none", {
  panel <- factor(rep("", 3))
  made <- dot_plot(dots_frame, panel, letters[1:3], panel_axes(dots_frame, panel), "",
                   axis = "x", caption = "c", name = "Dots", said = "three.")
  expect_identical(drawn_by(made, "GeomText")$label, c("1.00 [0.50, 1.50]", "-1.00"))
  expect_identical(drawn_by(made, "GeomLabel")$label, "fewer than 2 pairs")
  expect_gt(min(drawn_by(made, "GeomText")$x), 1.5)
  expect_identical(excludes_zero(dots_frame), c(TRUE, FALSE, FALSE))
  expect_identical(made$labels$alt, "Dots. three.")
  expect_identical(n_text(c(27, NA)), c("(n\u00a0=\u00a027)", "(n\u00a0=\u00a0suppressed)"))
})
