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
      caution_people,
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

test_that("who was found later without a score is not said to be not found", {
  folder <- tempfile()
  dir.create(folder)
  people <- sprintf("p%02d", 1:12)
  wave <- function(name, here, blank = character()) {
    items <- stats::setNames(lapply(1:2, function(i) {
      replace(1 + (seq_along(here) + i) %% 4, here %in% blank, NA)
    }), c("q1", "q2"))
    write.csv(data.frame(code = here, items), file.path(folder, paste0(name, ".csv")),
              row.names = FALSE, na = "")
  }
  cohort <- function(blank) {
    wave("pre", people)
    wave("post", people)
    wave("later", people[1:8], blank)
    read_cohort(study(c(pre = "pre.csv", post = "post.csv", later = "later.csv"), id = "code",
                      scales = list(s = list(items = c("q1", "q2"), range = c(1, 4))), dir = folder))
  }
  said <- function(cohort) as.character(describe(persistence(cohort)))[3]
  note <- function(cohort) paste(as_print_table(persistence(cohort))$notes, collapse = " ")
  two <- cohort(people[1:2])
  expect_identical(value(persistence(two), "n_lost"), 6)
  expect_identical(value(persistence(two), "lost_but_found"), 2)
  expect_match(said(two), paste(
    "6 of 12 people who answered at least one of pre, post and later had no score at later (2 of",
    "them were found there with too few answers, the others were not found);"
  ), fixed = TRUE)
  expect_match(note(two), "found there with too few answers: 2 on s; all others were not found",
               fixed = TRUE)
  none <- cohort(character())
  expect_match(said(none), "4 of 12 .* were not found at later;")
  expect_match(note(none), "none at later, since not found there.", fixed = TRUE)
  # Of columns alone it is not known, and under a profile not shown.
  wide <- as.data.frame(scores_wide(two, "s")[c("pre", "post", "later")])
  expect_match(as.character(describe(persistence(wide, waves = names(wide))))[3],
               "had no score at later (not found there, or too few answers);", fixed = TRUE)
  two$study$disclosure <- list(threshold = 3)
  shown <- persistence(two)
  expect_identical(shown$estimate[shown$statistic == "lost_but_found"], NA_real_)
  expect_no_match(c(said(two), note(two)), "were found there|: 2 on s")
})
