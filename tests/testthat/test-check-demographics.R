test_that("who answered otherwise is found by label and code, not by one of them", {
  people <- data.frame(pre = 1:4, post = 1:4)
  disagree <- function(pre, post) {
    found <- findings_of_disagreement(list(
      study = list(demographics = list(list(column = "sex"))), people = people,
      surveys = list(pre = list(sex = pre), post = list(sex = post))
    ))
    if (nrow(found)) found$count else 0L
  }
  labels <- c(Female = 1, Male = 2)
  pre <- new_labelled_column(c(1, 2, 1, NA), labels = labels)
  expect_identical(disagree(pre, pre), 0L)
  expect_identical(disagree(pre, new_labelled_column(c(2, 2, 2, 1), labels = labels)), 2L)
  # The same labels under other codes, and the same codes without labels.
  expect_identical(disagree(pre, new_labelled_column(c(2, 1, 2, 1), labels = c(Male = 1, Female = 2))), 0L)
  expect_identical(disagree(pre, c(1, 2, 1, 2)), 0L)
  expect_identical(disagree(pre, new_labelled_column(c(1, 2, 1), labels = c("female " = 1, MALE = 2))[c(1, 2, 3, NA)]), 0L)
  # To decline is to answer nothing.
  expect_identical(disagree(pre, new_labelled_column(c(-9, -9, -9, 1), labels = labels, na_values = -9)), 0L)
})

test_that("answers of people stand in their rows, wave by wave", {
  cohort <- list(
    people = data.frame(pre = c(2L, NA, 1L), post = c(1L, 3L, NA)),
    surveys = list(pre = list(x = c("a", "b")), post = list(x = c("c", NA, "d")))
  )
  given <- answers_of_people(answers_in_waves(cohort, c("pre", "post"), "x")$columns, identity)
  expect_identical(given, matrix(c("b", NA, "a", "c", "d", NA), 3))
  expect_identical(several_answers(given), c(TRUE, FALSE, FALSE))
  expect_identical(several_answers(rbind(c("a", "a", NA), c(NA, NA, NA), c("a", NA, "b"))),
                   c(FALSE, FALSE, TRUE))
})

test_that("answers without a label are counted, of columns that have any", {
  counts <- function(column) {
    cohort <- clean_cohort()
    cohort$surveys$pre$sex <- column
    found <- findings_of_demographics(cohort)
    found$count[found$rule == "not_labelled"]
  }
  codes <- rep(c(1, 2, 3, -9), 10)
  expect_identical(counts(new_labelled_column(codes, labels = c(A = 1, B = 2))), 20L)
  expect_identical(counts(new_labelled_column(codes, labels = c(A = 1, B = 2), na_values = -9)), 10L)
  expect_identical(counts(new_labelled_column(codes, labels = c(A = 1, B = 2, C = 3, D = -9))), integer())
  expect_identical(counts(codes), integer())
})

test_that("small cells are of concern without a disclosure profile, and from four people down", {
  cells <- function(sizes, disclosure = "none") {
    cohort <- list(
      study = list(disclosure = disclosure, demographics = list(list(column = "year"))),
      people = data.frame(year = rep(seq_along(sizes), sizes))
    )
    new_findings(findings_of_disclosure(cohort), cohort$study)$count
  }
  expect_identical(cells(c(5, 6)), integer())
  expect_identical(cells(c(4, 6)), 1L)
  expect_identical(cells(c(4, 1, 20)), 2L)
  expect_identical(cells(c(4, 1, 20), "hesa"), integer())
})
