# Six records before and three after, of whom some are no answers.
excluding_study <- function(..., disclosure = "none", times = 1, env = parent.frame()) {
  dir <- withr::local_tempdir(.local_envir = env)
  pre <- data.frame(
    code = c("a1", "b2", "c3", "d4", "e5", "f6"), q1 = c(1, 2, 3, 4, 1, 2),
    Status = c("0", "0", "0", "1", "Survey Preview", "0"), Finished = c(1, 1, 1, 0, 0, 1),
    secs = c(200, 300, NA, 100, 50, 60), attention = c(4, 4, 4, 4, 4, NA)
  )
  post <- data.frame(code = c("a1", "b2", "zz"), q1 = c(2, 3, 4), Status = "0", Finished = 1,
                     secs = c(100, 500, 20), attention = 4)
  more <- function(data) {
    out <- data[rep(seq_len(nrow(data)), times), ]
    if (times > 1) out$code <- paste0(out$code, rep(seq_len(times), each = nrow(data)))
    out
  }
  utils::write.csv(more(pre), file.path(dir, "pre.csv"), row.names = FALSE, na = "")
  utils::write.csv(more(post), file.path(dir, "post.csv"), row.names = FALSE, na = "")
  study(
    waves = list(pre = list(file = "pre.csv", label = "Before"),
                 post = list(file = "post.csv", label = "After")),
    id = "code", dir = dir, exclude = list(...), disclosure = disclosure,
    scales = list(a = list(label = "Confidence", items = "q1", range = c(1, 4)))
  )
}
preview <- list(reason = "preview", column = "Status", is = c("1", "Survey Preview"))
unfinished <- list(reason = "unfinished", column = "Finished", is_not = "1")
too_fast <- list(reason = "too_fast", column = "secs", below = 90, label = "under 90 seconds")
failed <- list(reason = "attention", column = "attention", is_not = "4", waves = "pre")

test_that("records are set aside by the first rule that they meet, and counted", {
  cohort <- read_cohort(excluding_study(preview, unfinished, too_fast, failed))
  expect_identical(cohort$surveys$pre$code, c("a1", "b2", "c3"))
  expect_identical(cohort$surveys$post$code, c("a1", "b2"))
  found <- count_excluded(cohort)
  expect_identical(found$n, c(2L, 0L, 1L, 0L, 0L, 0L, 1L))
  expect_identical(found$wave, rep(c("pre", "post"), c(4, 3)))
  expect_identical(found$label[3], "under 90 seconds")
  # In another order other rules count them.
  other <- count_excluded(read_cohort(excluding_study(failed, too_fast, unfinished, preview)))
  expect_identical(other$n[1:4], c(1L, 1L, 1L, 0L))
  expect_identical(sum(other$n), sum(found$n))
  none <- read_cohort(excluding_study())
  expect_identical(nrow(count_excluded(none)), 0L)
})

test_that("what was set aside is told wherever records are counted", {
  cohort <- read_cohort(excluding_study(preview, unfinished, too_fast, failed))
  expect_snapshot({
    cohort
    cohort$surveys$pre
    participation(cohort)
  })
  flow <- as.data.frame(participation(cohort))
  before <- flow[flow$name == "pre", ]
  expect_identical(before$n[before$outcome == "received"], 6L)
  expect_identical(sum(before$n[before$outcome != "received"]), 6L)
  expect_identical(before$outcome[2:5], paste0(
    "excluded_", c("preview", "unfinished", "too_fast", "attention")
  ))
})

test_that("no number that was set aside follows from what a profile shows", {
  for (times in c(1, 3, 7, 20)) for (profile in list(list(threshold = 5), "hesa", "nhs")) {
    plan <- excluding_study(preview, too_fast, failed, disclosure = profile, times = times)
    cohort <- read_cohort(plan)
    k <- disclosure_profile(profile)$threshold
    flow <- as.data.frame(participation(cohort))
    for (wave in c("pre", "post")) {
      part <- flow[flow$name == wave, ]
      shown <- part[!is.na(part$n) & part$outcome != "received", ]
      if (!is.null(k)) expect_false(any(shown$n > 0 & shown$n < k))
      of_rules <- startsWith(part$outcome, "excluded_")
      if (!is.null(k)) expect_length(unique(is.na(part$n[of_rules])), 1)
      all <- part$n[part$outcome == "received"]
      kept <- nrow(cohort$surveys[[wave]])
      # Those kept, in the cohort's print, beside all: the rest is small or not known.
      print <- published_counts(cohort)$flow$respondents[match(wave, c("pre", "post"))]
      if (!is.null(k) && !is.na(all) && print == as.character(kept)) {
        expect_true(all - kept >= k || all == kept)
      }
    }
  }
})

test_that("columns of rules are in their waves, and hold numbers where these are compared", {
  expect_snapshot(error = TRUE, {
    read_cohort(excluding_study(utils::modifyList(preview, list(column = "Stauts"))))
    read_cohort(excluding_study(list(reason = "too_fast", column = "Status", below = 3)))
  })
  found <- check_cohort(excluding_study(utils::modifyList(preview, list(column = "Stauts"))))
  expect_true("column_lost" %in% found$rule)
})

test_that("durations are compared in seconds, and labels as codes are", {
  column <- as.difftime(c(1, 3), units = "mins")
  survey <- list(d = column, l = new_labelled_column(c(1, 2), labels = c(No = 1, Yes = 2)))
  expect_identical(meets_condition(survey, list(column = "d", below = 120), ""), c(TRUE, FALSE))
  expect_identical(meets_condition(survey, list(column = "d", above = 120), ""), c(FALSE, TRUE))
  expect_identical(meets_condition(survey, list(column = "l", is = "Yes"), ""), c(FALSE, TRUE))
  expect_identical(meets_condition(survey, list(column = "l", is_not = "1"), ""), c(FALSE, TRUE))
})

test_that("a wave of which nobody is left is found, and its flow adds up", {
  plan <- excluding_study(list(reason = "test", column = "Status", is = "0", waves = "post"))
  found <- check_cohort(plan)
  expect_identical(found$rule, "wave_empty")
  expect_identical(found$message, "every record is set aside by the study's rules")
  flow <- as.data.frame(participation(read_cohort(plan)))
  post <- flow[flow$name == "post", ]
  expect_identical(post$n[match(c("received", "excluded_test", "linked"), post$outcome)],
                   c(3L, 3L, 0L))
})

test_that("waves out of one file set their own records aside", {
  dir <- withr::local_tempdir()
  utils::write.csv(
    data.frame(code = c("a", "b", "c"), q1_pre = 1:3, q1_post = c(2, 3, NA), Status = c(0, 1, 0)),
    file.path(dir, "x.csv"), row.names = FALSE, na = ""
  )
  side <- function(item) list(file = "x.csv", rename = list(q1 = item))
  cohort <- read_cohort(study(
    waves = list(pre = side("q1_pre"), post = side("q1_post")), id = "code", dir = dir,
    scales = list(a = list(items = "q1")),
    exclude = list(list(reason = "test", column = "Status", is = "1"))
  ))
  expect_identical(vapply(cohort$surveys, nrow, 0L), c(pre = 2L, post = 1L))
  expect_identical(count_excluded(cohort)$n, c(1L, 1L))
})
