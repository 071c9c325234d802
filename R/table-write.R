# A table as it is printed: text cells, aligned columns, a caption above and
# notes below. What a table says is decided by the as_print_table() methods;
# here it is only written, to a console or as Markdown, HTML or LaTeX.

# `body` is a data frame of character columns, `align` has "l" or "r" for each
# column, `head` has the text above each column and may be empty or repeated.
# The first `row_heads` columns name the row, for readers of the HTML table
# who hear it rather than see it.
new_print_table <- function(body, align, caption = NULL, notes = character(),
                            head = names(body), row_heads = 1L) {
  stopifnot(
    is.data.frame(body),
    vapply(body, is.character, logical(1)),
    length(align) == length(body), align %in% c("l", "r"),
    length(head) == length(body),
    is.null(caption) || rlang::is_string(caption),
    is.character(notes)
  )
  body[] <- lapply(body, one_line)
  structure(
    list(body = body, align = align, caption = caption, notes = notes,
         head = one_line(head), row_heads = row_heads),
    class = "pairwave_print_table"
  )
}

# A cell is one line in every format. NA is no text.
one_line <- function(text) {
  text <- gsub("[[:space:]]+", " ", enc2utf8(text))
  text[is.na(text)] <- ""
  text
}

# The lines of the table in one format.
write_table <- function(table, to = c("console", "markdown", "html", "latex")) {
  to <- rlang::arg_match(to)
  switch(
    to,
    console = write_table_console(table),
    markdown = write_table_markdown(table),
    html = write_table_html(table),
    latex = write_table_latex(table)
  )
}

# Cells as a character matrix, one row per row of the table.
table_cells <- function(table, escape = identity) {
  matrix(
    escape(as.character(unlist(table$body, use.names = FALSE))),
    nrow = nrow(table$body), ncol = length(table$body)
  )
}

# Width is what the text takes on the screen: a wide East Asian character
# takes two places, a combining accent none.
display_width <- function(text) cli::ansi_nchar(text, type = "width")

pad_text <- function(text, width, align) {
  blank <- strrep(" ", pmax(0, width - display_width(text)))
  if (align == "l") paste0(text, blank) else paste0(blank, text)
}

# Head and cells padded to a common width per column: a matrix whose first
# row is the head.
padded_cells <- function(table, escape = identity, least = 0) {
  cells <- rbind(escape(table$head), table_cells(table, escape))
  for (j in seq_len(ncol(cells))) {
    width <- max(least, display_width(cells[, j]))
    cells[, j] <- pad_text(cells[, j], width, table$align[j])
  }
  cells
}

write_table_console <- function(table) {
  cells <- padded_cells(table)
  lines <- apply(cells, 1, paste, collapse = "  ")
  rule <- strrep("-", max(display_width(lines)))
  c(
    table$caption,
    sub(" +$", "", lines[1]), rule, sub(" +$", "", lines[-1]), rule,
    table$notes
  )
}

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

write_table_html <- function(table) {
  cells <- table_cells(table, escape_html)
  style <- ifelse(table$align == "r", " style=\"text-align: right;\"",
                  " style=\"text-align: left;\"")
  head <- escape_html(table$head)
  head <- ifelse(
    head == "",
    paste0("<td", style, "></td>"),
    paste0("<th scope=\"col\"", style, ">", head, "</th>")
  )
  row <- function(i) {
    text <- cells[i, ]
    heads <- seq_along(text) <= table$row_heads & text != ""
    paste0(
      "<tr>",
      paste0(
        ifelse(heads, "<th scope=\"row\"", "<td"), style, ">", text,
        ifelse(heads, "</th>", "</td>"), collapse = ""
      ),
      "</tr>"
    )
  }
  c(
    "<table>",
    if (length(table$caption)) {
      paste0("<caption>", escape_html(table$caption), "</caption>")
    },
    "<thead>", paste0("<tr>", paste(head, collapse = ""), "</tr>"), "</thead>",
    "<tbody>", vapply(seq_len(nrow(cells)), row, ""), "</tbody>",
    if (length(table$notes)) {
      c(
        "<tfoot>",
        paste0("<tr><td colspan=\"", ncol(cells), "\">",
               escape_html(table$notes), "</td></tr>"),
        "</tfoot>"
      )
    },
    "</table>"
  )
}

# Needs the LaTeX package booktabs. A float when there is a caption.
write_table_latex <- function(table) {
  around <- if (length(table$caption)) "table" else "center"
  row <- function(cells) paste0(paste(cells, collapse = " & "), " \\\\")
  c(
    paste0("\\begin{", around, "}"),
    if (length(table$caption)) {
      c("\\centering", paste0("\\caption{", escape_latex(table$caption), "}"))
    },
    paste0("\\begin{tabular}{", paste(table$align, collapse = ""), "}"),
    "\\toprule", row(escape_latex(table$head)), "\\midrule",
    apply(table_cells(table, escape_latex), 1, row),
    "\\bottomrule", "\\end{tabular}",
    if (length(table$notes)) {
      paste0("\\par\\smallskip{\\footnotesize ", escape_latex(table$notes), "}")
    },
    paste0("\\end{", around, "}")
  )
}

# Every character that Markdown or Pandoc could take for markup. A hyphen
# after a hyphen would become a dash, a stop after a stop an ellipsis.
escape_markdown <- function(text) {
  text <- gsub("([\\\\`*_{}\\[\\]<>#|~^$@&!])", "\\\\\\1", text, perl = TRUE)
  gsub("(?<=([-.]))(?=\\1)", "\\\\", text, perl = TRUE)
}

escape_html <- function(text) {
  text <- gsub("&", "&amp;", text, fixed = TRUE)
  text <- gsub("<", "&lt;", text, fixed = TRUE)
  text <- gsub(">", "&gt;", text, fixed = TRUE)
  text <- gsub("\"", "&quot;", text, fixed = TRUE)
  gsub("'", "&#39;", text, fixed = TRUE)
}

# One pass, so that what an escape writes is not escaped again. A bracket or a
# star at the start of a row would be read as the option of the `\\` above.
escape_latex <- function(text) {
  special <- c(
    "\\" = "\\textbackslash{}", "{" = "\\{", "}" = "\\}", "$" = "\\$",
    "&" = "\\&", "#" = "\\#", "%" = "\\%", "_" = "\\_",
    "~" = "\\textasciitilde{}", "^" = "\\textasciicircum{}",
    "<" = "\\textless{}", ">" = "\\textgreater{}", "|" = "\\textbar{}",
    "\"" = "''", "[" = "{[}", "]" = "{]}", "*" = "{*}"
  )
  vapply(strsplit(text, "", fixed = TRUE), function(characters) {
    escaped <- characters %in% names(special)
    characters[escaped] <- special[characters[escaped]]
    gsub("(?<=-)(?=-)", "{}", paste(characters, collapse = ""), perl = TRUE)
  }, "", USE.NAMES = FALSE)
}
