test_that("bad arguments are named", {
  x <- codings_of(A = c("x", ""), B = c("x", "y"))
  expect_snapshot(error = TRUE, {
    code_frequencies(3)
    code_frequencies(x, coder = "C")
    code_frequencies(x, by = "sex")
    code_frequencies(x, by = "sex", people = data.frame(id = 1))
    code_frequencies(x, by = "sex", people = data.frame(participant = 1:2))
    code_frequencies(x, by = "sex", people = data.frame(participant = c(1, 1), sex = "f"))
    code_frequencies(x, count = "people")
    code_frequencies(x, disclosure = "hessa")
    co_occurrence(3)
  })
})

test_that("codes of several coders are any's, all's or one's", {
  x <- codings_of(A = c("x", ""), B = c("x", "x"))
  n <- function(coder) code_frequencies(x, coder = coder, count = "participants")$n
  expect_identical(c(n(NULL), n("any"), n("all"), n("A"), n("B")), c(2L, 2L, 1L, 1L, 2L))
})

test_that("a cohort's frequencies count whoever answered or was there", {
  cohort <- read_cohort(coded_study())
  found <- code_frequencies(cohort, count = "participants")
  # Four answered; a fifth who was coded is nobody of the cohort.
  expect_identical(unique(found$denominator), 5L)
  expect_identical(stats::setNames(found$estimate, found$code), c(peers = 3, advice = 2))
  expect_identical(attr(found, "unlinked"), 1L)
  talk <- code_frequencies(cohort, material = "talk", count = "participants", by = "sex")
  # B2 was there and said nothing, and so did m, who is nobody.
  expect_identical(talk$denominator[is.na(talk$group)][1], 4L)
  expect_identical(talk$denominator[talk$group %in% "F"][1], 2L)
  expect_identical(talk$estimate[talk$group %in% "F" & talk$code == "Support > Advice"], 1)
  expect_identical(talk$estimate[talk$group %in% "M" & talk$code == "Support > Company"], 1)
  of_wave <- code_frequencies(cohort, by = "wave", count = "participants")
  expect_setequal(unique(of_wave$group), c(NA, "post"))
  expect_snapshot(found)
})

test_that("the study says whose codings a cohort counts, and under a profile no others", {
  n <- function(...) {
    found <- code_frequencies(read_cohort(coded_study(...)), count = "participants")
    stats::setNames(found$estimate, found$code)
  }
  expect_identical(n("consensus: {coder: Ben}"), c(peers = 3, advice = 0))
  expect_identical(n("consensus: {coder: all}"), c(peers = 3, advice = 0))
  expect_identical(n("consensus: {coder: any}"), c(peers = 3, advice = 2))
  cohort <- read_cohort(coded_study("disclosure: {threshold: 3}"))
  expect_snapshot(error = TRUE, {
    code_frequencies(cohort, coder = "Ann")
    code_frequencies(cohort, material = "tlak")
    code_frequencies(cohort, by = "sx")
    code_frequencies(read_cohort(write_study(coded_lines, dir = coded_folder())))
  })
})

test_that("a cohort's profile decides what is shown of codes", {
  cohort <- coded_cohort()
  cohort$study$disclosure <- list(threshold = 3)
  found <- as.data.frame(code_frequencies(cohort))
  few <- found$statistic == "participants" & (found$n %in% 1:2 | (15 - found$n) %in% 1:2)
  expect_false(any(few))
  expect_true(any(found$status == "suppressed"))
  expect_true(any(found$status == "shown"))
})
