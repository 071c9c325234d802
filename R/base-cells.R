# Names the cells of a sheet as workbooks do.

# A cell as a workbook calls it: row 3, column 28 is AB3.
cell_name <- function(row, column) paste0(column_letters(column), row)

column_letters <- function(column) {
  different <- unique(column)
  letters <- vapply(different, function(n) {
    out <- character()
    while (n > 0) {
      out <- c(LETTERS[(n - 1) %% 26 + 1], out)
      n <- (n - 1) %/% 26
    }
    paste(out, collapse = "")
  }, "")
  letters[match(column, different)]
}
