# A plan of two waves without a connection: what the writer makes of a dialect.
plan_of <- function(dialect, ..., plain = FALSE, exact = FALSE, shard = NULL) {
  dialect <- dialect_of(dialect)
  columns <- list(
    code = character(), region = new_labelled_column(character(), na_values = "it's"),
    q1 = new_labelled_column(double(), na_values = c(-99, 0.5)),
    q2 = new_labelled_column(double(), na_range = c(-Inf, -1))
  )
  types <- list(code = "text", region = "text", q1 = "whole", q2 = "number")
  quote <- quoting_of(dialect)
  wave <- function(table) {
    list(table = quote$name(table), columns = columns, types = types, order = "code",
         where = character(), plain = plain)
  }
  list(dialect = dialect, quote = quote, key = "code", exact = exact, duplicates = "first",
       shard = shard, waves = list(pre = wave("pre"), post = wave("post")))
}

measures_of_a_table <- function() {
  list(in.pre = presence_of("pre"), in.post = presence_of("post"),
       s.post = sum_of("post", c("q1", "q2"), c(q2 = 5)),
       first.region = first_of(c("pre", "post"), "region"))
}

test_that("each dialect has its own words for the same few things", {
  for (dialect in dialects) {
    expect_snapshot(cat(patterns_statement(plan_of(dialect, plain = TRUE), measures_of_a_table())))
  }
})

test_that("a code as it stands is joined with a normal form as if it were one", {
  for (dialect in dialects) {
    plan <- plan_of(dialect)
    plan$waves$post$plain <- TRUE
    code <- plan$dialect$binary(sql_column(plan, "code", "w2"))
    statement <- patterns_statement(plan, measures_of_a_table())
    expect_match(statement, paste("ON", code, "= w1.pw_code"), fixed = TRUE)
    expect_match(statement, paste("ON w1.pw_code =", code), fixed = TRUE)
  }
})

test_that("codes are normalised in a dialect's own way", {
  for (dialect in c("sqlserver", "bigquery", "mariadb")) {
    expect_snapshot(cat(sql_coded(plan_of(dialect), "pre")))
  }
})

test_that("values, codes that are words, and answers alike are counted in a dialect's own way", {
  for (dialect in c("sqlite", "sqlserver", "mariadb")) {
    plan <- plan_of(dialect, plain = TRUE)
    words <- words_statement(plan, "pre", c("total", "mean"))
    expect_snapshot({
      cat(values_statement(plan, "pre", "region", TRUE))
      cat(values_statement(plan_of(dialect, shard = "code"), "pre", "q1", FALSE))
      cat(sub("FROM .* WHERE", "FROM the codes WHERE", words))
      cat(patterns_statement(plan, list(alike = answered_alike("post", c("q1", "q2")))))
    })
  }
})

test_that("no statement has a division, a decimal number or a set of groupings", {
  for (dialect in dialects) {
    plan <- plan_of(dialect, shard = "code")
    statements <- c(
      patterns_statement(plan, measures_of_a_table()), records_statement(plan),
      products_statement(plan, "pre", c("q1", "q2"), c(q2 = 5)),
      outside_statement(plan, "pre", c("q1", "q2"), c(1, 1), c(4, 4)),
      filled_statement(plan, "pre", "region"), distinct_statement(plan, "pre", "region"),
      ties_statement(plan, "pre"), several_statement(plan, "pre"),
      values_statement(plan, "pre", "region", TRUE), values_statement(plan, "pre", "q2", FALSE),
      words_statement(plan, "pre", "total"),
      patterns_statement(plan, list(alike = answered_alike("post", c("q1", "q2"))))
    )
    quoted <- if (plan$dialect$backslash) "'([^'\\\\]|\\\\.)*'" else "'([^']|'')*'"
    bare <- gsub(quoted, "", statements, perl = TRUE)
    expect_identical(grep("/|%|[0-9][.][0-9]|GROUPING|ROLLUP|CUBE|FULL|WITH ", bare), integer())
    expect_true(all(grepl("^SELECT ", statements)))
  }
})

test_that("an engine whose SQL is not known is refused", {
  expect_identical(connection_dialect(structure(list(), class = c("Snowflake", "OdbcConnection"))),
                   "snowflake")
  expect_snapshot(connection_dialect(structure(list(), class = "OraConnection")), error = TRUE)
})

test_that("names and texts are quoted as the dialect has it", {
  quoted <- function(dialect) quoting_of(dialect_of(dialect))
  expect_identical(quoted("postgresql")$name("a\"b"), "\"a\"\"b\"")
  expect_identical(quoted("sqlserver")$name("a]b"), "[a]]b]")
  expect_identical(quoted("bigquery")$text("it's \\"), "'it\\'s \\\\'")
  expect_identical(quoted("trino")$text("it's \\"), "'it''s \\'")
})
