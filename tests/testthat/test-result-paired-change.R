test_that("OBrienKaiser gives its values to every printed digit", {
  result <- paired_change(obrien_kaiser, waves = c("pre", "post", "fup"))
  expect_s3_class(result, c("pairwave_change", "pairwave_result", "data.frame"))
  expect_identical(unique(result$contrast),
                   c("pre -> post", "post -> fup", "pre -> fup", "all waves"))
  # R 4.2.2: t.test(paired = TRUE), mean, sd.
  expected <- list(
    "pre -> post" = c(1.375, 0.444, 2.306, 3.149, 0.00662, 0.787, 0.758),
    "post -> fup" = c(0.625, 0.079, 1.171, 2.440, 0.0276, 0.610, 0.320),
    "pre -> fup" = c(2.000, 1.130, 2.870, 4.899, 0.000193, 1.225, 1.121)
  )
  for (contrast in names(expected)) {
    found <- c(
      round(c(value(result, "change", contrast = contrast), limits(result, "change", contrast = contrast),
              value(result, "t", contrast = contrast)), 3),
      signif(value(result, "p", contrast = contrast), 3),
      round(c(value(result, "d_z", contrast = contrast), value(result, "d_av", contrast = contrast)), 3)
    )
    expect_equal(found, expected[[contrast]], info = contrast)
    expect_identical(value(result, "n", contrast = contrast), 16)
  }
  expect_equal(value(result, "mean_before", contrast = "pre -> post"), 4.375)
  expect_equal(value(result, "mean_after", contrast = "pre -> post"), 5.75)
  expect_equal(value(result, "mean_after", contrast = "pre -> fup"), 6.375)
  expect_equal(round(value(result, "sd_before", contrast = "pre -> post"), 4), 1.6279)
  expect_equal(round(value(result, "sd_after", contrast = "pre -> post"), 4), 1.9833)
  expect_equal(round(value(result, "sd_after", contrast = "pre -> fup"), 4), 1.9279)
})

test_that("user-missing codes are missing and waves can be labelled", {
  data <- data.frame(a = 1:4, b = 2:5)
  data$b <- new_labelled_column(c(2, 4, 5, -99), na_values = -99)
  found <- paired_change(data, waves = c(Before = "a", After = "b"))
  expect_identical(value(found, "n"), 3)
  expect_identical(found$contrast[1], "Before -> After")
})

test_that("bad arguments get one clear error", {
  data <- data.frame(id = c("x", "x"), pre = 1:2, post = 2:3)
  expect_snapshot(error = TRUE, {
    paired_change(data, waves = c("pre", "post"), id = "id")
  })
  expect_error(paired_change(data, waves = c("pre", "post"), zeros = "drop"))
})

test_that("a cohort gives every scale, on its people", {
  local_wide_console()
  cohort <- structure(list(
    study = list(waves = list(pre = list(label = "Before"),
                              post = list(label = "After"),
                              six_month = list(label = "Six months")),
                 id = list(column = "code"), scales = list(gse = list(label = "Self-efficacy"))),
    scores = data.frame(
      person = c(1:4, 4:1, 1:2), scale = "gse",
      wave = factor(rep(c("pre", "post", "six_month"), c(4, 4, 2)),
                    c("pre", "post", "six_month")),
      score = c(20, 22, 24, NA, 30, 27, 23, 25, 26, 27), n_answered = 10L
    )
  ), class = "pairwave_cohort")
  found <- paired_change(cohort, reliability = 0.8)
  plain <- paired_change(
    data.frame(pre = c(20, 22, 24, NA), post = c(25, 23, 27, 30),
               six_month = c(26, 27, NA, NA)),
    waves = c("pre", "post", "six_month"), reliability = 0.8
  )
  expect_identical(found$estimate, plain$estimate)
  expect_identical(unique(found$label), "Self-efficacy")
  expect_snapshot(print(found))
  expect_snapshot(error = TRUE, paired_change(cohort, scales = "gsee"))
})

test_that("the table prints", {
  local_wide_console()
  expect_snapshot(paired_change(obrien_kaiser, waves = c("pre", "post", "fup"),
                                label = "Hours"))
  one <- change_between(c(1, 2), c(2, NA))
  expect_notes(one, "without an interval", "fewer than 2 complete pairs")
  expect_identical(printed_cells(one), "1 | 1.00 (-) | 2.00 (-) | 1.00 | - | - | - | 1 / 0 / 0")
})
