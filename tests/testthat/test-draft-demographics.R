test_that("one of a few answers is told from texts, numbers, names and times", {
  expect_true(is_single_choice(new_labelled_column(c(1, 2, 1), labels = c(F = 1, M = 2))))
  expect_true(is_single_choice(rep(c("yes", "no"), 4)))
  expect_false(is_single_choice(c("yes", "no", "maybe")))
  expect_false(is_single_choice(rep("yes", 8)))
  expect_false(is_single_choice(c(1, 2, 1, 2)))
  expect_false(is_single_choice(c(TRUE, FALSE)))
  expect_false(is_single_choice(rep(as.Date("2024-01-01"), 8)))
  expect_false(is_single_choice(new_identifying_column(rep(c("Ann", "Ben"), 4))))
  # A remark that two people made in the same words is no answer to choose.
  expect_false(is_single_choice(rep(strrep("long ", 20), 8)))
  expect_false(is_single_choice(rep(paste(strrep("long ", 20), 1:2), 4)))
  # A number of which one value has a label is a number.
  expect_false(is_single_choice(new_labelled_column(c(17, 18, 19, 20, 0), labels = c(None = 0))))
  for (n in 1:14) expect_identical(is_single_choice(rep(letters[seq_len(n)], 3)), n >= 2 && n <= 12)
})

test_that("two answers beside others of the same name are options of one question", {
  two <- function(...) new_labelled_column(c(0, 1), labels = c(No = 0, Yes = 1))
  survey <- data.frame(code = c("a", "b"), stringsAsFactors = FALSE)
  for (name in c("helped_1", "helped_2", "sex_1", "other_2", "fif")) survey[[name]] <- two()
  expect_identical(undeclared_options(survey), c("helped_1", "helped_2"))
})

test_that("the share of people who answer alike is of those who are found again", {
  wave <- function(code, sex) list(survey = data.frame(id = code, sex = sex))
  share <- function(...) same_answers(list(...), "sex", list(column = "id", more = 0))
  expect_identical(share(wave(c("A1", "B2", "C3"), c("f", "m", "f")), wave(c("c3", "a 1", "D4"), c("m", "f", "f"))), 0.5)
  expect_identical(share(wave(c("A1", "B2"), c("f", NA)), wave(c("A1", "B2"), c("f", "m"))), 1)
  expect_identical(share(wave("A1", "f"), wave("B2", "f")), NA)
  expect_identical(same_answers(list(), "sex", list(column = NULL)), NA)
})

test_that("what people answer alike in each wave is drafted, and what they change is not", {
  withr::local_seed(18)
  code <- sprintf("K%03d", 1:30)
  sex <- rep(c("Female", "Male", "Prefer not to say"), c(14, 14, 2))
  wave <- function(...) draft_people(list(code = code, sex = sex, mood = sample(c("Good", "Bad"), 30, TRUE), ...), 30)
  dir <- withr::local_tempdir()
  write_utf8_csv(wave(), file.path(dir, "pre.csv"))
  write_utf8_csv(wave(liked = rep(c("Yes", "No"), 15)), file.path(dir, "post.csv"))
  draft <- draft_study(file.path(dir, c("pre.csv", "post.csv")), dir, NULL)
  expect_identical(vapply(draft$demographics, `[[`, "", "column"), "sex")
  expect_true(draft$demographics[[1]]$undisclosed)
  expect_identical(draft$undisclosed, "Prefer not to say")
  expect_identical(vapply(draft$questions, `[[`, "", "column"), c("mood", "liked"))
  # What nothing links is taken for the person's where its words say so, else left open.
  unlinked <- draft_demographics(lapply(draft$waves, function(wave) {
    wave$survey <- wave$survey[c("sex", "mood")]
    wave
  }), character(), list(column = NULL))
  expect_identical(vapply(unlinked$entries, `[[`, "", "column"), "sex")
  expect_identical(unlinked$open, "mood")
})

test_that("ages are known by their words, and put in bands of five people at least", {
  withr::local_seed(4)
  for (n in c(12, 30, 200)) for (rate in c(1 / 3, 1 / 10)) {
    age <- round(18 + stats::rexp(n, rate))
    starts <- age_bands(age)
    counts <- table(findInterval(age, starts))
    expect_length(counts, length(starts) + 1)
    if (length(starts) > 1) expect_gte(min(counts), max(5, n / 10))
    expect_false(is.unsorted(starts, strictly = TRUE))
  }
  ages <- c(18:30, NA)
  expect_true(is_age(ages, "age"))
  expect_true(is_age(as.character(ages), "How old are you?"))
  expect_true(is_age(ages, "Alter in Jahren"))
  for (other in c("pages", "average", "Message", "score")) expect_false(is_age(ages, other), info = other)
  expect_false(is_age(ages + 0.5, "age"))
  expect_false(is_age(c(1, 2, 3, 1, 2, 3, 4), "age"))
  expect_false(is_age(rep("18 to 24", 9), "age"))
})

test_that("few ages are ages, and codes of bands are not", {
  expect_true(is_age(rep(19:22, 5), "How old are you?"))
  expect_false(is_age(rep(1:4, 5), "How old are you?"))
  expect_false(is_age(rep(19:22, 5), "How many pages did you read?"))
})
