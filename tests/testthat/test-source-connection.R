test_that("a database gives the same results as the files, to the last bit", {
  skip_if_not_installed("RSQLite")
  for (seed in seq_len(as.integer(Sys.getenv("PAIRWAVE_ENGINE_COHORTS", "2")))) {
    folder <- withr::local_tempdir()
    waves <- engine_waves(seed)
    rule <- c("most_complete", "first", "last", "none")[seed %% 4 + 1]
    local <- engine_results(engine_local(waves, folder, duplicates = rule))
    con <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()))
    engine_tables(con, waves)
    counted <- engine_results(engine_cohort(list(db = con), folder, names(waves), duplicates = rule))
    for (i in seq_along(local)) expect_identical(counted[[i]], local[[i]], info = paste(seed, i))
  }
})
