test_that("an instrument is known by the words of its items, in its order", {
  wording <- read_instrument("gad7", "instrument")$wording
  expect_identical(match_instrument(7, c(0, 3), NULL, wording)$name, "gad7")
  grid <- sprintf("How often? [%s]", toupper(sub("anxious", "anxious,", wording)))
  expect_identical(match_instrument(7, c(0, 3), NULL, grid)$name, "gad7")
  expect_null(match_instrument(7, c(0, 3), NULL, rev(wording)))
  expect_null(match_instrument(7, c(1, 5), NULL, wording))
  # One word in another item is a slip of the questionnaire.
  slip <- replace(wording, 3, "Worrying a lot")
  expect_identical(match_instrument(7, c(0, 3), NULL, slip)$name, "gad7")
})

test_that("a question of a grid is told from its item", {
  labels <- c("How sure? [Writing]", "How sure? - Reading", "How sure?: talks", "I feel calm")
  expect_identical(grid_question(labels), c("How sure?", "How sure?", "How sure?", ""))
  expect_identical(item_part(labels), c("Writing", "Reading", "talks", "I feel calm"))
})
