test_that("a secret name can't be guessed and leaves random numbers alone", {
  set.seed(1)
  before <- .Random.seed
  names <- c(secret_name(), secret_name(), secret_name("none"), secret_name("none"))
  expect_identical(anyDuplicated(names), 0L)
  expect_match(names, "^[0-9a-f]{32}$")
  expect_identical(.Random.seed, before)
})
