# Tables of a report for Word, in its own XML (ECMA-376): a head that is repeated on each
# page, rows that stay whole, and a caption whose number is a field, so that Word's own list
# of tables finds it.

# A table as a raw block of a report; as it stands on an upright page and, where it is too
# wide for one, on a page on its side, which the filter chooses in the appendix alone.
word_report_table <- function(table, styles) {
  table <- keep_numbers_whole(table)
  upright <- word_pieces(table, paper_width[["portrait"]], styles)
  lines <- c(table_on_paper$upright, upright)
  if (is_wide_table(table)) {
    lines <- c(lines, table_on_paper$sideways,
               word_pieces(table, paper_width[["landscape"]], styles))
  }
  mark_raw(c("`````{=openxml}", lines, "`````"))
}

# What stands before each form of a table. (Texts are escaped: none has such a line.)
table_on_paper <- list(upright = "<!--upright-->", sideways = "<!--sideways-->")

word_pieces <- function(table, width, styles) {
  pieces <- table_pieces(table, width)
  c(
    if (length(table$caption)) word_caption(table$caption, styles, table$word),
    unlist(lapply(seq_along(pieces), function(i) {
      c(if (i > 1) word_paragraph(worded(continued_table), 8, keep = TRUE),
        word_piece(table, pieces[[i]]))
    })),
    word_paragraph(table$notes, 8),
    if (!length(table$notes)) {
      "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"120\"/></w:pPr></w:p>"
    }
  )
}

# The number stands as 0 until the filter has counted the tables before it.
word_caption <- function(caption, styles, word = worded("Table")) {
  paste0(
    "<w:p><w:pPr><w:pStyle w:val=\"", styles[["caption"]], "\"/><w:keepNext/></w:pPr>",
    word_run(paste0(word, " ")), "<w:fldSimple w:instr=\" SEQ Table \\* ARABIC \">", word_run("0"),
    "</w:fldSimple>", word_run(paste0(". ", caption)), "</w:p>"
  )
}

word_paragraph <- function(text, size, keep = FALSE) {
  paste0(
    rep("<w:p><w:pPr>", length(text)), if (keep) "<w:keepNext/>",
    "<w:spacing w:before=\"40\" w:after=\"80\"/></w:pPr>", word_run(text, size), "</w:p>"
  )[seq_along(text)]
}

# Sizes are in half points.
word_run <- function(text, size = NULL, bold = FALSE, italic = FALSE) {
  looks <- paste0(
    if (bold) "<w:b/>", if (italic) "<w:i/>",
    if (length(size)) paste0("<w:sz w:val=\"", 2 * size, "\"/><w:szCs w:val=\"", 2 * size, "\"/>")
  )
  paste0("<w:r>", if (length(looks)) paste0("<w:rPr>", looks, "</w:rPr>"),
         "<w:t xml:space=\"preserve\">", escape_html(only_text(text)), "</w:t></w:r>")
}

word_piece <- function(table, piece) {
  columns <- piece$columns
  widths <- floor(20 * piece$widths)
  spans <- cell_spans(table)[, columns, drop = FALSE]
  body <- as.matrix(table$body)[, columns, drop = FALSE]
  align <- table$align[columns]
  # A short table stays on one page.
  short <- nrow(body) <= most_kept_rows
  rows <- vapply(seq_len(nrow(body)), function(row) {
    merged <- ifelse(spans[row, ] == 0, "<w:vMerge/>",
                     ifelse(spans[row, ] > 1, "<w:vMerge w:val=\"restart\"/>", ""))
    word_row(body[row, ], widths, align, piece$size, merged = merged,
             keep = short && row < nrow(body))
  }, "")
  starts <- which(group_starts(table))
  over <- vapply(table$groups[starts], word_group_row, "", sum(widths), length(widths), piece$size)
  rows[starts] <- paste0(over, rows[starts])
  said <- if (length(table$caption)) {
    paste0("<w:tblCaption w:val=\"", escape_html(only_text(table$caption)), "\"/>")
  }
  c(
    "<w:tbl><w:tblPr>",
    paste0("<w:tblW w:w=\"", sum(widths), "\" w:type=\"dxa\"/>"),
    word_rules,
    "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"70\" w:type=\"dxa\"/>",
    "<w:right w:w=\"70\" w:type=\"dxa\"/></w:tblCellMar>",
    "<w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\"",
    " w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>",
    said, "</w:tblPr><w:tblGrid>",
    paste0("<w:gridCol w:w=\"", widths, "\"/>", collapse = ""), "</w:tblGrid>",
    word_row(table$head[columns], widths, align, piece$size, head = TRUE, keep = TRUE),
    rows, "</w:tbl>"
  )
}

most_kept_rows <- 16

# The line over the rows of a group, on the page of the first of them.
word_group_row <- function(name, width, columns, size) {
  paste0(
    "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"", width,
    "\" w:type=\"dxa\"/><w:gridSpan w:val=\"", columns, "\"/></w:tcPr><w:p><w:pPr><w:keepNext/>",
    "<w:spacing w:before=\"80\" w:after=\"30\" w:line=\"240\" w:lineRule=\"auto\"/>",
    "<w:ind w:firstLine=\"0\"/></w:pPr>", word_run(name, size, italic = TRUE),
    "</w:p></w:tc></w:tr>"
  )
}

word_rules <- paste0(
  "<w:tblBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>",
  "<w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"auto\"/>",
  "<w:insideH w:val=\"single\" w:sz=\"2\" w:space=\"0\" w:color=\"D5DAE1\"/></w:tblBorders>"
)

word_row <- function(cells, widths, align, size, merged = "", head = FALSE, keep = FALSE) {
  bottom <- if (head) {
    paste0("<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"0\" ",
           "w:color=\"auto\"/></w:tcBorders>")
  }
  cells <- ifelse(is.na(cells), "", cells)
  # A number has its line for itself.
  whole <- ifelse(align == "r" & !head, "<w:noWrap/>", "")
  cells <- paste0(
    "<w:tc><w:tcPr><w:tcW w:w=\"", widths, "\" w:type=\"dxa\"/>", merged, bottom, whole,
    if (head) "<w:vAlign w:val=\"bottom\"/>", "</w:tcPr><w:p><w:pPr>", if (keep) "<w:keepNext/>",
    "<w:spacing w:before=\"30\" w:after=\"30\" w:line=\"240\" w:lineRule=\"auto\"/>",
    "<w:ind w:firstLine=\"0\"/>",
    "<w:jc w:val=\"", ifelse(align == "r", "right", "left"), "\"/></w:pPr>",
    word_run(cells, size, bold = head), "</w:p></w:tc>"
  )
  paste0("<w:tr><w:trPr><w:cantSplit/>", if (head) "<w:tblHeader/>", "</w:trPr>",
         paste(cells, collapse = ""), "</w:tr>")
}
