test_that("a framework of paths has their parents before them", {
  framework <- new_framework(c("A > x", "B", "A > y > z", "A"), c("ex", NA, "zed", "all"))
  expect_identical(framework$code, c("A", "A > x", "B", "A > y", "A > y > z"))
  expect_identical(framework$parent, c(NA, "A", NA, "A", "A > y"))
  expect_identical(framework$level, c(1L, 2L, 1L, 2L, 3L))
  expect_identical(framework$label, c("A", "x", "B", "y", "z"))
  expect_identical(framework$description, c("all", "ex", NA, NA, "zed"))
  expect_identical(framework$codable, c(TRUE, TRUE, TRUE, FALSE, TRUE))
})

test_that("a code that was given is in the framework, at its end", {
  framework <- framework_with(new_framework("A"), c("B > c", NA, "A"))
  expect_identical(framework$code, c("A", "B", "B > c"))
  expect_identical(framework_with(new_framework("A"), "A"), new_framework("A"))
  expect_identical(nrow(new_framework()), 0L)
})
