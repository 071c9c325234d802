skip_if_not_installed("ggplot2")

test_that("bars are the counts over the pairs", {
  change <- paired_change(demo_cohort())
  plot <- ggplot2::autoplot(change, type = "shares")
  bars <- drawn_by(plot, "GeomRect")
  for (i in seq_len(6)) {
    key <- unique(change[change$statistic == "n", c("scale", "contrast")])[i, ]
    rows <- change[change$scale == key$scale & change$contrast == key$contrast, ]
    of <- function(statistic) rows$estimate[rows$statistic == statistic]
    here <- bars[(bars$ymin + bars$ymax) / 2 == -i, ]
    here <- here[order(here$xmin), ]
    expect_equal(here$xmax - here$xmin,
                 c(of("improved"), of("same"), of("worse")) / of("n"))
    expect_match(plot$labels$alt, paste0(
      "(n = ", of("n"), "): ", of("improved"), " higher, ", of("same"), " same, ",
      of("worse"), " lower"
    ), fixed = TRUE)
  }
  # Every count stands in the middle of its part.
  text <- drawn_by(plot, "GeomText")
  expect_true(all(vapply(seq_len(nrow(text)), function(i) {
    any((bars$ymin + bars$ymax) / 2 == text$y[i] & bars$xmin < text$x[i] & bars$xmax > text$x[i] &
          abs((bars$xmin + bars$xmax) / 2 - text$x[i]) < 1e-9)
  }, NA)))
})
