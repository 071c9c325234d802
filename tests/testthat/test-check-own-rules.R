own_rules_cohort <- function(...) {
  dir <- withr::local_tempdir(.local_envir = parent.frame())
  wave <- function(age, q1) data.frame(code = sprintf("p%02d", 1:20), age = age, q1 = q1)
  utils::write.csv(wave(c(15, 14, 16:33), c(NA, rep(1:2, 9), 3)), file.path(dir, "pre.csv"),
                   row.names = FALSE, na = "")
  utils::write.csv(wave(16:35, 2), file.path(dir, "post.csv"), row.names = FALSE)
  read_cohort(study(
    waves = c(pre = "pre.csv", post = "post.csv"), id = "code", dir = dir,
    scales = list(a = list(label = "Confidence", items = "q1", range = c(1, 4))),
    checks = list(...)
  ))
}

test_that("rules of one's own find records, with their severity and share", {
  cohort <- own_rules_cohort(rules = list(
    young = list(column = "age", below = 16, severity = "error"),
    old = list(column = "age", above = 30, severity = "note", share = 0.2, waves = "post"),
    sixteen = list(column = "age", is = "16", label = "Sixteen years old"),
    many = list(column = "age", above = 20, share = 0.9)
  ))
  found <- check_cohort(cohort)
  expect_snapshot(found)
  own <- as.data.frame(found)[found$rule %in% c("young", "old", "sixteen", "many"), ]
  expect_identical(own$rule, c("young", "sixteen", "sixteen", "old"))
  expect_identical(own$severity, c("error", "warning", "warning", "note"))
  expect_identical(own$count, c(2L, 1L, 1L, 5L))
  expect_identical(own$of, rep(20L, 4))
})

test_that("a note fails no check, and is a notice of a workflow", {
  cohort <- own_rules_cohort(rules = list(
    old = list(column = "age", above = 30, severity = "note")
  ), ignore = setdiff(check_rules$rule, "file_short"))
  found <- check_cohort(cohort)
  expect_identical(unique(found$severity), "note")
  for (fail_on in c("error", "warning", "never")) {
    expect_false(check_fails(found, fail_on = fail_on))
    junit <- paste(format_findings(found, "junit", "study.yml", fail_on), collapse = "\n")
    expect_match(junit, "name=\"old\" time=\"0\"/>", fixed = TRUE)
    expect_match(junit, "failures=\"0\"", fixed = TRUE)
  }
  expect_match(format_findings(found, "github", "study.yml", "error"), "^::notice file=study.yml,title=old::")
  expect_match(paste(format_findings(found, "json", "study.yml", "error"), collapse = ""),
               "\"notes\": *2")
})

test_that("rules of check_cohort() get another severity, or wait for a share", {
  usual <- check_cohort(own_rules_cohort())
  expect_true("item_constant" %in% usual$rule)
  other <- check_cohort(own_rules_cohort(rules = list(item_constant = list(severity = "error"))))
  expect_identical(other$severity[other$rule == "item_constant"], "error")
  lost <- list(not_scored = list(share = 0.5))
  dir <- withr::local_tempdir()
  data <- data.frame(code = sprintf("p%02d", 1:20), q1 = c(rep(NA, 4), rep(1:4, 4)), q2 = rep(1:4, 5))
  utils::write.csv(data, file.path(dir, "pre.csv"), row.names = FALSE, na = "")
  plan <- function(...) study(
    waves = c(pre = "pre.csv"), id = "code", dir = dir, checks = list(...),
    scales = list(a = list(label = "A", items = c("q1", "q2"), range = c(1, 4)))
  )
  count <- function(...) sum(check_cohort(plan(...))$rule == "not_scored")
  expect_identical(count(), 1L)
  # Four of twenty records.
  expect_identical(count(rules = list(not_scored = list(share = 0.19))), 1L)
  expect_identical(count(rules = list(not_scored = list(share = 0.2))), 0L)
})

test_that("nobody linked is an error without being asked", {
  dir <- withr::local_tempdir()
  for (wave in c("pre", "post")) utils::write.csv(
    data.frame(code = paste0(wave, 1:10), q1 = rep(1:2, 5)), file.path(dir, paste0(wave, ".csv")),
    row.names = FALSE
  )
  found <- check_cohort(study(waves = c(pre = "pre.csv", post = "post.csv"), id = "code", dir = dir))
  expect_identical(found$severity[found$rule == "linked_share"], c("error", "error"))
  expect_true(check_fails(found))
})

test_that("under a profile a rule of one's own tells no count", {
  cohort <- own_rules_cohort(rules = list(
    young = list(column = "age", below = 16, severity = "error"),
    sixteen = list(column = "age", is = "16", label = "Sixteen years old")
  ))
  cohort$study$disclosure <- "ofs"
  found <- check_cohort(cohort)
  own <- as.data.frame(found)[found$rule %in% c("young", "sixteen"), ]
  expect_true(all(is.na(own[c("count", "of", "setting")])))
  expect_identical(unique(own$message), "records meet a rule of the study's own")
})

test_that("the column of a rule is in its waves", {
  expect_snapshot(own_rules_cohort(rules = list(young = list(column = "aged", below = 16))),
                  error = TRUE)
})
