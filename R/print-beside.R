# Tables of the same kind about several sets of people, beside each other.

# One table with the columns of numbers of each, under the names of `tables`. Rows that one
# of them lacks are blank there; notes that several share stand once.
tables_beside <- function(tables) {
  named <- lapply(tables, function(table) {
    lapply(table$body[table$align == "l"], fill_down)
  })
  keys <- lapply(named, function(names) do.call(paste, c(unname(names), sep = "\r")))
  lines <- unique(unlist(keys, use.names = FALSE))
  heads <- do.call(rbind, lapply(named, function(names) do.call(cbind, names)))
  heads <- heads[match(lines, unlist(keys, use.names = FALSE)), , drop = FALSE]
  # Rows of one name stand together.
  order <- order(match(heads[, 1], unique(heads[, 1])))
  heads <- heads[order, , drop = FALSE]
  cells <- Map(function(table, key) {
    numbers <- table$body[table$align == "r"]
    numbers <- lapply(numbers, function(column) column[match(lines, key)][order])
    lapply(numbers, function(column) ifelse(is.na(column), "", column))
  }, tables, keys)
  heads[, 1][same_as_above(heads[, 1])] <- ""
  body <- c(as.data.frame(heads), unlist(unname(cells), recursive = FALSE))
  names(body) <- paste0("column", seq_along(body))
  numbers <- lapply(tables, function(table) table$head[table$align == "r"])
  one <- all(lengths(numbers) == 1)
  over <- rep(names(tables), lengths(numbers))
  new_print_table(
    as.data.frame(body), align = rep(c("l", "r"), c(ncol(heads), length(over))),
    head = c(tables[[1]]$head[tables[[1]]$align == "l"],
             if (one) over else paste0(over, ", ", unlist(numbers))),
    notes = unique(unlist(lapply(tables, `[[`, "notes"), use.names = FALSE)) %||% character(),
    row_heads = ncol(heads)
  )
}
