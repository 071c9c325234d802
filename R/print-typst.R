# Writes a table in Typst, with the rules of booktabs. Every text is a string
# literal, so that nothing in it is taken for markup.

write_table_typst <- function(table) {
  align <- paste0(ifelse(table$align == "r", "right", "left"), ",",
                  collapse = " ")
  row <- function(text) paste0("    ", paste0(typst_string(text), ",", collapse = " "))
  body <- c(
    "#table(",
    paste0("    columns: ", length(table$body), ","),
    paste0("    align: (", align, "),"),
    "    stroke: none,",
    "    table.hline(),",
    paste0("    table.header(", trimws(row(table$head)), "),"),
    "    table.hline(stroke: 0.5pt),",
    typst_body(table),
    "    table.hline(),",
    "  )"
  )
  if (length(table$caption)) {
    body[1] <- "table("
    caption <- typst_string(table$caption)
    body <- c("#figure(", paste0("  caption: figure.caption(position: top, ", caption, "),"),
              paste0("  ", body[1]), body[-1], paste0(")", table$anchor))
  } else {
    body[length(body)] <- ")"
  }
  c(body, if (length(table$notes)) {
    c("", paste0("#text(size: 0.85em, ", typst_string(table$notes), ")",
                 c(rep(" \\", length(table$notes) - 1), "")))
  })
}

typst_body <- function(table) {
  if (nrow(table$body) == 0) return(character())
  cells <- matrix(typst_string(table_cells(table)), nrow(table$body))
  spans <- cell_spans(table)
  many <- spans > 1
  cells[many] <- paste0("table.cell(rowspan: ", spans[many], ", ", cells[many], ")")
  starts <- group_starts(table)
  unlist(lapply(seq_len(nrow(cells)), function(row) c(
    if (starts[row]) {
      paste0("    table.cell(colspan: ", ncol(cells), ", emph(",
             typst_string(table$groups[row]), ")),")
    },
    paste0("    ", paste0(cells[row, spans[row, ] > 0], ",", collapse = " "))
  )))
}

typst_string <- function(text) {
  paste0("\"", gsub("([\\\\\"])", "\\\\\\1", text), "\"")
}
