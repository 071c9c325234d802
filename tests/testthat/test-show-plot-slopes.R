skip_if_not_installed("ggplot2")

test_that("there is a line for each pair, and the mean of paired_change()", {
  cohort <- demo_cohort()
  change <- paired_change(cohort)
  for (waves in list(NULL, c("pre", "six_month"), c("post", "six_month"))) {
    plot <- ggplot2::autoplot(cohort, type = "slopes", waves = waves)
    used <- if (is.null(waves)) c("pre", "post") else waves
    rows <- change[change$from == used[1] & change$to == used[2], ]
    of <- function(statistic) rows$estimate[rows$statistic == statistic]
    lines <- drawn_by(plot, "GeomLine")
    expect_equal(as.vector(table(lines$PANEL)), 2 * of("n"))
    means <- drawn_by(plot, "GeomPoint")
    expect_equal(means$y[means$x == 1], of("mean_before"))
    expect_equal(means$y[means$x == 2], of("mean_after"))
    moved <- tapply(plot$layers[[2]]$data$move, plot$layers[[2]]$data$scale,
                    function(move) sum(move == "Higher") / 2)
    expect_equal(as.vector(moved[unique(rows$scale)]), of("improved"))
  }
})

test_that("waves that can't be compared are an error", {
  expect_snapshot(error = TRUE, {
    ggplot2::autoplot(demo_cohort(), type = "slopes", waves = c("post", "pre"))
  })
})

test_that("of thousands each line is ten people or more, and nobody is seen alone", {
  withr::local_seed(4)
  n <- 1200
  before <- sample(1:5, n, TRUE)
  people <- data.frame(
    scale = "s", person = paste("s", rep(seq_len(n), 2)),
    wave = factor(rep(c("a", "b"), each = n)),
    score = c(before, pmin(5, before + (stats::runif(n) < 0.3))), move = "Same"
  )
  people$score[1] <- 1.37
  drawn <- bundled_slopes(people, list(scales = list(s = list(range = c(1, 5), score = "mean"))))
  expect_gte(min(drawn$people), fewest_of_line)
  expect_lt(nrow(drawn), 40)
  # Everyone but those in lines of fewer.
  pairs <- table(before, people$score[n + seq_len(n)])
  expect_lte(sum(drawn$people) / 2, n)
  expect_gte(sum(drawn$people) / 2, sum(pairs[pairs > fewest_of_line]) - 1)
})
