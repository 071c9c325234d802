coded_study <- function(..., waves = c(pre = "a.csv", post = "b.csv")) {
  study(waves = waves, id = list(...))
}

test_that("a wave may call the code otherwise", {
  plan <- coded_study(column = "code", waves = list(
    pre = list(file = "a.csv"), post = list(file = "b.csv", id = "Kennung")
  ))
  expect_null(plan$waves$pre$rename)
  expect_identical(plan$waves$post$rename, list(code = "Kennung"))
  other <- function(...) coded_study(column = "code", waves = list(
    pre = list(file = "a.csv"), post = list(file = "b.csv", ...)
  ))
  expect_snapshot(other(id = c("one", "two")), error = TRUE)
  expect_snapshot(other(id = "Kennung", rename = list(code = "nr")), error = TRUE)
})

test_that("admissible values are values and runs of elements", {
  values <- element_values(list(month = "1:3", letter = c("A", "b")), c("month", "letter"),
                           integer(), "It", "study")
  expect_identical(values, list(month = c("1", "2", "3"), letter = c("A", "b")))
  by_width <- element_values(list(`2` = "01:02"), "code", c(2L, 2L), "It", "study")
  expect_identical(by_width, list(`1` = NULL, `2` = c("1", "2")))
  expect_null(element_values(NULL, "code", integer(), "It", "study"))
})

test_that("a slip in what a code may have is told", {
  expect_snapshot(error = TRUE, {
    coded_study(column = c("letter", "month"), admissible = list(mnth = "1:12"))
    coded_study(column = "code", admissible = list(`1` = "1:12"))
    coded_study(column = "code", elements = c(2, 2), admissible = list(`3` = "1:12"))
    coded_study(column = c("letter", "month"), admissible = list(month = "12:1"))
    coded_study(column = "code", leading_zeros = "dropp")
    coded_study(column = "code", leadingzeros = "drop")
  })
})
