test_that("the people behind patterns are those of the files, less what they answered", {
  skip_if_not_installed("RSQLite")
  folder <- withr::local_tempdir()
  waves <- engine_waves(4)
  local <- engine_local(waves, folder, "none")
  con <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()))
  engine_tables(con, waves)
  counted <- engine_cohort(list(db = con), folder, names(waves), duplicates = "none")
  found <- people_of_counts(counted, "sex")
  seen <- function(cohort) {
    scored <- lapply(names(cohort$study$scales), function(scale) {
      lapply(scores_wide(cohort, scale)[names(waves)], Negate(is.na))
    })
    answered <- unlist(lapply(paste0("q", 1:4), function(item) {
      lapply(people_answers(cohort, item), is_missing_answer)
    }), recursive = FALSE)
    there <- lapply(cohort$people[names(waves)], Negate(is.na))
    usable <- lapply(names(waves), usable_records, cohort = cohort)
    sort(do.call(paste, c(
      unname(c(unlist(scored, recursive = FALSE), answered, there, usable)),
      list(as.character(people_groups(cohort, "sex")))
    )))
  }
  expect_identical(seen(found), seen(local))
  records <- function(cohort) {
    table(as.character(cohort$respondents$wave), as.character(cohort$respondents$status))
  }
  expect_identical(records(found), records(local))
  expect_setequal(unlist(lapply(found$surveys, `[[`, "q1")), c(1, NA))
  expect_identical(lapply(ways_of_asking(found), sort), lapply(ways_of_asking(local), sort))
})

test_that("a study without scales has people too, and of too many none is decided on", {
  skip_if_not_installed("RSQLite")
  cohort <- small_engine_cohort(scales = list())
  found <- people_of_counts(cohort, "sex")
  expect_identical(nrow(found$people), 5L)
  expect_null(found$scores)
  expect_snapshot(people_of_counts(cohort, most = 4), error = TRUE)
})
