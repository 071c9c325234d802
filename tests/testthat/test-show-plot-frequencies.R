skip_if_not_installed("ggplot2")

test_that("bars have the table's numbers, in its order, and say so", {
  codes <- new_codes(data.frame(unit = 1:4, participant = c("a", "b", "b", "c"), coder = "A",
                                code = c("s > x", "s > x", "s > y", NA)))
  counted <- code_frequencies(codes)
  made <- draw(counted)
  expect_snapshot(cat(made$labels$alt))
  expect_identical(made$data$estimate, c(2, 2, 1))
  expect_identical(made$data$text, c("2 (66.7)", "2 (66.7)", "1 (33.3)"))
  expect_snapshot(cat(draw(code_frequencies(codes, count = "units"))$labels$alt))
})

test_that("groups stand beside everyone, and what is suppressed is not a bar", {
  people <- data.frame(participant = letters[1:6], sex = rep(c("F", "M"), 3))
  codes <- new_codes(data.frame(unit = 1:6, participant = letters[1:6], coder = "A",
                                code = c("x", "x", "x", "x", "y", NA)))
  made <- draw(code_frequencies(codes, by = "sex", people = people))
  expect_identical(levels(made$data$side), c("Everyone (n = 6)", "F (n = 3)", "M (n = 3)"))
  made <- draw(code_frequencies(codes, disclosure = list(threshold = 3)))
  expect_match(made$labels$alt, "y suppressed", fixed = TRUE)
  expect_s3_class(draw(code_frequencies(new_codes(data.frame(unit = "1", code = "x")))), "ggplot")
})
