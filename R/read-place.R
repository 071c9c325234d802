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
