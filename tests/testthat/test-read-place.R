test_that("a place is a file, or a sheet of one", {
  expect_snapshot(cat(place_words(text_place("a/b.csv")), "\n"))
  expect_snapshot(cat(place_words(sheet_place("a/b.xlsx", "R&D {x}")), "\n"))
})
