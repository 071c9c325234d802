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
  key("results-for-post-2024-06-01-1206-key.cy.csv", "Ychydig")
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

test_that("files are sorted into exports, lists and the labels of exports", {
  dir <- withr::local_tempdir()
  at <- function(name) file.path(dir, name)
  writeLines(c("code,q1,q2,q3", "A1,1,2,3", "B2,2,2,2"), at("pre.csv"))
  writeLines(c("code,q1,q2,q3", "A1,1,2,3", "B2,2,2,2"), at("post.csv"))
  writeLines("VALUE LABELS q1 1 'No'.", at("post.sps"))
  writeLines(c("code,What", "q1,Sure?"), at("pre-key.csv"))
  writeLines(c("code,w1,w2", "A1,1,0", "B2,1,1"), at("came.csv"))
  writeLines(c("Variable / Field Name,Form Name", "q1,a"), at("dictionary.csv"))
  files <- at(c("came.csv", "post.csv", "post.sps", "dictionary.csv", "pre-key.csv", "pre.csv"))
  sorted <- sort_files(files)
  expect_identical(basename(sorted$exports), c("post.csv", "pre.csv"))
  expect_identical(basename(sorted$dictionary), "dictionary.csv")
  expect_identical(basename(sorted$others), "came.csv")
  # Where there is nothing else, a list is what is to be evaluated.
  alone <- sort_files(at("came.csv"))
  expect_identical(basename(alone$exports), "came.csv")
  expect_length(alone$others, 0)
})

test_that("a list of who came is told by its marks, or by its name", {
  of <- function(name, ...) is_list_file(text_file(..., name = name))
  expect_true(of("came.csv", "code,w1,w2", "A1,1,0"))
  expect_false(of("came.csv", "code,w1,age", "A1,1,30"))
  expect_true(of("attendance.csv", "code,first,second,w1", "A1,a,b,1"))
  expect_true(of("2024_Register.csv", "code,first,second,w1", "A1,a,b,1"))
  expect_false(of("unattended.csv", "code,first,second,w1", "A1,a,b,1"))
  expect_false(of("attendance.csv", "code,mark", "A1,7"))
  expect_false(is_list_file(file.path(demo_folder(), "pre.sav")))
})

test_that("names begin alike by whole characters", {
  skip_if_not(l10n_info()[["UTF-8"]])
  expect_identical(common_start("a/pre-key.csv", "b/pre.csv"), 3L)
  expect_identical(common_start("\u00e9t\u00e9.csv", "\u00e9t\u00e8.csv"), 2L)
  expect_identical(common_start("abc", "abc"), 3L)
  expect_identical(common_start("abc", "xbc"), 0L)
})

test_that("a file within the study's folder is named by what follows the folder", {
  dir <- withr::local_tempdir()
  dir.create(file.path(dir, "waves"))
  file <- file.path(dir, "waves", "pre.csv")
  file.create(file)
  expect_identical(relative_path(file, dir), "waves/pre.csv")
  expect_identical(relative_path(file, file.path(dir, "waves")), "pre.csv")
  # A folder that begins with the same letters is another.
  dir.create(file.path(dir, "wave"))
  expect_identical(relative_path(file, file.path(dir, "wave")), normalizePath(file, "/"))
})


test_that("the count that Forms puts behind a file's name is no part of a wave's", {
  expect_identical(file_words("a/Start(1-40).xlsx"), "Start")
  expect_identical(file_words("Start (1-40) (2).csv"), "Start")
  expect_identical(file_words("Start (2024).csv"), "Start (2024)")
})

test_that("an event of several arms is one wave, by codes and by labels", {
  withr::local_seed(3)
  for (event in list(function(name, arm) sprintf("%s_arm_%d", name, arm),
                     function(name, arm) sprintf("%s (Arm %d: %s)", capital(name), arm, c("Nurses", "Medics")[arm]))) {
    rows <- expand.grid(id = 1:24, name = c("before", "after"), stringsAsFactors = FALSE)
    arm <- 1 + (rows$id > 12)
    codes <- event("x", 1) == "x_arm_1"
    data <- data.frame(record_id = rows$id, event = event(rows$name, arm), q1 = sample(1:5, 48, TRUE), q2 = sample(1:5, 48, TRUE),
                       q3 = sample(1:5, 48, TRUE), complete = 2)
    names(data)[c(1, 2, 6)] <- if (codes) c("record_id", "redcap_event_name", "workshop_complete") else c("Record ID", "Event Name", "Complete?")
    path <- draft_of(redcap.csv = data)
    waves <- read_study(path)$waves
    expect_named(waves, c("before", "after"))
    expect_setequal(waves$after$where[[1]], event("after", 1:2))
    cohort <- read_cohort(path)
    expect_identical(vapply(cohort$surveys, nrow, 0L), c(before = 24L, after = 24L))
  }
})

test_that("an export of texts labels the codes of the same responses, and is no wave", {
  files <- c("pre-codes.csv", "post-codes.csv", "pre-texts.csv", "post-texts.csv")
  path <- draft_in(platform_file("limesurvey"), files)
  study <- read_study(path)
  expect_identical(vapply(study$waves, `[[`, "", "file"), c(pre = "pre-codes.csv", post = "post-codes.csv"))
  expect_identical(vapply(study$waves, `[[`, "", "key"), c(pre = "pre-texts.csv", post = "post-texts.csv"))
  expect_identical(study$scales[[1]]$instrument, "gse")
  whole <- people_by_code(read_cohort(platform_file("limesurvey", "study.yml")))
  cohort <- read_cohort(path)
  scores <- scores_wide(cohort, names(study$scales))
  code <- as.character(bare_values(cohort$surveys$pre$code))[cohort$people$pre]
  expect_equal(scores$pre[!is.na(code)], whole$pre[match(code[!is.na(code)], whole$code)])
})

test_that("only words for codes make an export another's texts", {
  export <- function(...) structure(list(...), class = "data.frame", row.names = 1:3, survey = list(respondent = "id", completed = "at"))
  codes <- export(id = c("1", "2", "3"), at = c("a", "b", "c"), q = c("A1", "A2", "A1"), say = c("x", "y", NA))
  texts <- export(id = c("1", "2", "3"), at = c("a", "b", "c"), q = c("Good", "Bad", "Good"), say = c("x", "y", NA))
  changed <- function(survey, name, value) {
    survey[[name]] <- value
    survey
  }
  expect_true(is_worded(codes, texts))
  expect_false(is_worded(texts, codes))
  expect_false(is_worded(codes, codes))
  # Another time, other words for a code, another free text.
  expect_false(is_worded(codes, changed(texts, "at", c("a", "b", "d"))))
  expect_false(is_worded(codes, changed(texts, "q", c("Good", "Bad", "Fair"))))
  expect_false(is_worded(codes, changed(texts, "say", c("x", "z", NA))))
})
