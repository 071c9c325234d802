test_that("scores belong to people and waves", {
  cohort <- read_cohort(small_study_files())
  expect_named(cohort$scores,
               c("person", "wave", "scale", "score", "n_answered"))
  expect_identical(nrow(cohort$scores), 8L)
  expect_identical(
    scores_wide(cohort, "confidence"),
    data.frame(person = 1:7, pre = c(2, 4, NA, 3, NA, NA, 8),
               post = c(7, NA, 6, NA, 8, NA, NA))
  )
  expect_identical(cohort_pairs(cohort)$n, 1L)
})

test_that("scores stand by person and wave, whatever the order of their rows", {
  withr::local_seed(15)
  for (i in 1:20) {
    scores <- expand.grid(person = c(1:5, NA), wave = c("pre", "post"), scale = c("a", "b"),
                          stringsAsFactors = FALSE)
    scores$score <- sample(c(NA, 1:9), nrow(scores), TRUE)
    scores <- scores[sample(nrow(scores), 15), ]
    people <- scale_people(scores, "a")
    answers <- scale_answers(scores, "a", c("pre", "post", "later"))
    wide <- scores_wide(list(people = data.frame(person = 1:5), scores = scores,
                             surveys = list(pre = 1, post = 2)), "a")
    expect_identical(anyNA(people), FALSE)
    expect_setequal(people, stats::na.omit(scores$person[scores$scale == "a"]))
    expect_identical(answers$later, rep(NA_real_, length(people)))
    for (wave in c("pre", "post")) {
      of <- function(person) {
        found <- scores$score[scores$scale == "a" & scores$wave == wave & scores$person %in% person]
        if (length(found)) as.double(found) else NA_real_
      }
      expect_identical(answers[[wave]], vapply(people, of, 0))
      expect_equal(wide[[wave]], vapply(1:5, of, 0))
    }
  }
})

test_that("only respondents who stand for a person are scored, in the order of persons", {
  surveys <- list(pre = data.frame(q1 = c(1, 2, 3), q2 = c(3, 4, NA)))
  plan <- list(scales = list(a = list(name = "a", items = c("q1", "q2"), range = c(1, 5), reverse = "q2",
                                      score = "sum", min_items = 2)))
  respondents <- data.frame(person = c(2, NA, 1), wave = factor("pre"), row = 1:3)
  scores <- score_cohort(plan, surveys, respondents)
  expect_identical(scores$person, c(1, 2))
  expect_identical(scores$score, c(NA, 4))
  expect_identical(scores$n_answered, c(1L, 2L))
  none <- score_cohort(list(scales = list()), surveys, respondents)
  expect_identical(dim(none), c(0L, 5L))
  expect_identical(names(none), names(scores))
  surveys$pre$q1 <- c(1, 2, 9)
  expect_snapshot(score_cohort(plan, surveys, respondents), error = TRUE)
})
