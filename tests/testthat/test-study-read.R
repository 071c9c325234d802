test_that("the study of the design reads", {
  study <- read_study(write_study(
    "version: 1",
    "title: Life Skills workshops 2018-19",
    "waves:",
    "  pre:       {file: pre.sav, label: Before}",
    "  post:      {file: post.csv, label: After, platform: jisc}",
    "  six_month: {file: six_month.zsav, label: Six months}",
    "id:",
    "  column: code",
    "  max_edits: 1",
    "  confirm: [sex, entry_year]",
    "  duplicates: most_complete",
    "scales:",
    "  self_efficacy: {instrument: gse, items: gse1:gse10, margin: 2}",
    "  belonging: {label: Sense of belonging, items: [b1, b2, b3, b4], range: [1, 5], reverse: [b3], score: mean, min_items: 3}",
    "demographics:",
    "  - {column: sex, label: Sex}",
    "  - {column: fif, label: First in Family (FiF), undisclosed: true}",
    "undisclosed: {label: Undisclosed, codes: [-99, \"Prefer not to say\"]}",
    "attendance: {file: attendance.csv, sessions: [w1, w2, w3, w4, w5], groups: [focus_group]}",
    "disclosure: none",
    "checks: {min_linked: 0.6, fail_on: error}"
  ))
  expect_s3_class(study, "pairwave_study")
  expect_named(study$waves, c("pre", "post", "six_month"))
  expect_identical(study$waves$post$platform, "jisc")
  expect_identical(study$id, list(
    column = "code", max_edits = 1L, elements = integer(), agree = NULL,
    confirm = c("sex", "entry_year"), leading_zeros = "keep", admissible = NULL,
    near = "review",
    decisions = "link-decisions.csv", pseudonymise = "none",
    duplicates = "most_complete"
  ))
  gse <- study$scales$self_efficacy
  expect_identical(gse$items, paste0("gse", 1:10))
  expect_identical(gse[c("score", "min_items", "range", "reverse", "margin")],
                   list(score = "sum", min_items = 7L, range = c(1, 4),
                        reverse = character(), margin = 2))
  expect_identical(study$scales$belonging$reverse, "b3")
  expect_identical(study$demographics[[2]]$undisclosed, TRUE)
  expect_identical(study$undisclosed$codes, c("-99", "Prefer not to say"))
  expect_identical(study$attendance$id, "code")
  expect_identical(study$checks$min_linked, 0.6)
  expect_identical(study$checks$fail_on, "error")
  expect_identical(study$checks$ignore, character())
  expect_null(study$checks$previous)
  expect_snapshot(print(study))
})

test_that("plain words stay as they are written", {
  study <- read_study(write_study(
    "title: 007",
    "waves:",
    "  pre: {file: on, label: No}",
    "  y: {file: off.csv, label: Yes}",
    "  n: {file: 1e3, label: 2019-01-02}",
    "id: {column: ~id}",
    "undisclosed: {label: n, codes: [y, 0x1F, 010, 1_000, .5, 12:30]}"
  ))
  expect_identical(study$title, "007")
  expect_named(study$waves, c("pre", "y", "n"))
  expect_identical(study$waves$pre$file, "on")
  expect_identical(study$waves$pre$label, "No")
  expect_identical(study$waves$y$label, "Yes")
  expect_identical(study$waves$n$file, "1e3")
  expect_identical(study$waves$n$label, "2019-01-02")
  expect_identical(study$undisclosed$label, "n")
  expect_identical(study$undisclosed$codes,
                   c("y", "0x1F", "010", "1_000", ".5", "12:30"))
})

test_that("the file must be there and be YAML", {
  expect_error(read_study("nowhere/study.yml"), class = "pairwave_error_study")
  expect_snapshot(error = TRUE, {
    read_study("study-that-is-not-there.yml")
    read_study(1)
    read_study(write_study("waves: [unclosed"))
    read_study(write_study("waves:", "  pre: {file: a.sav}", "  pre: {file: b.sav}"))
    read_study(write_study(""))
    read_study(write_study("just a sentence"))
  })
})
