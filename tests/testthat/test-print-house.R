test_that("p follows APA's rules: no 0 before the point, three decimals, < .001", {
  said <- vapply(c(0.0004, 0.001, 0.0125, 0.2, 1), p_words, "", house = "apa")
  expect_equal(said, c("p < .001", "p = .001", "p = .013", "p = .200", "p = 1.000"))
})

test_that("p follows JAMA's rules: two decimals from .01, three below and near .05", {
  p <- c(0.0004, 0.0096, 0.0125, 0.046, 0.0449, 0.2, 0.994, 1)
  expect_equal(vapply(p, p_words, "", house = "jama"), c(
    "P < .001", "P = .010", "P = .01", "P = .046", "P = .04", "P = .20", "P > .99", "P > .99"
  ))
})

test_that("plainly every number has its 0", {
  expect_equal(vapply(c(0.0004, 0.0125), p_words, "", house = "plain"),
               c("p < 0.001", "p = 0.013"))
  expect_equal(bounded_text(-0.5, house = "plain"), "-0.50")
})

test_that("what can't go beyond 1 loses its 0, by a point or a comma", {
  expect_equal(bounded_text(0.8, house = "apa"), ".80")
  expect_equal(bounded_text(-0.5, house = "jama"), "-.50")
  expect_equal(bounded_text(1, house = "apa"), "1.00")
  local_style(list(language = "de"))
  expect_equal(bounded_text(0.8, house = "apa"), ",80")
})

test_that("limits stand in the brackets of the house", {
  expect_equal(bracketed_limits("0.11", "0.93", house = "apa"), " [0.11, 0.93]")
  expect_equal(bracketed_limits("0.11", "0.93", 0.9, "jama"), " (90% CI, 0.11 to 0.93)")
  local_style(list(language = "de"))
  expect_equal(bracketed_limits("0,11", "0,93", house = "apa"), " [0,11; 0,93]")
})

test_that("decimals of p can be asked for", {
  local_style(list(decimals = list(p = 4L)))
  expect_equal(p_text(0.01234), "0.0123")
  expect_equal(p_text(0.00004), "<0.0001")
})
