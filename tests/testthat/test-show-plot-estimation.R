skip_if_not_installed("ggplot2")
cohort <- demo_cohort()
change <- paired_change(cohort)

test_that("points and intervals are the result's", {
  for (statistic in c("change", "d_av")) {
    plot <- ggplot2::autoplot(change, statistic = statistic)
    rows <- change[change$statistic == statistic, ]
    expect_equal(ggplot2::layer_data(plot, 3)$x, rows$estimate)
    expect_equal(ggplot2::layer_data(plot, 2)$xmin, rows$conf_low)
    expect_equal(ggplot2::layer_data(plot, 2)$xmax, rows$conf_high)
    for (shown in c(rows$estimate, rows$conf_low, rows$conf_high)) {
      expect_match(plot$labels$alt, decimals(shown), fixed = TRUE)
    }
  }
})

test_that("contrasts stand in the order of the table, each with its n", {
  plot <- ggplot2::autoplot(change)
  expect_false(is.unsorted(-ggplot2::layer_data(plot, 3)$y))
  expect_match(plot$labels$alt, "Before to After (n = 27)", fixed = TRUE)
})

test_that("a group without figures has its reason in its place", {
  plot <- ggplot2::autoplot(paired_change(cohort, by = "sex"))
  text <- ggplot2::layer_data(plot, 4)$label
  expect_identical(sum(text == "fewer than 5 pairs in the group"), 6L)
})

test_that("a caption speaks of intervals only where there are any", {
  rows <- data.frame(conf_low = c(NA, 1))
  expect_identical(with_intervals(rows, "95"), ", with 95% intervals")
  expect_identical(with_intervals(rows[1, , drop = FALSE], "95"), "")
})

test_that("change of a group is drawn as such", {
  skip_if_not_installed("ggplot2")
  result <- unpaired_change(unlinked_cohort(), items = "q1")
  drawn <- ggplot2::autoplot(result)
  expect_match(ggplot2::get_alt_text(drawn), "Change of the group, not of people, in points")
  expect_match(drawn$labels$caption, "as two groups")
  expect_identical(as.character(drawn$data$panel), c("Confidence", "q1"))
  expect_identical(drawn$data$estimate, result$estimate[result$statistic == "change"])
  expect_s3_class(ggplot2::autoplot(result, statistic = "d_av"), "ggplot")
})
