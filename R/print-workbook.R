# Writes tables as a workbook that everyone can use, as the Analysis Function's guidance
# for statistics in spreadsheets has it: a title and the notes as cells above one table, which
# is marked as one; numbers as numbers; no merged cells, and no colour that means anything.

# The bytes of a workbook with a sheet for each of `tables`, called by their names. Of
# several a first sheet says what each has, under `title`.
write_tables_workbook <- function(tables, title = NULL) {
  captions <- mapply(function(table, name) table$caption %||% name, tables, names(tables))
  if (length(tables) > 1) {
    tables <- c(list(Contents = contents_table(names(tables), captions, title)), tables)
  }
  tables <- Map(function(table, name) {
    table$caption <- table$caption %||% name
    table
  }, tables, names(tables))
  marked <- vapply(tables, is_marked_table, NA)
  number <- cumsum(marked)
  at <- seq_along(tables)
  sheet_part <- paste0("worksheets/sheet", at, ".xml")
  sheets <- lapply(at, function(i) {
    list(
      workbook_sheet(tables[[i]], marked[i], if (i == 1 && length(at) > 1) names(tables)[-1]),
      if (marked[i]) workbook_links(c(table = paste0("../tables/table", number[i], ".xml"))),
      if (marked[i]) workbook_table(tables[[i]], number[i])
    )
  })
  part <- function(place, names, which = TRUE) {
    stats::setNames(lapply(sheets, `[[`, place), names)[which]
  }
  zip_archive(c(
    list(
      "[Content_Types].xml" = workbook_types(length(tables), sum(marked)),
      "_rels/.rels" = workbook_links(c(
        officeDocument = "xl/workbook.xml", `metadata/core-properties` = "docProps/core.xml"
      )),
      "docProps/core.xml" = workbook_about(tables[[1]]$caption),
      "xl/workbook.xml" = paste0(
        xml_start, "<workbook xmlns=\"", spreadsheet_names, "\" xmlns:r=\"", relation_names,
        "\"><sheets>", paste0("<sheet name=\"", escape_xml(names(tables)), "\" sheetId=\"", at,
                             "\" r:id=\"r", at, "\"/>", collapse = ""),
        "</sheets></workbook>"
      ),
      "xl/_rels/workbook.xml.rels" = workbook_links(stats::setNames(
        c(sheet_part, "styles.xml"), rep(c("worksheet", "styles"), c(length(at), 1))
      )),
      "xl/styles.xml" = workbook_styles()
    ),
    part(1, paste0("xl/", sheet_part)),
    part(2, paste0("xl/worksheets/_rels/sheet", at, ".xml.rels"), marked),
    part(3, paste0("xl/tables/table", number, ".xml"), marked)
  ))
}

office_names <- "http://schemas.openxmlformats.org/"
spreadsheet_names <- paste0(office_names, "spreadsheetml/2006/main")
relation_names <- paste0(office_names, "officeDocument/2006/relationships")

# Programs take a table as one where each column has a heading of its own.
is_marked_table <- function(table) {
  nrow(table$body) > 0 && all(nzchar(table$head)) && !anyDuplicated(lower_case(table$head))
}

contents_table <- function(sheets, captions, title) {
  new_print_table(
    data.frame(sheet = sheets, has = unname(captions)), align = c("l", "l"),
    head = c("Sheet", "What it has"), caption = title %||% "Contents"
  )
}

# Names of sheets: at most 31 characters, none that a program refuses, and no two alike.
fit_sheet_names <- function(names) {
  names <- gsub("[]*?/\\\\:[]", " ", one_line(names))
  names[!nzchar(trimws(names))] <- "Table"
  short <- substr(names, 1, 31)
  for (i in seq_along(short)) {
    again <- 1
    while (lower_case(short[i]) %in% lower_case(c("Contents", short[seq_len(i - 1)]))) {
      again <- again + 1
      short[i] <- paste0(substr(names[i], 1, 27), " ", again)
    }
  }
  short
}

xml_start <- "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

# Text as a workbook has it: what a page escapes, no character that XML has not, and what
# looks like a character's number written so that it stays as it is.
escape_xml <- function(text) {
  gsub("_(x[0-9A-Fa-f]{4}_)", "_x005F_\\1", escape_html(only_text(text)))
}

# The lines above the table: its title, what the sheet has, and the notes.
workbook_above <- function(table) {
  c(table$caption, "This sheet has one table, below its title and notes.", table$notes, "")
}

workbook_types <- function(sheets, tables) {
  main <- "application/vnd.openxmlformats-officedocument.spreadsheetml."
  parts <- c("/xl/workbook.xml" = "sheet.main", "/xl/styles.xml" = "styles",
             stats::setNames(rep("worksheet", sheets),
                             paste0("/xl/worksheets/sheet", seq_len(sheets), ".xml")),
             stats::setNames(rep("table", tables),
                             paste0("/xl/tables/table", seq_len(tables), ".xml", recycle0 = TRUE)))
  paste0(
    xml_start, "<Types xmlns=\"", office_names, "package/2006/content-types\">",
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.",
    "relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>",
    paste0("<Override PartName=\"", names(parts), "\" ContentType=\"", main, parts, "+xml\"/>",
           collapse = ""),
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/",
    "vnd.openxmlformats-package.core-properties+xml\"/></Types>"
  )
}

# The links of a part, numbered r1, r2, ..., to targets by their kinds.
workbook_links <- function(targets) {
  kind <- ifelse(startsWith(names(targets), "metadata/"), "package/2006/relationships/",
                 "officeDocument/2006/relationships/")
  paste0(
    xml_start, "<Relationships xmlns=\"", office_names, "package/2006/relationships\">",
    paste0("<Relationship Id=\"r", seq_along(targets), "\" Type=\"", office_names, kind,
           names(targets),
           "\" Target=\"", targets, "\"/>", collapse = ""),
    "</Relationships>"
  )
}

workbook_about <- function(title) {
  paste0(
    xml_start, "<cp:coreProperties xmlns:cp=\"", office_names,
    "package/2006/metadata/core-properties\" ",
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>", escape_xml(title),
    "</dc:title><dc:creator>pairwave</dc:creator><dc:language>en-GB</dc:language>",
    "</cp:coreProperties>"
  )
}

# Cells look like one of these, by number from 0.
workbook_looks <- c(plain = 0, title = 1, head = 2, text = 3, number = 4, head_right = 5)

workbook_styles <- function() {
  font <- function(size, bold = "") {
    paste0("<font>", bold, "<sz val=\"", size,
           "\"/><name val=\"Arial\"/><family val=\"2\"/></font>")
  }
  look <- function(font, border, inner) {
    paste0("<xf numFmtId=\"0\" fontId=\"", font, "\" fillId=\"0\" borderId=\"", border,
           "\" xfId=\"0\" applyFont=\"1\" applyAlignment=\"1\">", inner, "</xf>")
  }
  top <- "<alignment vertical=\"top\" wrapText=\"1\"/>"
  right <- "<alignment horizontal=\"right\" vertical=\"top\" indent=\"1\"/>"
  paste0(
    xml_start, "<styleSheet xmlns=\"", spreadsheet_names, "\"><fonts count=\"3\">",
    font(12), font(14, "<b/>"), font(12, "<b/>"),
    "</fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>",
    "<fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"2\"><border/>",
    "<border><left/><right/><top/><bottom style=\"thin\"/></border></borders>",
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>",
    "</cellStyleXfs><cellXfs count=\"", length(workbook_looks), "\">",
    look(0, 0, ""), look(1, 0, ""),
    look(2, 1, top), look(0, 0, top), look(0, 0, right), look(2, 1, right),
    "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>",
    "</cellStyles></styleSheet>"
  )
}

# A sheet; the first cells of the rows of a contents list lead to the sheets that they name.
workbook_sheet <- function(table, marked, leads_to = NULL) {
  above <- workbook_above(table)
  first <- length(above) + 1
  n <- nrow(table$body)
  cells <- filled_heads(table)
  widths <- column_widths(table, cells)
  body <- lapply(seq_len(n), function(i) {
    workbook_row(first + i, cells[i, ], ifelse(table$align == "r", "number", "text"),
                 lines = max(1, ceiling(display_width(cells[i, ]) * letter_room / widths)))
  })
  rows <- c(
    mapply(workbook_row, seq_along(above), above, c("title", rep("plain", length(above) - 1))),
    workbook_row(first, table$head, ifelse(table$align == "r", "head_right", "head")),
    unlist(body)
  )
  paste0(
    xml_start, "<worksheet xmlns=\"", spreadsheet_names, "\" xmlns:r=\"", relation_names,
    "\"><sheetPr>",
    "<pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews>",
    "<sheetView workbookViewId=\"0\"><pane ySplit=\"", first, "\" topLeftCell=\"A", first + 1,
    "\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>",
    paste0("<col min=\"", seq_along(widths), "\" max=\"", seq_along(widths), "\" width=\"", widths,
           "\" customWidth=\"1\"/>", collapse = ""),
    "</cols><sheetData>", paste(rows, collapse = ""), "</sheetData>",
    if (length(leads_to)) paste0("<hyperlinks>", paste0(
      "<hyperlink ref=\"A", first + seq_along(leads_to), "\" location=\"",
      escape_xml(paste0("'", gsub("'", "''", leads_to, fixed = TRUE), "'!A1")), "\"/>",
      collapse = ""
    ), "</hyperlinks>"),
    "<pageSetup orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/>",
    if (marked) "<tableParts count=\"1\"><tablePart r:id=\"r1\"/></tableParts>", "</worksheet>"
  )
}

# Cells of the table; names that stand for several rows are in each of them, as rows may
# be sorted and are read aloud one by one.
filled_heads <- function(table) {
  cells <- with_points(table_cells(table), table)
  for (j in seq_len(min(table$row_heads - 1, ncol(cells)))) {
    given <- which(nzchar(cells[, j]))
    above <- findInterval(seq_len(nrow(cells)), given)
    cells[above > 0, j] <- cells[given[above[above > 0]], j]
  }
  cells
}

# Cells whose numbers have a decimal point, as a workbook's file asks for whatever the
# language of the table.
with_points <- function(cells, table) {
  if (table$decimal_mark == ".") return(cells)
  number <- col(cells) %in% which(table$align == "r") & grepl("^-?[0-9]+,[0-9]+$", cells)
  cells[number] <- sub(",", ".", cells[number], fixed = TRUE)
  cells
}

# A row of cells: numbers as numbers, in columns of numbers; empty cells are left out, but
# for those of a heading. Programs do not all find out how many `lines` a row has.
workbook_row <- function(row, cells, looks, lines = 1) {
  most <- 32767
  cell <- paste0(" r=\"", column_letters(seq_along(cells)), row,
                 "\" s=\"", workbook_looks[looks], "\"")
  is_number <- looks == "number" & grepl("^-?(0|[1-9][0-9]{0,14})([.][0-9]{1,14})?$", cells)
  content <- ifelse(
    is_number, paste0("<c", cell, "><v>", cells, "</v></c>"),
    paste0("<c", cell, " t=\"inlineStr\"><is><t xml:space=\"preserve\">",
           escape_xml(substr(cells, 1, most)), "</t></is></c>")
  )
  content[cells == ""] <- paste0("<c", cell[cells == ""], "/>")
  height <- if (lines > 1) paste0(" ht=\"", 15.5 * lines, "\" customHeight=\"1\"")
  paste0("<row r=\"", row, "\"", height, ">",
         paste(content[nzchar(cells) | startsWith(looks, "head")], collapse = ""), "</row>")
}

# A letter's width in the columns' measure, which is that of a digit.
letter_room <- 0.95

# In characters: as wide as the widest cell, and no wider than reads well.
column_widths <- function(table, cells) {
  vapply(seq_along(table$head), function(j) {
    min(60, max(8, display_width(c(table$head[j], cells[, j])) * letter_room + 3))
  }, 0)
}

workbook_table <- function(table, number) {
  first <- length(workbook_above(table)) + 1
  area <- paste0("A", first, ":", column_letters(length(table$head)), first + nrow(table$body))
  paste0(
    xml_start, "<table xmlns=\"", spreadsheet_names, "\" id=\"", number, "\" name=\"Table", number,
    "\" displayName=\"Table", number, "\" ref=\"", area,
    "\"><tableColumns count=\"", length(table$head), "\">",
    paste0("<tableColumn id=\"", seq_along(table$head), "\" name=\"",
           escape_xml(table$head), "\"/>", collapse = ""),
    "</tableColumns><tableStyleInfo showFirstColumn=\"0\" showLastColumn=\"0\" ",
    "showRowStripes=\"0\" showColumnStripes=\"0\"/></table>"
  )
}
