test_that("agreement prints a line for each code and pair", {
  set.seed(1)
  x <- codings_of(
    A = c("peers;advice", "confidence", "peers", "", "advice;confidence", "belong"),
    B = c("peers", "confidence", "peers;belong", "", "advice", "belong"),
    framework = new_framework(c("advice", "belong", "confidence", "peers", "money"))
  )
  expect_snapshot({
    coder_agreement(x, resamples = 200)
    coder_agreement(x, by = "set", resamples = 0)
    coder_agreement(ratings_of(A = "1 2 3 3 2", B = "1 2 3 2 2", C = "1 2 3 3 ."),
                    statistics = c("percent", "kappa", "ac1"), resamples = 0)
    coder_agreement(stretches_of(list("A", "x", 0, 8), list("B", "x", 4, 10), length = 40),
                    unit = "character")
  })
})
