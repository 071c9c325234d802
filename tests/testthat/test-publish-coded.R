# PAIRWAVE_CODED_ATTACKS asks for more cohorts than a build has time for, as
# tools/attack-report.R does.
coded_attacks <- as.integer(Sys.getenv("PAIRWAVE_CODED_ATTACKS", "1"))

expect_nothing_found_of_codes <- function(seen, seed) {
  expect_identical(seen$misread, 0L, info = seed)
  expect_identical(seen$small, 0L, info = seed)
  expect_identical(names(seen$pinned), character(), info = seed)
  expect_identical(seen$undecided, 0, info = seed)
}

test_that("codes by group, pairs, joint displays and quotes beside a report pin nobody", {
  skip_on_cran()
  skip_without_peer("lpSolve")
  looked_for <- shown <- 0
  # Beside its first, these told once by a joint display, by quotes and by pairs of codes
  # who had a code.
  for (seed in few_or_many(7, unique(c(seq_len(coded_attacks), 4, 7, 33)))) {
    seen <- attack_codes(coded_cohort_to_attack(seed))
    expect_nothing_found_of_codes(seen, seed)
    looked_for <- looked_for + seen$targets
    shown <- shown + seen$of_codes
  }
  expect_gt(looked_for, 50)
  expect_gt(shown, 20)
})

test_that("the attack sees that codes are decided by themselves", {
  skip_on_cran()
  skip_without_peer("lpSolve")
  # Whatever a code's own table allows may be shown, whatever stands beside it.
  everything <- function(cohort) {
    found <- list(sets = decide_sets(cohort), codes = decide_codes(cohort, 1))
    # What codes are asked first is kept in the cohort, too.
    decided$of <- stats::setNames(list(found), cohort_key(cohort))
  }
  withr::defer(decided$of <- list())
  seen <- attack_codes(coded_cohort_to_attack(24), before = everything)
  expect_gt(length(seen$pinned), 0)
})

test_that("how many were asked is shown only where few others were not", {
  withr::local_seed(3)
  # Of 40 people 36 were asked.
  cohort <- drawn_coded_cohort(40, c("x", "y"), disclosure = list(threshold = 5))
  found <- as.data.frame(code_frequencies(cohort, count = "participants"))
  expect_true(all(is.na(found$denominator)) && all(is.na(found$percent)))
  expect_true(any(!is.na(found$estimate)))
  pairs <- as.data.frame(co_occurrence(cohort))
  expect_true(all(is.na(pairs$n)))
  cohort$study$disclosure <- list(threshold = 4)
  found <- as.data.frame(code_frequencies(cohort, count = "participants"))
  expect_identical(unique(found$denominator), 36L)
})

test_that("it does not matter what is asked for first", {
  cohort <- coded_cohort_to_attack(29)
  key <- published_codes(cohort)
  expect_true(any(startsWith(key, "groups\r")) && any(startsWith(key, "joint\r")))
  decided$of <- list()
  joint_display(cohort)
  code_frequencies(cohort, by = "source")
  expect_identical(published_codes(cohort), key)
})

test_that("every set that may be shown leaves nobody few beside those before it", {
  for (seed in c(3, 12)) {
    cohort <- coded_cohort_to_attack(seed)
    k <- disclosure_profile(cohort$study$disclosure)$threshold
    coded <- lapply(stats::setNames(nm = names(cohort$codes)), coded_people_sets, cohort = cohort)
    as_set <- set_of_cohort_and_strangers(cohort, coded)
    known <- lapply(published_sets(cohort)$ledgers[[1]], as_set)
    shown <- published_codes(cohort)
    for (one in coded) for (code in one$codes) {
      if (!coded_key("code", one$material, code) %in% shown) next
      set <- as_set(one$has[[code]], one$material)
      expect_false(leaves_few(set, known, k))
      known <- unique(c(known, list(set)))
    }
  }
})

test_that("quotes of a code count none of its people, and tell of no second code", {
  codes <- new_codes(data.frame(
    unit = paste0("u", c(1:12, 1:5)), source = "talk", coder = "A",
    participant = paste0("p", c(1:12, 1:5)),
    code = c(rep("x", 6), rep(NA, 6), rep("y", 5)),
    text = c(paste("so it was with", letters[1:6]), rep(NA, 6), paste("so it was with", letters[1:5]))
  ))
  people <- data.frame(participant = paste0("p", 1:12), sex = rep(c("F", "M"), c(4, 8)))
  decisions <- withr::local_tempfile(fileext = ".csv")
  review_quotes(codes, yes = 1:6, decisions = decisions)
  open <- as.data.frame(quotes(codes, people = people, attributes = "sex", threshold = 3,
                               decisions = decisions))
  expect_identical(nrow(open), 11L)
  expect_identical(open$participant, c(1:6, 1:5))
  expect_false(anyNA(open$attributes))
  # Four women and two men have x, and each is quoted.
  closed <- as.data.frame(quotes(codes, people = people, attributes = "sex", threshold = 3,
                                 decisions = decisions, disclosure = list(threshold = 3)))
  expect_identical(closed$code, rep("x", 6))
  expect_true(all(is.na(closed$attributes)))
  # Of three women and three men neither is few.
  people$sex <- rep(c("F", "M"), 6)
  equal <- as.data.frame(quotes(codes, people = people, attributes = "sex", threshold = 3,
                                decisions = decisions, disclosure = list(threshold = 3)))
  expect_identical(equal$attributes, rep(c("F", "M"), 3))
})

test_that("under a profile a number is a person in one code", {
  codes <- new_codes(data.frame(
    unit = paste0("u", 1:12), source = "talk", coder = "A", participant = paste0("p", rep(1:6, 2)),
    code = rep(c("x", "y"), each = 6), text = paste("so it was with", letters[1:12])
  ))
  decisions <- withr::local_tempfile(fileext = ".csv")
  review_quotes(codes, yes = c(1:3, 9:12), decisions = decisions)
  number <- function(...) {
    as.data.frame(quotes(codes, threshold = 3, decisions = decisions, ...))$participant
  }
  expect_identical(number(), c(1:3, 3:6))
  expect_identical(number(disclosure = list(threshold = 3)), c(1:3, 1:4))
})
