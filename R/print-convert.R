# Turns the one table model into flextable's.

# flextable leaves the caption to the document that it is knitted into.
flextable_of <- function(table, width = page_width) {
  need_package("flextable", "to make a table for Word")
  grouped <- with_group_rows(table)
  table <- keep_numbers_whole(grouped$table)
  # A line over the whole width widens no column.
  over <- table$body[grouped$at, 1]
  table$body[grouped$at, 1] <- ""
  body <- plain_columns(table)
  out <- flextable::flextable(body)
  out <- flextable::set_header_labels(
    out, values = stats::setNames(as.list(table$head), names(body))
  )
  out <- flextable::theme_booktabs(out)
  for (side in c("left", "right")) {
    columns <- which(table$align == substr(side, 1, 1))
    if (length(columns)) {
      out <- flextable::align(out, j = columns, align = side, part = "all")
    }
  }
  out <- merge_cells(out, table)
  if (length(table$notes)) {
    out <- flextable::add_footer_lines(out, values = table$notes)
    out <- flextable::align(out, align = "left", part = "footer")
  }
  if (length(table$caption)) {
    out <- flextable::set_caption(out, caption = table$caption)
  }
  out <- flextable::padding(out, padding.top = 2, padding.bottom = 2, part = "all")
  out <- flextable::autofit(out, add_h = 0)
  for (row in grouped$at) out <- flextable::merge_at(out, i = row, j = seq_along(body))
  if (length(over)) {
    out <- flextable::compose(out, i = grouped$at, j = 1, part = "body",
                              value = flextable::as_paragraph(flextable::as_i(over)))
  }
  fit_page(out, table, width)
}

# Cells that go over several rows, which Word merges.
merge_cells <- function(out, table) {
  spans <- cell_spans(table)
  for (at in which(spans > 1)) {
    row <- row(spans)[at]
    out <- flextable::merge_at(out, i = row + seq_len(spans[at]) - 1L, j = col(spans)[at])
  }
  if (is.null(table$spans) && length(table$wrap) == 0) return(out)
  flextable::valign(out, valign = "top", part = "body")
}

# A table that is wider than a page, in smaller letters and with columns that are narrowed
# as far as no word and no number is broken. (flextable's own way tries one size after
# the other, which takes minutes for a report.)
fit_page <- function(out, table, page = page_width) {
  natural <- unname(dim(out)$widths)
  if (sum(natural) <= page) {
    return(out)
  }
  text <- natural - 2 * usual_padding / 72
  room <- page - length(text) * 2 * narrow_padding / 72
  least <- text * unname(mapply(unbroken_share, table$body, table$head, table$align))
  least <- ifelse(table$align == "l", pmax(least, word_widths(table)), least)
  # A name of many letters is broken before the numbers beside it are.
  least <- ifelse(table$align == "l", pmin(least, 0.2 * room * letter_size / 6.5), least)
  # Long texts go over some three lines.
  lines <- pmin((text - least) / 3, 0.2 * room)
  smallest <- if (length(table$body) > most_page_columns) 6.5 else 8
  size <- min(9.5, max(smallest, letter_size * room / sum(least + lines)))
  text <- text * size / letter_size
  least <- least * size / letter_size
  # What is left goes to the columns that are narrowed most.
  over <- text - least
  width <- least + over * max(0, min(1, (room - sum(least)) / sum(over)))
  width <- width * min(1, room / sum(width))
  out <- flextable::padding(out, padding.left = narrow_padding, padding.right = narrow_padding,
                            part = "all")
  out <- flextable::width(out, width = width + 2 * narrow_padding / 72)
  flextable::fontsize(out, size = size, part = "all")
}

# How much of its width a column needs so that no word of it is broken, and no number's
# cell; words of letters wider than most have some room more.
unbroken_share <- function(cells, head, align) {
  words <- unlist(strsplit(c(head, if (align != "r") cells), "[[:space:]]+"))
  whole <- c(words, if (align == "r") cells)
  longest <- function(x) max(0, display_width(x[!is.na(x)]))
  min(1, 1.15 * longest(whole) / max(1, longest(c(head, cells))))
}

# Inches of the longest word in each column, in flextable's own letters; some fonts are
# wide.
word_widths <- function(table) {
  vapply(seq_along(table$head), function(i) {
    words <- unlist(strsplit(c(table$head[i], table$body[[i]]), "[[:space:]]+"))
    max(0, display_width(words[!is.na(words)])) * 0.62 * letter_size / 72
  }, 0)
}

# Points beside the text of a cell.
usual_padding <- 5

narrow_padding <- 3

# Points of flextable's own letters.
letter_size <- 11

# Inches between the margins of an A4 page in Word.
page_width <- 6.2

# The cells as a plain data frame whose names are there and distinct.
plain_columns <- function(table) {
  body <- table$body
  names(body) <- make.unique(ifelse(nzchar(names(body)), names(body), "column"))
  structure(as.list(body), names = names(body), class = "data.frame",
            row.names = .set_row_names(nrow(body)))
}
