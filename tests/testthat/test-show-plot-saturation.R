# New codes of each source.

test_that("bars are the codes that no earlier source has", {
  skip_if_not_installed("ggplot2")
  codes <- new_codes(data.frame(unit = 1:4, participant = letters[1:4], coder = "A",
                                source = c("one", "one", "two", "three"),
                                code = c("x", "y", "x", "z")))
  made <- draw(code_saturation(codes))
  expect_equal(drawn_by(made, "GeomRect")$xmax, c(2, 0, 1))
  expect_match(made$labels$alt, "one: 2; two: 0; three: 1.", fixed = TRUE)
})
