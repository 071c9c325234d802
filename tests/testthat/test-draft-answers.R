test_that("answers that decline are told from others in any language", {
  declining <- c(
    "Prefer not to say", "prefer not to answer", "I'd rather not say", "Rather not say", "I prefer not to disclose",
    "I do not wish to disclose", "Do not wish to say", "I do not want to answer", "Not known", "Not stated",
    "Prefer to not say", "PNTS", "Prefer not to respond", "I don\u2019t want to say", "Undisclosed", "Not disclosed",
    "Declined to answer", "Decline to state", "Refused", "Information refused", "Withheld", "No answer",
    "Choose not to disclose", "Prefer not to state", "I'd prefer not to say", "Would rather not say", "Not given",
    "I don't wish to answer", "Not provided", "Not willing to disclose", "Choose not to say", "Does not wish to say",
    "PREFER NOT TO SAY", "No comment", "Keine Angabe", "keine Antwort", "M\u00f6chte nicht antworten", "k. A.",
    "Je pr\u00e9f\u00e8re ne pas r\u00e9pondre", "Ne souhaite pas r\u00e9pondre", "PR\u00c9F\u00c8RE NE PAS DIRE",
    "Prefiero no decirlo", "No contesta", "NS/NC", "Prefiero no responder", "Mae'n well gen i beidio \u00e2 dweud",
    "Gwell gennyf beidio \u00e2 dweud", "Ddim yn dymuno dweud", "Preferisco non rispondere",
    "Prefiro n\u00e3o responder", "Dat zeg ik liever niet", "Vill inte svara", "\u00d8nsker ikke \u00e5 svare",
    "\u00d8nsker ikke at oplyse", "En halua vastata", "Wol\u0119 nie odpowiada\u0107", "Is fearr liom gan a r\u00e1"
  )
  expect_identical(declining[!is_declining(declining)], character())
  answers <- c("Female", "Male", "Strongly disagree", "Not at all", "Never", "Neither", "No", "Don't know",
               "Not applicable", "Not sure", "Other", "Nein", "Jamais", "No lo s\u00e9", "Byth", "None of these",
               "Information", "I want to say more", "Nie", "Keine", "1", "", NA)
  expect_identical(answers[is_declining(answers)], character())
})

test_that("columns have the same shape where they differ in their last number", {
  expect_true(same_shape("q1", "q2"))
  expect_true(same_shape("b_9_r", "b_10_r"))
  expect_true(same_shape("calm", "proud"))
  expect_false(same_shape("q1", "b2"))
  expect_false(same_shape("q1a", "q1b"))
  expect_false(same_shape("q1", "calm"))
  expect_false(same_shape("q1_r", "q2"))
})

test_that("answers are alike by their labels, or by texts that overlap", {
  labels <- function(...) list(by = "labels", labels = c(...))
  texts <- function(...) list(by = "texts", texts = c(...))
  expect_true(alike(labels(No = 1, Yes = 2), labels(Yes = 2, No = 1)))
  expect_false(alike(labels(No = 1, Yes = 2), labels(No = 2, Yes = 1)))
  expect_true(alike(list(by = "numbers", range = c(1, 5)), list(by = "numbers", range = c(1, 4))))
  expect_true(alike(texts("a", "b"), texts("b", "c")))
  expect_false(alike(texts("a", "b"), texts("c", "d")))
  expect_false(alike(texts(letters[1:5]), texts(letters[4:8])))
  expect_false(alike(list(by = "numbers", range = c(1, 5)), texts("a")))
  expect_false(alike(NULL, NULL))
})

test_that("every instrument is known by its own answers or range", {
  for (file in list.files(system.file("instruments", package = "pairwave"), "[.]yml$")) {
    name <- sub("[.]yml$", "", file)
    instrument <- read_instrument(name, "instrument")
    by_answers <- if (length(instrument$answers)) {
      match_instrument(instrument$items, NULL, instrument$answers)$name
    }
    by_range <- match_instrument(instrument$items, instrument$range, NULL)$name
    expect_identical(identical(by_answers, name), "answers" %in% instrument$recognised_by, info = name)
    expect_identical(identical(by_range, name), "range" %in% instrument$recognised_by, info = name)
    expect_false(identical(match_instrument(instrument$items + 50, instrument$range, NULL)$name, name))
  }
})

test_that("answers from 1 to 5 and from 1 to 10 are of different questions", {
  numbers <- function(...) list(by = "numbers", range = c(...))
  expect_true(alike(numbers(1, 5), numbers(1, 4)))
  expect_true(alike(numbers(0, 3), numbers(0, 1)))
  expect_true(alike(numbers(1, 7), numbers(2, 5)))
  expect_true(alike(numbers(1, 10), numbers(2, 8)))
  expect_false(alike(numbers(1, 5), numbers(1, 10)))
  numbered <- function(...) list(by = "numbered", texts = c(...), range = range(texts_as_numbers(c(...))))
  expect_true(alike(numbered("1 (no)", "2"), numbered("2", "3 (yes)")))
  expect_false(alike(numbered("1 (no)", "2"), numbered("1 (never)", "2")))
})

test_that("a mistyped answer does not take an item out of its scale", {
  expect_equal(without_slips(c(rep(1:5, 20), 55)), rep(1:5, 20))
  expect_equal(without_slips(c(rep(1:5, 2), 55)), c(rep(1:5, 2), 55))
  expect_equal(without_slips(c(rep(1:5, 20), rep(20, 10))), c(rep(1:5, 20), rep(20, 10)))
})

test_that("questions that begin alike are of one shape, the first without a number", {
  expect_true(same_shape("how_far", "how_far_2"))
  expect_true(same_shape("how_far_2", "how_far_3"))
  expect_false(same_shape("how_far", "how_near_2"))
  expect_false(same_shape("how_far", "how_far_3"))
})
