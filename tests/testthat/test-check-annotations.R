# Findings of a study whose files are in a folder of a repository.
annotated <- function(change = identity, ..., format = "github") {
  dir <- withr::local_tempdir()
  withr::local_dir(dir)
  dir.create("cohort")
  write_study_files(change(clean_files()), "cohort")
  lines <- c(
    "# A study; g3 is named first in a comment.", "waves:",
    "  pre: {file: pre.csv, date: done}", "  post: {file: post.csv, date: done}",
    "  six_month: {file: six_month.csv, date: done}",
    "id: {column: code, max_edits: 1, confirm: sex}", "scales:",
    "  confidence: {items: g1:g10, range: [1, 4], min_items: 7}",
    "  belonging: {items: [b1, b2, b3, b4], range: [1, 5], min_items: 3}",
    "demographics:", "  - {column: sex}", "  - {column: year}", ...
  )
  path <- file.path("cohort", "study.yml")
  writeLines(lines, path)
  study <- read_study(path)
  found <- check_cohort(study)
  list(found = found, places = finding_places(found, study, path),
       lines = format_findings(found, format, path, "error", finding_places(found, study, path)))
}

test_that("a finding is shown at the export of its wave, or at its line of the study file", {
  done <- annotated(function(files) {
    files$waves$post$g3[1:3] <- 9
    files$waves$pre$b2 <- NULL
    files
  })
  at <- function(rule) unlist(done$places[done$found$rule == rule, ], use.names = FALSE)
  expect_identical(at("column_lost"), c("cohort/study.yml", "9"))
  done <- annotated(function(files) {
    files$waves$post$g3[1:3] <- 9
    files$waves$post$year[1:9] <- 9
    files
  }, "checks: {min_records: 3}")
  at <- function(rule) unlist(done$places[done$found$rule == rule, ], use.names = FALSE)
  expect_identical(at("out_of_range"), c("cohort/post.csv", NA))
  expect_identical(at("answers_disagree"), c("cohort/study.yml", "12"))
  expect_match(done$lines, "^::(error|warning|notice) file=cohort/(post[.]csv|study[.]yml,line=[0-9]+),title=[a-z_]+::")
})

test_that("a ragged row is shown at its line, and without it under a profile", {
  places <- function(...) {
    dir <- withr::local_tempdir()
    withr::local_dir(dir)
    write_study_files(clean_files(), ".")
    lines <- readLines("post.csv")
    lines[7] <- paste0(lines[7], ",1,2")
    writeLines(lines, "post.csv")
    plan <- do.call(study, c(clean_files()$study, list(dir = ".", ...)))
    writeLines("waves: {}", "study.yml")
    found <- check_cohort(plan)
    finding_places(found, plan, "study.yml")[found$rule == "row_ragged", ]
  }
  expect_identical(unlist(places(), use.names = FALSE), c("post.csv", "7"))
  expect_identical(unlist(places(disclosure = list(threshold = 5)), use.names = FALSE), c("post.csv", NA))
})

test_that("a file outside the repository is not pointed at", {
  outside <- withr::local_tempdir()
  withr::local_dir(withr::local_tempdir())
  files <- clean_files()
  files$waves$post$g3[1:3] <- 9
  write_study_files(files, outside)
  files$study$waves <- lapply(files$study$waves, function(wave) {
    wave$file <- file.path(normalizePath(outside), wave$file)
    wave
  })
  files$study$attendance <- NULL
  plan <- do.call(study, c(files$study, dir = "."))
  writeLines("waves:\n  post: {}", "study.yml")
  found <- check_cohort(plan)
  found <- found[found$rule == "out_of_range", ]
  expect_identical(finding_places(found, plan, "study.yml"), data.frame(file = "study.yml", line = 2L))
})

test_that("annotations stop at nine of a kind and count the rest", {
  many <- do.call(rbind, lapply(1:12, function(i) {
    finding("dates_out_of_order", "pre", paste0("v", i), i, about = "100% of\nthem")
  }))
  found <- new_findings(many, list())
  places <- data.frame(file = rep("a,b:c%.csv", 12), line = c(3L, rep(NA, 11)))
  lines <- format_findings(found, "github", "s", "error", places)
  expect_length(lines, 10)
  remedy <- findings_en$dates_out_of_order$remedy
  expect_identical(lines[c(1, 2, 10)], c(
    paste0("::warning file=a%2Cb%3Ac%25.csv,line=3,title=dates_out_of_order::pre: v1: 1 person answered before ",
           "they answered 100%25 of%0Athem; ", remedy),
    paste0("::warning file=a%2Cb%3Ac%25.csv,title=dates_out_of_order::pre: v2: 2 people answered before ",
           "they answered 100%25 of%0Athem; ", remedy),
    "::warning file=a%2Cb%3Ac%25.csv,title=more::3 more warnings, listed in the job's summary"
  ))
  expect_length(format_findings(findings_after(), "github", "s", "error", places[0, ]), 0)
  expect_identical(
    unreadable_github("a\nb", "x/y.yml"),
    "::error file=x/y.yml,title=unreadable::The cohort could not be read.%0Aa%0Ab"
  )
})

test_that("GitLab's report has what it asks for, and prints that stay while a count changes", {
  skip_if_not_installed("jsonlite")
  issues <- function(people) {
    done <- annotated(function(files) {
      files$waves$post$g3[seq_len(people)] <- 9
      files$waves$post$code[58 - people] <- NA
      files
    }, format = "gitlab")
    jsonlite::fromJSON(done$lines)
  }
  few <- issues(3)
  many <- issues(5)
  expect_setequal(names(few), c("description", "check_name", "fingerprint", "severity", "location"))
  expect_identical(few$fingerprint, many$fingerprint)
  expect_false(identical(few$description, many$description))
  expect_identical(anyDuplicated(few$fingerprint), 0L)
  expect_true(all(few$severity %in% c("major", "minor", "info")))
  expect_identical(few$location$path[few$check_name == "out_of_range"], "cohort/post.csv")
  expect_true(all(few$location$lines$begin >= 1))
  expect_identical(jsonlite::fromJSON(unreadable_gitlab("a", "b.yml"))$severity, "blocker")
  expect_identical(jsonlite::fromJSON(format_findings(findings_after(), "gitlab", "s", "error", NULL)), list())
})

test_that("a job's summary lists every finding with its n, after what is there", {
  path <- withr::local_tempfile(lines = "before")
  found <- findings_after(function(files) {
    files$waves$post$g3[1:3] <- 9
    files$waves$post$code[9] <- NA
    files
  })
  append_summary(format_findings(found, "markdown", "a/study.yml", "error"), path)
  lines <- readLines(path)
  expect_identical(lines[1:4], c("before", "## Findings for study.yml", "", "The check failed."))
  for (message in found$message) {
    expect_true(any(grepl(escape_markdown(message), lines, fixed = TRUE)))
  }
  row <- strsplit(grep("out\\_of\\_range", lines, value = TRUE, fixed = TRUE), "|", fixed = TRUE)[[1]]
  expect_identical(trimws(row[5]), "3")
  expect_silent(append_summary("x", ""))
  told <- unreadable_summary("a\r# b\n<img>", "s")
  expect_match(told, "could not be read", all = FALSE)
  # All of the reason stands in a block of code.
  expect_identical(told[5:7], c("    a", "    # b", "    <img>"))
  none <- format_findings(findings_after(), "markdown", "s", "error")
  expect_match(none, "nothing was found", all = FALSE)
})

test_that("no format tells a count of people that a profile holds back", {
  # A single count that no other number of the study is: 13 people without a code.
  found <- function(...) {
    dir <- withr::local_tempdir()
    files <- clean_files()
    files$waves$post$code[1:13] <- NA
    write_study_files(files, dir)
    check_cohort(do.call(study, c(files$study, list(dir = dir, ...))))
  }
  open <- found()
  held <- found(disclosure = list(threshold = 5))
  places <- data.frame(file = rep("post.csv", nrow(open)), line = NA_integer_)
  for (format in option_choices$format) {
    at <- function(x) {
      lines <- format_findings(x, format, "s.yml", "error", places[seq_len(nrow(x)), ])
      lines <- gsub("timestamp=\"[^\"]*\"|\"fingerprint\": \"[^\"]*\"|<style>.*</style>", "", paste(lines, collapse = "\n"))
      grepl("(^|[^0-9.])13([^0-9.]|$)", lines)
    }
    expect_true(at(open), info = format)
    expect_false(at(held), info = format)
  }
})
