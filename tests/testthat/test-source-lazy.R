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

# What analysts do to a table before they ask, each by name.
lazy_pipelines <- function() {
  `%>%` <- dplyr::`%>%`
  list(
    bare = function(x) x,
    filter = function(x) x %>% dplyr::filter(arm == 1, !is.na(pre)),
    mutate = function(x) x %>% dplyr::mutate(post = post + 1, pre = ifelse(pre == 2, NA, pre)),
    sorted = function(x) x %>% dplyr::arrange(dplyr::desc(pre)),
    first = function(x) x %>% dplyr::arrange(id) %>% utils::head(40),
    renamed = function(x) x %>% dplyr::select(`year of study`, arm, pre = post, post = pre),
    distinct = function(x) x %>% dplyr::distinct(arm, `year of study`, pre, post),
    joined = function(x) {
      x %>% dplyr::left_join(x %>% dplyr::select(id, again = post), by = "id") %>%
        dplyr::mutate(post = again)
    },
    both = function(x) dplyr::union_all(x, x %>% dplyr::filter(arm == 2)),
    summed = function(x) {
      x %>% dplyr::group_by(id, arm, `year of study`) %>%
        dplyr::summarise(pre = max(pre, na.rm = TRUE), post = min(post, na.rm = TRUE),
                         .groups = "drop")
    },
    ranked = function(x) {
      x %>% dplyr::group_by(arm) %>% dplyr::filter(dplyr::min_rank(id) <= 30) %>% dplyr::ungroup()
    }
  )
}

test_that("a table of dplyr becomes a statement in each dialect that dbplyr imitates", {
  skip_if_not_installed("dbplyr")
  skip_if_not(utils::packageVersion("dbplyr") < "2.4.0", "the queries of an older dbplyr")
  columns <- c("year of study", "pre", "post")
  types <- list(id = "whole", arm = "whole", `year of study` = "text", pre = "number",
                post = "number")
  for (imitated in c("postgres", "sqlite", "mysql", "mssql", "snowflake", "hive")) {
    con <- getExportedValue("dbplyr", paste0("simulate_", imitated))()
    dialect <- dialect_of(if (imitated == "hive") "spark" else connection_dialect(con))
    x <- dbplyr::lazy_frame(id = 1L, arm = 1L, `year of study` = "x", pre = 1, post = 2,
                            con = con, .name = "scored")
    statements <- vapply(lazy_pipelines()[c("bare", "sorted", "mutate", "first")], function(prepare) {
      plan <- lazy_plan(dialect, quoting_of(dialect), lazy_table(prepare(x)), types, columns)
      lazy_statement(plan, columns)
    }, "")
    expect_snapshot(cat(paste0("-- ", imitated, ", ", names(statements), "\n", statements), sep = "\n"))
    # No engine but some takes an order within a query that is cut off nowhere.
    expect_false(grepl("ORDER BY", statements[["sorted"]]))
    expect_true(grepl("ORDER BY", statements[["first"]]))
  }
})

test_that("whatever was done to a table, its counts give what its rows give", {
  skip_if_not_installed("dbplyr")
  skip_if_not_installed("RSQLite")
  set.seed(5)
  con <- withr::local_db_connection(DBI::dbConnect(RSQLite::SQLite()))
  n <- 150
  DBI::dbWriteTable(con, "scored", data.frame(
    id = seq_len(n), arm = sample(2, n, TRUE), pre = sample(c(1:4, NA), n, TRUE),
    post = sample(c(1:4, 2.5, NA), n, TRUE),
    `year of study` = sample(c("First", "first", "It's", "", NA), n, TRUE), check.names = FALSE
  ))
  DBI::dbExecute(con, "ALTER TABLE scored RENAME TO \"the scored\"")
  table <- dplyr::tbl(con, "the scored")
  for (name in names(lazy_pipelines())) {
    x <- lazy_pipelines()[[name]](table)
    rows <- as.data.frame(dplyr::collect(x))
    waves <- c(before = "pre", after = "post")
    expect_identical(paired_change(x, waves = waves, by = "year of study"),
                     paired_change(rows, waves = waves, by = "year of study"), info = name)
    expect_identical(as.data.frame(demographics(x, columns = c("arm", "year of study"))),
                     as.data.frame(demographics(rows, columns = c("arm", "year of study"))),
                     info = name)
  }
})
