# Forty people, two waves, one scale of five items, nothing wrong with it.
clean_cohort <- function(change_pre = identity, change_post = identity,
                         pre_codes = sprintf("P%02d", 1:40),
                         post_codes = pre_codes, ...) {
  dir <- withr::local_tempdir(.local_envir = parent.frame())
  answers <- function(shift) {
    base <- rep(1:4, 10)
    items <- lapply(1:5, function(i) base + shift + (i + seq_along(base)) %% 2)
    stats::setNames(as.data.frame(items), paste0("q", 1:5))
  }
  wave <- function(codes, shift, change, file) {
    data <- change(data.frame(code = codes, answers(shift), sex = rep(c("f", "m"), 20)))
    utils::write.csv(data, file.path(dir, file), row.names = FALSE, na = "")
  }
  wave(pre_codes, 0, change_pre, "pre.csv")
  wave(post_codes, 1, change_post, "post.csv")
  suppressWarnings(read_cohort(study(
    waves = list(pre = list(file = "pre.csv", label = "Before"),
                 post = list(file = "post.csv", label = "After")),
    id = "code", dir = dir,
    scales = list(a = list(label = "Confidence", items = paste0("q", 1:5),
                           range = c(1, 7), min_items = 4)),
    demographics = list(list(column = "sex", label = "Sex")),
    checks = list(min_linked = 0.6), ...
  )))
}
rules_of <- function(cohort) sort(unique(check_cohort(cohort)$rule))

test_that("a clean cohort gives no finding", {
  found <- check_cohort(clean_cohort())
  expect_s3_class(found, c("pairwave_findings", "pairwave_result"))
  expect_identical(nrow(found), 0L)
  expect_false(check_fails(found, fail_on = "warning"))
  expect_snapshot(found)
})

test_that("each seeded defect is found by its name, and alone", {
  set <- function(column, rows, to) function(data) {
    data[[column]][rows] <- to
    data
  }
  expect_identical(rules_of(clean_cohort(change_post = set("q2", 1:40, NA))),
                   "item_empty")
  expect_identical(rules_of(clean_cohort(change_post = set("q2", 1:9, NA))),
                   "item_missing")
  expect_identical(rules_of(clean_cohort(change_pre = set("q3", 1:40, 2))),
                   "item_constant")
  turn <- function(data) {
    data$q4 <- 8 - data$q4
    data
  }
  expect_identical(rules_of(clean_cohort(change_pre = turn)), "item_against")
  same <- function(data) {
    data[7, paste0("q", 1:5)] <- 3
    data
  }
  expect_identical(rules_of(clean_cohort(change_pre = same)), "same_answer")
  short <- function(data) {
    data[7, paste0("q", 1:2)] <- NA
    data
  }
  expect_identical(rules_of(clean_cohort(change_pre = short)), "not_scored")
  expect_identical(rules_of(clean_cohort(change_pre = set("code", 5, NA))),
                   "no_code")
  # The record that is kept is of the other sex.
  expect_identical(rules_of(clean_cohort(change_pre = set("code", 5, "P06"))),
                   c("answers_disagree", "code_twice"))
  expect_identical(
    rules_of(clean_cohort(post_codes = sprintf("X%02d", 1:40))),
    c("linked_share", "new_later")
  )
})

test_that("labels that moved between waves are an error", {
  cohort <- clean_cohort()
  label <- function(cohort, wave, column, labels, text) {
    attr(cohort$surveys[[wave]][[column]], "labels") <- labels
    attr(cohort$surveys[[wave]][[column]], "label") <- text
    cohort
  }
  one <- label(cohort, "pre", "q1", c(Never = 1, Often = 5), "How often?")
  same <- label(one, "post", "q1", c("never " = 1, Often = 5), "how  often?")
  expect_identical(rules_of(same), character())
  moved <- label(one, "post", "q1", c(Never = 5, Often = 1), "How often?")
  found <- check_cohort(moved)
  expect_identical(found$rule, "labels_differ")
  expect_identical(found$count, 2L)
  expect_true(check_fails(found))
  expect_false(check_fails(found, fail_on = "never"))
  asked <- label(one, "post", "q1", c(Never = 1, Often = 5), "How much?")
  expect_identical(rules_of(asked), "wording_differs")
  coded <- label(cohort, "pre", "sex", c(Female = "f"), NULL)
  found <- check_cohort(coded)
  expect_identical(found$rule, "not_labelled")
  expect_identical(found$count, 20L)
})

test_that("the demo cohort's findings print, without an answer", {
  expect_snapshot(check_cohort(demo_cohort()))
})

test_that("what is no cohort gets one clear error", {
  expect_snapshot(error = TRUE, check_cohort(1:3))
})

test_that("rules that the study ignores are left out, and said to be", {
  found <- check_cohort(demo_cohort())
  plan <- read_study(system.file("extdata", "demo", "study.yml", package = "pairwave"))
  plan$checks$ignore <- c("small_cells", "near_link")
  fewer <- check_cohort(plan)
  expect_setequal(fewer$rule, setdiff(found$rule, plan$checks$ignore))
  expect_match(write_table(as_print_table(fewer), "console"),
               "Not looked at, as the study asks: small_cells, near_link.", all = FALSE)
  expect_snapshot(error = TRUE, {
    study(waves = c(pre = "pre.csv"), id = "code", checks = list(ignore = "near_lnik"))
    study(waves = c(pre = "pre.csv"), id = "code", checks = list(ignore = check_rules$rule))
  })
})
