# Tables of a report for LaTeX: none floats away from its text, none leaves the page, and
# letters are never under 8 points.

# A table as a raw block of a report, in the forms that word_report_table() has.
latex_report_table <- function(table) {
  table <- shorten_long_texts(table)
  lines <- c("%upright", latex_pieces(table, paper_width[["portrait"]]))
  if (is_wide_table(table)) {
    lines <- c(lines, "%sideways", latex_pieces(table, paper_width[["landscape"]]))
  }
  fence_raw(lines, "latex")
}

latex_pieces <- function(table, width) {
  pieces <- table_pieces(table, width)
  c(
    if (length(table$caption)) paste0("\\papercaption{", paper_latex(table$caption), "}"),
    unlist(lapply(seq_along(pieces), function(i) {
      c(if (i > 1) paste0("\\papernote{", paper_latex(worded(continued_table)), "}\\nopagebreak"),
        latex_piece(table, pieces[[i]]))
    })),
    paste0(rep("\\papernote{", length(table$notes)), paper_latex(table$notes), "}")[
      seq_along(table$notes)],
    "\\medskip"
  )
}

latex_piece <- function(table, piece) {
  columns <- piece$columns
  rows <- function(cells) paste0(apply(cells, 1, paste, collapse = " & "), " \\\\")
  body <- matrix(paper_latex(table_cells(table)), nrow(table$body))[, columns, drop = FALSE]
  side <- ifelse(table$align[columns] == "r", "\\raggedleft", "\\raggedright")
  head <- paste0("\\textbf{", paper_latex(table$head[columns]), "}")
  # A short table stays on one page: a row but the last is not left by a break.
  lines <- rows(body)
  starts <- which(group_starts(table))
  lines[starts] <- paste0(latex_group(table$groups[starts], length(columns), paper_latex), "\n",
                          lines[starts])
  short <- length(lines) <= most_kept_rows
  if (short) lines[-length(lines)] <- paste0(lines[-length(lines)], "*")
  c(
    sprintf("{\\fontsize{%s}{%s}\\selectfont\\setlength{\\LTpre}{2pt}\\setlength{\\LTpost}{2pt}",
            piece$size, piece$size * 1.25),
    paste0("\\begin{longtable}[l]{", paste0(
      ">{", side, "\\arraybackslash}p{", sprintf("%.1f", piece$widths - cell_padding), "pt}",
      collapse = ""
    ), "}"),
    "\\toprule", rows(t(head)), "\\midrule", "\\endhead", "\\bottomrule", "\\endlastfoot",
    # A longtable counts itself, with or without a caption.
    lines, "\\end{longtable}}\\addtocounter{table}{-1}"
  )
}

# A text for LaTeX, with letters of other scripts than Latin, Greek and Cyrillic in a font
# that has more of them.
paper_latex <- function(text) {
  text <- escape_latex(only_text(ifelse(is.na(text), "", text)))
  others <- paste0("([\u0590-\u1cff\u2190-\u21ff\u2300-\u2bff\u2e80-\ud7ff",
                   "\uf900-\ufdff\ufe70-\ufeff]+)")
  gsub(others, "\\\\others{\\1}",
       text, perl = TRUE)
}
