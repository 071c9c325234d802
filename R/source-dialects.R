# What engines call alike things: all that differs between them in the few kinds of
# statement that are sent. The rest is plain SQL: SELECT, CASE, COUNT, SUM, GROUP BY,
# UNION ALL, LEFT JOIN and ROW_NUMBER(), without division and without decimal numbers.

# Of a dialect: `count`, the function whose result holds more than 2^31, and `one`, whose sums
# do; the types `whole`, `float` and `text` that NULL and whole numbers are cast to; `nan(x)`,
# the test for a number that is none (NULL where the engine keeps none); `binary(x)`, a text
# that compares byte by byte, trailing blanks and all, and `unbinary`, what to cut off its end
# again; `bytewise(x)`, the same for a proof that `binary` is right as it is (NULL: it always
# is), and `shardwise(x)`, what differs wherever that does and is grouped at a shard; `apart`,
# what keeps an engine from writing a subquery's expressions anew wherever a column of it is
# named; `number(x)`, a number that comes as one type whatever its neighbours are; `bytes(x)` and
# `letters(x)`, its lengths; `flag(x)`, yes and no as 1 and 0; `timeout(seconds)`, a statement
# (NULL where there is none); `types(x)`, the test that a number column holds something else
# (NULL where the engine's types hold); `quote`, how names are quoted without a connection; and
# whether a `backslash` in a text stands for more than itself.
dialect_of <- function(name) {
  common <- list(
    name = name, count = "COUNT", whole = "BIGINT", float = "DOUBLE PRECISION",
    text = "VARCHAR(255)", one = "1", nan = NULL, binary = identity, unbinary = "",
    bytewise = NULL, shardwise = NULL, number = identity, apart = "",
    bytes = function(x) paste0("OCTET_LENGTH(", x, ")"),
    letters = function(x) paste0("CHAR_LENGTH(", x, ")"),
    flag = function(x) paste("CASE WHEN", x, "THEN 1 WHEN NOT", x, "THEN 0 END"),
    timeout = NULL, types = NULL, quote = "\"",
    backslash = FALSE
  )
  called <- function(name) function(x) paste0(name, "(", x, ")")
  own <- switch(name,
    postgresql = list(
      apart = " OFFSET 0",
      # Only a collation that says so takes two texts for one; with another behind it no
      # column is grouped at a shard.
      bytewise = function(x) paste(x, "COLLATE \"C\""), shardwise = called("md5"),
      # A char(n) is padded, and its letters are counted without.
      bytes = function(x) paste0("OCTET_LENGTH(CAST(", x, " AS TEXT))"),
      letters = function(x) paste0("CHAR_LENGTH(CAST(", x, " AS TEXT))"),
      nan = function(x) paste0("CAST(", x, " AS DOUBLE PRECISION) = 'NaN'"),
      timeout = function(s) {
        paste0("SET statement_timeout = ", format(1000 * s, scientific = FALSE))
      }
    ),
    duckdb = list(
      float = "DOUBLE", nan = function(x) paste0("isnan(CAST(", x, " AS DOUBLE))"),
      bytes = function(x) paste0("OCTET_LENGTH(CAST(", x, " AS BLOB))"), letters = called("LENGTH"),
      # A column may have a collation that takes two texts for one, and may be of an ENUM.
      binary = function(x) paste0("CAST(", x, " AS VARCHAR) COLLATE POSIX")
    ),
    sqlite = list(
      apart = " LIMIT -1",
      whole = "INTEGER", float = "REAL", text = "TEXT", letters = called("LENGTH"),
      bytes = function(x) paste0("LENGTH(CAST(", x, " AS BLOB))"),
      binary = function(x) paste(x, "COLLATE BINARY"),
      # Whole numbers beyond 2^31 take the fraction from those that come after them.
      number = function(x) {
        paste0("CASE WHEN TYPEOF(", x, ") = 'integer' THEN CAST(", x, " AS REAL) ELSE ", x, " END")
      },
      types = function(x) paste0("TYPEOF(", x, ") IN ('text', 'blob')")
    ),
    mariadb = list(
      apart = " LIMIT 18446744073709551615",
      whole = "SIGNED", float = "DOUBLE", text = "CHAR(255)", quote = "`", backslash = TRUE,
      binary = function(x) paste0("CONVERT(", x, " USING utf8mb4) COLLATE utf8mb4_nopad_bin"),
      timeout = function(s) paste0("SET SESSION max_statement_time = ", s)
    ),
    # Blanks at an end never tell two texts apart there; a mark behind them does.
    sqlserver = list(
      count = "COUNT_BIG", one = "CAST(1 AS BIGINT)", float = "FLOAT",
      text = "NVARCHAR(255)", quote = "[",
      binary = function(x) {
        paste0("CAST(", x, " AS NVARCHAR(255)) COLLATE Latin1_General_BIN2 + N'|'")
      },
      unbinary = "|",
      flag = function(x) paste0("CAST(", x, " AS BIGINT)"),
      # Characters beyond ASCII are lost on the way to this collation.
      bytes = function(x) {
        paste0("CASE WHEN ", x, " = CAST(CAST(", x, " AS VARCHAR(255)) COLLATE ",
               "SQL_Latin1_General_CP437_BIN2 AS NVARCHAR(255)) THEN LEN(", x,
               ") ELSE LEN(", x, ") + 1 END")
      },
      letters = called("LEN")
    ),
    spark = list(
      float = "DOUBLE", text = "STRING", nan = called("isnan"), quote = "`", backslash = TRUE
    ),
    snowflake = list(
      float = "DOUBLE", letters = called("LENGTH"), backslash = TRUE,
      nan = function(x) paste0("CAST(", x, " AS DOUBLE) = CAST('NaN' AS DOUBLE)"),
      timeout = function(s) {
        paste0("ALTER SESSION SET STATEMENT_TIMEOUT_IN_SECONDS = ", s)
      }
    ),
    bigquery = list(
      whole = "INT64", float = "FLOAT64", text = "STRING", quote = "`", backslash = TRUE,
      bytes = called("BYTE_LENGTH"),
      nan = function(x) paste0("IS_NAN(CAST(", x, " AS FLOAT64))")
    ),
    trino = list(
      float = "DOUBLE", text = "VARCHAR", letters = called("LENGTH"),
      bytes = function(x) paste0("LENGTH(TO_UTF8(", x, "))"),
      nan = function(x) paste0("is_nan(CAST(", x, " AS DOUBLE))")
    )
  )
  common[names(own)] <- own
  common
}

# The dialect that a connection speaks, by the class that its driver gives it.
connection_dialect <- function(con, call = rlang::caller_env()) {
  drivers <- c(
    PostgreSQLConnection = "postgresql", PqConnection = "postgresql",
    PostgreSQL = "postgresql", duckdb_connection = "duckdb", SQLiteConnection = "sqlite",
    SQLite = "sqlite",
    MariaDBConnection = "mariadb", MySQLConnection = "mariadb", MySQL = "mariadb",
    `Microsoft SQL Server` = "sqlserver", spark_connection = "spark", `Spark SQL` = "spark",
    Databricks = "spark", DatabricksConnection = "spark", Snowflake = "snowflake",
    BigQueryConnection = "bigquery", PrestoConnection = "trino"
  )
  found <- intersect(class(con), names(drivers))
  if (length(found)) return(drivers[[found[1]]])
  abort_pairwave(
    c("A connection must be of an engine whose SQL is known.",
      x = "This one is {.cls {class(con)[1]}}.",
      i = "Say under {.field sources} which {.field dialect} it speaks: {.or {.val {dialects}}}."),
    "dialect", call = call
  )
}

# Names and texts as they stand in a statement: by DBI where there is a connection.
quoting_of <- function(dialect, con = NULL) {
  close <- if (dialect$quote == "[") "]" else dialect$quote
  name <- function(x) {
    paste0(dialect$quote, gsub(close, paste0(close, close), x, fixed = TRUE), close)
  }
  text <- function(x) {
    x <- enc2utf8(x)
    if (dialect$backslash) {
      x <- gsub("\\", "\\\\", x, fixed = TRUE)
      return(paste0("'", gsub("'", "\\'", x, fixed = TRUE), "'"))
    }
    if (is.null(con)) paste0("'", gsub("'", "''", x, fixed = TRUE), "'") else
      as.character(DBI::dbQuoteString(con, x))
  }
  if (!is.null(con)) name <- function(x) as.character(DBI::dbQuoteIdentifier(con, x))
  list(name = name, text = text)
}
