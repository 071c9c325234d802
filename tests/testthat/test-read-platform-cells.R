google <- function(answers, heading = "What did you like?") read_survey(text_file(
  paste0("Timestamp,", heading),
  sprintf("2024/01/02 9:%02d:00,\"%s\"", seq_along(answers), answers)
))

test_that("text that may be options is kept beside them, with a note", {
  said <- c("the food, the people", "the people", "the food")
  survey <- google(said)
  expect_identical(as.character(survey$what_did_you_like), said)
  expect_identical(as.logical(survey$what_did_you_like_the_food), c(TRUE, FALSE, TRUE))
  expect_snapshot(notes_of(survey))
  path <- text_file("Timestamp,Which?", sprintf("2024/01/02 9:%02d:00,\"%s\"", 1:3, said))
  expect_named(read_survey(path, columns = "which"), "which")
  expect_named(read_survey(path, columns = c("which", "which_the_food")), c("which", "which_the_food"))
  told <- read_survey(path, choices = list(which = c("the food", "the people")))
  expect_named(told, c("timestamp", "which_the_food", "which_the_people"))
})

test_that("free text is no tick boxes", {
  comments <- c("good, short", "good", "short")
  for (heading in c("comment", "Any other comments?", "Kommentar", "Commentaires")) {
    survey <- google(comments, heading)
    expect_length(survey, 2)
    expect_identical(as.character(survey[[2]]), comments)
    expect_match(notes_of(survey), "asks for a text of one's own", all = FALSE)
  }
  # A form lists its options in one order and one spelling.
  expect_length(google(c("the food, the people", "the people, the food", "the people", "the food")), 2)
  expect_length(google(c("The food, people", "the food, people", "people", "The food", "the food")), 2)
})

test_that("whatever short text people write, their words are in the survey", {
  set.seed(11)
  words <- c("food", "people", "talks", "the walk", "nothing", "All of it")
  for (i in 1:40) {
    said <- replicate(sample(1:6, 1), paste(sample(words, sample(1:3, 1)), collapse = sample(c(", ", ",", "; ", ". "), 1)))
    survey <- suppressWarnings(google(said), classes = "pairwave_warning_choices")
    kept <- vapply(survey, function(x) identical(as.character(bare_values(x)), said), NA)
    expect_true(any(kept), info = paste(said, collapse = " | "))
  }
})

test_that("Qualtrics: numbers with a decimal comma are not lost among options", {
  said <- c("7,5", "1,5", "2,5", "3")
  survey <- read_survey(text_file(
    "StartDate,EndDate,ResponseId,Q1,Q2", "Start Date,End Date,Response ID,How long?,Which?",
    sprintf("2024-01-01 10:00:00,2024-01-01 10:05:00,R_%d,\"%s\",\"%s\"", 1:4, said, c("1,3", "3", "1,2,3", "2"))
  ))
  expect_identical(as.character(survey$Q1), said)
  expect_identical(as.logical(survey$Q2_3), c(TRUE, TRUE, TRUE, FALSE))
  expect_false("Q2" %in% names(survey))
})
