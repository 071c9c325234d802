test_that("labels that moved between waves are an error", {
  cohort <- clean_cohort()
  label <- function(cohort, wave, column, labels, text) {
    attr(cohort$surveys[[wave]][[column]], "labels") <- labels
    attr(cohort$surveys[[wave]][[column]], "label") <- text
    cohort
  }
  one <- label(cohort, "pre", "q1", c(Never = 1, Often = 5), "How often?")
  same <- label(one, "post", "q1", c("never " = 1, Often = 5), "how  often?")
  expect_identical(rules_of(same), character())
  moved <- label(one, "post", "q1", c(Never = 5, Often = 1), "How often?")
  found <- check_cohort(moved)
  # As they stand in the second wave, they say the opposite of what they count.
  expect_identical(found$rule, c("labels_differ", "against_words"))
  expect_identical(found$count, c(2L, 1L))
  expect_true(check_fails(found))
  expect_false(check_fails(found, fail_on = "never"))
  asked <- label(one, "post", "q1", c(Never = 1, Often = 5), "How much?")
  expect_identical(rules_of(asked), "wording_differs")
  coded <- label(cohort, "pre", "sex", c(Female = "f"), NULL)
  found <- check_cohort(coded)
  expect_identical(found$rule, "not_labelled")
  expect_identical(found$count, 20L)
})

test_that("numbers that run against their words are found, unless the study knows of it", {
  withr::local_seed(4)
  dir <- withr::local_tempdir()
  said <- c("1 - Strongly agree", "2 - Agree", "3 - Disagree", "4 - Strongly disagree")
  wave <- cbind(code = sprintf("A%02d", 1:20), as.data.frame(lapply(c(q1 = 1, q2 = 2, q3 = 3), function(i) sample(said, 20, TRUE))))
  utils::write.csv(wave, file.path(dir, "pre.csv"), row.names = FALSE)
  found <- function(...) {
    found <- check_cohort(study(waves = c(pre = "pre.csv"), id = "code", dir = dir, scales = list(s = list(items = "q1:q3", ...))))
    found$variable[found$rule == "against_words"]
  }
  expect_identical(found(range = c(1, 4)), c("q1", "q2", "q3"))
  expect_identical(found(range = c(1, 4), reverse = c("q1", "q3")), "q2")
  expect_identical(found(answers = rev(said)), character())
})

test_that("one form asks of two times in other words; a question of another item is found", {
  cohort <- read_cohort(recalled_study())
  asked <- function(then, now) {
    for (i in 1:2) {
      attr(cohort$surveys$then[[paste0("q", i)]], "label") <- then[i]
      attr(cohort$surveys$now[[paste0("q", i)]], "label") <- now[i]
    }
    found <- check_cohort(cohort)
    found$variable[found$rule == "wording_differs"]
  }
  now <- c("NOW, my knowledge of soil tests", "NOW, my knowledge of water use")
  then <- c("BEFORE the course, my knowledge of soil tests", "BEFORE the course, my knowledge of water use")
  expect_identical(asked(then, now), character())
  expect_identical(asked(rev(then), now), c("q1", "q2"))
  expect_identical(
    asked(c("I could read a soil test", "I knew how to water"), c("I can read a soil test", "I know how to water")),
    character()
  )
  # The same words in forms of their own are two questions.
  cohort$study$waves$then$file <- "before.csv"
  expect_identical(asked(then, now), c("q1", "q2"))
})

test_that("a code that is missing in one wave and an answer in another is found, with who gave it", {
  cohort <- clean_cohort()
  attr(cohort$surveys$pre$q1, "na_values") <- 1
  answered <- sum(cohort$surveys$post$q1 == 1)
  expect_identical(answered, 0L)
  cohort$surveys$post$q1[1:3] <- 1
  found <- findings_of_labels(cohort)
  expect_identical(found[c("rule", "wave", "variable", "count")], data.frame(
    rule = "missing_differs", wave = "post", variable = "q1", count = 3L
  ))
  # The other way round, by a range.
  cohort <- clean_cohort()
  attr(cohort$surveys$post$q1, "na_range") <- c(5, 9)
  given <- sum(cohort$surveys$pre$q1 >= 5)
  found <- findings_of_labels(cohort)
  expect_identical(found$wave, if (given) "pre" else character())
  expect_identical(found$count, if (given) given else integer())
  # Numbers and texts have no codes in common.
  mixed <- list(surveys = list(pre = list(q1 = 1:3),
                               post = list(q1 = new_labelled_column(c("1", "2"), na_values = "1"))))
  expect_null(missing_differs(mixed, "pre", "post", "q1"))
})

test_that("labels in a wrong encoding are found, and letters that only look so are not", {
  # The names of this text are those of a UTF-8 locale.
  skip_if_not(l10n_info()[["UTF-8"]])
  damaged <- function(label, labels = NULL) {
    found <- findings_of_damage(list(pre = list(q1 = new_labelled_column(1, label = label, labels = labels),
                                                q2 = 1)))
    found$count
  }
  expect_identical(damaged("Caf\u00c3\u00a9"), 1L)
  expect_identical(damaged("It\u00e2\u20ac\u2122s"), 1L)
  expect_identical(damaged("\ufffd"), 1L)
  expect_identical(damaged("Fine", c("\u00c2\u00a31" = 1)), 1L)
  for (fine in c("S\u00c3O PAULO", "Caf\u00e9", "\u00c2ge", "10 \u20ac", "\u00e2ge")) {
    expect_identical(damaged(fine), integer(), info = fine)
  }
})

test_that("a column that one wave alone has is compared with nothing", {
  cohort <- clean_cohort()
  cohort$surveys$post$sex <- NULL
  attr(cohort$surveys$pre$sex, "labels") <- c(Female = "f", Male = "m")
  expect_identical(nrow(findings_of_labels(cohort)), 0L)
})
