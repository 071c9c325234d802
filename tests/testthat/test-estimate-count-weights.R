people <- function(w = c(0.5, 1.5, 2, 1)) {
  data.frame(sex = c("f", "m", "f", NA), w = w)
}

test_that("weighted counts and shares are sums of weights; n is people", {
  found <- demographics(people(), columns = "sex", weights = "w")
  expect_identical(found$n, c(2L, 1L, 1L))
  expect_identical(found$estimate, c(2.5, 1.5, 1))
  expect_identical(found$percent, c(50, 30, 20))
  expect_match(found$rule, "^weighted by w; share of everyone")
  expect_snapshot(found)
})

test_that("the weight that a file declares is used, and can be left out", {
  x <- people()
  attr(x, "survey") <- list(weight = "w")
  expect_identical(demographics(x, columns = "sex")$percent, c(50, 30, 20))
  expect_identical(demographics(x, columns = "sex", weights = FALSE)$percent,
                   c(50, 25, 25))
})

test_that("a cohort is weighted by the wave that a person answered", {
  cohort <- read_cohort(system.file("extdata", "demo", "study.yml",
                                    package = "pairwave"))
  plain <- demographics(cohort, who = "pre")
  n <- nrow(cohort$surveys$pre)
  cohort$surveys$pre$w <- rep(2, n)
  facts <- attr(cohort$surveys$pre, "survey")
  facts$weight <- "w"
  attr(cohort$surveys$pre, "survey") <- facts
  doubled <- demographics(cohort, who = "pre")
  expect_identical(doubled$n, plain$n)
  expect_identical(doubled$estimate, 2 * plain$estimate)
  expect_identical(doubled$percent, plain$percent)
  expect_snapshot(error = TRUE, {
    demographics(cohort)
    demographics(cohort, weights = "w")
  })
  expect_identical(demographics(cohort, weights = FALSE)$n, demographics(
    read_cohort(system.file("extdata", "demo", "study.yml", package = "pairwave"))
  )$n)
})

test_that("weights that are none are errors that name the row", {
  undeclared <- people()["sex"]
  attr(undeclared, "survey") <- list(weight = "w")
  expect_snapshot(error = TRUE, {
    demographics(people(c(1, -1, 1, 1)), columns = "sex", weights = "w")
    demographics(people(c(1, 1, NaN, NaN)), columns = "sex", weights = "w")
    demographics(people(c(1, 1, Inf, 1)), columns = "sex", weights = "w")
    demographics(people(), columns = "sex", weights = "sex")
    demographics(people(), columns = "sex", weights = "wt")
    demographics(people(), columns = "sex", weights = c(1, 1, 1, 1))
    demographics(undeclared)
  })
})

test_that("weights of 0 for everyone leave no share", {
  found <- demographics(people(rep(0, 4)), columns = "sex", weights = "w")
  expect_identical(found$percent, rep(NA_real_, 3))
  expect_identical(found$n, c(2L, 1L, 1L))
})
