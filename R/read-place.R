# Says where something stands that a message is about: a line of a text file, or a
# row or cell of a sheet.

# `unit` is what the place counts, `sheet` the sheet of a workbook.
text_place <- function(path) list(path = path, unit = "line", sheet = NULL)
sheet_place <- function(path, sheet) list(path = path, unit = "row", sheet = sheet)

# What a message calls the place. Only made when there is one: that takes longer than
# reading a small file.
place_words <- function(place) {
  if (is.null(place$sheet)) return(cli::format_inline("{.file {basename(place$path)}}"))
  cli::format_inline("sheet {.val {place$sheet}} of {.file {basename(place$path)}}")
}

# A cell as a workbook calls it: row 3, column 28 is AB3.
cell_name <- function(row, column) paste0(column_letters(column), row)

column_letters <- function(column) {
  vapply(column, function(n) {
    out <- character()
    while (n > 0) {
      out <- c(LETTERS[(n - 1) %% 26 + 1], out)
      n <- (n - 1) %/% 26
    }
    paste(out, collapse = "")
  }, "")
}
