every_list <- function() known_answers()$lists

# A list of answers as forms and people write it.
as_written <- function(answers) {
  ways <- list(
    toupper = upper_case, tolower = lower_case, quote = function(x) gsub("'", "\u2019", x, fixed = TRUE),
    blanks = function(x) paste0("\u00a0", gsub(" ", "  ", x, fixed = TRUE), " "),
    front = function(x) paste(seq_along(x), "-", x), brackets = function(x) paste0(seq_along(x), ") ", x),
    behind = function(x) paste0(x, " - ", seq_along(x)), inside = function(x) sprintf("%d (%s)", seq_along(x), x),
    square = function(x) sprintf("[%d] %s", seq_along(x), x), ends = function(x) paste0(x, " (", seq_along(x) - 1, ")")
  )
  ways[[sample(length(ways), 1)]](answers)
}

test_that("answers are put in order however they are written and in whatever order they come", {
  withr::local_seed(7)
  lists <- every_list()
  found <- lapply(lists, function(answers) answers_in_order(sample(as_written(answers))))
  expect_identical(lapply(found, function(one) plain_answer(one$answers)), lapply(lists, plain_answer))
  expect_identical(unique(lapply(found, function(one) one[c("guess", "note")])), list(list(guess = FALSE, `NA` = NULL)))
})

test_that("of a list that was chosen in part the order is known, and what nobody chose is said", {
  withr::local_seed(8)
  wrong <- lapply(Filter(function(one) length(one) > 3, every_list()), function(answers) {
    part <- sample(answers, length(answers) - 1)
    found <- answers_in_order(part)
    at <- match(plain_answer(part), plain_answer(found$answers))
    # How far two of five lie apart is a guess, but for the whole of a list.
    two <- answers_in_order(sample(answers, 2))
    c(
      if (!identical(order(at), order(match(part, answers)))) "order",
      if (length(found$answers) > length(part) && !startsWith(found$note, "Nobody chose ")) "note",
      if (!two$guess && length(two$answers) > 2) "two",
      if (!answers_in_order(c("an answer of another kind", part))$guess) "strange"
    )
  })
  expect_identical(unlist(wrong), NULL)
  expect_match(answers_in_order(c("Agree", "Disagree", "Neutral", "Strongly agree"))$note,
               "^Nobody chose Strongly disagree; lists of 7 answers have those chosen, too")
})

test_that("words that are not known are put in a plausible order, as a guess", {
  found <- answers_in_order(c("Very much so", "Agree", "Oh well", "Strongly disagree", "Never ever", "Disagree"))
  expect_true(found$guess)
  expect_identical(found$answers, c("Strongly disagree", "Disagree", "Agree", "Very much so", "Oh well", "Never ever"))
  expect_identical(found$note, "Not placed: Oh well and Never ever")
  expect_identical(answers_in_order(c("gut so", "naja", "wow")), list(
    answers = c("gut so", "naja", "wow"), guess = TRUE,
    note = "In the order in which they occur: none of their words is known"
  ))
})

test_that("a draft scores texts of any language by their words, or leaves them to be told", {
  people <- function(answers, written = identity) {
    value <- replicate(3, sample(rep(seq_along(answers), length.out = 24)))
    list(value = value, data = cbind(code = sprintf("A%02d", 1:24), as.data.frame(apply(value, 2, function(x) written(answers)[x]))))
  }
  withr::local_seed(9)
  cases <- list(
    c("Anghytuno'n gryf", "Anghytuno", "Ddim yn cytuno nac yn anghytuno", "Cytuno", "Cytuno'n gryf"),
    c("Pas du tout d'accord", "Plut\u00f4t pas d'accord", "Plut\u00f4t d'accord", "Tout \u00e0 fait d'accord")
  )
  for (answers in cases) {
    one <- people(answers, function(x) gsub("'", "\u2019", x, fixed = TRUE))
    path <- draft_of(pre.csv = one$data)
    expect_equal(read_cohort(path)$scores$score, rowMeans(one$value))
  }
  against <- people(c("1 (strongly agree)", "2", "3", "4 (strongly disagree)"))
  expect_equal(read_cohort(draft_of(pre.csv = against$data))$scores$score, rowMeans(5 - against$value))
  unknown <- people(c("Whatever", "Agree", "Strongly disagree"))
  lines <- readLines(draft_of(pre.csv = unknown$data), encoding = "UTF-8")
  expect_false(any(grepl("^scales:", lines)))
  expect_match(lines, "A guess: put the answers in order", all = FALSE)
  expect_match(lines, "answers: [Strongly disagree, Agree, Whatever]", fixed = TRUE, all = FALSE)
})

test_that("answers are put in order by words of degree", {
  cases <- list(
    c("Not confident at all", "Not very confident", "Fairly confident", "Very confident", "Completely confident"),
    c("Not useful", "A little useful", "Useful", "Very useful"),
    c("not at all sure", "slightly sure", "somewhat sure", "very sure", "extremely sure"),
    c("gar nicht hilfreich", "eher nicht hilfreich", "etwas hilfreich", "hilfreich", "sehr hilfreich"),
    c("pas du tout utile", "peu utile", "moyennement utile", "utile", "tr\u00e8s utile"),
    c("nada \u00fatil", "poco \u00fatil", "algo \u00fatil", "bastante \u00fatil", "muy \u00fatil")
  )
  for (answers in cases) {
    expect_identical(match_answers(rev(answers)), answers)
    expect_identical(match_answers(answers[c(2, 1, 3)]), answers[1:3])
  }
  # Two words of one degree, or of several things, tell no order.
  expect_null(match_answers(c("Fairly sure", "Quite sure", "Very sure")))
  expect_null(match_answers(c("Very sure", "Very glad", "Fairly sad")))
  expect_null(match_answers(c("Mostly", "Hardly ever", "Now and then")))
})

test_that("a word and its opposite are in order, with what says neither between them", {
  shuffled <- function(...) {
    texts <- c(...)
    expect_identical(match_answers(rev(texts)), texts)
    expect_identical(match_answers(texts[order(nchar(texts))]), texts)
  }
  shuffled("Very unsure", "Quite unsure", "Neither sure nor unsure", "Quite sure", "Very sure")
  shuffled("Extremely inadequate", "Inadequate", "Neutral", "Adequate", "Extremely adequate")
  shuffled("Completely unprepared", "Slightly unprepared", "Slightly prepared", "Completely prepared")
  # "Not unsure" may be more or less than "a bit sure".
  expect_null(match_answers(c("Not unsure", "Unsure", "Sure")))
  expect_null(match_answers(c("Very unsure", "Very tired", "Sure")))
})
