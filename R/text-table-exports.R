# Knows the tables that programs for coded text export, by their headings, and
# says what their columns are. Headings in other languages than English are not
# known: name the columns.

# A layout has the headings by which it is told, and how its rows are codings.
code_exports <- list(
  taguette = list(heading = c("id", "document", "tag", "content"), rows = function(table, ask) {
    export_rows(table, ask, levels = ".", c(
      source = "document", unit = "document", code = "tag", text = "content", reference = "id"
    ))
  }),
  dedoose = list(heading = c("media title", "excerpt copy", "codes applied combined"),
                 rows = function(table, ask) dedoose_rows(table, ask)),
  qualcoder = list(heading = c("coder", "coded", "id", "codename"), rows = function(table, ask) {
    qualcoder_report_rows(table, ask)
  }),
  maxqda = list(heading = c("document group", "document name", "code", "segment"),
                rows = function(table, ask) maxqda_rows(table, ask)),
  atlas = list(heading = c("document", "codes", "quotation name"),
               rows = function(table, ask) atlas_rows(table, ask)),
  atlas = list(heading = c("document", "codes", "number of codes"),
               rows = function(table, ask) atlas_rows(table, ask))
)

# The layout that a table has, NULL where none is known.
code_export <- function(table) {
  heading <- lower_case(squash(names(table)))
  known <- vapply(code_exports, function(export) all(export$heading %in% heading), NA)
  if (any(known)) code_exports[[which(known)[1]]]
}

read_code_export <- function(table, export, path, ask, call) {
  ask$heading <- squash(names(table))
  names(table) <- lower_case(ask$heading)
  rows <- export$rows(table, ask)
  rows$participant <- rows$participant %||% rows$unit
  unit <- unique(rows$unit[!is.na(rows$unit)])
  universe <- if (ask$uncoded == "read") project_universe(rows, unit, "read")
  offsets <- attr(rows, "offsets") %||% no_offsets
  warn_offsets(offsets, basename(path))
  new_codes(rows, framework = new_framework(attr(rows, "codes") %||% unique(rows$code)),
            universe = universe, offsets = offsets,
            read = if (ask$uncoded == "read") "all" else "coded")
}

# A row for each row of a table, and for each code of a cell with several.
export_rows <- function(table, ask, columns, levels, separators = character()) {
  columns <- columns[columns %in% names(table)]
  cells <- lapply(table[columns], function(column) {
    if (is_identifying(column)) squash(as.character(column)) else cell_texts(column)
  })
  names(cells) <- names(columns)
  text <- if ("text" %in% names(columns)) as.character(bare_values(table[[columns[["text"]]]]))
  code <- raw_texts(table[[columns[["code"]]]])
  for (separator in separators) code <- gsub(separator, "\n", code, fixed = TRUE)
  parts <- if (length(separators)) strsplit(code, "\n", fixed = TRUE) else as.list(code)
  parts[lengths(parts) == 0] <- NA_character_
  at <- rep(seq_along(parts), lengths(parts))
  rows <- new_frame(c(lapply(cells[setdiff(names(cells), c("code", "text"))], `[`, at),
                      list(code = code_path(unlist(parts), ask$levels %||% levels), row = at)))
  rows$text <- text[at]
  rows
}

raw_texts <- function(x) {
  if (is_labelled(x)) cell_texts(x) else enc2utf8(as.character(bare_texts(x)))
}

# QualCoder's report of coded text has the categories of a code in columns of one
# name, the nearest first.
qualcoder_report_rows <- function(table, ask) {
  who <- intersect(c("file", "case"), names(table))[1]
  file <- intersect(c("filename", who), names(table))[1]
  rows <- export_rows(table, ask, levels = "", c(
    source = file, unit = file, participant = if (who == "case") "case", coder = "coder",
    code = "codename", text = "coded", memo = "coded_memo", reference = "id"
  ))
  above <- grep("^category", names(table), value = TRUE)
  for (column in above) {
    category <- cell_texts(table[[column]])[rows$row]
    rows$code <- ifelse(is.na(category), rows$code, paste(category, rows$code, sep = level_mark))
  }
  rows
}

# Dedoose has a column for each code, which says whether an excerpt has it; its
# range is in characters of the text.
dedoose_rows <- function(table, ask) {
  basic <- c(source = "media title", unit = "media title", coder = "excerpt creator",
             text = "excerpt copy", range = "excerpt range")
  applied <- grep("^code: .* applied$", names(table), value = TRUE)
  if (length(applied) == 0) {
    rows <- export_rows(table, ask, c(basic, code = "codes applied combined"), "\\", ", ")
  } else {
    table$none <- rep(NA_character_, nrow(table))
    all <- export_rows(table, ask, c(basic, code = "none"), "\\")
    heading <- ask$heading[match(applied, names(table))]
    name <- code_path(substr(heading, nchar("code: ") + 1, nchar(heading) - nchar(" applied")),
                      ask$levels %||% "\\")
    ticked <- lapply(applied, function(column) which(as_ticks(table[[column]]) %in% TRUE))
    at <- unlist(ticked)
    bare <- setdiff(seq_len(nrow(table)), at)
    rows <- all[c(at, bare), , drop = FALSE]
    rows$code <- c(rep(name, lengths(ticked)), rep(NA_character_, length(bare)))
    rows <- rows[order(rows$row), , drop = FALSE]
    attr(rows, "codes") <- name
  }
  rows$reference <- rows$row
  range <- strsplit(ifelse(is.na(rows$range), "", rows$range), "-", fixed = TRUE)
  two <- lengths(range) == 2
  rows$start <- rep(NA_integer_, nrow(rows))
  rows$end <- rows$start
  rows$start[two] <- as_position(vapply(range[two], `[`, "", 1))
  rows$end[two] <- as_position(vapply(range[two], `[`, "", 2))
  rows
}

# MAXQDA numbers paragraphs and not characters. Its two coders are two documents of
# one name in two groups; else the one who created a segment is its coder.
maxqda_rows <- function(table, ask) {
  rows <- export_rows(table, ask, levels = ">", c(
    source = "document name", unit = "document name", group = "document group",
    coder = "created by", code = "code", text = "segment", memo = "comment"
  ))
  rows$code <- code_path(rows$code, "\\")
  pairs <- unique(rows[c("source", "group")])
  if (anyDuplicated(pairs$source)) rows$coder <- rows$group
  rows$reference <- rows$row
  rows
}

# ATLAS.ti has the codes of a quotation in one cell, a line each.
atlas_rows <- function(table, ask) {
  text <- intersect(c("text content", "quotation content"), names(table))[1]
  coder <- intersect(c("created by", "creating author", "author"), names(table))[1]
  rows <- export_rows(table, ask, levels = "", c(
    source = "document", unit = "document", coder = if (!is.na(coder)) coder, code = "codes",
    text = if (!is.na(text)) text, memo = "comment"
  ), separators = c("\r\n", ask$separator))
  rows$reference <- rows$row
  rows
}
