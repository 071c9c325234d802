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
    every <- nzchar(Sys.getenv("PAIRWAVE_ENGINE_COHORTS"))
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
