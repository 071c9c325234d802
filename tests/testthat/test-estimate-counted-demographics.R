test_that("questions whose people differ are no table", {
  one <- new_frame(list(who = "everyone", group = NA_character_, n = 5L))
  other <- one
  other$n <- 6L
  expect_error(check_same_strata(one, other, NULL), class = "pairwave_error_total")
  other <- one
  other$group <- "a"
  expect_error(check_same_strata(one, other, NULL), class = "pairwave_error_total")
  expect_null(check_same_strata(one, one, NULL))
})
