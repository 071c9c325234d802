skip_if_not_installed("ggplot2")

tile_codes <- function() {
  new_codes(data.frame(unit = 1:6, participant = c("a", "a", "b", "b", "c", "a"), coder = "A",
                       code = c("x", "y", "x", "y", "x", "z")))
}

test_that("each pair has one tile, below the diagonal", {
  pairs <- co_occurrence(tile_codes())
  tiles <- triangle_tiles(as.data.frame(pairs), c("x", "y", "z"), c("x", "y", "z"))
  expect_identical(nrow(tiles$tiles), 3L)
  expect_identical(tiles$tiles$both, c(2L, 1L, 1L))
  expect_true(all(tiles$tiles$x < -tiles$tiles$y))
  expect_snapshot(cat(draw(pairs)$labels$alt))
})

test_that("more is darker, and what is suppressed is blank", {
  expect_true(all(diff(grey_of(tile_colours(seq(0, 1, 0.1)))) < 0))
  pairs <- co_occurrence(tile_codes(), disclosure = list(threshold = 3))
  tiles <- triangle_tiles(as.data.frame(pairs), c("x", "y", "z"), c("x", "y", "z"))
  expect_true(all(tiles$tiles$text[is.na(tiles$tiles$both)] == ""))
  expect_s3_class(draw(pairs), "ggplot")
  expect_s3_class(draw(co_occurrence(new_codes(data.frame(unit = "1", code = "x")))), "ggplot")
})
