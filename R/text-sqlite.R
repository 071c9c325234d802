# Opens the databases in which QualCoder and Taguette keep a project. They are
# opened to read only; a column that an older version had not is NA.

with_sqlite <- function(path, use, call) {
  need_package("RSQLite", "to read a project of QualCoder or Taguette", call)
  need_package("DBI", "to read a project of QualCoder or Taguette", call)
  found <- tryCatch({
    connection <- DBI::dbConnect(RSQLite::SQLite(), path, flags = RSQLite::SQLITE_RO,
                                 synchronous = NULL, bigint = "integer")
    on.exit(DBI::dbDisconnect(connection))
    use(connection)
  }, error = function(e) e)
  if (inherits(found, "pairwave_error")) rlang::cnd_signal(found)
  if (inherits(found, "error")) {
    abort_codes_file(basename(path), c(
      x = "Its database is damaged: {said}.",
      i = "Open the project in its program, and save it again."
    ), call, said = one_line(sub("[.]$", "", conditionMessage(found))))
  }
  found
}

# The rows of a table, with exactly these columns.
database_rows <- function(connection, table, columns) {
  there <- if (table %in% DBI::dbListTables(connection)) DBI::dbListFields(connection, table)
  known <- intersect(columns, there)
  if (length(known) == 0) {
    return(new_frame(stats::setNames(rep(list(character()), length(columns)), columns)))
  }
  quoted <- DBI::dbQuoteIdentifier(connection, known)
  rows <- DBI::dbGetQuery(connection, paste(
    "SELECT", paste(quoted, collapse = ", "), "FROM",
    DBI::dbQuoteIdentifier(connection, table), "ORDER BY rowid"
  ))
  for (absent in setdiff(columns, known)) rows[[absent]] <- rep(NA_character_, nrow(rows))
  rows[columns]
}

read_sqlite_project <- function(path, ask, call) {
  with_sqlite(path, function(connection) {
    tables <- DBI::dbListTables(connection)
    if (all(c("code_name", "code_text") %in% tables)) {
      return(read_qualcoder(connection, basename(path), ask, call))
    }
    if (all(c("highlights", "highlight_tags") %in% tables)) {
      return(read_taguette(connection, basename(path), ask, call))
    }
    abort_codes_file(basename(path), c(
      x = "It is a database, though neither QualCoder's nor Taguette's.",
      i = "Export as REFI-QDA ({.file .qdpx}) from the program."
    ), call)
  }, call)
}
