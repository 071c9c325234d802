test_that("codes that decline are found whatever their case and blanks", {
  codes <- declined_codes(list(" Prefer not to SAY ", -99, 0.1 + 0.2, TRUE))
  expect_identical(
    matches_code(c("1", "-99", " -99\t", "x", "TRUE"),
                 c("prefer not to say", "a", "b", "Prefer not to say\n", "c"), codes),
    c(TRUE, TRUE, TRUE, TRUE, TRUE)
  )
  expect_identical(matches_code(c("1", "99"), c("say", "prefer"), codes),
                   c(FALSE, FALSE))
  expect_identical(matches_code(character(), character(), codes), logical())
  expect_identical(matches_code("1", "a", declined_codes(list())), FALSE)
})

test_that("levels come in the order of labels, then of codes, each once", {
  x <- new_labelled_column(c(3, 9.5, 2, NA, 1, 7, -0), label = "Question",
                           labels = c(Two = 2, Same = 1, Same = 3, None = 4, Again = 2))
  found <- answer_levels(x)
  expect_identical(unname(found$value), c(2, 1, 3, 4, 0, 7, 9.5))
  expect_identical(found$code, c("2", "1", "3", "4", "0", "7", "9.5"))
  expect_identical(found$label, c("Two", "Same", "Same", "None", "0", "7", "9.5"))
  expect_identical(found$text,
                   c("Two", "Same (1)", "Same (3)", "None", "0", "7", "9.5"))
})

test_that("blank texts are no answers but where they have a label", {
  expect_identical(answer_levels(c("b", " ", "", "\t", NA, "a"))$value, c("a", "b"))
  x <- new_labelled_column(c("b", " ", ""), labels = c(Empty = " "))
  expect_identical(answer_levels(x)$code, c(" ", "b"))
})

test_that("declined numbers are known by code and by label", {
  x <- new_labelled_column(c(1, 2, 98), labels = c(One = 1, Refused = 98))
  expect_setequal(declined_numbers(x, declined_codes(list(-99, "refused"))),
                  c(-99, 98))
  expect_identical(declined_numbers(1:3, declined_codes(factor("Refused"))),
                   numeric())
})

test_that("the number that an answer begins or ends with is read, and no other", {
  carried <- c("5 (very much)" = 5, "1 = not at all" = 1, "Stimme gar nicht zu - 1" = 1, "Teils, teils - 3" = 3, "3" = 3,
               "(3) Neutral" = 3, "1. Never" = 1, "1: a" = 1, "10 - extremely" = 10, "Agree (4)" = 4, "0 never" = 0)
  expect_identical(carried_number(names(carried)), unname(carried))
  none <- c("1-2 hours", "0.5 hours", "10%", "5+", "Year 1", "100", "at least 5", "-2 bad", "2026-01-01", "a4", "", NA)
  expect_identical(carried_number(none), rep(NA_real_, length(none)))
})

test_that("texts carry numbers where each has one, and each number one wording", {
  expect_identical(texts_as_numbers(c("1 (no)", "2", "3 (yes)", NA, "1 (no)")), c(1, 2, 3, NA, 1))
  expect_identical(texts_as_numbers(c("5", "5 (very much)")), c(5, 5))
  expect_null(texts_as_numbers(c("1 (no)", "often")))
  expect_null(texts_as_numbers(c("1 - tea", "1 - coffee")))
  expect_null(texts_as_numbers(c(NA, "")))
})

test_that("labels that were met before say what they said then", {
  withr::local_seed(3)
  said <- c("1 - Never", " Often ", "NEVER", "don\u2019t know", "", NA, "0.5 hours")
  sets <- lapply(1:20, function(i) sample(said, sample(7, 1)))
  for (set in c(sets, rev(sets), list(NULL, character(), rep(said, 10)))) {
    expect_identical(plain_answer(set), plain_texts(set))
  }
  expect_identical(plain_answer(said)[c(1, 2)], c("never", "often"))
})
