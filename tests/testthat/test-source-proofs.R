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
  skip_second_time()
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

# A connection to SQLite whose answers come as another engine was seen to give them: `answer`
# makes them of the right rows and the statement.
answering_connection <- function(answer, frame = parent.frame()) {
  con <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()), .local_envir = frame)
  for (name in names(small_tables())) DBI::dbWriteTable(con, name, small_tables()[[name]])
  where <- globalenv()
  methods::setClass("AnsweringConnection", contains = "SQLiteConnection",
                    slots = list(inner = "SQLiteConnection", answer = "function"), where = where)
  methods::setClass("AnsweringResult", contains = "DBIResult", where = where,
                    slots = list(rows = "data.frame"))
  set <- function(generic, class, method) {
    methods::setMethod(generic, class, method, where = where)
    withr::defer(if (methods::existsMethod(generic, class)) {
      methods::removeMethod(generic, class, where = where)
    }, envir = frame)
  }
  set(DBI::dbSendQuery, methods::signature("AnsweringConnection", "character"),
      function(conn, statement, ...) {
        rows <- DBI::dbGetQuery(conn@inner, statement)
        if (!grepl("WHERE 1 = 0", statement, fixed = TRUE)) rows <- conn@answer(rows, statement)
        methods::new("AnsweringResult", rows = rows)
      })
  set(DBI::dbFetch, methods::signature("AnsweringResult"), function(res, n = -1, ...) res@rows)
  set(DBI::dbClearResult, methods::signature("AnsweringResult"), function(res, ...) invisible(TRUE))
  set(DBI::dbColumnInfo, methods::signature("AnsweringResult"), function(res, ...) {
    data.frame(name = names(res@rows), Sclass = vapply(res@rows, function(x) class(x)[1], ""))
  })
  methods::new("AnsweringConnection", con, inner = con, answer = answer)
}

# What the results of counts are, all of them or none.
results_of_answers <- function(answer) {
  cohort <- read_cohort(small_engine_study(source = list(dialect = "sqlite")),
                        connections = list(db = answering_connection(answer)))
  lapply(list(paired_change, demographics, participation, wave_means, item_change),
         function(result) as.data.frame(result(cohort)))
}

test_that("counts may come in any type that holds them", {
  skip_second_time()
  skip_if_not_installed("RSQLite")
  skip_if_not_installed("bit64")
  right <- results_of_answers(function(rows, statement) rows)
  in_every_count <- function(make) {
    results_of_answers(function(rows, statement) {
      if ("n" %in% names(rows)) rows$n <- make(rows$n)
      rows
    })
  }
  expect_identical(in_every_count(as.double), right)
  expect_identical(in_every_count(bit64::as.integer64), right)
  # DECIMAL of MariaDB and Trino.
  expect_identical(in_every_count(as.character), right)
  expect_identical(in_every_count(function(n) paste0(n, ".0")), right)
})

test_that("an engine that answered wrongly gives an error by class, and no result", {
  skip_second_time()
  skip_if_not_installed("RSQLite")
  of_patterns <- function(change) {
    function(rows, statement) if (all(c("part", "n") %in% names(rows))) change(rows) else rows
  }
  wrong <- list(
    # MariaDB's Spider: the total of all is that of the last group.
    rollup = of_patterns(function(rows) {
      rows$n[rows$part < 0] <- rows$n[rows$part > 0][1]
      rows
    }),
    # ClickHouse, addresses that are taken for copies of one another.
    quarter = of_patterns(function(rows) {
      rows$n <- rows$n %/% 4L
      rows
    }),
    # 32 bits that ran over: negative, or nothing.
    over = of_patterns(function(rows) {
      rows$n[1] <- -2147483647L
      rows
    }),
    nothing = of_patterns(function(rows) {
      rows$n[rows$part > 0][1] <- NA
      rows
    }),
    # NULL of a driver that has no such integer.
    lowest = of_patterns(function(rows) {
      rows$n <- as.double(rows$n)
      rows$n[2] <- -2^63
      rows
    }),
    fraction = of_patterns(function(rows) {
      rows$n <- rows$n + 0.5
      rows
    }),
    # A policy that hides small groups.
    hidden = of_patterns(function(rows) rows[rows$n >= 2, ]),
    # The same group twice, as a join over shards gave it.
    twice = of_patterns(function(rows) rbind(rows, rows[1, ])),
    empty = of_patterns(function(rows) rows[0, ])
  )
  for (name in names(wrong)) {
    cohort <- read_cohort(small_engine_study(source = list(dialect = "sqlite")),
                          connections = list(db = answering_connection(wrong[[name]])))
    for (result in list(paired_change, demographics, participation, wave_means, item_change,
                        check_cohort)) {
      expect_error(result(cohort), class = "pairwave_error_total", info = name)
    }
  }
})

test_that("what an engine said when it gave up is an error of its own class, without an answer", {
  skip_if_not_installed("RSQLite")
  said <- function(words) {
    con <- answering_connection(function(rows, statement) {
      if ("part" %in% names(rows)) stop(words) else rows
    })
    cohort <- read_cohort(small_engine_study(source = list(dialect = "sqlite")),
                          connections = list(db = con))
    rlang::catch_cnd(demographics(cohort), "error")
  }
  dialect <- c("Arithmetic overflow error converting expression to data type int.",
               "GROUPING SETS is not supported on sharded tables",
               "permission denied to create temporary tables in database \"survey\"",
               "ERROR: invalid input syntax for type integer: \"I said this\"",
               "Conversion Error: Type DOUBLE with value 7301.5 can't be cast to INT64",
               "Out of Range Error: Overflow in addition of INT8 (7301 + -7301)!",
               "Number out of representable range: type FIXED[SB1], value 7301",
               "Bad int64 value: I said this", "Value -7301.5e+30 exceeds BIGINT")
  for (words in dialect) {
    found <- said(words)
    expect_s3_class(found, "pairwave_error_dialect")
    expect_no_match(conditionMessage(found), "I said this|7301")
  }
  cancelled <- c("canceling statement due to statement timeout",
                 "canceling statement due to user request", "interrupted",
                 "Query execution was interrupted (max_statement_time exceeded)",
                 "INTERRUPT Error: Interrupted!", "[Microsoft] Query timeout expired",
                 "Statement reached its statement or warehouse timeout of 1 second(s)",
                 "SQL execution canceled", "Operation was cancelled",
                 "Query exceeded the maximum execution time limit of 1.00s")
  for (words in cancelled) expect_s3_class(said(words), "pairwave_error_cancelled")
})
