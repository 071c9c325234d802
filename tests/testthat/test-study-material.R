test_that("coded material, its framework and its consensus are read as they are written", {
  study <- read_study(coded_study("consensus: {coder: any}"))
  expect_named(study$codes, c("answers", "talk"))
  expect_identical(study$codes$answers$label, "answers")
  expect_identical(study$codes$talk$label, "The talk")
  expect_identical(study$codes$talk$group, "focus")
  expect_identical(study$codes$talk$separator, ";")
  expect_identical(study$framework$path, c("category", "code"))
  expect_identical(study$consensus, list(coder = "any"))
  expect_identical(coded_files(study), c("answers.csv", "talk.csv", "key.csv", "frame.csv"))
  # In R as in the file.
  made <- study(
    waves = list(pre = "pre.csv", post = list(file = "post.csv", label = "After")) |>
      lapply(function(x) if (is.character(x)) list(file = x) else x),
    id = "code", codes = list(talk = list(files = c(Ann = "a.csv", Ben = "b.csv"))),
    framework = list(name = "social-support")
  )
  expect_identical(made$codes$talk$files, c(Ann = "a.csv", Ben = "b.csv"))
  expect_null(study(waves = c(pre = "pre.csv"), id = "code")$codes)
})

test_that("what is wrong with coded material is an error that says where", {
  wrong <- function(...) read_study(write_study(coded_lines, ...))
  expect_snapshot(error = TRUE, {
    wrong("codes: {talk: {label: The talk}}")
    wrong("codes: {talk: {file: a.csv, files: {Ann: b.csv}}}")
    wrong("codes: {talk: {files: [a.csv, b.csv]}}")
    wrong("codes: {talk: {file: a.csv, speakers: x}}")
    wrong("codes: {answers: {file: a.csv, question: why}}")
    wrong("codes: {answers: {file: a.csv, question: why, wave: pst}}")
    wrong("codes: {talk: {file: a.csv, group: fokus}}")
    wrong("codes: {talk: {file: a.csv}}", "framework: {path: [a, b]}")
    wrong("codes: {talk: {file: a.csv}}", "framework: {name: social-support, path: a}")
    wrong("codes: {talk: {file: a.csv}}", "framework: {name: social-support, of: tlk}")
    wrong("consensus: {coder: any}")
  })
})
