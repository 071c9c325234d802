test_that("who took part is said question by question", {
  withr::local_seed(7)
  for (i in 1:15) {
    n <- sample(1:40, 1)
    counted <- demographics(data.frame(
      sex = sample(c("Female", "Male", NA), n, replace = TRUE),
      year = factor(sample(c("three", "four"), n, replace = TRUE))
    ))
    said <- describe(counted)
    expect_identical(nrow(said), 2L)
    expect_numbers_from(said$sentence,
                        c(counted$n, counted$percent, counted$denominator))
    expect_no_match(said$sentence, causal, ignore.case = TRUE)
  }
})

test_that("sets of people, summaries and several answers are said too", {
  withr::local_seed(9)
  for (i in 1:10) {
    n <- sample(8:40, 1)
    people <- data.frame(
      sex = sample(c("Female", "Male", NA), n, replace = TRUE),
      age = sample(c(18:24, NA), n, replace = TRUE),
      a = stats::rbinom(n, 1, 0.5), b = stats::rbinom(n, 1, 0.3),
      came = rep(c(TRUE, FALSE), length.out = n)
    )
    counted <- demographics(
      people, columns = c("sex", "age", "media"), who = c("everyone", "came"),
      sets = list(media = c("a", "b")),
      summary = c(age = sample(c("mean", "median"), 1))
    )
    said <- describe(counted)
    expect_identical(said$group, rep(c("Everyone", "Came"), each = 3))
    expect_numbers_from(said$sentence, c(counted$n, counted$percent,
                                         counted$denominator, counted$estimate))
    expect_match(said$sentence[said$scale == "age"], "(mean|median) of [0-9]+ is|no (mean|median) is given: (fewer|suppressed)")
    expect_no_match(said$sentence, causal, ignore.case = TRUE)
    expect_no_match(said$sentence, "NA|NULL|  |\\(\\)")
  }
})

test_that("a mean is described beside those who have none", {
  found <- demographics(data.frame(age = c(20:25, NA)), columns = "age",
                        summary = c(age = "mean"))
  expect_identical(
    describe(found)$sentence,
    "Age: of 7 people, the mean of 6 is 22.50 (SD 1.87); 1 (14.3%) were counted as Missing."
  )
})
