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
