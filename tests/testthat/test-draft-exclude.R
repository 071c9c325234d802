qualtrics_export <- function(status, finished, code) {
  data.frame(
    StartDate = "2024-01-02 10:00:00", EndDate = "2024-01-02 10:05:00", Status = status,
    Finished = finished, ResponseId = paste0("R_", seq_along(code)), code = code,
    q1 = rep_len(1:4, length(code)), q2 = rep_len(c(2, 1, 4, 3), length(code)),
    q3 = rep_len(c(1, 3, 3, 4), length(code))
  )
}
code <- sprintf("ab%02d", 1:12)

test_that("previews that a platform marks are set aside by the draft", {
  path <- draft_of(
    pre.csv = qualtrics_export(rep(c("IP Address", "Survey Preview"), c(10, 2)),
                               rep(c("True", "False"), c(9, 3)), code),
    post.csv = qualtrics_export("IP Address", "True", code)
  )
  lines <- readLines(path)
  from <- grep("platform marks", lines)
  expect_snapshot(writeLines(lines[from + 0:4]))
  plan <- read_study(path)
  expect_length(plan$exclude, 1)
  cohort <- read_cohort(plan)
  expect_identical(nrow(cohort$surveys$pre), 10L)
  expect_identical(count_excluded(cohort)$n, c(2L, 0L))
  # With its comment mark taken away the other rule works as well.
  writeLines(sub("^  # - ", "  - ", lines), path)
  expect_identical(count_excluded(read_cohort(path))$n, c(2L, 1L, 0L, 0L))
})

test_that("a column that not every wave has is named with its waves", {
  pre <- qualtrics_export(rep(c("IP Address", "Survey Preview"), c(10, 2)), "True", code)
  path <- draft_of(pre.csv = pre, post.csv = data.frame(code = code, pre[7:9]))
  expect_identical(read_study(path)$exclude[[1]]$waves, names(read_study(path)$waves)[1])
  expect_identical(nrow(read_cohort(path)$surveys[[1]]), 10L)
})

test_that("nothing is drafted where nothing is marked", {
  clean <- qualtrics_export("IP Address", "True", code)
  expect_false(any(grepl("exclude", readLines(draft_of(pre.csv = clean, post.csv = clean)))))
  expect_null(exclusion_lines(list()))
})
