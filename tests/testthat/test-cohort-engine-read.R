read_small <- function(change, ...) {
  tables <- small_tables()
  small_engine_cohort(..., tables = change(tables), frame = parent.frame())
}

test_that("what can't be counted as rows would be is refused as the cohort is read", {
  skip_if_not(l10n_info()[["UTF-8"]])
  skip_if_not_installed("RSQLite")
  twice <- function(tables) {
    tables$pre <- rbind(tables$pre, tables$pre[1, ])
    tables
  }
  ordered <- list(pre = list(table = "pre", order = "sex"), post = list(table = "post"))
  expect_snapshot(error = TRUE, {
    read_small(twice)
    read_small(twice, waves = ordered)
    read_small(function(tables) {
      tables$pre$code[2] <- "\u00e9l"
      tables
    })
    read_small(function(tables) {
      tables$pre$q1[2] <- 1.5
      tables
    })
    read_small(function(tables) {
      tables$post$q2[1] <- 7
      tables
    })
    read_small(function(tables) {
      tables$post$q2 <- c("a", "b", "c")
      tables
    })
    read_small(identity, waves = list(pre = list(table = "before")))
    read_small(identity, waves = list(pre = list(table = "pre", order = "sennt")))
    read_small(identity, id = "cod")
    read_small(identity, exclude = list(list(reason = "test", column = "sex", is = "1")))
    read_small(identity, id = list(column = "code", max_edits = 1))
  })
  expect_error(read_small(twice), class = "pairwave_error_order")
})

test_that("a collation that merges codes is found", {
  skip_if_not_installed("RSQLite")
  con <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()))
  DBI::dbExecute(con, "CREATE TABLE pre (code TEXT COLLATE NOCASE, sex INT, q1 INT, q2 INT)")
  DBI::dbExecute(con, "INSERT INTO pre VALUES ('a', 1, 1, 1), ('A', 2, 2, 2)")
  made <- small_engine_study(waves = list(pre = list(table = "pre")), source = list(codes = "exact"))
  expect_snapshot(read_cohort(made, connections = list(db = con)), error = TRUE)
})

test_that("a connection must be there, open and of a known engine", {
  skip_if_not_installed("RSQLite")
  con <- DBI::dbConnect(RSQLite::SQLite())
  made <- small_engine_study()
  expect_snapshot(error = TRUE, {
    read_cohort(made)
    read_cohort(made, connections = list(dbb = con))
    read_cohort(made, connections = list(db = structure(list(), class = "OraConnection")))
    read_cohort(study(waves = c(pre = "pre.csv"), id = "code"), connections = list(db = con))
  })
  DBI::dbDisconnect(con)
  expect_snapshot(read_cohort(made, connections = list(db = con)), error = TRUE)
})

test_that("a connection that drops midway leaves no result", {
  skip_if_not_installed("RSQLite")
  cohort <- small_engine_cohort()
  DBI::dbDisconnect(cohort$sources[[1]]$con)
  expect_error(paired_change(cohort), class = "pairwave_error_source")
})

test_that("texts that nobody else wrote stay where they are", {
  skip_if_not_installed("RSQLite")
  n <- 1200
  tables <- list(pre = data.frame(code = seq_len(n), sex = paste("I said", seq_len(n)), q1 = 1, q2 = 2))
  cohort <- small_engine_cohort(tables = tables, waves = list(pre = list(table = "pre")))
  expect_snapshot(demographics(cohort), error = TRUE)
  rows <- cohort$sources[[1]]$log$sent$rows
  expect_true(all(rows <= 2))
})

test_that("rows of a table that `where` does not take belong to no wave", {
  skip_if_not_installed("RSQLite")
  both <- do.call(rbind, Map(function(rows, at) cbind(rows, wave = at), small_tables(), 1:2))
  of <- function(at) list(table = "both", where = list(wave = at))
  cohort <- small_engine_cohort(tables = list(both = both), waves = list(pre = of("1"), post = of("2")))
  expect_identical(as.data.frame(paired_change(cohort))$estimate,
                   as.data.frame(paired_change(small_engine_cohort()))$estimate)
})
