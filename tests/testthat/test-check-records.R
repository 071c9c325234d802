test_that("a record of one answer throughout, or of too few, is found alone", {
  same <- function(data) {
    data[7, paste0("q", 1:5)] <- 3
    data
  }
  expect_identical(rules_of(clean_cohort(change_pre = same)), "same_answer")
  short <- function(data) {
    data[7, paste0("q", 1:2)] <- NA
    data
  }
  expect_identical(rules_of(clean_cohort(change_pre = short)), "not_scored")
})

test_that("one answer throughout is remarkable from five items on", {
  few <- function(items) {
    files <- clean_files()
    files$study$scales <- list(a = list(items = paste0("g", seq_len(items)), range = c(1, 4)))
    files$waves$pre[c(7, 9), paste0("g", seq_len(items))] <- 3
    found <- check_cohort(write_study_files(files, withr::local_tempdir()))
    found$count[found$rule == "same_answer" & found$wave == "pre"]
  }
  expect_identical(few(4), integer())
  expect_identical(few(5), 2L)
})

test_that("records repeat one another where ten answers or more are the same, none left out", {
  repeats <- function(items, change = identity) {
    answers <- stats::setNames(as.data.frame(matrix(rep(c(1, 2, 3, 1, 2), 20), 5)[, seq_len(items)]),
                               paste0("q", seq_len(items)))
    answers[2, ] <- answers[1, ]
    answers[4, ] <- answers[1, ]
    answers <- change(answers)
    cohort <- list(
      surveys = list(pre = answers), people = data.frame(pre = 1:5),
      study = list(scales = list(list(name = "a", items = names(answers), range = c(1, 3))))
    )
    found <- findings_of_repeats(cohort)
    if (nrow(found)) found$count else 0L
  }
  varied <- function(answers) {
    answers[1, ] <- rep(1:2, length.out = ncol(answers))
    answers[c(2, 4), ] <- answers[c(1, 1), ]
    answers
  }
  expect_identical(repeats(12, varied), 2L)
  expect_identical(repeats(10, varied), 2L)
  expect_identical(repeats(9, varied), 0L)
  expect_identical(repeats(12, function(x) { x <- varied(x); x[c(2, 4), 3] <- NA; x }), 0L)
  # One answer throughout is another finding.
  expect_identical(repeats(12, function(x) { x[] <- 2; x }), 0L)
})

test_that("a code that is a word for a total is no person's, whatever its case and marks", {
  plan <- list(id = list(column = "code"))
  totals <- function(...) {
    found <- findings_of_totals(plan, list(pre = data.frame(code = c(...))))
    if (nrow(found)) found$count else 0L
  }
  expect_identical(totals("AB12", "Total", " MEAN:", "Grand  Total", "Std Dev."), 4L)
  expect_identical(totals("AB12", "Totally", "SUM1", "meaning", NA), 0L)
  for (word in total_words) expect_identical(totals(word), 1L, info = word)
  expect_identical(totals(12, 30), 0L)
})

test_that("waves of the same records are found, also under other names for the items", {
  surveys <- list(pre = data.frame(code = 1:3, q1 = 3:1), post = data.frame(code = 1:3, q1 = 1:3),
                  later = data.frame(id = 1:3, q1 = 3:1))
  plan <- list(scales = list(list(items = "q1")), waves = list())
  found <- findings_of_surveys(plan, surveys)
  expect_identical(found[c("rule", "wave", "count")],
                   data.frame(rule = "wave_twice", wave = "later", count = 3L))
  expect_identical(found$about, "pre")
  surveys$later$q1 <- 2:4
  expect_identical(nrow(findings_of_surveys(plan, surveys)), 0L)
  # Waves without rows are not the same records.
  empty <- lapply(surveys[1:2], function(x) x[0, ])
  expect_identical(nrow(findings_of_surveys(plan, empty)), 0L)
})
