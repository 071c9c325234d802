test_that("code frequencies are said with their denominator", {
  codes <- new_codes(data.frame(unit = 1:5, participant = c("a", "b", "b", "c", "d"), coder = "A",
                                source = "s", code = c("s > x", "s > x", "s > y", NA, NA)))
  people <- data.frame(participant = c("a", "b", "c", "d"), sex = c("F", "M", "F", "M"))
  expect_snapshot({
    describe(code_frequencies(codes), people = c("student", "students"))
    describe(code_frequencies(codes, by = "sex", people = people, count = "participants"))
    describe(code_frequencies(codes, count = c("units", "references"), level = "top"))
    describe(code_frequencies(codes, disclosure = list(threshold = 3)))
  })
  expect_snapshot(describe(code_frequencies(codes), people = "x"), error = TRUE)
})

test_that("agreement is said with its n, and why there is none", {
  codes <- new_codes(data.frame(
    unit = rep(1:6, 2), participant = rep(1:6, 2), coder = rep(c("Ann", "Ben"), each = 6),
    code = c("x", "x", "y", NA, "x", "z", "x", "y", "y", NA, "x", "z")
  ))
  expect_snapshot({
    describe(coder_agreement(codes, statistics = c("percent", "kappa", "p_kappa")))
    describe(coder_agreement(codes, by = "set", resamples = 0))
    describe(coder_agreement(data.frame(A = c(1, 2, 1), B = c(1, 1, 1)), statistics = "kappa"))
    describe(coder_agreement(codes, statistics = "kappa", disclosure = list(threshold = 3)))
  })
})
