test_that("the counts of a cohort are those of its people and records", {
  cohort <- demo_cohort()
  counts <- estimate_cohort(cohort)
  expect_identical(counts$people, nrow(cohort$people))
  expect_identical(sum(counts$flow$respondents), nrow(cohort$respondents))
  parts <- counts$flow[c("linked", "unlinked", "duplicate", "no_id")]
  expect_identical(as.integer(rowSums(parts)), counts$flow$respondents)
  expect_true(all(counts$pairs$n <= counts$pairs$both))
  for (i in seq_len(nrow(counts$pairs))) {
    wide <- scores_wide(cohort, counts$pairs$scale[i])
    both <- stats::complete.cases(wide[c(counts$pairs$from[i], counts$pairs$to[i])])
    expect_identical(counts$pairs$n[i], sum(both))
  }
})

test_that("without a list nobody attended, and one wave has no pairs", {
  dir <- withr::local_tempdir()
  write.csv(data.frame(code = c("a", "b", "b"), q = 1:3), file.path(dir, "pre.csv"),
            row.names = FALSE)
  cohort <- suppressMessages(read_cohort(study(
    waves = c(pre = "pre.csv"), id = "code",
    scales = list(one = list(items = "q", range = c(1, 3))), dir = dir
  )))
  counts <- estimate_cohort(cohort)
  expect_null(counts$attended)
  expect_null(counts$not_listed)
  expect_identical(NROW(counts$pairs), 0L)
  expect_identical(counts$flow$duplicate, 1L)
})
