# A table of dplyr that stands in a database (`tbl_lazy`): its query becomes the table that
# is counted.

# A data frame with a row for each pattern of the columns and, in `counts`, how many rows
# of the table show it.
lazy_patterns <- function(x, columns, counts, call = rlang::caller_env()) {
  need_package("dbplyr", "to count a table of a database", call)
  con <- dbplyr::remote_con(x)
  table <- lazy_table(x)
  dialect <- dialect_of(connection_dialect(con, call))
  types <- column_types(con, table, "The table", "src", "src", call)
  types <- types_of_contents(types, new_connection_source(con, "the table", NULL),
                             list(dialect = dialect, quote = quoting_of(dialect, con)), table, call)
  check_known(columns, names(types), "{.arg x} must have the columns that are counted.",
              topic = "argument", call = call)
  plan <- lazy_plan(dialect, quoting_of(dialect, con), table, types, columns)
  source <- new_connection_source(con, "the table", plan)
  for (column in columns[types[columns] == "text"]) {
    refuse_free_text(source, list(value_of("src", column)), call)
  }
  found <- ask_source(source, lazy_statement(plan, columns), "patterns", most_patterns + 1L, call)
  part <- as_count(found[[1]], call)
  n <- as_count(found[[ncol(found)]], call)
  check_total(sum(n[part == 0]), sum(n[part == 1]), "the rows of the table", call)
  values <- Map(function(column, type) value_from_engine(column, type, plan),
                unclass(found)[1 + seq_along(columns)], types[columns])
  frame <- new_frame(c(stats::setNames(values, columns), list(n = n)))
  frame <- add_patterns(list(frame_rows(frame, which(part == 1))), columns)
  names(frame)[ncol(frame)] <- counts
  frame
}

# The query of a table as it stands behind FROM. What arrange() asked for is left out there:
# counts have no order, and SQL Server refuses one within a query.
lazy_table <- function(x) {
  query <- withCallingHandlers(
    as.character(dbplyr::sql_render(x, subquery = TRUE)),
    warning = function(w) {
      if (grepl("ORDER BY", conditionMessage(w), fixed = TRUE)) rlang::cnd_muffle(w)
    }
  )
  # A table as it is has no query.
  is_query <- grepl("^\\s*\\(?\\s*(SELECT|WITH|VALUES)\\b", query, ignore.case = TRUE, perl = TRUE)
  paste0("(", if (is_query) query else as.character(dbplyr::remote_query(x)), ") src")
}

lazy_plan <- function(dialect, quote, table, types, columns) {
  values <- lapply(types[columns], function(type) if (type == "text") character() else double())
  list(dialect = dialect, quote = quote, shard = NULL,
       waves = list(src = list(table = table, types = types, columns = values,
                               where = character(), plain = TRUE)))
}

# The patterns of columns, and all rows as the `part` 0.
lazy_statement <- function(plan, columns) {
  of <- plan$waves$src
  sql <- vapply(columns, function(column) {
    sql_exact(plan, sql_column(plan, column), of$types[[column]])
  }, "")
  named <- paste0("c", seq_along(columns))
  count <- paste0(plan$dialect$count, "(*) AS n")
  nulls <- vapply(of$types[columns], sql_null, "", plan = plan)
  paste0("SELECT 1 AS part, ", paste(c(paste(sql, "AS", named), count), collapse = ", "),
         " FROM ", of$table, " GROUP BY ", paste(sql, collapse = ", "),
         "\nUNION ALL SELECT 0 AS part, ",
         paste(c(paste(nulls, "AS", named), count), collapse = ", "),
         " FROM ", of$table)
}
