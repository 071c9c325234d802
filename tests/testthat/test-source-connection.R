# One cohort in files and in every kind of database that can be had here: once by `make
# test`; by `make attack` of the sets that it draws a share in each database, as its time
# allows (a cohort takes SQLite 1.6 s, DuckDB 4.4); as many as PAIRWAVE_ENGINE_COHORTS
# says, from the seed PAIRWAVE_ENGINE_FROM on.
engine_seeds <- function(many = 20) {
  as.integer(Sys.getenv("PAIRWAVE_ENGINE_FROM", "1")) - 1L +
    seq_len(asked_or("PAIRWAVE_ENGINE_COHORTS", 1, max(1, many)))
}

rule_of <- function(seed) c("most_complete", "first", "last", "none")[seed %% 4 + 1]

# A cohort in files, and what counts alone can give of it, made once for all databases.
engine_case <- function(seed) {
  made_once(paste("engine", seed), function() {
    folder <- tempfile("engine")
    dir.create(folder)
    withr::defer(unlink(folder, recursive = TRUE), teardown_env())
    waves <- trapped_waves(seed)
    list(folder = folder, waves = waves,
         results = engine_results(engine_local(waves, folder, rule_of(seed), TRUE)))
  })
}

expect_same_results <- function(counted, case, info, which = names(case$results)) {
  found <- engine_results(counted, which)
  for (one in which) expect_identical(found[[one]], case$results[[one]], info = paste(info, one))
}

test_that("a database gives the same results as the files, to the last bit", {
  skip_second_time()
  skip_if_not_installed("RSQLite")
  for (seed in engine_seeds(drawn_sets() %/% 3)) {
    case <- engine_case(seed)
    con <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()))
    engine_tables(con, case$waves, trapped_types(seed, "sqlite"))
    counted <- engine_cohort(list(db = con), case$folder, names(case$waves),
                             duplicates = rule_of(seed), hours = TRUE)
    expect_same_results(counted, case, seed)
  }
})

test_that("a server, four servers and four shards of one give the same results", {
  ports <- postgresql()$ports
  whole <- postgresql_connection("whole")
  shards <- lapply(stats::setNames(nm = names(ports)[-1]), postgresql_connection,
                   frame = environment())
  # Between them each kind of statement, where not every result of each.
  every <- nzchar(Sys.getenv("PAIRWAVE_ENGINE_EVERY"))
  some <- function(...) if (every) names(case$results) else c(...)
  for (seed in engine_seeds()) {
    case <- engine_case(seed)
    cohort <- function(...) {
      engine_cohort(..., folder = case$folder, waves = names(case$waves),
                    duplicates = rule_of(seed), hours = TRUE)
    }
    types <- trapped_types(seed, "postgresql")
    typed_tables(whole, case$waves, types)
    expect_same_results(cohort(list(db = whole)), case, paste(seed, "server"),
                        some("nominal", "grouped"))
    sharded <- shard_waves(case$waves)
    for (i in 1:4) typed_tables(shards[[i]], sharded[[i]], types)
    counted <- cohort(shards, source = list(connections = names(shards)))
    expect_same_results(counted, case, paste(seed, "servers"),
                        some("divided", "reliability"))
    foreign_tables(whole, case$waves, ports, types)
    counted <- cohort(list(db = whole), source = list(shard = "shard"))
    expect_same_results(counted, case, paste(seed, "shards"),
                        some("flow", "divided", "grouped", "nominal"))
  }
})

test_that("DuckDB gives the same results, whichever types its driver makes of whole numbers", {
  duckdb()
  for (seed in engine_seeds(drawn_sets() %/% 10)) {
    case <- engine_case(seed)
    local({
      con <- duckdb_connection(c("numeric", "integer64")[seed %% 2 + 1],
                               c("numeric", "numeric", "text")[seed %% 3 + 1])
      typed_tables(con, case$waves, trapped_types(seed, "duckdb", case$waves))
      counted <- engine_cohort(list(db = con), case$folder, names(case$waves),
                               duplicates = rule_of(seed), hours = TRUE)
      expect_same_results(counted, case, paste(seed, "duckdb"))
    })
  }
})

test_that("DuckDB's small numbers do not run over, and its collations merge no texts", {
  duckdb()
  con <- duckdb_connection()
  rows <- list(
    pre = data.frame(code = c("A", "b", "c"), place = c("North", "north", NA),
                     q1 = c(100, 100, 0), q2 = c(100, -100, -27), q3 = c(NaN, 3, 2)),
    post = data.frame(code = c("a", "B", "d"), place = c("NORTH", "north", "north"),
                      q1 = c(100, 7, 0), q2 = c(0, 1, 2), q3 = c(1, 2, 3))
  )
  typed_tables(con, rows, c(code = "text collate nocase", place = "text collate nocase",
                            q1 = "tinyint", q2 = "tinyint", q3 = "double"))
  made <- function(connections, source = list(), waves = NULL) {
    read_cohort(small_engine_study(
      source = source, demographics = list(list(column = "place")),
      waves = list(pre = list(table = "pre", where = list(place = c("North", ""))),
                   post = list(table = "post")),
      scales = list(s = list(items = c("q1", "q2"), range = c(-100, 100), reverse = "q2"),
                    t = list(items = c("q1", "q3"), range = c(0, 100)))
    ), connections = connections)
  }
  lite <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()))
  for (wave in names(rows)) DBI::dbWriteTable(lite, wave, rows[[wave]])
  for (source in list(list(), list(codes = "exact"))) {
    for (result in list(wave_means, participation, demographics, scale_reliability)) {
      expect_identical(result(made(list(db = con), source)), result(made(list(db = lite), source)))
    }
  }
  # What it says of a value that it can't convert is not passed on.
  DBI::dbGetQuery(con, "UPDATE post SET q3 = '7301e30' WHERE q1 = 7")
  found <- rlang::catch_cnd(read_cohort(small_engine_study(
    scales = list(s = list(items = c("q1", "q3"))), demographics = list()
  ), connections = list(db = con)), "pairwave_error_dialect")
  expect_s3_class(found, "pairwave_error_dialect")
  expect_no_match(conditionMessage(found), "7[.,]?301")
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

# A connection to SQLite whose driver does something else at one of its statements: `happens`
# is asked with the number of each.
breaking_connection <- function(happens, frame = parent.frame()) {
  con <- DBI::dbConnect(RSQLite::SQLite())
  for (name in names(small_tables())) DBI::dbWriteTable(con, name, small_tables()[[name]])
  methods::setClass("BreakingConnection", contains = "SQLiteConnection",
                    slots = list(of = "environment", inner = "SQLiteConnection"),
                    where = environment())
  of <- new.env()
  of$n <- 0
  send <- function(conn, statement, ...) {
    conn@of$n <- conn@of$n + 1
    happens(conn@of$n, conn)
    DBI::dbSendQuery(conn@inner, statement)
  }
  methods::setMethod(DBI::dbSendQuery, methods::signature("BreakingConnection", "character"), send,
                     where = globalenv())
  withr::defer({
    method <- list(DBI::dbSendQuery, c("BreakingConnection", "character"))
    if (do.call(methods::existsMethod, method)) {
      do.call(methods::removeMethod, c(method, where = globalenv()))
    }
    suppressWarnings(DBI::dbDisconnect(con), classes = "warning")
  }, envir = frame)
  methods::new("BreakingConnection", con, of = of, inner = con)
}

test_that("whatever happens at whichever statement, there is a classed error and no result", {
  skip_if_not_installed("RSQLite")
  asked <- 0
  count <- breaking_connection(function(n, con) asked <<- n)
  made <- function(con) {
    paired_change(read_cohort(small_engine_study(source = list(dialect = "sqlite")),
                              connections = list(db = con)))
  }
  expect_s3_class(made(count), "pairwave_change")
  expect_gt(asked, 4)
  here <- environment()
  drops_at <- function(at) breaking_connection(frame = here, function(n, con) if (n == at) {
    DBI::dbDisconnect(con)
    stop("server closed the connection unexpectedly")
  })
  stops_at <- function(at) breaking_connection(frame = here, function(n, con) if (n == at) {
    rlang::interrupt()
  })
  # Each statement meets one of the two, and both by `make attack`.
  both <- few_or_many(FALSE, TRUE)
  for (at in seq_len(asked)) {
    if (both || at %% 2 == 1) {
      expect_error(made(drops_at(at)), class = "pairwave_error_source", info = at)
    }
    if (both || at %% 2 == 0) {
      expect_error(made(stops_at(at)), class = "pairwave_error_cancelled", info = at)
    }
  }
})

test_that("counts that an engine let run over are refused", {
  # 2^31 people in 32 bits, and what a driver makes of 2^53 + 2.
  expect_error(as_count(-2147483647L), class = "pairwave_error_total")
  expect_error(as_count("9007199254740994"), class = "pairwave_error_total")
  expect_identical(as_count("9007199254740992"), 2^53)
})

test_that("what a column without a type holds is counted as what it is", {
  skip_if_not_installed("RSQLite")
  con <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()))
  for (wave in names(small_tables())) {
    rows <- small_tables()[[wave]]
    rows$place <- c("north", "south", NA, "north")[seq_len(nrow(rows))]
    DBI::dbWriteTable(con, paste0("all_", wave), rows)
    DBI::dbExecute(con, paste0(
      "CREATE VIEW ", wave, " AS SELECT code, sex + 0 AS sex, UPPER(place) AS place, ",
      "q1 + 0 AS q1, q2 + 0 AS q2, CASE WHEN sex = 1 THEN 'one' ELSE sex END AS mixed FROM all_",
      wave
    ))
  }
  made <- function(...) {
    read_cohort(small_engine_study(demographics = list(...)), connections = list(db = con))
  }
  found <- as.data.frame(demographics(made(list(column = "place"), list(column = "sex"))))
  expect_identical(found$level_label, c("NORTH", "SOUTH", "Missing", "1", "2", "Missing"))
  expect_identical(found$n, c(2L, 2L, 1L, 2L, 2L, 1L))
  plain <- small_engine_cohort()
  expect_identical(as.data.frame(paired_change(made(list(column = "sex"))))$estimate,
                   as.data.frame(paired_change(plain))$estimate)
  expect_error(demographics(made(list(column = "mixed"))), class = "pairwave_error_column")
  # Nor is a number made of a text in a column that says it has numbers.
  DBI::dbExecute(con, "CREATE TABLE loose (code TEXT, sex INTEGER, q1 INTEGER, q2 INTEGER)")
  DBI::dbExecute(con, "INSERT INTO loose VALUES ('a', 1, 1, 1), ('b', 'two', 2, 2)")
  loose <- read_cohort(small_engine_study(waves = list(pre = list(table = "loose"))),
                       connections = list(db = con))
  expect_error(demographics(loose), class = "pairwave_error_dialect")
})

test_that("a whole number beyond 2^31 takes no fraction from its neighbours", {
  skip_if_not_installed("RSQLite")
  con <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()))
  DBI::dbExecute(con, "CREATE TABLE pre (code TEXT, hours NUMERIC, q1 INTEGER, q2 INTEGER)")
  DBI::dbExecute(con, paste("INSERT INTO pre VALUES ('a', 1099511627776, 1, 1), ('b', 1.5, 2, 2),",
                            "('c', 0.25, 3, 3), ('d', -7, 4, 4)"))
  cohort <- read_cohort(
    small_engine_study(waves = list(pre = list(table = "pre")),
                       demographics = list(list(column = "hours"))),
    connections = list(db = con)
  )
  expect_identical(as.data.frame(demographics(cohort))$level_label,
                   c("-7", "0.25", "1.5", "1099511627776"))
})

test_that("a collation of PostgreSQL that takes two texts for one is found", {
  postgresql()
  con <- postgresql_connection("whole")
  made <- tryCatch(DBI::dbGetQuery(con, paste(
    "CREATE COLLATION IF NOT EXISTS loose (provider = icu, locale = 'und-u-ks-level2',",
    "deterministic = false)"
  )), error = identity, warning = identity)
  skip_if(inherits(made, "condition"), "PostgreSQL without ICU")
  withr::defer(for (one in c("TABLE loosely", "COLLATION loose")) {
    DBI::dbGetQuery(con, paste("DROP", one))
  })
  DBI::dbGetQuery(con, "CREATE TABLE loosely (code text, place text COLLATE loose, q1 int, q2 int)")
  DBI::dbGetQuery(con, "INSERT INTO loosely VALUES ('a', 'North', 1, 1), ('b', 'north', 2, 2)")
  of <- function(...) {
    read_cohort(small_engine_study(waves = list(pre = list(table = "loosely")),
                                   demographics = list(list(column = "place")), ...),
                connections = list(db = con))
  }
  expect_snapshot(demographics(of()), error = TRUE)
  DBI::dbGetQuery(con, "ALTER TABLE loosely ALTER code TYPE text COLLATE loose")
  DBI::dbGetQuery(con, "UPDATE loosely SET code = CASE WHEN q1 = 1 THEN 'a' ELSE 'A' END")
  expect_error(of(source = list(codes = "exact")), class = "pairwave_error_collation")
})
