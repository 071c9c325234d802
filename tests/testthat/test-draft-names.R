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

test_that("names that differ in a word for the time, or in case, are one question", {
  renamed <- function(one, two) {
    survey <- function(names) list(survey = stats::setNames(as.data.frame(as.list(seq_along(names))), names))
    rename_alike(list(pre = survey(one), post = survey(two)))$post
  }
  found <- renamed(c("t1_stress", "T1_hope", "Age"), c("t2_stress", "T2_hope", "age"))
  expect_identical(found$rename, c(t1_stress = "t2_stress", T1_hope = "T2_hope", Age = "age"))
  expect_identical(found$renamed, "time")
  expect_identical(renamed(c("gse1_pre", "gse2_pre"), c("gse1_post", "gse2_post"))$rename,
                   c(gse1_pre = "gse1_post", gse2_pre = "gse2_post"))
  expect_null(renamed(c("q1", "q2"), c("q3", "q4"))$rename)
})

test_that("a battery under other names is taken by its place where only one fits", {
  withr::local_seed(15)
  code <- sprintf("K%03d", 1:30)
  answers <- function(names) cbind(code = code, as.data.frame(lapply(stats::setNames(nm = names), function(x) sample(1:5, 30, TRUE))))
  path <- draft_of(pre.csv = answers(paste0("gse", 1:4)), post.csv = answers(paste0("item_", letters[1:4])))
  study <- read_study(path)
  expect_identical(unlist(study$waves$post$rename), stats::setNames(paste0("item_", letters[1:4]), paste0("gse", 1:4)))
  expect_match(readLines(path), "taken in their order: check", all = FALSE)
  # Two of the same length can't be told apart.
  two <- draft_of(pre.csv = answers(c(paste0("a", 1:3), "sep", paste0("b", 1:3))),
                  post.csv = answers(c(paste0("c", 1:3), "sap", paste0("d", 1:3))))
  expect_null(read_study(two)$waves$post$rename)
})

test_that("a question of one short word is the same where its value labels are", {
  asked <- function(label, values) {
    structure(1:3, label = label, labels = stats::setNames(1:2, values), class = c("haven_labelled", "vctrs_vctr", "integer"))
  }
  first <- list(sex = asked("Sex", c("Female", "Male")), q1 = asked("Q1", c("No", "Yes")))
  here <- list(gender = asked("Sex", c("Female", "Male")), v7 = asked("Q1", c("Low", "High")), v8 = structure(1:3, label = "Q1"),
               other = asked(NULL, c("Female", "Male")))
  first$plain <- asked(NULL, c("Female", "Male"))
  expect_identical(same_questions(first, here), c(sex = "gender"))
})
