# Change of those with a code against those without.

test_that("dots are the differences, each with how many have the code and how many not", {
  skip_if_not_installed("ggplot2")
  found <- joint_display(coded_cohort())
  made <- draw(found)
  rows <- as.data.frame(found)
  rows <- rows[rows$statistic == "difference", ]
  points <- drawn_by(made, "GeomPoint")
  expect_equal(points$x, rows$estimate[!is.na(rows$estimate)])
  reasons <- drawn_by(made, "GeomLabel")$label
  expect_identical(length(reasons), sum(is.na(rows$estimate)))
  expect_match(made$labels$alt, " with, [0-9]+ without")
})
