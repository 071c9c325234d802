test_that("each cohort has the change of paired_change()", {
  result <- pooled_change(three_years, waves = c("before", "after"), by = "year")
  for (year in unique(three_years$year)) {
    alone <- paired_change(three_years[three_years$year == year, ],
                           waves = c("before", "after"))
    mine <- result[result$cohort %in% year, ]
    expect_equal(mine$estimate, value(alone, "change"))
    expect_equal(limits(mine, "change"), limits(alone, "change"))
  }
  expect_identical(value(result, "change_random", "n"), 18L)
  expect_snapshot(result)
})

test_that("a cohort without an error is left out with its reason", {
  odd <- rbind(three_years, data.frame(year = c("2020", "2021", "2021"),
                                   before = c(20, 20, 22), after = c(22, 21, 23)))
  result <- pooled_change(odd, waves = c("before", "after"), by = "year")
  expect_match(result$note[result$cohort %in% "2020"], "fewer than 2 complete pairs")
  expect_match(result$note[result$cohort %in% "2021"], "no variance")
  expect_identical(value(result, "change_random", "cohorts"), 3L)
  kept <- pooled_change(three_years, waves = c("before", "after"), by = "year")
  expect_equal(value(result, "change_random"), value(kept, "change_random"))
  one <- pooled_change(three_years[1:6, ], waves = c("before", "after"), by = "year")
  expect_identical(value(one, "change_random", "note"),
                   "there is only 1 cohort to summarise")
  expect_equal(value(one, "change_fixed"), 2)
  none <- pooled_change(three_years[1, ], waves = c("before", "after"), by = "year")
  expect_true(all(is.na(none$estimate[is.na(none$cohort)])))
  expect_identical(is.na(none$estimate) & is.na(none$note), rep(FALSE, nrow(none)))
  expect_identical(printed_cells(result), c(
    "6 | 2.00 | [0.52, 3.48] | ", "6 | 1.83 | [0.29, 3.38] | ", "6 | 3.67 | [2.23, 5.10] | ",
    "1 | - | - | ", "2 | 1.00 | [1.00, 1.00] | ", "18 | 2.51 | [-0.03, 5.06] | 0.051",
    "18 | 2.54 | [1.89, 3.20] | <0.001", "18 |  | [-1.92, 6.95] | "
  ))
  expect_notes(result, "tau2 0.714, I2 68%, Q(2) = 6.34",
               "2020 (before to after, fewer than 2 complete pairs)")
  expect_identical(printed_cells(none),
                   c("1 | - | - | ", "0 | - | - | -", "0 | - | - | -", "0 | - | - | "))
  expect_notes(none, "there is no cohort to summarise",
               "2017 (before to after, fewer than 2 complete pairs)")
})

test_that("what can't be summarised is an error that says why", {
  expect_snapshot(error = TRUE, {
    pooled_change(1)
    pooled_change(three_years, waves = c("before", "after"), by = "yaer")
  })
})
