skip_if_not_installed("ggplot2")
skip_second_time()
cohort <- demo_cohort()
change <- paired_change(cohort)

test_that("points and intervals are the result's", {
  for (statistic in c("change", "d_av")) {
    plot <- draw(change, statistic = statistic)
    rows <- change[change$statistic == statistic, ]
    expect_equal(drawn_by(plot, "GeomPoint")$x, rows$estimate)
    expect_equal(drawn_by(plot, "GeomLinerange")$xmin, rows$conf_low)
    expect_equal(drawn_by(plot, "GeomLinerange")$xmax, rows$conf_high)
    for (shown in c(rows$estimate, rows$conf_low, rows$conf_high)) {
      expect_match(plot$labels$alt, decimals(shown), fixed = TRUE)
    }
  }
})

test_that("contrasts stand in the order of the table, each with its n", {
  plot <- ggplot2::autoplot(change)
  expect_false(is.unsorted(-drawn_by(plot, "GeomPoint")$y))
  expect_match(plot$labels$alt, "Before to After (n = 27)", fixed = TRUE)
})

test_that("a group without figures has its reason in its place", {
  plot <- ggplot2::autoplot(paired_change(cohort, by = "sex"))
  text <- drawn_by(plot, "GeomLabel")$label
  expect_identical(sum(text == "fewer than 5 pairs in the group"), 6L)
})

test_that("how many moved stands beside the change, as by itself", {
  both <- drawn_by(ggplot2::autoplot(change), "GeomRect")
  alone <- drawn_by(ggplot2::autoplot(change, type = "shares"), "GeomRect")
  expect_equal(both$xmax - both$xmin, alone$xmax - alone$xmin, tolerance = 1e-6)
  # A bar stands at the height of its line.
  panels <- ggplot2::ggplot_build(ggplot2::autoplot(change))$layout$panel_params
  height <- function(panel) diff(panels[[panel]]$y.range)
  expect_equal(height(1), height(2))
  expect_match(ggplot2::autoplot(change)$labels$alt,
               "1.98 [0.87, 3.08], rose; 19 higher, 3 same, 5 lower", fixed = TRUE)
})

test_that("as large a part of a scale's range is as long in every panel, with zero in it", {
  made <- draw(change)
  built <- ggplot2::ggplot_build(made)
  x <- lapply(built$layout$panel_params[c(1, 3)], function(panel) panel$x.range)
  # From 10 to 40 and from 1 to 5.
  expect_equal(diff(x[[1]]) / 30, diff(x[[2]]) / 4)
  expect_true(all(vapply(x, function(range) range[1] < 0 && range[2] > 0, NA)))
  expect_match(made$facet$params$labeller(data.frame(cell = c("dots 1", "dots 2")))[[1]],
               "scores from 10 to 40|scores from 1 to 5")
  alone <- paired_change(data.frame(a = c(1, 2, 4), b = c(2, 4, 5)), waves = c("a", "b"))
  expect_s3_class(draw(alone), "ggplot")
})

test_that("a filled dot is a change whose interval excludes zero", {
  rows <- change[change$statistic == "change", ]
  clear <- rows$conf_low > 0 | rows$conf_high < 0
  expect_identical(drawn_by(ggplot2::autoplot(change), "GeomPoint")$fill == plot_colours["accent"],
                   clear)
  expect_true(any(clear) && !all(clear))
})

test_that("a caption speaks of intervals only where there are any", {
  rows <- data.frame(conf_low = c(NA, 1))
  expect_identical(with_intervals("Change", rows, "95"), "Change, with 95% intervals")
  expect_identical(with_intervals("Change", rows[1, , drop = FALSE], "95"), "Change")
})

test_that("change of a group is drawn as such", {
  skip_if_not_installed("ggplot2")
  result <- unpaired_change(unlinked_cohort(), items = "q1")
  drawn <- ggplot2::autoplot(result)
  expect_match(ggplot2::get_alt_text(drawn), "Change of the group, not of people, in points")
  expect_match(drawn$labels$caption, "as two groups")
  expect_match(drawn$labels$alt, "Confidence, .*; q1, ")
  expect_no_match(drawn$labels$alt, "better to the left")
  expect_identical(drawn$data$estimate, result$estimate[result$statistic == "change"])
  expect_s3_class(ggplot2::autoplot(result, statistic = "d_av"), "ggplot")
})
