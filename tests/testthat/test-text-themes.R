test_that("codes are named by path or label", {
  whole <- new_framework(c("a > x", "a > y", "b > x", "b > z"))
  at <- function(...) whole$code[codes_by_name(whole, c(...), "code", environment())]
  expect_identical(at("y", "b > x"), c("a > y", "b > x"))
  expect_snapshot(error = TRUE, {
    codes_by_name(whole, "x", "code", call("quotes"))
    codes_by_name(whole, "zz", "code", call("quotes"))
  })
})

test_that("nodes have their places, and what leads nowhere is no code", {
  whole <- new_framework(c("a > x", "a > y", "b > z", "b > mid"))
  nodes <- theme_nodes(whole, list(lanes = list(One = c("y", "x"), Two = "z"), centre = "mid",
                                   outcome = "End"), NULL)
  expect_identical(nodes$label, c("y", "x", "z", "mid", "End"))
  expect_identical(nodes$lane, c(1L, 1L, 2L, NA, NA))
  expect_identical(nodes$order, c(1L, 2L, 1L, NA, NA))
  expect_identical(nodes$at, match(c("a > y", "a > x", "b > z", "b > mid", NA), whole$code))
})

test_that("themes that are none are refused", {
  whole <- new_framework(c("a", "b"))
  nodes <- function(...) theme_nodes(whole, list(...), call("plot"))
  expect_snapshot(error = TRUE, {
    nodes(lanes = list(One = "a", Two = "b", Three = "a"))
    nodes(lanes = c("a", "b"))
    nodes(lanes = list(One = "a"), centre = 1)
    nodes(lanes = list(One = "a", Two = "a"))
    nodes(lanes = list(One = "c"))
  })
})
