test_that("the denominator is all people, or those who disclosed", {
  people <- data.frame(x = c("a", "a", "b", NA), y = c("u", NA, NA, NA))
  all <- demographics(people, undisclosed = TRUE)
  expect_identical(unique(all$denominator), 4L)
  expect_identical(all$percent, c(50, 25, 25, 25, 75))
  disclosed <- demographics(people, undisclosed = TRUE, denominator = "disclosed")
  expect_identical(disclosed$denominator, c(3L, 3L, 3L, 1L, 1L))
  expect_identical(disclosed$percent, c(66.7, 33.3, NA, 100, NA))
  expect_identical(disclosed$n, all$n)
  expect_snapshot(disclosed)
})

test_that("everybody missing is a row, not an error", {
  expect_snapshot(demographics(
    data.frame(x = rep(NA_character_, 3), y = rep(NA, 3)), undisclosed = "y"
  ))
})
