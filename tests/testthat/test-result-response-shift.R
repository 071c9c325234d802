answers <- data.frame(
  pre = c(27, 28, 31, 24, 27, 30, 25, NA, 22),
  then = c(24, 25, 31, 21, 26, 29, NA, 23, 23),
  post = c(28, 30, 33, 26, 29, 31, 27, 28, NA)
)

test_that("the three contrasts stand side by side, each with its own pairs", {
  local_wide_console()
  result <- response_shift(answers, waves = c("pre", "then", "post"))
  expect_identical(unique(result$contrast),
                   c("pre -> post", "then -> post", "pre -> then"))
  with(answers, {
    expect_equal(value(result, "change"), c(
      mean(post - pre, na.rm = TRUE), mean(post - then, na.rm = TRUE),
      mean(then - pre, na.rm = TRUE)
    ))
    expect_equal(value(result, "p")[3],
                 t.test(then, pre, paired = TRUE)$p.value)
  })
  expect_identical(value(result, "n"), c(7, 7, 7))
  expect_snapshot({
    result
    describe(result)
  })
})

test_that("on those who answered all three the shift is what the two changes differ by", {
  all <- answers[complete.cases(answers), ]
  change <- value(response_shift(all, waves = c("pre", "then", "post")), "change")
  expect_equal(change[2] - change[1], -change[3])
})

test_that("a cohort scores what was asked in retrospect, and counts nobody twice", {
  local_wide_console()
  dir <- withr::local_tempdir()
  cohort <- read_cohort(then_study(dir))
  expect_identical(names(cohort$study$waves), c("pre", "post"))
  expect_identical(sum(cohort$respondents$status == "linked"), 8L)
  then <- cohort$retrospective
  expect_identical(unique(then$scale), "confidence")
  expect_identical(unique(then$wave), "then")
  # b2: q1 2, q2 2 reversed is 3; d4 left out q2.
  b2 <- cohort$people$person[!is.na(cohort$people$pre) & cohort$people$pre == 2]
  d4 <- cohort$people$person[!is.na(cohort$people$pre) & cohort$people$pre == 4]
  expect_identical(then$score[then$person == b2], 2.5)
  expect_identical(then$score[then$person == d4], 4)
  expect_identical(then$n_answered[then$person == d4], 1L)
  result <- response_shift(cohort)
  expect_identical(value(result, "n"), c(4, 5, 4))
  expect_identical(printed_cells(result), paste0(
    c("4 | 2.50 (0.41) | 2.63 (0.25) | 0.13 [-0.27, 0.52] | 1.00 (3) | 0.391 | 1.000 | ",
      "5 | 2.70 (0.76) | 2.60 (0.22) | -0.10 [-1.12, 0.92] | -0.27 (4) | 0.799 | 1.000 | ",
      "4 | 2.50 (0.41) | 2.75 (0.87) | 0.25 [-1.27, 1.77] | 0.52 (3) | 0.638 | 1.000 | "),
    c("0.37 [-0.43, 1.12] | 1 / 3 / 0", "-0.18 [-1.46, 1.13] | 2 / 2 / 1",
      "0.37 [-1.07, 1.76] | 2 higher / 0 same / 2 lower")
  ))
  expect_notes(result, "skewed", "Fewer than 20 people",
               "Before to Looking back is the response shift")
  # The contrasts of paired_change() are what they were.
  plain <- paired_change(cohort, scales = "confidence")
  expect_identical(unique(plain$contrast), "pre -> post")
  expect_equal(value(plain, "change"), value(result, "change")[1])
})

test_that("a disclosure profile refuses what it has no rule for", {
  dir <- withr::local_tempdir()
  cohort <- read_cohort(then_study(dir))
  cohort$study$disclosure <- "hesa"
  expect_error(response_shift(cohort), class = "pairwave_error_disclosure")
})

test_that("what was not asked in retrospect is an error that says so", {
  dir <- withr::local_tempdir()
  then_study(dir)
  expect_snapshot(error = TRUE, {
    response_shift(read_cohort(with_then(NULL, dir)))
    response_shift(read_cohort(with_then(then_entry(), dir)), retrospective = "than")
    response_shift(read_cohort(with_then(then_entry(), dir)), scales = "confidenc")
    response_shift(answers, waves = c("pre", "post"))
  })
})
