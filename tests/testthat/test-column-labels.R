test_that("labels have moved where a code that both have says something else", {
  column <- function(...) new_labelled_column(1, labels = c(...))
  first <- column(Never = 1, Often = 2, Always = 3)
  expect_identical(moved_labels(first, first), 0L)
  expect_identical(moved_labels(first, column("never " = 1, "OFTEN" = 2)), 0L)
  expect_identical(moved_labels(first, column(Always = 1, Often = 2, Never = 3)), 2L)
  expect_identical(moved_labels(first, column(Other = 4)), 0L)
  expect_identical(moved_labels(first, 1:3), 0L)
  # Both ways alike.
  withr::local_seed(16)
  for (i in 1:30) {
    one <- new_labelled_column(1, labels = stats::setNames(sample(6, 4), sample(letters[1:4])))
    other <- new_labelled_column(1, labels = stats::setNames(sample(6, 4), sample(letters[1:4])))
    both <- intersect(attr(one, "labels"), attr(other, "labels"))
    text <- function(x, code) names(attr(x, "labels"))[match(code, attr(x, "labels"))]
    expect_identical(moved_labels(one, other), sum(text(one, both) != text(other, both)))
    expect_identical(moved_labels(other, one), moved_labels(one, other))
  }
})

test_that("the wording of a question is its label, but for case and blanks", {
  expect_identical(wording(new_labelled_column(1, label = "  How\n often? ")), "how often?")
  expect_identical(wording(new_labelled_column(1, label = "")), NA_character_)
  expect_identical(wording(1:3), NA_character_)
})

test_that("columns are coded alike where no code has two meanings", {
  sex <- new_labelled_column(c(1, 2), labels = c(F = 1, M = 2))
  more <- new_labelled_column(c(1, 3), labels = c(F = 1, Other = 3))
  turned <- new_labelled_column(c(1, 2), labels = c(M = 1, F = 2))
  expect_true(same_coding(list(sex, sex)))
  expect_true(same_coding(list(sex, more)))
  expect_true(same_coding(list(sex, c(1, 2))))
  expect_true(same_coding(list(1:2, c(1, 2))))
  expect_false(same_coding(list(sex, turned)))
  expect_false(same_coding(list(sex, more, turned)))
  expect_false(same_coding(list(1:2, c("a", "b"))))
  expect_false(same_coding(list(factor("a"), factor("a"))))
  expect_false(same_coding(list(as.Date("2024-01-01"), 19723)))
  # A text column without labels may hold what the other has labels for.
  text <- new_labelled_column(c("f", "m"), labels = c(Female = "f"))
  expect_false(same_coding(list(text, c("Female", "m"))))
  expect_true(same_coding(list(text, text)))
})

test_that("values become their labels, and what declines stays missing", {
  x <- new_labelled_column(c(1, 2, 3, -9, NA), label = "Sex", labels = c(Female = 1, Male = 2, "No say" = -9),
                           na_values = -9)
  text <- as_label_text(x)
  expect_identical(bare_values(text), c("Female", "Male", "3", "No say", NA))
  expect_identical(is_missing_answer(text), c(FALSE, FALSE, FALSE, TRUE, TRUE))
  expect_identical(attr(text, "label"), "Sex")
  # Codes that share a label are told apart.
  twice <- as_label_text(new_labelled_column(c(1, 2), labels = c(Same = 1, Same = 2)))
  expect_identical(bare_values(twice), c("Same (1)", "Same (2)"))
  expect_identical(bare_values(as_label_text(as.Date("2024-01-02"))), "2024-01-02")
})

test_that("a column made of several has the labels and the missing codes of all", {
  one <- new_labelled_column(c(1, -9), label = "Sex", labels = c(F = 1), na_values = -9, format = "F8.2")
  other <- new_labelled_column(c(2, -8), label = "Gender", labels = c(F = 1, M = 2), na_values = -8)
  both <- with_prototype(c(1, 2, -8, -9), list(one, other))
  expect_identical(attr(both, "labels"), c(F = 1, M = 2))
  expect_identical(is_missing_answer(both), c(FALSE, FALSE, TRUE, TRUE))
  expect_identical(attr(both, "label"), "Sex")
  expect_identical(attr(both, "format.spss"), "F8.2")
  dates <- as.Date("2024-01-01") + 0:1
  expect_identical(with_prototype(unclass(dates), list(dates)), dates)
})

test_that("what several waves ask is the end that their words share", {
  asked <- function(...) shared_question(lapply(c(...), function(label) structure(1, label = label)))
  expect_identical(asked("BEFORE the course, my knowledge of soil", "NOW, my knowledge of soil"),
                   "my knowledge of soil")
  # Where the waves part within a clause, it is left out.
  expect_identical(asked("Before the day, I can plan it", "After the day, I can plan it"),
                   "I can plan it")
  expect_identical(asked("How sure  are you?", "how sure are YOU?"), "How sure  are you?")
  # Other questions: the first wave's.
  expect_identical(asked("How sure are you?", "How glad is she?"), "How sure are you?")
  expect_identical(asked("Sure?", "Glad?"), "Sure?")
  expect_identical(asked("I plan", "Now I plan"), "I plan")
  expect_identical(asked(""), character())
  expect_null(shared_question(list(1, 2)))
  expect_identical(shared_question(list(1, structure(2, label = "Sure?"))), "Sure?")
})
