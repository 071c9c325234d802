test_that("shards send counts and no rows", {
  ports <- postgresql()$ports
  whole <- postgresql_connection("whole")
  # Codes that are numbers, each once: what keys of a warehouse are.
  waves <- lapply(c(pre = 1, post = 500, late = 900), function(from) {
    g <- seq(from, from + 1999)
    new_frame(list(code = g, sex = g %% 2 + 1, year = g %% 4 + 1, q1 = g %% 4 + 1,
                   q2 = g %/% 3 %% 4 + 1, q3 = g %/% 7 %% 4 + 1, q4 = g %% 3 + 1, sent = g,
                   word = c("a", "A", "a ", "b")[g %/% 5 %% 4 + 1]))
  })
  for (i in 0:3) {
    con <- postgresql_connection(paste0("shard", i))
    typed_tables(con, lapply(waves, function(wave) {
      part <- frame_rows(wave, which(wave$code %% 4 == i))
      part$shard <- rep(i, nrow(part))
      part
    }))
    DBI::dbGetQuery(con, "ANALYZE")
  }
  foreign_tables(whole, waves, ports)
  parts <- engine_parts()
  parts$demographics <- list(list(column = "sex"))
  tables <- lapply(stats::setNames(nm = names(waves)), function(wave) list(table = wave))
  cohort <- read_cohort(
    do.call(study, c(list(waves = tables, sources = list(db = list(shard = "shard"))), parts)),
    connections = list(db = whole)
  )
  expect_identical(cohort$records$people, c(2000, 2000, 2000))
  all_pushed <- function(statement) {
    plan <- DBI::dbGetQuery(whole, paste("EXPLAIN (VERBOSE, COSTS OFF)", statement))[[1]]
    scans <- grepl("Foreign Scan", plan, fixed = TRUE)
    expect_true(sum(scans) >= 4)
    pushed <- grepl("Relations: Aggregate on", plan, fixed = TRUE)
    expect_identical(sum(pushed), sum(scans))
  }
  for (result in c("paired_change", "demographics")) {
    for (statement in engine_sql(cohort, result)$statement) all_pushed(statement)
  }
  # How many different answers there are is found in each shard, too.
  source <- cohort$sources[[1]]
  for (column in c("sex", "word")) {
    all_pushed(distinct_statement(source$plan, "pre", column))
    expect_identical(count_levels(source, "pre", column, NULL),
                     as.double(length(unique(waves$pre[[column]]))))
  }
  # As many rows come as there are patterns, and one for each wave.
  paired_change(cohort, scales = "calm")
  sent <- cohort$sources[[1]]$log$sent
  found <- scale_patterns(cohort, "calm")
  expect_true(all(sent$rows[sent$what == "patterns"] <= length(found$counts) * 3 + 3))
})

test_that("a role that may only select suffices", {
  postgresql()
  admin <- postgresql_connection("whole")
  typed_tables(admin, engine_waves(5))
  for (statement in c(
    "DROP ROLE IF EXISTS reader", "CREATE ROLE reader LOGIN",
    "REVOKE ALL ON DATABASE whole FROM PUBLIC", "GRANT CONNECT ON DATABASE whole TO reader",
    "GRANT SELECT ON pre, post, late TO reader"
  )) DBI::dbGetQuery(admin, statement)
  con <- DBI::dbConnect(RPostgreSQL::PostgreSQL(), host = "127.0.0.1", user = "reader",
                        port = postgresql()$ports[["whole"]], dbname = "whole")
  withr::defer({
    DBI::dbDisconnect(con)
    for (statement in c("DROP OWNED BY reader", "DROP ROLE reader")) {
      DBI::dbGetQuery(admin, statement)
    }
  })
  folder <- withr::local_tempdir()
  engine_local(engine_waves(5), folder)
  cohort <- engine_cohort(list(db = con), folder, c("pre", "post", "late"))
  expect_s3_class(participation(cohort), "pairwave_participation")
  utils::capture.output(type = "message", {
    refused <- tryCatch(DBI::dbGetQuery(con, "CREATE TEMPORARY TABLE t (a int)"),
                        warning = identity, error = identity)
  })
  expect_s3_class(refused, "condition")
})

test_that("a statement that takes too long is stopped, and gives nothing", {
  postgresql()
  con <- postgresql_connection("whole")
  typed_tables(con, small_tables())
  cohort <- read_cohort(small_engine_study(source = list(timeout = 1)), connections = list(db = con))
  DBI::dbGetQuery(con, "DROP TABLE post")
  DBI::dbGetQuery(con, paste("CREATE VIEW post AS SELECT 'a1'::text AS code, 1 AS sex, 1 AS q1,",
                             "pg_sleep(3) IS NULL AND true AS q2"))
  DBI::dbGetQuery(con, "SET statement_timeout = 100")
  expect_error(ask_source(cohort$sources[[1]], "SELECT pg_sleep(3)", "nothing", 1L, NULL),
               class = "pairwave_error_cancelled")
  expect_error(paired_change(cohort), class = "pairwave_error")
  DBI::dbGetQuery(con, "DROP VIEW post")
})
