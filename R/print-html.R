# Writes a table in HTML, with headers that a screen reader can say before each
# cell.

write_table_html <- function(table) {
  c(
    "<table>",
    if (length(table$caption)) {
      paste0("<caption>", escape_html(table$caption), "</caption>")
    },
    "<thead>", html_head(table), "</thead>",
    html_body(table),
    if (length(table$notes)) {
      c(
        "<tfoot>",
        paste0("<tr><td colspan=\"", length(table$body), "\">",
               escape_html(table$notes), "</td></tr>"),
        "</tfoot>"
      )
    },
    "</table>"
  )
}

html_align <- function(table) {
  ifelse(table$align == "r", " style=\"text-align: right;\"",
         " style=\"text-align: left;\"")
}

html_head <- function(table) {
  style <- html_align(table)
  head <- escape_html(table$head)
  cells <- ifelse(head == "", paste0("<td", style, "></td>"),
                  paste0("<th scope=\"col\"", style, ">", head, "</th>"))
  paste0("<tr>", paste(cells, collapse = ""), "</tr>")
}

# Where the first of several head columns is blank for some rows, these belong
# to the row above that is not: they form a group under one head.
html_body <- function(table) {
  if (!is.null(table$spans)) return(html_merged(table))
  cells <- table_cells(table, escape_html)
  style <- html_align(table)
  grouped <- table$row_heads > 1 && nrow(cells) > 1 && cells[1, 1] != "" &&
    any(cells[, 1] == "")
  group <- if (grouped) cumsum(cells[, 1] != "") else rep(1, nrow(cells))
  unlist(lapply(split(seq_len(nrow(cells)), group), function(rows) {
    c("<tbody>", vapply(rows, function(row) {
      text <- cells[row, ]
      head <- seq_along(text) <= table$row_heads & text != ""
      name <- ifelse(head, "th", "td")
      of <- ifelse(head, " scope=\"row\"", "")
      if (grouped) {
        of[1] <- paste0(" scope=\"rowgroup\" rowspan=\"", length(rows), "\"")
      }
      looks <- ifelse(head, sub(";\"$", "; font-weight: normal;\"", style), style)
      if (grouped) looks[1] <- sub(";\"$", "; vertical-align: top;\"", looks[1])
      html <- paste0("<", name, of, looks, ">", text, "</", name, ">")
      if (grouped && row != rows[1]) html <- html[-1]
      paste0("<tr>", paste(html, collapse = ""), "</tr>")
    }, ""), "</tbody>")
  }), use.names = FALSE)
}

# Cells that go over several rows; what heads them is a head of those rows.
html_merged <- function(table) {
  cells <- table_cells(table, escape_html)
  spans <- cell_spans(table)
  style <- html_align(table)
  rows <- vapply(seq_len(nrow(cells)), function(row) {
    text <- cells[row, ]
    span <- spans[row, ]
    head <- seq_along(text) <= table$row_heads & text != ""
    looks <- ifelse(head, sub(";\"$", "; font-weight: normal;\"", style), style)
    looks <- sub(";\"$", "; vertical-align: top;\"", looks)
    scope <- ifelse(!head, "", ifelse(span > 1, " scope=\"rowgroup\"", " scope=\"row\""))
    over <- ifelse(span > 1, paste0(" rowspan=\"", span, "\""), "")
    name <- ifelse(head, "th", "td")
    html <- paste0("<", name, scope, over, looks, ">", text, "</", name, ">")
    paste0("<tr>", paste(html[span > 0], collapse = ""), "</tr>")
  }, "")
  c("<tbody>", rows, "</tbody>")
}

escape_html <- function(text) {
  text <- gsub("&", "&amp;", text, fixed = TRUE)
  text <- gsub("<", "&lt;", text, fixed = TRUE)
  text <- gsub(">", "&gt;", text, fixed = TRUE)
  text <- gsub("\"", "&quot;", text, fixed = TRUE)
  gsub("'", "&#39;", text, fixed = TRUE)
}
