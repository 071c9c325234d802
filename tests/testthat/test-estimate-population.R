people <- data.frame(sex = rep(c("Female", "Male"), c(11, 4)),
                     year = rep(c("3", "4", "5"), c(7, 5, 3)))
p_of <- function(...) {
  found <- demographics(people, ...)
  found$estimate[found$statistic == "p_population"]
}

test_that("two levels are the exact binomial test", {
  for (female in c(5, 20, 25, 38)) {
    expect_equal(
      p_of(columns = "sex",
           population = list(sex = c(Female = female, Male = 39 - female))),
      stats::binom.test(11, 15, female / 39)$p.value
    )
  }
})

test_that("three levels are the sum over every sample", {
  share <- c(17, 12, 10) / 39
  all <- expand.grid(0:15, 0:15, 0:15)
  all <- all[rowSums(all) == 15, ]
  probability <- apply(all, 1, stats::dmultinom, prob = share)
  seen <- stats::dmultinom(c(7, 5, 3), prob = share)
  expect_equal(
    p_of(columns = "year", population = list(year = c("3" = 17, "4" = 12, "5" = 10))),
    sum(probability[probability <= seen * (1 + 1e-7)])
  )
})

test_that("Fisher's test compares with the others of the population", {
  expect_equal(
    p_of(columns = "year", test = "fisher",
         population = list(year = c("3" = 17, "4" = 12, "5" = 10))),
    stats::fisher.test(rbind(c(7, 5, 3), c(10, 7, 7)))$p.value
  )
})

test_that("what can't be compared says why", {
  why <- function(...) {
    found <- demographics(people, columns = "sex", ...)
    found$note[found$statistic == "p_population"]
  }
  expect_identical(why(population = list(sex = c(Female = 9))),
                   "the population has one level only")
  expect_identical(
    why(population = list(sex = c(Female = 9, Male = 9)), test = "fisher"),
    "more people than the population has"
  )
  expect_identical(
    why(population = list(sex = c(Female = 11, Male = 4)), test = "fisher"),
    "they are the whole population"
  )
  many <- data.frame(x = factor(rep(1:20, 10)))
  found <- demographics(
    many, population = list(x = stats::setNames(rep(10, 20), 1:20))
  )
  expect_identical(found$note[found$statistic == "p_population"],
                   "too many people and levels for an exact test")
})

test_that("a population that does not fit is an error", {
  expect_snapshot(error = TRUE, {
    demographics(people, population = list(sex = c(Femal = 25, Male = 14)))
    demographics(people, population = list(sex = c(25, 14)))
    demographics(people, population = list(sex = c(Female = 2.5, Male = 1)))
    demographics(people, population = list(gender = c(Female = 2, Male = 1)))
    demographics(transform(people, w = 1), columns = "sex", weights = "w",
                 population = list(sex = c(Female = 25, Male = 14)))
  })
})
