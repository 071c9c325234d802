test_that("the demo's files are drafted, and read at once", {
  path <- draft_in(demo_folder(), c("six_month.zsav", "pre.sav", "post-key.csv", "post.csv",
                                    "attendance.csv"))
  expect_snapshot(writeLines(readLines(path)))
  study <- read_study(path)
  expect_named(study$waves, c("pre", "post", "six_month"))
  expect_identical(study$id$column, "code")
  expect_identical(study$scales$general_self_efficacy$instrument, "gse")
  expect_identical(study$scales$scale_b$items, paste0("b", 1:4))
  expect_identical(vapply(study$demographics, `[[`, "", "column"),
                   c("sex", "year", "fif", "ethnicity"))
  expect_identical(study$attendance$groups, "focus_group")
  cohort <- read_cohort(path)
  exact <- read_cohort(study(
    waves = lapply(demo_cohort()$study$waves, `[`, "file"), id = "code", dir = demo_folder(),
    scales = list(general_self_efficacy = list(instrument = "gse", items = "gse1:gse10")),
    attendance = list(file = "attendance.csv", sessions = paste0("w", 1:5))
  ))
  gse <- cohort$scores[cohort$scores$scale == "general_self_efficacy", ]
  expect_identical(gse$score, exact$scores$score)
})

test_that("each platform's files are drafted, and give the same cohort", {
  people <- function(cohort) {
    cohort$scores$scale <- sub("general_", "", cohort$scores$scale)
    # By their order: REDCap's drafted waves are called by its events.
    names(cohort$surveys) <- c("pre", "post")
    names(cohort$people)[2:3] <- c("pre", "post")
    levels(cohort$scores$wave) <- c("pre", "post")
    out <- people_by_code(cohort)[c("pre", "post", "sex", "year")]
    out <- out[do.call(order, unname(out)), ]
    rownames(out) <- NULL
    out
  }
  expected <- people(read_cohort(platform_file("spss", "study.yml")))
  files <- list(redcap = c("redcap.csv", "dictionary.csv"),
                `limesurvey-syntax` = c("post.sps", "pre.sps", "post.dat", "pre.dat"),
                jisc = c("post.csv", "post-key.csv", "pre.csv", "pre-key.csv"),
                qualtrics = c("post.csv", "post.sps", "pre.csv", "pre.sps"),
                spss = c("post.sav", "pre.sav"))
  for (platform in c("spss", platforms)) {
    path <- draft_in(platform_file(platform), files[[platform]] %||% c("post.csv", "pre.csv"))
    cohort <- read_cohort(path)
    expect_equal(people(cohort), expected, info = platform)
  }
})

test_that("questions that are the same word for word get the same name", {
  dir <- tempfile()
  dir.create(dir)
  file.copy(platform_file("spss", "pre.sav"), dir)
  file.copy(platform_file("microsoft", "post.csv"), dir)
  path <- suppressMessages(use_study(file.path(dir, c("pre.sav", "post.csv"))))
  study <- read_study(path)
  expect_identical(study$waves$post$rename$gse7, "in_difficulties_i_stay_calm")
  expect_identical(study$waves$post$rename$code, "your_code_first_two_letters_of")
  cohort <- read_cohort(path)
  cohort$scores$scale <- "self_efficacy"
  expected <- people_by_code(read_cohort(platform_file("spss", "study.yml")))
  expect_equal(people_by_code(cohort)[c("pre", "post")], expected[c("pre", "post")])
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

test_that("REDCap's events that ask a scale are waves, repeats within them are not", {
  path <- text_file(
    "record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,sex,q1,q2,q3,visit",
    "1,enrolment_arm_1,,,Female,,,,", "1,before_arm_1,,,,1,2,3,", "1,after_arm_1,,,,3,3,2,",
    "1,after_arm_1,visit,1,,,,,x", "2,enrolment_arm_1,,,Male,,,,", "2,before_arm_1,,,,2,2,1,",
    "2,after_arm_1,,,,2,4,4,", "3,enrolment_arm_1,,,Male,,,,", "3,after_arm_1,,,,4,4,4,",
    "3,after_arm_1,visit,1,,,,,y", "4,enrolment_arm_1,,,Female,,,,", "4,before_arm_1,,,,2,2,1,",
    name = "redcap.csv"
  )
  draft <- suppressMessages(use_study(path))
  expect_match(readLines(draft), "no waves: enrolment", all = FALSE)
  study <- read_study(draft)
  expect_identical(study$waves$after$where,
                   list(redcap_event_name = "after_arm_1", redcap_repeat_instrument = ""))
  cohort <- read_cohort(draft)
  expect_identical(vapply(cohort$surveys, nrow, 0L), c(before = 3L, after = 3L))
  expect_identical(study$id$column, "record_id")
})

test_that("waves are ordered by words, numbers or dates", {
  rank <- function(...) vapply(strsplit(c(...), "_"), time_rank, 0)
  expect_identical(order(rank("post", "pre", "six_month", "mid", "12_months")), c(2L, 4L, 1L, 3L, 5L))
  expect_identical(rank("t1", "t2", "wave3"), c(1, 2, 3))
  expect_identical(order(rank("month_6", "6_weeks", "1_year", "end")), c(4L, 2L, 1L, 3L))
  expect_true(all(is.na(rank("spring", "autumn"))))
  expect_identical(vapply(c("pre", "six_month", "one_year", "spring_term"), wave_label, ""),
                   c(pre = "Before", six_month = "Six months", one_year = "One year",
                     spring_term = "Spring term"))
  answers <- function(day) data.frame(
    Timestamp = sprintf("%s 10:0%d:00", day, 1:4), code = c("AB12", "CD34", "EF56", "GH78"),
    q1 = 1:4, q2 = c(2, 2, 3, 4), q3 = c(1, 3, 3, 4), check.names = FALSE
  )
  path <- draft_of(spring.csv = answers("2024-04-02"), autumn.csv = answers("2023-10-03"))
  expect_named(read_study(path)$waves, c("autumn", "spring"))
  expect_match(readLines(path), "order of the dates", all = FALSE)
  plain <- answers("2024-04-02")[-1]
  path <- draft_of(spring.csv = plain, autumn.csv = plain)
  expect_named(read_study(path)$waves, c("spring", "autumn"))
  expect_match(readLines(path), "neither names nor dates tell", all = FALSE)
})

test_that("an option that may hold a comma is left to the analyst", {
  rows <- c("Talks, short ones, Groups", "Groups", "Talks, short ones", "Groups, Food",
            "Talks, short ones", "Food")
  answers <- data.frame(Timestamp = sprintf("2024/01/02 9:0%d:00 am", 1:6),
                        code = c("KT14M3", "AB02X7", "QW28P5", "LM09R4", "ZX17T8", "DF21G6"),
                        helped = rows)
  path <- draft_of(pre.csv = answers)
  expect_match(readLines(path), "add to this wave: choices: {helped: [...]}", fixed = TRUE,
               all = FALSE)
})

test_that("texts are quoted where YAML would take them for something else", {
  odd <- c("No", "on", "a: b", "# x", "say \"hi\"", "back\\slash", "-", "007", "1.5", "two\nlines",
           "caf\u00e9", "[x]", "~", "null", "trailing ", "")
  path <- tempfile()
  writeLines(enc2utf8(paste0("x: ", yaml_list(odd))), path, useBytes = TRUE)
  expect_identical(unlist(parse_study_yaml(path)$x), odd)
  expect_identical(yaml_items(c("q1", "q2", "q4")), "[q1, q2, q4]")
  expect_identical(yaml_items(c("q08", "q09", "q10")), "q08:q10")
})

test_that("nothing is overwritten without being told, and messages read well", {
  dir <- tempfile()
  dir.create(dir)
  tidy <- function(x) gsub(dir, "<dir>", x, fixed = TRUE)
  at <- function(name) file.path(dir, name)
  writeLines(c("code,q1,q2,q3", "AB12,1,2,3", "CD34,2,2,2", "EF56,3,1,1"), at("pre.csv"))
  writeLines(c("code,q1,q2,q3", "GH12,1,2,3", "IJ34,2,2,2", "KL56,3,1,1"), at("post.csv"))
  writeLines(c("note,mark", "a,1", "a,2"), at("notes.csv"))
  writeLines("mine", at("study.yml"))
  writeLines(c("Variable / Field Name,Form Name,Field Type,Field Label,\"Choices, Calculations, OR Slider Labels\"",
               "q1,a,radio,One,\"1, No\""), at("dictionary.csv"))
  expect_snapshot(error = TRUE, transform = tidy, {
    use_study(at("pre.csv"))
    use_study(3)
    use_study(at("prae.csv"))
    use_study(at("pre.csv"), path = 1)
    use_study(at("pre.csv"), existing = "yes")
    use_study(at("attendance.csv"))
    use_study(at("pre.csv"), path = file.path(at("nowhere"), "study.yml"))
  })
  expect_identical(readLines(at("study.yml")), "mine")
  expect_snapshot(error = TRUE, transform = tidy, {
    use_study(at("pre.csv"), title = c("a", "b"), path = at("other.yml"))
    use_study(at("dictionary.csv"), path = at("third.yml"))
  })
  expect_snapshot(transform = tidy, {
    path <- use_study(at(c("pre.csv", "post.csv")), existing = "replace", title = "A: study")
    writeLines(readLines(path))
  })
  expect_s3_class(read_cohort(path), "pairwave_cohort")
})

test_that("a key is known by what it holds, whatever it is called", {
  dir <- withr::local_tempdir()
  at <- function(name) file.path(dir, name)
  wave <- function(name, q) writeLines(c("URN,Q1,Q2,Q3,CompletionDate", sprintf(
    "A%d,%d,%d,%d,1%d/05/2024", 1:4, q, rev(q), q, 1:4
  )), at(name))
  key <- function(name, word) writeLines(c(
    "\"URN\",\"Unique Response Number\"", "\"Q1\",\"How sure?\"", "\"1\",\"Not at all\"", paste0("\"2\",\"", word, "\""),
    "\"3\",\"Very\"", "\"Q2\",\"How glad?\"", "\"1\",\"Not at all\"", "\"2\",\"A bit\"", "\"3\",\"Very\""
  ), at(name))
  wave("results-for-pre-2024-05-01-1200.csv", c(1, 2, 3, 2))
  wave("results-for-post-2024-06-01-1200.csv", c(3, 2, 3, 1))
  key("results-for-pre-2024-05-01-1202-key.csv", "A bit")
  key("results-for-post-2024-06-01-1207-key.en.csv", "A little")
  path <- suppressMessages(use_study(list.files(dir, full.names = TRUE)))
  study <- read_study(path)
  expect_identical(vapply(study$waves, `[[`, "", "key"), c(
    pre = "results-for-pre-2024-05-01-1202-key.csv", post = "results-for-post-2024-06-01-1207-key.en.csv"
  ))
  path <- suppressMessages(use_study(at(c("results-for-post-2024-06-01-1207-key.en.csv",
                                          "results-for-post-2024-06-01-1200.csv")), existing = "replace"))
  survey <- read_survey(at("results-for-post-2024-06-01-1200.csv"), key = at(read_study(path)$waves[[1]]$key))
  expect_identical(names(attr(survey$Q1, "labels")), c("Not at all", "A little", "Very"))
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

test_that("a draft that is written can be read", {
  withr::local_seed(10)
  code <- sprintf("K%03d", 1:30)
  yes <- function(more = "Do not wish to say") sample(c("Yes", "No", more), 30, TRUE, c(0.45, 0.45, 0.1))
  wave <- function(...) data.frame(code = code, First_gen = yes(...), Minority = yes(...), Non_trad = yes(...))
  path <- draft_of(pre.csv = wave(), post.csv = wave())
  expect_identical(read_study(path)$scales[[1]]$answers, c("No", "Yes"))
  expect_identical(read_study(path)$undisclosed$codes, "Do not wish to say")
  expect_s3_class(read_cohort(path), "pairwave_cohort")
  # A later wave that says something else: the scale is left as a comment.
  dir <- withr::local_tempdir()
  at <- function(name) file.path(dir, name)
  utils::write.csv(data.frame(code = code, q1 = 1:5, q2 = 1:5, q3 = 5:1), at("pre.csv"), row.names = FALSE)
  utils::write.csv(data.frame(code = code, q1 = c("often", 2:5, 1), q2 = 1:5, q3 = 5:1), at("post.csv"), row.names = FALSE)
  odd <- draft_people(list(code = code), 30, items = FALSE)
  odd[c("u1", "u2", "u3", "v1", "v2", "v3")] <- sample(c("Mostly", "Hardly ever", "Now and then"), 180, TRUE)
  utils::write.csv(odd, at("odd.csv"), row.names = FALSE)
  tidy <- function(x) gsub(dir, "<dir>", x, fixed = TRUE)
  expect_snapshot(transform = tidy, {
    path <- use_study(at(c("pre.csv", "post.csv")))
    writeLines(grep("scale", readLines(path), value = TRUE))
    path <- use_study(at("odd.csv"), existing = "replace")
  })
  expect_s3_class(read_cohort(path), "pairwave_cohort")
})

test_that("a heading that is repeated is warned of once", {
  path <- text_file("code,q1,q1,q2,q3", "A1,1,2,3,1", "B2,2,2,2,3", "C3,3,3,1,2", name = "pre.csv")
  warned <- testthat::capture_warnings(suppressMessages(use_study(path)))
  expect_length(warned, 1)
})
