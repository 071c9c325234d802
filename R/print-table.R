# Makes a table as it is printed: text cells, aligned columns, a caption above
# and notes below. What a table says is decided by the as_print_table() methods;
# here it is only written. Each format has its file: print-console.R,
# print-markdown.R, print-html.R, print-latex.R, print-typst.R, print-workbook.R.

# `body` is a data frame of character columns, `align` has "l" or "r" for each
# column, `head` has the text above each column and may be empty or repeated.
# The first `row_heads` columns name the row, for readers of the HTML table
# who hear it rather than see it. `spans` has a column for each of the first columns
# whose cells are merged downwards: over how many rows each goes, 0 where the cell
# is part of the one above, which is blank in `body`. `wrap` are the columns of long
# texts, where a format needs to know. group_table() adds `groups`, the line that stands
# over each row and its neighbours, and a document `anchor`, what its format needs before
# the caption to number it and to refer to it.
new_print_table <- function(body, align, caption = NULL, notes = character(),
                            head = names(body), row_heads = 1L, spans = NULL,
                            wrap = integer()) {
  stopifnot(
    is.data.frame(body),
    vapply(body, is.character, logical(1)),
    length(align) == length(body), align %in% c("l", "r"),
    length(head) == length(body),
    is.null(caption) || is_text(caption),
    is.character(notes),
    is.null(spans) || (nrow(spans) == nrow(body) && ncol(spans) <= length(body))
  )
  body[] <- lapply(body, one_line)
  structure(
    list(body = body, align = align,
         caption = if (length(caption)) one_line(in_language(caption)),
         notes = one_line(notes), head = one_line(in_language(head)),
         row_heads = row_heads, spans = spans, decimal_mark = decimal_mark(),
         wrap = wrap, word = in_language("Table")),
    class = "pairwave_print_table"
  )
}

# The lines of the table in one format.
write_table <- function(table, to = table_formats) {
  to <- match_choice(to)
  switch(
    to,
    console = write_table_console(table),
    markdown = write_table_markdown(table),
    html = write_table_html(table),
    latex = write_table_latex(table),
    typst = write_table_typst(table)
  )
}

table_formats <- c("console", "markdown", "html", "latex", "typst")

# Cells as a character matrix, one row per row of the table.
table_cells <- function(table, escape = identity) {
  matrix(
    escape(as.character(unlist(table$body, use.names = FALSE))),
    nrow = nrow(table$body), ncol = length(table$body)
  )
}

# The cells of numbers with blanks at which no line is broken, for word processors, which
# would break an interval in two.
keep_numbers_whole <- function(table) {
  numbers <- which(table$align == "r")
  table$body[numbers] <- lapply(table$body[numbers], function(cells) {
    gsub(" ", "\u00a0", cells, fixed = TRUE)
  })
  table
}

# Head and cells padded to a common width per column: a matrix whose first
# row is the head.
padded_cells <- function(table, escape = identity, least = 0) {
  cells <- rbind(escape(table$head), table_cells(table, escape))
  wide <- matrix(display_width(as.vector(cells)), nrow(cells))
  for (j in seq_len(ncol(cells))) {
    width <- max(least, wide[, j])
    cells[, j] <- pad_text(cells[, j], width, table$align[j], wide[, j])
  }
  cells
}

# Over how many rows each cell goes: 1 where nothing is merged.
cell_spans <- function(table) {
  out <- matrix(1L, nrow(table$body), length(table$body))
  if (!is.null(table$spans)) out[, seq_len(ncol(table$spans))] <- table$spans
  out
}
