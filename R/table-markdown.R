# A table in Markdown.

# A pipe table. The caption is a line that Pandoc takes for the table's own.
write_table_markdown <- function(table) {
  cells <- padded_cells(table, escape_markdown, least = 3)
  lines <- paste0("| ", apply(cells, 1, paste, collapse = " | "), " |")
  width <- display_width(cells[1, ])
  dashes <- ifelse(
    table$align == "r",
    paste0(strrep("-", width + 1), ":"), paste0(":", strrep("-", width + 1))
  )
  rule <- paste0("|", paste(dashes, collapse = "|"), "|")
  notes <- escape_markdown(table$notes)
  c(
    if (length(table$caption)) {
      c(paste("Table:", escape_markdown(table$caption)), "")
    },
    lines[1], rule, lines[-1],
    if (length(notes)) c("", paste(notes, collapse = "\n\n"))
  )
}

# Every character that Markdown or Pandoc could take for markup. A hyphen
# after a hyphen would become a dash, a stop after a stop an ellipsis.
escape_markdown <- function(text) {
  text <- gsub("([\\\\`*_{}\\[\\]<>#|~^$@&!])", "\\\\\\1", text, perl = TRUE)
  gsub("(?<=([-.]))(?=\\1)", "\\\\", text, perl = TRUE)
}
