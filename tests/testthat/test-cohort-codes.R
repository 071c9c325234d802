person_of <- function(cohort, wave, row) {
  as.character(cohort$people$person[match(row, cohort$people[[wave]])])
}

test_that("who said it is a person of the cohort by the code that links the waves", {
  cohort <- read_cohort(coded_study())
  answers <- cohort$codes$answers
  expect_s3_class(answers, "pairwave_codes")
  expect_identical(nrow(answers), 9L)
  # Codes in another writing are the same; nobody's are kept and counted.
  expect_identical(unique(answers$participant[answers$unit == "a-1"]), person_of(cohort, "pre", 1))
  expect_identical(unique(answers$participant[answers$unit == "ZZ"]), "not linked 1")
  expect_identical(attr(answers, "unlinked"), "not linked 1")
  expect_identical(unique(answers$wave), "post")
  talk <- cohort$codes$talk
  expect_setequal(talk$participant,
                  c(person_of(cohort, "pre", c(1, 3)), "not linked 1"))
})

test_that("what was said is no part of a cohort", {
  cohort <- read_cohort(coded_study())
  expect_true(all(is.na(as.character(cohort$codes$answers$text))))
  bytes <- serialize(cohort$codes, NULL, ascii = TRUE)
  for (said in c("friends", "a tutor", "who")) {
    expect_length(grepRaw(said, bytes, fixed = TRUE), 0)
  }
})

test_that("who could have been coded are those who answered, or those of the group", {
  cohort <- read_cohort(coded_study())
  expect_setequal(attr(cohort$codes$answers, "members"), person_of(cohort, "post", c(1, 2, 4, 5)))
  expect_setequal(attr(cohort$codes$talk, "members"), person_of(cohort, "post", 1:3))
})

test_that("codes that the framework has not are kept at its end", {
  dir <- coded_folder()
  writeLines(c("unit,who,code", "1,x,Support > Advice", "2,y,Support > Hope"),
             file.path(dir, "talk.csv"))
  talk <- read_cohort(coded_study(dir = dir))$codes$talk
  expect_identical(attr(talk, "framework")$code,
                   paste0("Support", c("", " > Advice", " > Company", " > Goods", " > Hope")))
  expect_false("Support > Hope" %in% attr(talk, "defined"))
  expect_null(attr(read_cohort(coded_study())$codes$answers, "defined"))
})

test_that("a code that is two people's links nobody", {
  known <- linking_codes(
    list(id = list(column = "code", max_edits = 0L, elements = integer(), near = "review",
                   leading_zeros = "keep")),
    list(pre = data.frame(code = c("A1", "B2", "")), post = data.frame(code = c("a1", "B2"))),
    list(respondents = data.frame(person = c(1, 2, 4, 1, 3)), listed = c(5, NA)), c("c3", "d4")
  )
  expect_identical(known$code, c("a1", "c3"))
  expect_identical(known$person, c(1, 5))
})

test_that("without codes in a cohort no unit is named after one", {
  lines <- sub("id: {column: code}", "id: {column: code, pseudonymise: drop}", coded_lines,
               fixed = TRUE)
  cohort <- read_cohort(write_study(lines, codes_lines, dir = coded_folder()))
  bytes <- serialize(cohort$codes, NULL, ascii = TRUE)
  for (code in c("a-1", "B2", "D4", "ZZ")) expect_length(grepRaw(code, bytes, fixed = TRUE), 0)
  plain <- read_cohort(coded_study())$codes$answers
  expect_identical(cohort$codes$answers$participant, plain$participant)
  expect_identical(match(cohort$codes$answers$unit, unique(cohort$codes$answers$unit)),
                   match(plain$unit, unique(plain$unit)))
})

test_that("what can't be read says which material it is", {
  dir <- coded_folder()
  read <- function(...) read_cohort(write_study(coded_lines, ..., dir = dir))
  expect_snapshot(error = TRUE, {
    read("codes: {talk: {file: tlak.csv}}")
    read("codes: {talk: {file: talk.csv, unit: id}}")
    read("codes: {answers: {file: answers.csv, unit: id, code: themes, question: wy, wave: post}}")
    read("codes: {answers: {file: answers.csv, unit: id, code: themes, wave: coder}}")
    read("codes: {talk: {file: talk.csv}}", "framework: {file: frame.csv, path: [kind]}")
    read("codes: {talk: {file: talk.csv}}", "framework: {name: social}")
    read("codes: {answers: {file: answers.csv, unit: id, code: themes}}", "consensus: {coder: An}")
  })
  expect_null(read_cohort(write_study(coded_lines, dir = dir))$codes)
})

test_that("waves in a column of the table may be called by their labels", {
  dir <- coded_folder(answers = c("id,when,themes", "A1,After,peers", "A1,pre,", "B2,post,peers"))
  cohort <- read_cohort(write_study(
    coded_lines, "codes: {answers: {file: answers.csv, unit: id, code: themes, wave: when}}",
    dir = dir))
  expect_identical(cohort$codes$answers$wave, c("post", "pre", "post"))
})
