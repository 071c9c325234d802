test_that("a column is as plain as what is said about it", {
  expect_identical(new_labelled_column(1:2), 1:2)
  expect_identical(attributes(new_labelled_column(1:2, label = "A")),
                   list(label = "A"))
  labelled <- new_labelled_column(c(1, 2), labels = c(Yes = 1))
  expect_identical(class(labelled), c("haven_labelled", "vctrs_vctr", "double"))
  coded <- new_labelled_column(c("a", "x"), na_values = "x")
  expect_identical(
    class(coded),
    c("haven_labelled_spss", "haven_labelled", "vctrs_vctr", "character")
  )
})

test_that("declared codes and ranges count as missing", {
  x <- new_labelled_column(c(1, -99, 7, NA, 9), na_values = -99,
                           na_range = c(8, Inf))
  expect_identical(is_missing_answer(x), c(FALSE, TRUE, FALSE, TRUE, TRUE))
  expect_identical(plain_values(x), c(1, NA, 7, NA, NA))
  expect_identical(plain_values(factor(c("b", "a"))), c("b", "a"))
})
