# Writes a table in HTML, with headers that a screen reader can say before each
# cell.

write_table_html <- function(table) {
  c(
    "<table class=\"pairwave-table\">",
    if (length(table$caption)) {
      paste0("<caption>", table$anchor, escape_html(table$caption), "</caption>")
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
  if (!is.null(table$groups)) return(html_groups(table))
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

# Each group is a body, headed by a line over the whole width.
html_groups <- function(table) {
  groups <- cumsum(group_starts(table))
  unlist(lapply(split(seq_along(groups), groups), function(rows) {
    part <- table
    part$groups <- NULL
    part$body <- table$body[rows, , drop = FALSE]
    head <- paste0(
      "<tr><th scope=\"rowgroup\" colspan=\"", length(table$body),
      "\" style=\"text-align: left;\">", escape_html(table$groups[rows[1]]), "</th></tr>"
    )
    body <- html_body(part)
    c(body[1], head, body[-1])
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

# The table's own style, so that its columns stand apart and no number is broken on any page,
# and a box in which a table scrolls that is wider than the window.
html_table_box <- function(table) {
  name <- paste(c(table$word, table$caption), collapse = ": ")
  c(
    "<style>", html_table_style, "</style>",
    paste0("<div class=\"pairwave-box\" role=\"region\" tabindex=\"0\" aria-label=\"",
           escape_html(name), "\">"),
    write_table_html(table), "</div>"
  )
}

html_table_style <- c(
  ".pairwave-box { overflow-x: auto; margin: 1em 0; }",
  paste(".pairwave-table { border-collapse: collapse; border-style: none; margin: 0; width: auto;",
        "line-height: 1.4; font-size: 0.9em; font-variant-numeric: tabular-nums lining-nums; }"),
  paste(".pairwave-table caption { caption-side: top; text-align: left; padding: 0 0 0.5em;",
        "color: inherit; }"),
  paste(".pairwave-table th, .pairwave-table td { padding: 0.25em 0.75em; border-style: none;",
        "background: none; color: inherit; font-weight: normal; vertical-align: top; }"),
  paste(".pairwave-table thead th, .pairwave-table thead td { vertical-align: bottom;",
        "font-weight: bold; }"),
  ".pairwave-table td[style*=\"right\"] { white-space: nowrap; }",
  ".pairwave-table th[scope=\"rowgroup\"][colspan] { padding-top: 0.75em; font-style: italic; }",
  ".pairwave-table thead { border-top: 2px solid; border-bottom: 1px solid; }",
  ".pairwave-table tfoot { border-top: 2px solid; }",
  ".pairwave-table tfoot td { font-size: 0.9em; max-width: 40em; }",
  ".pairwave-table tbody:last-child { border-bottom: 2px solid; }"
)
