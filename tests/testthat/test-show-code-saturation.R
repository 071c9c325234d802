test_that("saturation prints what each source brought", {
  new <- c(4, 3, 2, 1, 1, 0, 0)
  rows <- data.frame(source = rep(paste("group", seq_along(new)), pmax(new, 1)), coder = "A")
  rows$unit <- rows$source
  rows$code <- c(paste0("c", 1:11), "c1", "c2")
  expect_snapshot({
    code_saturation(new_codes(rows))
    code_saturation(new_codes(rows[1:9, ]))
  })
})
