skip_if_not_installed("ggplot2")

test_that("there is a line for each pair, and the mean of paired_change()", {
  cohort <- demo_cohort()
  change <- paired_change(cohort)
  for (waves in list(NULL, c("pre", "six_month"), c("post", "six_month"))) {
    plot <- ggplot2::autoplot(cohort, type = "slopes", waves = waves)
    used <- if (is.null(waves)) c("pre", "post") else waves
    rows <- change[change$from == used[1] & change$to == used[2], ]
    of <- function(statistic) rows$estimate[rows$statistic == statistic]
    lines <- ggplot2::layer_data(plot, 1)
    expect_equal(as.vector(table(lines$PANEL)), 2 * of("n"))
    means <- ggplot2::layer_data(plot, 3)
    expect_equal(means$y[means$x == 1], of("mean_before"))
    expect_equal(means$y[means$x == 2], of("mean_after"))
    moved <- tapply(plot$layers[[1]]$data$move, plot$layers[[1]]$data$scale,
                    function(move) sum(move == "Higher") / 2)
    expect_equal(as.vector(moved[unique(rows$scale)]), of("improved"))
  }
})

test_that("waves that can't be compared are an error", {
  expect_snapshot(error = TRUE, {
    ggplot2::autoplot(demo_cohort(), type = "slopes", waves = c("post", "pre"))
  })
})
