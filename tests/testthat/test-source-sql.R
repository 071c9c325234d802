sqlite_plan <- function(columns, types) {
  dialect <- dialect_of("sqlite")
  list(dialect = dialect, quote = quoting_of(dialect), key = "code", exact = FALSE,
       waves = list(pre = list(table = "pre", columns = columns, types = types,
                               where = character(), plain = FALSE)))
}

test_that("a code in SQL is the code in its normal form", {
  skip_if_not_installed("RSQLite")
  printable <- rawToChar(as.raw(32:126), multiple = TRUE)
  codes <- c("AB-12", " ab 12", "", "  ", NA, "a\tb", "O'Neil", paste0("x", printable, "Y"))
  con <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()))
  DBI::dbWriteTable(con, "pre", data.frame(code = codes))
  plan <- sqlite_plan(list(code = character()), list(code = "text"))
  found <- DBI::dbGetQuery(con, paste("SELECT pw_code FROM", sql_coded(plan, "pre")))$pw_code
  expect_identical(ifelse(is.na(found), "", found), normal_codes(codes, "the test"))
})

test_that("what is missing in SQL is what is missing in a column", {
  skip_if_not_installed("RSQLite")
  set.seed(1)
  values <- c(sample(-5:5, 100, TRUE), NA, 0.5, 97, 99, -99)
  columns <- list(
    a = new_labelled_column(values, na_values = c(99, 0.5)),
    b = new_labelled_column(values, na_range = c(-Inf, -2)),
    c = new_labelled_column(values, na_values = 1, na_range = c(97, Inf)),
    d = values
  )
  con <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()))
  DBI::dbWriteTable(con, "pre", as.data.frame(lapply(columns, bare_values)))
  plan <- sqlite_plan(columns, lapply(columns, function(x) "number"))
  for (column in names(columns)) {
    found <- DBI::dbGetQuery(con, paste0(
      "SELECT CASE WHEN ", sql_missing(plan, "pre", column, sql_column(plan, column)),
      " THEN 1 ELSE 0 END AS x FROM pre"
    ))$x
    expect_identical(found == 1, is_missing_answer(columns[[column]]))
  }
})

test_that("numbers are written without a point", {
  plan <- list(dialect = dialect_of("trino"))
  expect_identical(sql_number(plan, c(3, -99, 2^53)), c("3", "-99", "9007199254740992"))
  expect_identical(sql_number(plan, 0.1), "CAST('0.10000000000000001' AS DOUBLE)")
})
