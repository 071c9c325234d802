events <- function(...) text_file(
  "record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,sex,q1,q2",
  "1,enrolment_arm_1,,,2,,", "1,before_arm_1,,,,1,2", "1,after_arm_1,,,,3,3",
  "2,enrolment_arm_1,,,1,,", "2,before_arm_1,,,,2,2", "2,after_arm_1,,,,2,4",
  "3,enrolment_arm_1,,,1,,", "3,after_arm_1,,,,4,4", "3,after_arm_1,visit,1,,,", ...
)
waves_of <- function(path, pre = list(redcap_event_name = "before_arm_1"),
                     post = list(redcap_event_name = "after_arm_1", redcap_repeat_instrument = "")) {
  study(
    waves = list(pre = list(file = basename(path), where = pre),
                 post = list(file = basename(path), where = post)),
    id = "record_id", scales = list(s = list(items = "q1:q2")),
    demographics = list(list(column = "sex")), dir = dirname(path)
  )
}

test_that("waves are taken out of one file, and demographics carried over", {
  path <- events()
  cohort <- read_cohort(waves_of(path))
  expect_identical(vapply(cohort$surveys, nrow, 0L), c(pre = 2L, post = 3L))
  expect_identical(bare_values(cohort$surveys$pre$sex), c(2, 1))
  expect_identical(bare_values(cohort$surveys$post$sex), c(2, 1, 1))
  expect_identical(bare_values(cohort$people$sex), c(2, 1, 1))
  expect_identical(attr(cohort$surveys$post, "survey")$n_rows, 3L)
  expect_match(attr(cohort$surveys$post, "survey")$notes, "sex: carried over", all = FALSE)
  expect_snapshot(print(cohort))
})

test_that("an answer that a wave asked for is never carried over", {
  path <- events("4,enrolment_arm_1,,,2,,", "4,before_arm_1,,,,1,1", "4,after_arm_1,,,1,1,1")
  cohort <- read_cohort(waves_of(path))
  # Somebody answered it after: what the others left blank there stays blank.
  expect_identical(bare_values(cohort$surveys$post$sex), c(NA, NA, NA, 1))
  expect_identical(bare_values(cohort$surveys$pre$sex), c(2, 1, 2))
  expect_identical(bare_values(cohort$people$sex)[cohort$people$pre %in% 3], 2)
})

test_that("a wave's text file is read as the study says", {
  folder <- withr::local_tempdir()
  writeLines(c("Evaluation;;", "made in May;;", "code;q1;q2", "A1;1,5;2", ";;", "B2;-99;4", ";;"),
             file.path(folder, "pre.csv"))
  writeLines(c("A1\t2.5\t3", "B2\t4\t4", "\t\t", "C3\t1\t."), file.path(folder, "post.csv"))
  read <- study(
    waves = list(
      pre = list(file = "pre.csv", skip = c(lines = 2), na = c("", "-99"), delim = ";", decimal_mark = ","),
      post = list(file = "post.csv", header = "none", na = ".",
                  rename = list(code = "column_1", q1 = "column_2", q2 = "column_3"))
    ),
    id = "code", scales = list(s = list(items = "q1:q2")), dir = folder
  )
  expect_silent(cohort <- read_cohort(read))
  expect_identical(as.vector(cohort$surveys$pre$q1), c(1.5, NA))
  expect_identical(as.vector(cohort$surveys$post$q2), c(3, 4, NA))
  # Lines of delimiters are nobody.
  expect_identical(vapply(cohort$surveys, nrow, 0L), c(pre = 2L, post = 3L))
  read$waves$pre$skip <- NULL
  read$waves$pre$header <- 3
  expect_silent(again <- read_cohort(read))
  expect_identical(again$scores, cohort$scores)
})

test_that("a file of several waves is read once", {
  path <- events("4,before_arm_1,,,2,1")
  expect_warning(read_cohort(waves_of(path)), class = "pairwave_warning_ragged")
  n <- 0
  withCallingHandlers(read_cohort(waves_of(path)), pairwave_warning_ragged = function(w) {
    n <<- n + 1
    invokeRestart("muffleWarning")
  })
  expect_identical(n, 1)
})

test_that("where fits codes and labels, in SPSS files too", {
  skip_if_not_installed("haven")
  dir <- tempfile()
  dir.create(dir)
  haven::write_sav(data.frame(
    code = c("A1", "B2", "A1"), q1 = c(1, 2, 3), q2 = c(2, 2, 2),
    time = haven::labelled(c(1, 1, 2), c(Before = 1, After = 2))
  ), file.path(dir, "all.sav"))
  read <- function(pre, post) vapply(read_cohort(study(
    waves = list(pre = list(file = "all.sav", where = list(time = pre)),
                 post = list(file = "all.sav", where = list(time = post))),
    id = "code", dir = dir
  ))$surveys, nrow, 0L)
  expect_identical(read("1", "2"), c(pre = 2L, post = 1L))
  expect_identical(read("Before", "After"), c(pre = 2L, post = 1L))
  expect_identical(read(c("1", "2"), "After"), c(pre = 3L, post = 1L))
})

test_that("columns get the study's names by name, heading or label", {
  path <- text_file("Timestamp,Your code,How true? [I can],How true? [I will]",
                    "2024-01-02 10:00:00,A1,1,2", "2024-01-02 10:00:00,B2,2,2")
  twice <- text_file("VARIABLE LABELS q1 'Same' q2 'Same'.", name = "export.sps")
  text_file("code,q1,q2", "A1,1,2", dir = dirname(twice))
  twice <- sub("sps$", "csv", twice)
  renamed <- function(...) read_cohort(study(
    waves = list(pre = list(file = basename(path), rename = list(...))), id = "code",
    scales = list(s = list(items = "q1:q2")), dir = dirname(path)
  ))
  cohort <- renamed(code = "your_code", q1 = "How true? [I can]", q2 = "How true?: I will")
  expect_named(cohort$surveys$pre, c("timestamp", "code", "q1", "q2"))
  expect_snapshot(error = TRUE, {
    renamed(code = "Your cod")
    renamed(code = "your_code", timestamp = "how_true_1")
    read_cohort(study(waves = list(pre = list(file = basename(twice), rename = list(a = "Same"))),
                      id = "code", dir = dirname(twice)))
  })
})

test_that("a wave names the options that its file leaves open", {
  path <- text_file("Timestamp,code,helped", "2024-01-02 10:00:00,A1,\"Talks, short, Food\"",
                    "2024-01-02 10:01:00,B2,Food")
  cohort <- read_cohort(study(
    waves = list(pre = list(file = basename(path),
                            choices = list(helped = c("Talks, short", "Food")))),
    id = "code", dir = dirname(path)
  ))
  expect_identical(as.logical(cohort$surveys$pre$helped_talks_short), c(TRUE, FALSE))
  expect_identical(as.logical(cohort$surveys$pre$helped_food), c(TRUE, TRUE))
})

test_that("texts that stand for the answers of a scale get their numbers", {
  path <- text_file("code,q1,q2", "A1,Never,1 - Never", "B2,often, Sometimes ", "C3,Rather not,",
                    "D4,,Often")
  described <- function(answers, codes = "Rather not") study(
    waves = c(pre = basename(path)), id = "code", dir = dirname(path),
    undisclosed = list(codes = codes),
    scales = list(s = list(items = "q1:q2", answers = answers))
  )
  answers <- c("Never", "Sometimes", "Often")
  cohort <- read_cohort(described(answers))
  expect_identical(bare_values(cohort$surveys$pre$q1), c(1, 3, NA, NA))
  expect_identical(bare_values(cohort$surveys$pre$q2), c(1, 2, NA, 3))
  expect_identical(attr(cohort$surveys$pre$q2, "labels"),
                   c(Never = 1, Sometimes = 2, Often = 3))
  expect_identical(cohort$study$scales$s$range, c(1, 3))
  expect_snapshot(error = TRUE, {
    read_cohort(described(answers, codes = "no"))
    described(c("Never", "never"))
    described("Never")
    study(waves = c(pre = "x.csv"), id = "code",
          scales = list(s = list(items = "q1:q2", range = c(1, 5), answers = answers)))
  })
})

test_that("an answer that declines is no answer to an item, unless it is within the range", {
  skip_if_not_installed("haven")
  dir <- tempfile()
  dir.create(dir)
  labels <- c(Never = 1, Often = 3, "Rather not say" = 9)
  haven::write_sav(data.frame(
    code = c("A1", "B2", "C3"), q1 = haven::labelled(c(1, 9, 3), labels),
    q2 = c(-99, 2, 3)
  ), file.path(dir, "pre.sav"))
  scored <- function(codes, range) read_cohort(study(
    waves = c(pre = "pre.sav"), id = "code", dir = dir, undisclosed = list(codes = codes),
    scales = list(s = list(items = "q1:q2", range = range, min_items = 1))
  ))$scores$score
  expect_identical(scored(c("Rather not say", "-99"), c(1, 3)), c(1, 2, 3))
  expect_identical(scored(c("9", "-99"), c(1, 10)), c(1, 5.5, 3))
  expect_error(scored("-99", c(1, 3)), class = "pairwave_error_score")
})

test_that("waves side by side in one file have the people who answered them", {
  path <- text_file("id,q1_pre,q2_pre,q1_post,q2_post", "A1,1,2,3,4", "B2,2,2,,", "C3,,,4,4",
                    "D4,,,,", "E5,1,,2,3", "F6,3,3,1,1", name = "both.csv")
  side <- function(wave) list(file = "both.csv", rename = list(
    q1 = paste0("q1_", wave), q2 = paste0("q2_", wave)
  ))
  whole <- study(waves = list(pre = side("pre"), post = side("post")), id = "id",
                 scales = list(s = list(items = "q1:q2", range = c(1, 4))), dir = dirname(path))
  cohort <- read_cohort(whole)
  expect_identical(vapply(cohort$surveys, nrow, 0L), c(pre = 4L, post = 4L))
  expect_identical(nrow(cohort$people), 5L)
  expect_snapshot(cohort)
  expect_identical(participation(cohort)$n[participation(cohort)$outcome == "received"], c(4L, 4L))
  found <- check_cohort(whole)
  expect_false("wave_twice" %in% found$rule)
  # One wave may have kept the names of the study.
  plain <- text_file("id,q1,q2,q1_post,q2_post", "A1,1,2,3,4", "B2,2,2,,", "C3,,,4,4")
  kept <- read_cohort(study(
    waves = list(pre = list(file = basename(plain)), post = list(
      file = basename(plain), rename = list(before1 = "q1", before2 = "q2", q1 = "q1_post", q2 = "q2_post")
    )), id = "id", scales = list(s = list(items = "q1:q2", range = c(1, 4))), dir = dirname(plain)
  ))
  expect_identical(kept$surveys$post$id, c("A1", "C3"))
  expect_identical(kept$surveys$pre$id, c("A1", "B2"))
  # The same items twice are one file twice all the same.
  twice <- study(waves = list(pre = side("pre"), post = side("pre")), id = "id",
                 scales = list(s = list(items = "q1:q2", range = c(1, 4))), dir = dirname(path))
  expect_true("wave_twice" %in% check_cohort(twice)$rule)
})

test_that("messages read well", {
  path <- events()
  mail <- text_file("Timestamp,Email Address,code", "2024-01-02 10:00:00,a@example.org,A1")
  expect_snapshot(error = TRUE, {
    read_cohort(waves_of(path, pre = list(event = "before_arm_1")))
    read_cohort(waves_of(path, pre = list(redcap_event_name = "before")))
    read_cohort(study(waves = list(pre = list(file = basename(mail))), id = "code",
                      demographics = list(list(column = "email_address")), dir = dirname(mail)))
  })
})
