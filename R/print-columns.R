# The few columns of a table that stand on a page: names that repeat become lines over the
# whole width, and what is left out is said below the table.

# By kind of result: the columns of its table that a page shows. Those that name a row are
# shown as well; of two columns in one element the first that the table has is taken. A kind
# that is not here, or all of whose columns are few, is shown whole.
main_columns <- list(
  pairwave_change = list("n", "before", "after", "change", c("p_adjusted", "p"),
                         # What was asked for by name.
                         "also1", "also2", "also3"),
  pairwave_item_change = list("n", "before", "after", "change", c("adjusted", "p")),
  pairwave_unpaired = list("n", "before", "after", "change", c("p_adjusted", "p")),
  pairwave_persistence = list("n", "gain", "since", "margin", c("p_adjusted", "adjusted", "p")),
  pairwave_codebook = list("Label", "Type", "Values", "n", "Missing")
)

# No page has room for more columns of numbers than this beside each other.
most_page_columns <- 6L

# A table as a page shows it. `how` says how the rest is had.
page_table <- function(table, main = NULL, how = NULL) {
  table <- group_table(table)
  heads <- seq_len(table$row_heads)
  if (length(table$body) <= most_page_columns || !length(main)) return(table)
  named <- names(table$body)
  wanted <- vapply(main, function(any) c(any[any %in% named], NA)[1], "")
  keep <- sort(unique(c(heads, match(wanted, named, nomatch = 0L))))
  left <- setdiff(seq_along(named), keep)
  if (!length(left)) return(table)
  heads <- paste(table$head[left], collapse = "; ")
  said <- if (length(how)) {
    worded("Not shown here: {columns} ({how}).", columns = heads, how = how)
  } else worded("Not shown here: {columns}.", columns = heads)
  table <- table_of_columns(table, keep)
  table$notes <- c(table$notes, said)
  table
}

table_of_columns <- function(table, keep) {
  table$row_heads <- sum(seq_len(table$row_heads) %in% keep)
  table$wrap <- which(keep %in% table$wrap)
  table$body <- table$body[keep]
  table$align <- table$align[keep]
  table$head <- table$head[keep]
  table
}

# Where more columns than fit a page name a row, the last of them that differs stays, and
# the others are a line over the rows that they share. A name is blank in the body where it
# is the one above.
group_table <- function(table) {
  heads <- seq_len(table$row_heads)
  if (length(heads) < 2 || length(table$body) <= most_page_columns || !is.null(table$spans) ||
        nrow(table$body) < 2) {
    return(table)
  }
  names <- lapply(table$body[heads], fill_down)
  differ <- vapply(names, function(name) length(unique(name)) > 1, NA)
  own <- max(c(which(differ), 1L))
  over <- setdiff(heads, own)
  over <- over[order(!differ[over])]
  group <- apply(do.call(cbind, names[over]), 1, function(of) {
    paste(of[nzchar(of)], collapse = ", ")
  })
  if (any(!nzchar(group))) return(table)
  # Rows of one group stand together.
  order <- order(match(group, unique(group)))
  table$body[[own]] <- names[[own]]
  table$body <- table$body[order, , drop = FALSE]
  table <- table_of_columns(table, setdiff(seq_along(table$body), over))
  table$groups <- group[order]
  table
}

# A table of more columns than a sheet of paper has room for as several that follow each
# other: what names a row stands in each, the caption above the first, notes below the last.
fold_table <- function(table) {
  table <- group_table(table)
  heads <- seq_len(table$row_heads)
  rest <- setdiff(seq_along(table$body), heads)
  most <- max(1L, most_page_columns - length(heads))
  parts <- ceiling(length(rest) / most)
  if (parts < 2 || length(table$wrap) || !is.null(table$spans)) return(list(table))
  part <- ceiling(seq_along(rest) * parts / length(rest))
  lapply(seq_len(parts), function(i) {
    one <- table_of_columns(table, c(heads, rest[part == i]))
    if (i > 1) one[c("caption", "anchor")] <- list(NULL)
    if (i < parts) one$notes <- character()
    one
  })
}

fill_down <- function(cells) {
  said <- nzchar(cells)
  if (!any(said) || !said[1]) return(cells)
  cells[which(said)[cumsum(said)]]
}

# Tells which rows begin a group.
group_starts <- function(table) {
  if (is.null(table$groups)) return(rep(FALSE, nrow(table$body)))
  !same_as_above(table$groups)
}

# The table with a row for each line over a group, whose other cells are blank, for formats
# in which no cell goes over several columns; `at` are these rows.
with_group_rows <- function(table) {
  starts <- which(group_starts(table))
  if (!length(starts)) return(list(table = table, at = integer()))
  blank <- table$body[rep(NA_integer_, length(starts)), , drop = FALSE]
  blank[] <- lapply(blank, function(cells) rep("", length(cells)))
  blank[[1]] <- table$groups[starts]
  body <- rbind(blank, table$body)
  order <- order(c(starts - 0.5, seq_len(nrow(table$body))))
  table$body <- body[order, , drop = FALSE]
  row.names(table$body) <- NULL
  table$groups <- NULL
  list(table = table, at = which(order <= length(starts)))
}
