test_that("counts are whole numbers that a double holds", {
  expect_null(check_exact_counts(c(0, 2^53)))
  for (n in list(2^53 + 2, -1, 0.5, NA_real_)) {
    expect_error(check_exact_counts(n), class = "pairwave_error_total")
  }
  skip_if_not_installed("bit64")
  expect_identical(as_count(bit64::as.integer64(c("3000000000", NA))), c(3e9, NA))
  expect_identical(as_count(c("12", "9007199254740992")), c(12, 2^53))
  expect_error(as_count("9007199254740994"), class = "pairwave_error_total")
  expect_identical(as_count(c(-5L, 3L), signed = TRUE), c(-5, 3))
})

test_that("an engine that counts something else than what was read gives no result", {
  skip_if_not_installed("RSQLite")
  folder <- withr::local_tempdir()
  con <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()))
  waves <- engine_waves(3)
  engine_local(waves, folder)
  engine_tables(con, waves)
  cohort <- engine_cohort(list(db = con), folder, names(waves))
  # A part of the servers: a quarter of the records, without a word.
  DBI::dbExecute(con, "ALTER TABLE post RENAME TO all_post")
  DBI::dbExecute(con, "CREATE VIEW post AS SELECT * FROM all_post WHERE rowid % 4 = 0")
  for (counted in list(paired_change, demographics, participation, item_change, wave_means)) {
    expect_error(counted(cohort), class = "pairwave_error_total")
  }
  expect_snapshot(demographics(cohort), error = TRUE)
  # As many records, of other people.
  DBI::dbExecute(con, "DROP VIEW post")
  DBI::dbExecute(con, "CREATE TABLE post AS SELECT * FROM all_post")
  expect_s3_class(participation(cohort), "pairwave_participation")
  DBI::dbExecute(con, "UPDATE post SET code = NULL WHERE rowid IN (SELECT MIN(rowid) FROM post)")
  DBI::dbExecute(con, "UPDATE post SET code = (SELECT MAX(code) FROM post)")
  expect_error(paired_change(cohort), class = "pairwave_error_total")
  expect_error(scale_reliability(cohort), class = "pairwave_error_total")
})
