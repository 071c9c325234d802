test_that("bands hold their lower end; declined codes are in none; all bands are levels", {
  cut <- cut_bands(c(17, 18, 20, 21, 99, NA), c(18, 21), "age", "99", NULL)
  expect_identical(as.character(cut), c("Under 18", "18 to 20", "18 to 20", "21 or over", NA, NA))
  expect_identical(levels(cut_bands(19, c(18, 21), "age", character(), NULL)),
                   c("Under 18", "18 to 20", "21 or over"))
  expect_error(cut_bands("old", 18, "age", character(), NULL), class = "pairwave_error_column")
})

test_that("bands of whole numbers name their last number, others their end", {
  expect_identical(band_labels(c(18, 21), TRUE), c("Under 18", "18 to 20", "21 or over"))
  expect_identical(band_labels(c(18, 19), TRUE), c("Under 18", "18", "19 or over"))
  expect_identical(band_labels(c(18, 21), FALSE), c("Under 18", "18 to under 21", "21 or over"))
})
