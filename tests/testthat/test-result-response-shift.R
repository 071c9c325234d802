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

# A study whose later questionnaire asks the items again, as of before.
then_study <- function(dir, post = NULL) {
  pre <- data.frame(code = c("a1", "b2", "c3", "d4", "e5"),
                    q1 = c(3, 3, 2, 4, 3), q2 = c(3, 2, 3, 4, 2),
                    r1 = c(1, 2, 1, 2, 2))
  post <- post %||% data.frame(
    code = c("B2", "a1", "c3", "f6", "d4"), q1 = c(4, 4, 3, 4, 4),
    q2 = c(3, 4, 3, 4, 4), r1 = c(2, 2, 2, 2, 1),
    q1_then = c(2, 2, 2, 3, 4), q2_then = c(2, 3, 2, 3, NA)
  )
  write.csv(pre, file.path(dir, "pre.csv"), row.names = FALSE)
  write.csv(post, file.path(dir, "post.csv"), row.names = FALSE, na = "")
  writeLines(c(
    "waves:",
    "  pre: {file: pre.csv, label: Before}",
    "  post: {file: post.csv, label: After}",
    "retrospective:",
    "  then: {of: pre, asked_in: post, suffix: _then, label: Looking back}",
    "id: {column: code}",
    "scales:",
    "  confidence: {items: [q1, q2], range: [1, 4], reverse: [q2], min_items: 1}",
    "  other: {items: [r1], range: [1, 2]}"
  ), file.path(dir, "study.yml"))
  file.path(dir, "study.yml")
}

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
  expect_snapshot(result)
  # The contrasts of paired_change() are what they were.
  plain <- paired_change(cohort, scales = "confidence")
  expect_identical(unique(plain$contrast), "pre -> post")
  expect_equal(value(plain, "change"), value(result, "change")[1])
})

test_that("answers in words are numbers there too", {
  dir <- withr::local_tempdir()
  words <- c("never", "rarely", "often", "always")
  write.csv(data.frame(code = c("a1", "b2"), q1 = words[c(1, 2)]),
            file.path(dir, "pre.csv"), row.names = FALSE)
  write.csv(data.frame(code = c("a1", "b2"), q1 = words[c(3, 4)],
                       then_q1 = words[c(2, 1)]),
            file.path(dir, "post.csv"), row.names = FALSE)
  cohort <- read_cohort(study(
    waves = c(pre = "pre.csv", post = "post.csv"), id = "code",
    scales = list(use = list(items = "q1", range = c(1, 4), answers = words)),
    retrospective = list(then = list(of = "pre", asked_in = "post", prefix = "then_")),
    dir = dir
  ))
  expect_identical(cohort$retrospective$score[order(cohort$retrospective$person)],
                   c(2, 1))
})

test_that("a disclosure profile refuses what it has no rule for", {
  dir <- withr::local_tempdir()
  cohort <- read_cohort(then_study(dir))
  cohort$study$disclosure <- "hesa"
  expect_error(response_shift(cohort), class = "pairwave_error_disclosure")
})

test_that("slips in a study with a retrospective wave are errors that say where", {
  dir <- withr::local_tempdir()
  with_then <- function(retrospective) {
    study(waves = c(pre = "pre.csv", post = "post.csv"), id = "code",
          scales = list(confidence = list(items = c("q1", "q2"), range = c(1, 4))),
          retrospective = retrospective, dir = dir)
  }
  then_study(dir)
  entry <- function(...) list(then = utils::modifyList(
    list(of = "pre", asked_in = "post", suffix = "_then"), list(...)
  ))
  expect_snapshot(error = TRUE, {
    with_then(entry(of = "per"))
    with_then(entry(of = "post", asked_in = "pre"))
    with_then(list(then = list(of = "pre", asked_in = "post")))
    with_then(list(pre = entry()$then))
    read_cohort(with_then(entry(suffix = "_than")))
    response_shift(read_cohort(with_then(NULL)))
    response_shift(read_cohort(with_then(entry())), retrospective = "than")
    response_shift(read_cohort(with_then(entry())), scales = "confidenc")
    response_shift(answers, waves = c("pre", "post"))
  })
  post <- data.frame(code = "a1", q1 = 1, q2 = 2, r1 = 1, q1_then = 1)
  expect_snapshot(error = TRUE, read_cohort(then_study(dir, post)))
})
