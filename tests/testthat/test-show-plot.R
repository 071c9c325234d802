skip_if_not_installed("ggplot2")
cohort <- demo_cohort()
change <- paired_change(cohort)

test_that("plot() draws what autoplot() returns", {
  grDevices::pdf(NULL)
  withr::defer(grDevices::dev.off())
  made <- plot(change, type = "shares")
  expect_s3_class(made, "ggplot")
  expect_identical(made$labels$alt,
                   ggplot2::autoplot(change, type = "shares")$labels$alt)
  expect_invisible(plot(change))
})

test_that("types are enumerated and misspelt options are errors", {
  expect_snapshot(error = TRUE, {
    ggplot2::autoplot(change, type = "slope")
    ggplot2::autoplot(cohort, typ = "slopes")
  })
})

test_that("the colours differ in grey and for colour-blind readers", {
  parts <- plot_colours[c("higher", "same", "lower")]
  expect_gt(min(dist(grey_of(parts))), 15)
  for (k in 2:11) {
    steps <- diff(grey_of(likert_colours(paste(seq_len(k)))))
    expect_true(all(steps < 0), info = k)
  }
  expect_true(all(diff(grey_of(likert_colours(letters[1:5]))) < -7))
})

test_that("a profile other than none refuses single people and answers", {
  guarded <- cohort
  guarded$study$disclosure <- "hesa"
  expect_error(ggplot2::autoplot(guarded, type = "slopes"),
               class = "pairwave_error_disclosure")
  expect_error(ggplot2::autoplot(guarded, type = "likert"),
               class = "pairwave_error_disclosure")
  expect_snapshot(ggplot2::autoplot(guarded, type = "slopes"), error = TRUE)
})

test_that("every plot can be drawn of little or nothing", {
  nobody <- data.frame(a = numeric(), b = numeric(), c = numeric())
  still <- data.frame(a = c(2, 2, 2), b = c(2, 2, 2), c = c(3, 3, NA))
  for (answers in list(nobody, still[1, ], still)) {
    result <- paired_change(answers, waves = c("a", "b", "c"))
    for (type in c("estimation", "shares")) {
      expect_s3_class(draw(result, type = type), "ggplot")
    }
    expect_s3_class(draw(wave_means(answers, waves = c("a", "b", "c"))), "ggplot")
    expect_s3_class(draw(persistence(answers, waves = c("a", "b", "c"))), "ggplot")
  }
})

test_that("a result without a plot says which have one", {
  expect_snapshot(error = TRUE, {
    plot(item_change(cohort))
    ggplot2::autoplot(demographics(cohort))
    plot(summary(change))
  })
})
