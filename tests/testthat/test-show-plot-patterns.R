# Who answered when.

test_that("bars are the people of each pattern of waves", {
  skip_if_not_installed("ggplot2")
  found <- missing_patterns(demo_cohort())
  made <- draw(found)
  expect_equal(drawn_by(made, "GeomRect")$xmax, as.data.frame(found)$estimate)
  expect_match(made$labels$alt, "Before, After and Six months: 18 (41.9%) of 43", fixed = TRUE)
  expect_match(made$labels$alt, "Never answered: ", fixed = TRUE)
})
