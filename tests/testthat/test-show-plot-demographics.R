# Who took part, as bars.

skip_if_not_installed("ggplot2")

test_that("bars are the percent of those asked", {
  found <- demographics(demo_cohort())
  made <- draw(found)
  rows <- as.data.frame(found)
  expect_equal(drawn_by(made, "GeomRect")$xmax, ifelse(is.na(rows$percent), 0, rows$percent))
  expect_match(made$labels$alt, "Sex (n = 42), Female: 29 (69%)", fixed = TRUE)
  expect_match(made$labels$alt, "Not asked: 1;", fixed = TRUE)
})

test_that("groups stand below each other, and what is hidden has no bar", {
  made <- draw(demographics(demo_cohort(), who = c("everyone", "linked")))
  expect_match(made$labels$alt, "Sex, Everyone (n = ", fixed = TRUE)
  expect_match(made$labels$alt, "Sex, Linked (n = ", fixed = TRUE)
  small <- demo_cohort()
  small$study$disclosure <- list(threshold = 5)
  hidden <- draw(demographics(small))
  absent <- is.na(hidden$data$n)
  expect_true(any(absent))
  expect_true(all(drawn_by(hidden, "GeomRect")$xmax[absent] == 0))
  means <- demographics(data.frame(age = c(20.5, 31.5, 40)), columns = "age")
  if (!any(means$statistic == "count")) expect_snapshot(ggplot2::autoplot(means), error = TRUE)
})
