test_that("every number of every sentence about persistence is in the result", {
  withr::local_seed(6)
  for (i in 1:60) {
    result <- persistence(
      random_answers(), waves = c("A", "B", "C"),
      margin = if (i %% 3) sample(c(0.5, 2, 10), 1),
      test = if (i %% 2) "equivalence" else "non_inferiority"
    )
    said <- describe(result, people = c("student", "students"))
    expect_identical(nrow(said), 3L)
    part <- result[result$statistic == "retention", ]
    expect_numbers_from(said$sentence, c(
      result$estimate, result$conf_low, result$conf_high, result$n, 90, 95, 0.001, 5, 0,
      100 * c(part$estimate, part$conf_low, part$conf_high),
      abs(result$estimate[result$statistic == "tipping_point"]),
      as.numeric(numbers_in(result$note))
    ))
    expect_no_match(said$sentence, causal, ignore.case = TRUE)
    expect_match(said$sentence, "^[A-Z0-9].*[^.]\\.$")
    expect_no_match(said$sentence, "NA|NaN|NULL|character|  ")
  }
})

test_that("nobody and one person who answered since are said in words", {
  nobody <- data.frame(a = c(1, 2, 3, 2), b = c(2, 3, 3, NA), c = NA_real_)
  one <- data.frame(a = c(1, 2, 3, 2), b = c(2, 3, 3, NA), c = c(2, NA, NA, 4))
  since <- function(data) {
    describe(persistence(data, waves = c("a", "b", "c")), people = c("student", "students"))$sentence[1]
  }
  # What everyone's answers leave to be estimated is said of everyone.
  both <- paste("The changes from a to b and to c are not given: two of the waves have",
                "fewer than 3 people who answered both.")
  expect_identical(since(nobody), both)
  expect_identical(since(one), both)
})
