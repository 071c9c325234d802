test_that("quartiles of counted answers are R's of type 6 and 7", {
  withr::local_seed(171)
  for (i in seq_len(few_or_many(100, 300, again = 20))) {
    answers <- sample(sample(2:9, 1), sample(1:60, 1), TRUE) / sample(1:3, 1)
    counted <- table(answers)
    for (type in 6:7) {
      expect_equal(
        quartiles_of(as.numeric(names(counted)), as.vector(counted), type),
        unname(stats::quantile(as.numeric(as.character(answers)), c(0.25, 0.5, 0.75), type = type)),
        tolerance = 1e-12
      )
    }
  }
  expect_identical(quartiles_of(numeric(), numeric(), 7), rep(NA_real_, 3))
})

test_that("medians of a contrast are of the same pairs as its means", {
  withr::local_seed(172)
  for (i in seq_len(25)) {
    frame <- data.frame(pre = sample(c(1:5, NA), 40, TRUE), post = sample(c(1:5, NA), 40, TRUE))
    both <- frame[stats::complete.cases(frame), ]
    for (type in 6:7) {
      found <- paired_change(frame, waves = c("pre", "post"), quartile_type = type)
      of <- function(statistic) found$estimate[found$statistic == statistic]
      expect <- function(x, at) {
        q <- unname(stats::quantile(x, c(0.25, 0.5, 0.75), type = type))
        expect_equal(c(of(paste0("lower_quartile_", at)), of(paste0("median_", at)),
                       of(paste0("upper_quartile_", at))), q)
      }
      expect(both$pre, "before")
      expect(both$post, "after")
      expect(both$post - both$pre, "change")
      rule <- found$rule[found$statistic == "median_change"]
      expect_match(rule, paste("type", type))
      expect_equal(of("se_change"), stats::sd(both$post - both$pre) / sqrt(nrow(both)))
      expect_equal(of("se_before"), stats::sd(both$pre) / sqrt(nrow(both)))
    }
  }
})

test_that("another type of quartiles is refused", {
  frame <- data.frame(a = 1:3, b = 2:4)
  expect_snapshot(error = TRUE, {
    paired_change(frame, waves = c("a", "b"), quartile_type = 8)
    paired_change(frame, waves = c("a", "b"), quartile_type = "median")
  })
})
