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

test_that("answers in texts are put in order where that is known, else left to the analyst", {
  codes <- c("KT14M3", "AB02X7", "QW28P5", "LM09R4", "ZX17T8", "DF21G6")
  wave <- function(one, two) {
    data <- data.frame(code = codes, t1 = one, t2 = rev(one), t3 = one, u1 = two, u2 = two,
                       u3 = rev(two))
    data
  }
  agree <- c("Agree", "Strongly agree", "Disagree", "Agree", "Neutral", "Agree")
  odd <- c("Mostly", "Hardly ever", "Mostly", "Now and then", "Mostly", "Now and then")
  path <- draft_of(pre.csv = wave(agree, odd), post.csv = wave(rev(agree), odd))
  expect_snapshot(writeLines(readLines(path)))
  study <- read_study(path)
  expect_identical(study$scales$scale_t$answers, c("Strongly disagree", "Disagree", "Neutral",
                                                   "Agree", "Strongly agree"))
  expect_named(study$scales, "scale_t")
  expect_identical(nrow(read_cohort(path)$people), 6L)
})

test_that("labels are drafted as answers, with the end that is high", {
  skip_if_not_installed("haven")
  withr::local_seed(9)
  agree <- c("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree")
  codings <- list(
    plain = stats::setNames(1:5, agree), reversed = stats::setNames(5:1, agree), zero = stats::setNames(0:4, agree),
    own = stats::setNames(1:5, c("Red", "Orange", "Yellow", "Green", "Blue")),
    gaps = stats::setNames(c(1, 3, 5), agree[c(1, 3, 5)]), gaps_reversed = stats::setNames(c(5, 3, 1), agree[c(1, 3, 5)])
  )
  drafts <- lapply(codings, function(labels) {
    dir <- withr::local_tempdir(.local_envir = parent.frame(3))
    for (wave in c("pre", "post")) {
      items <- lapply(c(q1 = 1, q2 = 2, q3 = 3), function(i) haven::labelled(
        as.double(sample(labels, 12, TRUE)), stats::setNames(as.double(labels), names(labels))
      ))
      haven::write_sav(cbind(code = sprintf("K%02d", 1:12), as.data.frame(items)), file.path(dir, paste0(wave, ".sav")))
    }
    path <- suppressMessages(use_study(file.path(dir, c("pre.sav", "post.sav"))))
    scale <- read_study(path)$scales[[1]]
    survey <- read_survey(file.path(dir, "pre.sav"))
    words <- vapply(survey[c("q1", "q2", "q3")], function(x) as.character(bare_values(as_label_text(x))), character(12))
    known <- matrix(match(words, if (is.null(scale$answers)) agree else scale$answers), 12)
    list(answers = scale$answers, range = scale$range, ends = grep("high", readLines(path), value = TRUE),
         scores = read_cohort(path)$scores$score[1:12], by_words = rowMeans(known))
  })
  for (coding in c("plain", "reversed", "zero")) {
    expect_identical(drafts[[coding]]$answers, agree, info = coding)
    lowest <- drafts[[coding]]$range[1]
    expect_equal(drafts[[coding]]$scores, drafts[[coding]]$by_words + lowest - 1, info = coding)
  }
  expect_null(drafts$gaps$answers)
  expect_snapshot(writeLines(vapply(drafts, `[[`, "", "ends")))
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
  expect_true(alike(list(by = "numbers"), list(by = "numbers")))
  expect_true(alike(texts("a", "b"), texts("b", "c")))
  expect_false(alike(texts("a", "b"), texts("c", "d")))
  expect_false(alike(texts(letters[1:5]), texts(letters[4:8])))
  expect_false(alike(list(by = "numbers"), texts("a")))
  expect_false(alike(NULL, NULL))
})

test_that("every list of answers and every instrument is known by its own", {
  known <- parse_study_yaml(system.file("answers.yml", package = "pairwave"))
  for (answers in known) {
    for (said in list(answers, rev(answers), toupper(answers), answers[-1])) {
      found <- match_answers(said)
      expect_true(all(plain_answer(said) %in% plain_answer(found)))
      # No shorter one does.
      fits <- vapply(known, function(other) all(plain_answer(said) %in% plain_answer(other)), NA)
      expect_identical(length(found), min(lengths(known[fits])))
    }
  }
  expect_null(match_answers(c("Agree", "a word that no list has")))
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

test_that("items worded the other way are found, and none in a ranking", {
  withr::local_seed(19)
  level <- sample(1:5, 40, TRUE)
  survey <- data.frame(q1 = level, q2 = pmin(level + 1, 5), q3 = 6 - level, q4 = level)
  items <- names(survey)
  expect_identical(items_against(items, list(by = "numbers"), survey), "q3")
  expect_identical(items_against(items, list(by = "numbers"), survey[1:9, ]), character())
  expect_identical(items_against(c("q1", "q3"), list(by = "numbers"), survey), character())
  words <- c("Never", "Rarely", "Sometimes", "Often", "Always")
  said <- as.data.frame(lapply(survey, function(x) words[x]))
  expect_identical(items_against(items, list(by = "texts", answers = words), said), "q3")
})

test_that("a scale is called by its question, or by what its items' names share", {
  survey <- data.frame(q1 = 1, q2 = 2, hope1 = 1, x_1 = 1, b1 = 1, calm = 1)
  expect_identical(battery_name("hope1", survey), "hope")
  expect_identical(battery_name("x_1", survey), "scale_x")
  expect_identical(battery_name("b1", survey), "scale_b")
  expect_identical(battery_name("q1", survey), "scale")
  expect_identical(battery_name("calm", survey), "scale")
  attr(survey$q1, "label") <- "How sure are you?: at work"
  attr(survey$q2, "label") <- "How sure are you?: at home"
  expect_identical(battery_name(c("q1", "q2"), survey), "how_sure_are_you")
})
