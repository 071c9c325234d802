findings_of <- function(..., dir = coded_folder()) {
  as.data.frame(check_cohort(read_cohort(write_study(coded_lines, ..., dir = dir))))
}

test_that("findings of coded material say which it is, how many and what to do", {
  found <- findings_of(sub("of: talk", "of: [talk, answers]", codes_lines))
  rules <- c("code_unknown", "coder_alone", "participant_unlinked")
  expect_setequal(intersect(found$rule, rules), c("code_unknown", "participant_unlinked"))
  of <- found[found$rule %in% rules, c("rule", "variable", "count", "message", "remedy")]
  expect_identical(of$count[of$rule == "code_unknown"], 2L)
  expect_identical(of$variable[of$rule == "participant_unlinked"], c("answers", "talk"))
  expect_snapshot(print(of, right = FALSE))
})

test_that("a coder who shares no unit is found, and one coder alone is not", {
  dir <- coded_folder(answers = c("id,coder,code", "A1,Ann,x", "B2,Ann,x", "B2,Ben,x", "C3,Cay,x"))
  codes <- "codes: {answers: {file: answers.csv, unit: id}}"
  found <- findings_of(codes, dir = dir)
  found <- found[found$rule == "coder_alone", ]
  expect_identical(found$about, "Cay")
  expect_snapshot(cat(found$message))
  dir <- coded_folder(answers = c("id,coder,code", "A1,Ann,x", "B2,Ann,x"))
  expect_false("coder_alone" %in% findings_of(codes, dir = dir)$rule)
})

test_that("a transcript is the same with other line ends, and not with another word", {
  hash <- function(text) text_hashes(text)
  for (same in list("a\nb", "a\r\nb", "a\nb\n", "a\r\nb\r\n")) {
    path <- withr::local_tempfile()
    writeBin(c(as.raw(c(0xef, 0xbb, 0xbf)), charToRaw(same)), path)
    expect_true(hash("a\nb") %in% transcript_hashes(path), info = same)
    expect_true(hash("a\r\nb") %in% transcript_hashes(path), info = same)
  }
  writeBin(charToRaw("a\nc"), path)
  expect_false(hash("a\nb") %in% transcript_hashes(path))
  expect_error(
    changed_texts(data.frame(source = "talk", hash = "1"), list(transcripts = c(tlak = "a.txt")),
                  list(dir = "."), "said", NULL),
    class = "pairwave_error_cohort"
  )
  # Two coders' texts of one source.
  both <- data.frame(source = c("talk", "talk"), hash = c("1", "2"))
  expect_identical(changed_texts(both, list(), list(dir = "."), "said", NULL),
                   c(file = 0L, coders = 1L))
})

test_that("material that can't be read is a finding, and the rest is looked at", {
  dir <- coded_folder(answers = c("unit,coder,code", "A1,Ann,x"))
  path <- write_study(coded_lines, codes_lines, dir = dir)
  expect_error(read_cohort(path), class = "pairwave_error_cohort")
  found <- as.data.frame(check_cohort(path))
  of <- found[found$rule %in% c("material_broken", "participant_unlinked"), ]
  expect_identical(of$rule, c("material_broken", "participant_unlinked"))
  expect_identical(of$variable, c("answers", "talk"))
  expect_identical(of$kind, c("table", NA))
  writeLines("x,y", file.path(dir, "frame.csv"))
  unlink(file.path(dir, "answers.csv"))
  writeBin(as.raw(c(0x50, 0x4b, 3, 4, 0, 0)), file.path(dir, "answers.csv"))
  found <- as.data.frame(check_cohort(path))
  of <- found[found$rule == "material_broken", ]
  expect_identical(of$kind, c("framework", "file"))
  expect_snapshot(print(of[c("variable", "message", "remedy")], right = FALSE))
})

test_that("quotes that nobody decided, and decisions about other words, are found", {
  lines <- c(codes_lines, "quotes: {decisions: decided.csv}")
  dir <- coded_folder()
  cohort <- read_cohort(write_study(coded_lines, lines, dir = dir))
  found <- function() {
    all <- as.data.frame(check_cohort(cohort))
    all[all$rule == "quote_not_approved", ]
  }
  # Before anything is decided nothing is shown.
  expect_identical(nrow(found()), 0L)
  review_quotes(cohort, material = "answers", yes = 1)
  some <- found()
  expect_identical(some$variable, "answers")
  expect_identical(some$count, some$of - 1L)
  n <- some$of
  review_quotes(cohort, material = "answers", no = seq_len(n)[-1])
  expect_identical(nrow(found()), 0L)
  answers <- file.path(dir, "answers.csv")
  writeLines(sub("a tutor", "two tutors", readLines(answers)), answers)
  changed <- found()
  expect_identical(changed$kind, c("undecided", "void"))
  expect_snapshot(print(changed[c("variable", "message", "remedy")], right = FALSE))
  writeLines("hash,decision", file.path(dir, "decided.csv"))
  expect_identical(found()$kind, "broken")
  expect_match(format_findings(check_cohort(cohort), "junit", "A study", "error"), "quote_not_approved", all = FALSE)
})
