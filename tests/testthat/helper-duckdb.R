# DuckDB for tests: a process of node's, started once for all files that run in one process,
# which ends when that is gone. Its connections give what DuckDB's driver for R gives.

# The process: `asked`, where lines are written, and `answers`, where they come back. Skips
# with a word where there is none.
duckdb <- function() {
  for (package in c("DBI", "jsonlite", "bit64")) skip_without_peer(package)
  skip_without_program("node")
  skip_without_program("mkfifo")
  api <- dirname(page_tool("@duckdb", "node-api", "package.json"))
  made_once("duckdb", function() {
    folder <- tempfile("duckdb")
    dir.create(folder)
    withr::defer(unlink(folder, recursive = TRUE), teardown_env())
    answers <- file.path(folder, "answers")
    system2("mkfifo", shQuote(answers))
    asked <- pipe(paste("exec node", shQuote(normalizePath(test_path("duckdb.js"))),
                        shQuote(normalizePath(api)), ">", shQuote(answers)), "w")
    list(asked = asked, answers = fifo(answers, "r", blocking = TRUE))
  })
}

ask_duckdb <- function(...) {
  process <- duckdb()
  line <- enc2utf8(jsonlite::toJSON(list(...), auto_unbox = TRUE))
  writeLines(line, process$asked, useBytes = TRUE)
  flush(process$asked)
  line <- readLines(process$answers, n = 1, encoding = "UTF-8")
  if (!length(line)) stop("DuckDB's process has gone")
  said <- jsonlite::fromJSON(line, simplifyDataFrame = FALSE)
  if (!is.null(said$error)) stop(said$error)
  said
}

# A connection to a database in memory. `bigint` is how whole numbers of 64 bits come:
# "numeric" or "integer64", as duckdb's driver has it; `beyond` how those of 128 bits do:
# "numeric", or "text" as a driver that knows none gives them.
duckdb_connection <- function(bigint = "numeric", beyond = "numeric", frame = parent.frame()) {
  duckdb()
  where <- globalenv()
  methods::setClass("duckdb_connection", contains = "DBIConnection", where = where,
                    slots = list(id = "character", bigint = "character", beyond = "character"))
  methods::setClass("duckdb_result", contains = "DBIResult", where = where,
                    slots = list(rows = "data.frame", at = "environment"))
  set <- function(generic, class, method) {
    methods::setMethod(generic, class, method, where = where)
  }
  set(DBI::dbSendQuery, methods::signature("duckdb_connection", "character"),
      function(conn, statement, ...) {
        at <- new.env()
        at$n <- 0
        said <- ask_duckdb(con = conn@id, ask = "run", sql = as.character(statement))
        methods::new("duckdb_result", rows = duckdb_rows(said, conn@bigint, conn@beyond), at = at)
      })
  set(DBI::dbFetch, methods::signature("duckdb_result"), function(res, n = -1, ...) {
    left <- seq_len(nrow(res@rows) - res@at$n)
    if (n >= 0) left <- utils::head(left, n)
    out <- res@rows[res@at$n + left, , drop = FALSE]
    rownames(out) <- NULL
    res@at$n <- res@at$n + length(left)
    out
  })
  set(DBI::dbHasCompleted, methods::signature("duckdb_result"),
      function(res, ...) res@at$n == nrow(res@rows))
  set(DBI::dbClearResult, methods::signature("duckdb_result"), function(res, ...) invisible(TRUE))
  set(DBI::dbColumnInfo, methods::signature("duckdb_result"), function(res, ...) {
    data.frame(name = names(res@rows), type = vapply(res@rows, function(x) class(x)[1], ""))
  })
  set(DBI::dbIsValid, methods::signature("duckdb_connection"), function(dbObj, ...) TRUE)
  id <- basename(tempfile("c"))
  ask_duckdb(con = id, ask = "open")
  withr::defer(ask_duckdb(con = id, ask = "close"), envir = frame)
  methods::new("duckdb_connection", id = id, bigint = bigint, beyond = beyond)
}

duckdb_rows <- function(said, bigint, beyond) {
  columns <- lapply(said$columns, function(column) {
    text <- as.character(unlist(column$text))
    x <- if (is.null(column$doubles)) text else
      readBin(jsonlite::base64_dec(column$doubles), "double", said$rows, endian = "little")
    x[as.integer(unlist(column$nulls))] <- NA
    if (startsWith(column$type, "ENUM")) return(factor(x))
    switch(column$type,
      TINYINT = , SMALLINT = , INTEGER = , UTINYINT = , USMALLINT = as.integer(x),
      BIGINT = if (bigint == "integer64") bit64::as.integer64(text) else x,
      HUGEINT = , UHUGEINT = if (beyond == "text") text else x,
      BOOLEAN = as.logical(x),
      DATE = structure(x, class = "Date"),
      x
    )
  })
  structure(stats::setNames(columns, said$names), class = "data.frame",
            row.names = seq_len(said$rows))
}
