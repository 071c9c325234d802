# A table in the console, folded where it is wider than the console: the columns
# that name a row come again before those that did not fit.

write_table_console <- function(table, width = getOption("width")) {
  cells <- padded_cells(table)
  wide <- display_width(cells[1, ])
  parts <- lapply(fold_columns(wide, table$row_heads, width), function(columns) {
    lines <- apply(cells[, columns, drop = FALSE], 1, paste, collapse = "  ")
    rule <- strrep("-", max(display_width(lines)))
    lines <- sub(" +$", "", lines)
    c(lines[1], rule, lines[-1], rule)
  })
  between <- c(rep(list(""), length(parts) - 1), list(NULL))
  c(
    wrap_text(table$caption, width), unlist(Map(c, parts, between)),
    wrap_text(table$notes, width)
  )
}

# Which columns stand together so that each part fits into `width`, two blanks
# between columns. The first `heads` columns are in every part, with at least
# one other.
fold_columns <- function(wide, heads, width) {
  heads <- seq_len(min(heads, length(wide) - 1))
  rest <- setdiff(seq_along(wide), heads)
  if (!length(heads)) return(list(rest))
  parts <- list()
  while (length(rest)) {
    taken <- sum(wide[heads] + 2) + cumsum(wide[rest] + 2) - 2
    fit <- max(1, sum(taken <= width))
    parts[[length(parts) + 1]] <- c(heads, rest[seq_len(fit)])
    rest <- rest[-seq_len(fit)]
  }
  parts
}

# Text in lines that fit, by what is seen on the screen.
wrap_text <- function(text, width) {
  unlist(lapply(text, function(one) {
    words <- strsplit(one, " ", fixed = TRUE)[[1]]
    lines <- character()
    line <- words[1]
    for (word in words[-1]) {
      if (display_width(line) + 1 + display_width(word) > width) {
        lines <- c(lines, line)
        line <- word
      } else {
        line <- paste(line, word)
      }
    }
    c(lines, line)
  }))
}
