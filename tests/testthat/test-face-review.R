test_that("the next card is the nearest of those left, and the first after the last", {
  expect_identical(card_beside(c(2L, 5L, 9L), 5L), 9L)
  expect_identical(card_beside(c(2L, 5L, 9L), 9L), 2L)
  expect_identical(card_beside(c(2L, 5L, 9L), 2L, -1), 9L)
  expect_identical(card_beside(5L, 5L), 5L)
  expect_identical(card_beside(integer(), 5L), NA_integer_)
})

test_that("a second window knows of the first, until that is closed", {
  path <- withr::local_tempfile()
  first <- claim_window(path)
  second <- claim_window(path)
  expect_true(first$is_first)
  expect_false(second$is_first)
  leave_window(second)
  skip_if_not_installed("shiny")
  found <- links_to_review(read_cohort(review_study()))
  expect_match(as.character(links_body(found, second)), "Another window reviews")
  expect_no_match(as.character(links_body(found, first)), "Another window reviews")
  leave_window(first)
  again <- claim_window(path)
  expect_true(again$is_first)
  leave_window(again)
  expect_false(dir.exists(again$folder))
})

test_that("a window is asked for by a flag", {
  expect_snapshot(review_links(read_cohort(review_study()), window = "yes"), error = TRUE)
})

test_that("what is decided is counted", {
  skip_if_not_installed("shiny")
  expect_match(as.character(review_progress(c("yes", NA, "no"))), "2 of 3 decided")
  expect_match(as.character(review_progress(character())), "0 of 0 decided")
})
