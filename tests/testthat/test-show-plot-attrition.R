# Those who stayed against those who were lost.

test_that("dots are the standardised differences, and beyond 0.25 they are filled", {
  skip_if_not_installed("ggplot2")
  cohort <- demo_cohort()
  found <- attrition(cohort)
  made <- draw(found)
  rows <- as.data.frame(found)
  rows <- rows[rows$statistic == "smd", ]
  points <- drawn_by(made, "GeomPoint")
  expect_equal(points$x, rows$estimate)
  expect_identical(unname(points$fill == plot_colours["accent"]), abs(rows$estimate) > 0.25)
  expect_setequal(drawn_by(made, "GeomVline", 2)$xintercept, c(-0.25, 0.25))
  expect_match(made$labels$alt, "Before to After (27 stayed, 9 were lost), Sex: 0.33", fixed = TRUE)
  linkage <- draw(attrition(cohort, compare = "linkage"))
  expect_match(linkage$labels$alt, "linked differ from those who did not", fixed = TRUE)
})
