# Writes a table in the console, folded where it is wider than the console: the
# columns that name a row come again before those that did not fit.

# The columns that fit a console: names take a third of it at most, those that
# matter least are left out, and label and values share what is left.
fit_cells <- function(cells, width) {
  most <- c(Wave = width %/% 6, Name = width %/% 3)
  for (name in intersect(names(most), names(cells))) {
    cells[[name]] <- shorten_alike(cells[[name]], max(most[[name]], 12))
  }
  natural <- function(name) max(display_width(c(name, cells[[name]])))
  elastic <- intersect(c("Label", "Values"), names(cells))
  spare <- function(shown) {
    fixed <- setdiff(shown, elastic)
    width - sum(vapply(fixed, natural, 1)) - 2 * (length(shown) - 1)
  }
  shown <- names(cells)
  for (name in c("Format", "Measure", "Distinct", "Role", "Set", "Note", "Missing", "n", "Type")) {
    most <- if (name %in% c("Missing", "n", "Type")) 10 else 24
    wish <- sum(vapply(elastic, function(e) min(natural(e), most), 1))
    if (spare(shown) < wish) shown <- setdiff(shown, name)
  }
  cells <- cells[shown]
  left <- max(spare(shown), 10 * length(elastic))
  for (name in elastic) {
    others <- setdiff(elastic, name)
    half <- max(left %/% 2, left - sum(vapply(others, natural, 1)))
    room <- if (length(others)) half else left
    shorten <- if (name == "Label") shorten_alike else cut_text
    cells[[name]] <- shorten(cells[[name]], room)
    left <- left - min(natural(name), room)
    elastic <- others
  }
  cells
}

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
