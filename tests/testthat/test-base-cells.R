test_that("cells have the names that a spreadsheet gives them", {
  expect_identical(cell_name(3, c(1, 26, 27, 52, 703)), c("A3", "Z3", "AA3", "AZ3", "AAA3"))
  expect_identical(cell_name(1048576, 16384), "XFD1048576")
  expect_identical(cell_name(1, seq_len(800)), paste0(column_letters(seq_len(800)), 1))
})
