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
  share <- function(...) same_answers(list(...), "sex", "id")
  expect_identical(share(wave(c("A1", "B2", "C3"), c("f", "m", "f")), wave(c("c3", "a 1", "D4"), c("m", "f", "f"))), 0.5)
  expect_identical(share(wave(c("A1", "B2"), c("f", NA)), wave(c("A1", "B2"), c("f", "m"))), 1)
  expect_identical(share(wave("A1", "f"), wave("B2", "f")), NA)
  expect_identical(same_answers(list(), "sex", NULL), NA)
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
  expect_identical(draft$later, "liked (post)")
})
