answers <- data.frame(
  q1 = c(1, 4, NA, NA), q2 = c(2, 4, 3, NA), q3 = c(3, 1, 3, NA)
)

test_that("sums and means follow the rule for missing items", {
  sums <- score_scale(answers, "q1:q3", score = "sum", min_items = 2)
  expect_identical(sums$score, c(6, 9, 9, NA))
  expect_identical(sums$n_answered, c(3L, 3L, 2L, 0L))
  means <- score_scale(answers, names(answers), min_items = 2)
  expect_equal(sums$score, means$score * 3)
  expect_identical(score_scale(answers, "q1:q3")$score, c(2, 3, NA, NA))
})

test_that("reversed items are turned", {
  turned <- score_scale(answers, "q1:q3", reverse = "q3", range = c(1, 4),
                        score = "sum", min_items = 2)
  expect_identical(turned$score, c(5, 12, 7.5, NA))
})

test_that("declared missing codes are no answers, whatever the column's class", {
  data <- data.frame(q1 = 1:3, q2 = c("2", "", "4"))
  data$q3 <- new_labelled_column(c(1, -99, 4), labels = c(Never = 1),
                                 na_values = -99)
  scored <- score_scale(data, "q1:q3", range = c(1, 4), min_items = 1)
  expect_identical(scored$n_answered, c(3L, 1L, 3L))
  expect_equal(scored$score, c(4 / 3, 2, 11 / 3))
})

test_that("the author's rule of the GSE: at most three items missing", {
  gse <- as.data.frame(matrix(2, 3, 10))
  names(gse) <- paste0("gse", 1:10)
  gse[1, 1:3] <- NA
  gse[2, 1:4] <- NA
  scored <- score_scale(gse, "gse1:gse10", range = c(1, 4), score = "sum",
                        min_items = 7)
  expect_identical(scored$score, c(20, NA, 20))
})

test_that("bad input is named without showing answers", {
  wrong <- data.frame(q1 = c(1, 77, 88), q2 = c(1, 2, 0), q3 = c("a", "2", "3"))
  expect_error(score_scale(wrong, "q1:q2", range = c(1, 4)),
               class = "pairwave_error_score")
  expect_snapshot(error = TRUE, {
    score_scale(wrong, "q1:q2", range = c(1, 4))
    score_scale(wrong, "q1:q3")
    score_scale(wrong, c("q1", "qq2"))
    score_scale(wrong, "q1", reverse = "q1")
    score_scale(wrong, "q1", min_items = 2)
    score_scale(wrong, "q1", range = c(4, 1))
    score_scale(1:3, "q1")
  })
})

test_that("braces in a column's name are no code", {
  odd <- data.frame(1)
  names(odd) <- "q{stop()}"
  expect_error(score_scale(odd, "q{stop()}", range = c(2, 4)), "q{stop()}: 1",
               fixed = TRUE)
  expect_error(score_scale(odd, "q{stop()"), "mean \"q{stop()}\"",
               fixed = TRUE)
})
