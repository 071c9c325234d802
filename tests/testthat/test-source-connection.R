# One cohort in files and in every kind of database that can be had here.
expect_same_results <- function(counted, local, info) {
  for (i in seq_along(local)) expect_identical(counted[[i]], local[[i]], info = paste(info, i))
}

engine_seeds <- function() seq_len(asked_or("PAIRWAVE_ENGINE_COHORTS", 1, 20))

rule_of <- function(seed) c("most_complete", "first", "last", "none")[seed %% 4 + 1]

test_that("a database gives the same results as the files, to the last bit", {
  skip_if_not_installed("RSQLite")
  for (seed in engine_seeds()) {
    folder <- withr::local_tempdir()
    waves <- engine_waves(seed)
    local <- engine_results(engine_local(waves, folder, rule_of(seed)))
    con <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()))
    engine_tables(con, waves)
    counted <- engine_cohort(list(db = con), folder, names(waves), duplicates = rule_of(seed))
    expect_same_results(engine_results(counted), local, seed)
  }
})

test_that("a server, four servers and four shards of one give the same results", {
  ports <- postgresql()$ports
  whole <- postgresql_connection("whole")
  shards <- lapply(stats::setNames(nm = names(ports)[-1]), postgresql_connection,
                   frame = environment())
  for (seed in engine_seeds()) {
    folder <- withr::local_tempdir()
    waves <- engine_waves(seed)
    every <- nzchar(Sys.getenv("PAIRWAVE_ENGINE_EVERY"))
    local <- engine_results(engine_local(waves, folder, rule_of(seed)), every)
    cohort <- function(...) {
      engine_cohort(..., folder = folder, waves = names(waves), duplicates = rule_of(seed))
    }
    postgresql_tables(whole, waves)
    expect_same_results(engine_results(cohort(list(db = whole)), every), local, paste(seed, "server"))
    sharded <- shard_waves(waves)
    for (i in 1:4) postgresql_tables(shards[[i]], sharded[[i]])
    counted <- cohort(shards, source = list(connections = names(shards)))
    expect_same_results(engine_results(counted, every), local, paste(seed, "servers"))
    foreign_tables(whole, waves, ports)
    counted <- cohort(list(db = whole), source = list(shard = "shard"))
    expect_same_results(engine_results(counted, every), local, paste(seed, "shards"))
  }
})

test_that("types that only a server has are counted, or refused before anything is sent", {
  postgresql()
  con <- postgresql_connection("whole")
  DBI::dbGetQuery(con, "DROP TABLE IF EXISTS typed")
  DBI::dbGetQuery(con, paste(
    "CREATE TABLE typed (code char(6), came boolean, born date, hours numeric(6, 2),",
    "load double precision, q1 smallint, q2 bigint)"
  ))
  DBI::dbGetQuery(con, paste(
    "INSERT INTO typed VALUES ('a1', true, '2001-02-03', 1.50, 'NaN', 1, 2),",
    "('b2', false, NULL, 1.5, '-0', 2, NULL), ('c3', NULL, NULL, NULL, 0, 4, 4)"
  ))
  made <- function(columns) {
    read_cohort(small_engine_study(waves = list(pre = list(table = "typed")),
                                   demographics = lapply(columns, function(x) list(column = x))),
                connections = list(db = con))
  }
  found <- as.data.frame(demographics(made(c("came", "hours", "load"))))
  expect_identical(found$level_label, c("Yes", "No", "Missing", "1.5", "Missing", "0", "Missing"))
  expect_identical(found$n, c(1L, 1L, 1L, 2L, 1L, 2L, 1L))
  expect_identical(as.data.frame(wave_means(made("came")))$estimate[1], mean(c(1.5, 4)))
  expect_snapshot(demographics(made("born")), error = TRUE)
  DBI::dbGetQuery(con, "DROP TABLE typed")
})
