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

test_that("only a question that no other asks in its wave gets the first wave's name", {
  survey <- function(...) {
    labels <- c(...)
    data <- as.data.frame(lapply(labels, function(label) structure(1, label = label)))
    list(survey = data)
  }
  renamed <- function(...) rename_alike(list(pre = survey(q1 = "How sure?", q2 = "How glad?", q3 = "Say"),
                                             post = survey(...)))$post
  found <- renamed(a = "How  sure?", b = "How glad now?")
  expect_identical(found$rename, c(q1 = "a"))
  expect_named(found$survey, c("q1", "b"))
  # Asked twice, taken already, or too short to be a question.
  expect_null(renamed(a = "How sure?", b = "How sure?")$rename)
  expect_null(renamed(a = "How sure?", q1 = "Another")$rename)
  expect_null(renamed(a = "Say")$rename)
  expect_null(renamed(q1 = "How sure?")$rename)
})
