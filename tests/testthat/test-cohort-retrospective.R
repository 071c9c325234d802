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

test_that("a wave that lacks what it should ask again is an error that says where", {
  dir <- withr::local_tempdir()
  then_study(dir)
  expect_snapshot(error = TRUE, {
    read_cohort(with_then(then_entry(suffix = "_than"), dir))
  })
  post <- data.frame(code = "a1", q1 = 1, q2 = 2, r1 = 1, q1_then = 1)
  expect_snapshot(error = TRUE, read_cohort(then_study(dir, post)))
})

test_that("what is remembered is scored as if it were a wave of its own", {
  dir <- withr::local_tempdir()
  cohort <- read_cohort(then_study(dir))
  asked <- as.data.frame(cohort$surveys$post)[c("code", "q1_then", "q2_then")]
  names(asked) <- c("code", "q1", "q2")
  utils::write.csv(asked, file.path(dir, "then.csv"), row.names = FALSE, na = "")
  alone <- read_cohort(study(
    waves = c(then = "then.csv"), id = "code", dir = dir,
    scales = list(confidence = list(items = c("q1", "q2"), range = c(1, 4), reverse = "q2",
                                    min_items = 1))
  ))
  # By the row of the file, which both have.
  by_row <- function(scores, rows) scores[order(rows[scores$person]), c("score", "n_answered")]
  remembered <- by_row(cohort$retrospective, cohort$people$post)
  own <- by_row(alone$scores, alone$people$then)
  expect_identical(remembered$score, own$score)
  expect_identical(remembered$n_answered, own$n_answered)
  expect_identical(cohort$retrospective$score[match(cohort$people$person[match(5, cohort$people$post)],
                                                    cohort$retrospective$person)], 4)
})

test_that("a study without a retrospective wave has no such scores", {
  expect_null(score_retrospective(list(retrospective = list()), NULL, NULL))
  expect_null(demo_cohort()$retrospective)
})
