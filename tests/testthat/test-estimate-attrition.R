# Numbers alone: the locale changes nothing here.

test_that("stayed and lost are compared as by hand", {
  lost <- attrition(lossy_cohort())
  expect_identical(value(lost, statistic = "n"), c(5, 3))
  stayed <- c(1, 2, 3, 4, 5)
  gone <- c(1, 3, 5)
  expect_equal(value(lost, statistic = "mean"), c(3, 3))
  expect_equal(value(lost, statistic = "sd"),
               c(stats::sd(stayed), stats::sd(gone)))
  expect_equal(value(lost, statistic = "smd", variable = "a"), 0)
  expect_identical(value(lost, statistic = "count", level = "3"), c(3, 1))
  expect_equal(value(lost, statistic = "share", level = "4"), c(2 / 5, 2 / 3))
  # Of two levels the distance is that of two shares.
  p <- 2 / 5
  q <- 2 / 3
  expect_equal(value(lost, statistic = "smd", variable = "year"),
               abs(p - q) / sqrt((p * (1 - p) + q * (1 - q)) / 2))
  weights <- response_weights(lost)
  expect_identical(weights$person, 1:5)
  expect_identical(unique(weights$contrast), "pre -> post")
})

test_that("the distance of shares is Yang and Dalton's", {
  # Inverse covariance taken by hand for three levels.
  counts <- rbind(c(10, 20, 30), c(15, 15, 10))
  p <- counts[1, ] / 60
  q <- counts[2, ] / 40
  s <- matrix(0, 2, 2)
  for (i in 2:3) for (j in 2:3) {
    s[i - 1, j - 1] <- if (i == j) {
      (p[i] * (1 - p[i]) + q[i] * (1 - q[i])) / 2
    } else {
      -(p[i] * p[j] + q[i] * q[j]) / 2
    }
  }
  det <- s[1, 1] * s[2, 2] - s[1, 2]^2
  d <- (p - q)[2:3]
  by_hand <- sqrt((d[1]^2 * s[2, 2] - 2 * d[1] * d[2] * s[1, 2] +
                     d[2]^2 * s[1, 1]) / det)
  expect_equal(share_distance(counts)$value, by_hand)
  # Which level is left out does not matter, nor a level that nobody chose.
  expect_equal(share_distance(counts[, c(3, 1, 2)])$value, by_hand)
  expect_equal(share_distance(cbind(counts, 0))$value, by_hand)
  expect_identical(share_distance(rbind(c(3, 0), c(5, 0)))$value, 0)
  expect_identical(share_distance(rbind(c(3, 0), c(0, 5)))$value, NA_real_)
  expect_identical(share_distance(rbind(c(3, 1), c(0, 0)))$reason, "a_group_empty")
})

test_that("someone not asked is not someone who would not say", {
  lost <- attrition(demo_cohort())
  later <- lost[lost$from == "post" & lost$variable %in% "year", ]
  expect_setequal(unique(later$level[!is.na(later$level)]),
                  c("3", "4", "5", "Undisclosed", "Not asked"))
  linkage <- attrition(demo_cohort(), compare = "linkage")
  expect_false("year" %in% linkage$variable[linkage$from == "post"])
})
