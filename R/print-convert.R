# Turns the one table model into flextable's.

# flextable leaves the caption to the document that it is knitted into.
flextable_of <- function(table) {
  need_package("flextable", "to make a table for Word")
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
  fit_page(out, table)
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

# A table that is wider than a page, narrowed column by column and in smaller
# letters. (flextable's own way tries one size after the other, which takes
# minutes for a report.)
fit_page <- function(out, table) {
  widths <- unname(dim(out)$widths)
  ratio <- page_width / sum(widths)
  if (ratio >= 1) {
    return(out)
  }
  if (length(table$wrap)) {
    return(fit_long_texts(out, table, widths))
  }
  out <- flextable::width(out, width = widths * ratio)
  flextable::fontsize(out, size = max(6, 9.5 * ratio), part = "all")
}

# Long texts go over several lines, so that numbers stay whole in letters of a readable
# size. Other texts, such as labels, go over several lines before numbers would leave
# no room.
fit_long_texts <- function(out, table, widths) {
  long <- seq_along(widths) %in% table$wrap
  texts <- table$align == "l" & !long
  numbers <- table$align == "r"
  widths <- widths - 2 * (usual_padding - narrow_padding) / 72
  size <- min(9.5, max(7, letter_size * 0.55 * page_width / sum(widths[!long])))
  widths <- widths * size / letter_size
  most <- page_width * if (any(numbers)) 0.17 else 0.45
  widths[texts] <- widths[texts] * min(1, most / sum(widths[texts]))
  widths[texts] <- pmax(widths, word_widths(table, size))[texts]
  widths[long] <- max(1, (page_width - sum(widths[!long])) / sum(long))
  out <- flextable::padding(out, padding.left = narrow_padding, padding.right = narrow_padding,
                            part = "all")
  out <- flextable::width(out, width = widths * page_width / sum(widths))
  flextable::fontsize(out, size = size, part = "all")
}

# Inches of the longest word in each column, in letters of `size` points: a word that
# does not fit is broken anywhere. Some fonts are wide.
word_widths <- function(table, size) {
  longest <- vapply(seq_along(table$head), function(i) {
    words <- unlist(strsplit(c(table$head[i], as.character(table$body[[i]])), "[[:space:]]+"))
    max(0, nchar(words[!is.na(words)], "width"))
  }, 0)
  (longest * 0.62 * size + 2 * narrow_padding + 2) / 72
}

# Points beside the text of a cell.
usual_padding <- 5

narrow_padding <- 2

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
