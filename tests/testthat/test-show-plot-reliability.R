# How well items agree, as dots.

test_that("dots are alpha in each wave, on an axis from 0 to 1", {
  skip_if_not_installed("ggplot2")
  found <- scale_reliability(demo_cohort())
  made <- draw(found)
  rows <- as.data.frame(found)
  rows <- rows[rows$statistic == "alpha" & is.na(rows$item), ]
  expect_equal(drawn_by(made, "GeomPoint")$x, rows$estimate)
  expect_true(all(vapply(ggplot2::ggplot_build(made)$layout$panel_params, function(panel) {
    panel$x.range[1] < 0 && panel$x.range[2] > 1
  }, NA)))
  expect_match(made$labels$alt, "Sense of belonging, Before (n = 30): 0.30 [", fixed = TRUE)
})
