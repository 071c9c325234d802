test_that("lists of answers never contradict each other, in any language", {
  lists <- lapply(known_answers()$lists, plain_answer)
  expect_gt(length(lists), 200)
  key <- vapply(lists, function(one) paste(sort(one), collapse = "|"), "")
  expect_identical(anyDuplicated(key), 0L)
  expect_identical(vapply(lists, anyDuplicated, 0L), integer(length(lists)))
  against <- lapply(seq_along(lists), function(i) {
    at <- lapply(lists[-seq_len(i)], match, lists[[i]], nomatch = 0L)
    vapply(at, function(place) is.unsorted(place[place > 0]), NA)
  })
  expect_identical(sum(unlist(against)), 0L)
})

test_that("agreement, frequency and confidence are known in five languages", {
  known <- known_words("answers.yml")
  expect_named(known, c("english", "german", "french", "spanish", "welsh"))
  for (language in names(known)) {
    expect_true(all(c("agreement", "frequency", "confidence") %in% names(known[[language]])))
    expect_identical(setdiff(3:7, lengths(known[[language]]$agreement)), integer(), info = language)
    expect_identical(setdiff(3:5, lengths(known[[language]]$frequency)), integer(), info = language)
    expect_identical(setdiff(3:4, lengths(known[[language]]$confidence)), integer(), info = language)
  }
})

test_that("numbers that run against the words of answers don't score them", {
  against <- function(texts) runs_against_words(carried_number(texts), texts)
  words <- c("Strongly agree", "Agree", "Neutral", "Disagree", "Strongly disagree")
  expect_true(against(paste(1:5, "-", words)))
  expect_true(against(paste(rev(words), 5:1)[c(2, 4, 1)] |> sub(pattern = " ([0-9])$", replacement = " (\\1)")))
  expect_true(against(c("1 (strongly agree)", "2", "3", "4", "5 (strongly disagree)")))
  expect_false(against(c("1 (strongly disagree)", "2", "3", "4", "5 (strongly agree)")))
  expect_false(against(paste(5:1, "-", words)))
  expect_false(against(c("1 (not at all)", "2", "3", "4", "5 (very much)")))
  expect_false(against(c("1 = blue", "2 = green")))
  expect_false(against(c("1 - Agree", "2 - Strongly agree", "3 - Disagree")))
  # Codes and their labels, in any language; a label that is none of the list tells nothing.
  expect_true(runs_against_words(1:3, c("Immer", "Manchmal", "Nie")))
  expect_true(runs_against_words(c(3, 1, 2), c("Nie", "Immer", "Manchmal")))
  expect_false(runs_against_words(3:1, c("Immer", "Manchmal", "Nie")))
  expect_false(runs_against_words(1:3, c("Immer", "Manchmal", "wei\u00df nicht")))
  expect_false(runs_against_words(1, "Immer"))
})
