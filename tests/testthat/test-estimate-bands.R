test_that("bands hold their lower end, and empty ones stay", {
  x <- data.frame(age = c(17, 18, 20, 21, 40, NA))
  expect_identical(
    shown(demographics(x, columns = "age", bands = list(age = c(18, 21, 22, 30)))),
    c("Under 18" = 1L, "18 to 20" = 2L, "21" = 1L, "22 to 29" = 0L,
      "30 or over" = 1L, Missing = 1L)
  )
  expect_identical(
    shown(demographics(data.frame(age = c(17.5, 18)), columns = "age",
                       bands = list(age = c(18, 21)))),
    c("Under 18" = 1L, "18 to under 21" = 1L, "21 or over" = 0L)
  )
})

test_that("declared and declined codes are no numbers", {
  age <- new_labelled_column(c(20, -99, 99), labels = c("Not said" = 99),
                             na_values = -99)
  x <- structure(list(age = age), class = "data.frame", row.names = 1:3)
  expect_identical(
    shown(demographics(x, bands = list(age = 18), undisclosed_codes = "not said")),
    c("Under 18" = 0L, "18 or over" = 1L, Undisclosed = 2L)
  )
})

test_that("a breakdown may be by bands", {
  x <- data.frame(age = c(17, 18, 20), sex = c("f", "m", "m"))
  found <- demographics(x, columns = "sex", by = "age", bands = list(age = 18))
  expect_identical(unique(found$group), c("Under 18", "18 or over"))
})

test_that("bands that are none are errors", {
  x <- data.frame(age = c(17, 18), sex = c("f", "m"))
  expect_snapshot(error = TRUE, {
    demographics(x, columns = "age", bands = list(age = c(21, 18)))
    demographics(x, columns = "age", bands = list(age = "18"))
    demographics(x, columns = "age", bands = list(c(18, 21)))
    demographics(x, columns = "age", bands = list(agee = 18))
    demographics(x, columns = "sex", bands = list(sex = 18))
  })
})
