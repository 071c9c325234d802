test_that("counts stand for repeated rows in every statistic", {
  withr::local_seed(51)
  data <- data.frame(
    a = sample(1:5, 30, TRUE), b = sample(c(NA, 1:6), 30, TRUE),
    c = sample(c(NA, 2:6), 30, TRUE), sex = rep(c("f", "m"), 15),
    people = sample(0:4, 30, TRUE)
  )
  rows <- data[rep(seq_len(30), data$people), ]
  for (by in list(NULL, "sex")) {
    counted <- paired_change(data, waves = c("a", "b", "c"), counts = "people",
                             by = by, reliability = 0.8)
    repeated <- paired_change(rows, waves = c("a", "b", "c"), by = by,
                              reliability = 0.8)
    expect_equal(as.data.frame(counted), as.data.frame(repeated),
                 tolerance = 1e-12)
  }
})

test_that("row order, and what the waves are called, change nothing", {
  withr::local_seed(52)
  data <- data.frame(a = sample(1:5, 40, TRUE), b = sample(c(NA, 1:6), 40, TRUE),
                     c = sample(c(NA, 2:6), 40, TRUE))
  found <- paired_change(data, waves = c("a", "b", "c"))
  shuffled <- paired_change(data[sample(40), ], waves = c("a", "b", "c"))
  expect_equal(shuffled$estimate, found$estimate, tolerance = 1e-12)
  called <- paired_change(data, waves = c(x = "a", y = "b", z = "c"))
  expect_identical(called$estimate, found$estimate)
})

test_that("counts that can't be people are refused", {
  data <- data.frame(a = 1:2, b = 2:3, n = c(1, -1), half = 1.5, text = "x")
  expect_snapshot(error = TRUE, {
    paired_change(data, waves = c("a", "b"), counts = "n")
    paired_change(data, waves = c("a", "b"), counts = "half")
    paired_change(data, waves = c("a", "b"), counts = "text")
    paired_change(data, waves = c("a", "b"), counts = "m")
  })
})
