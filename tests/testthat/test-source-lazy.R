test_that("the patterns of a query prove that they are all", {
  plan <- lazy_plan(dialect_of("postgresql"), quoting_of(dialect_of("postgresql")),
                    "(SELECT * FROM scored) src", list(sex = "text", pre = "number"),
                    c("sex", "pre"))
  expect_snapshot(cat(lazy_statement(plan, c("sex", "pre"))))
  skip_if_not_installed("dbplyr")
  skip_if_not_installed("RSQLite")
  con <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()))
  DBI::dbWriteTable(con, "scored", data.frame(a = c(1, 1, NA, 2), b = c("x", "x", "X", NA)))
  found <- lazy_patterns(dplyr::tbl(con, "scored"), c("a", "b"), "n")
  expect_identical(found[order(found$a), ][["n"]], c(2, 1, 1))
  expect_identical(sum(found$n), 4)
})
