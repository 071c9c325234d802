# Writes a table in Markdown.

# A pipe table. The caption is a line that Pandoc takes for the table's own. `letters` is
# how many stand on a line of a page whose columns are as wide as the dashes say.
write_table_markdown <- function(table, letters = NULL) {
  table <- with_group_rows(table)$table
  cells <- padded_cells(table, escape_markdown, least = 3)
  lines <- paste0("| ", apply(cells, 1, paste, collapse = " | "), " |")
  width <- if (length(letters)) page_widths(table, letters) else display_width(cells[1, ])
  dashes <- ifelse(
    table$align == "r",
    paste0(strrep("-", width + 1), ":"), paste0(":", strrep("-", width + 1))
  )
  rule <- paste0("|", paste(dashes, collapse = "|"), "|")
  notes <- escape_markdown(table$notes)
  c(
    if (length(table$caption)) {
      c(paste0("Table: ", table$anchor, escape_markdown(table$caption)), "")
    },
    lines[1], rule, lines[-1],
    if (length(notes)) c("", paste(notes, collapse = "\n\n"))
  )
}

# Letters of each column so that no number is broken: names have what is left, and room for
# their longest word. A cell has a blank at either side.
page_widths <- function(table, letters) {
  longest <- function(texts) max(1, display_width(texts[!is.na(texts)]))
  words <- function(texts) unlist(strsplit(texts, "[[:space:]]+"))
  natural <- mapply(function(cells, head) longest(c(cells, head)), table$body, table$head) + 2
  whole <- mapply(function(cells, head, align) {
    longest(c(words(head), if (align == "r") cells else words(cells)))
  }, table$body, table$head, table$align) + 2
  if (sum(natural) <= letters) return(unname(natural))
  spare <- max(0, letters - sum(whole))
  over <- natural - whole
  unname(round(whole + over * min(1, spare / sum(over))))
}

# Every character that Markdown or Pandoc could take for markup. A bracket after
# a backslash would begin mathematics in R Markdown, and a backslash before one
# as well, so these are numbers. So is what makes an address a link, a word between
# colons a picture, or the first word of a paragraph a caption or an item of a
# list. A hyphen after a hyphen would become a dash, a stop after a stop an
# ellipsis.
escape_markdown <- function(text) {
  text <- gsub("([\\\\`*_{}<>#|~^$@&!])", "\\\\\\1", text, perl = TRUE)
  text <- gsub("\\\\[^\\\\](*SKIP)(*FAIL)|\\\\\\\\", "&#92;", text, perl = TRUE)
  text <- gsub("[", "&#91;", text, fixed = TRUE)
  text <- gsub("]", "&#93;", text, fixed = TRUE)
  text <- gsub("\\b[A-Za-z][A-Za-z0-9+.-]*\\K:(?=\\S)|:(?=[A-Za-z0-9_+-]+:)", "&#58;", text,
               perl = TRUE)
  text <- gsub("(?i)(?<=www)[.]", "&#46;", text, perl = TRUE)
  text <- gsub("(?<=([-.]))(?=\\1)", "\\\\", text, perl = TRUE)
  escape_start(text)
}

# Finds what the start of a paragraph could make of it.
escape_start <- function(text) {
  text <- sub("^(\\s*)([-+:=])(?=\\s|$)", "\\1\\\\\\2", text, perl = TRUE)
  text <- sub("^(\\s*)([Tt]able):", "\\1\\2&#58;", text, perl = TRUE)
  text <- sub("^(\\s*\\(?[A-Za-z0-9]+)[.](?=\\s|$)", "\\1&#46;", text, perl = TRUE)
  sub("^(\\s*\\(?[A-Za-z0-9]+)[)](?=\\s|$)", "\\1&#41;", text, perl = TRUE)
}
