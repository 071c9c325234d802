test_that("bad arguments of saturation are named", {
  x <- codings_of(A = c("x", ""))
  expect_snapshot(error = TRUE, {
    code_saturation(3)
    code_saturation(x, base = 0)
    code_saturation(x, threshold = 2)
    code_saturation(x, sources = "s9")
  })
})
