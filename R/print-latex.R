# Writes a table in LaTeX, with the rules of booktabs.

# Needs the LaTeX packages that latex_packages() names. It stands where it is written: a
# float could stand behind later tables. A table of many columns is shrunk to the width of
# the text where it is wider; one of many rows goes on over the pages, in small letters.
write_table_latex <- function(table) {
  # All columns of a row together are less wide than LaTeX can count.
  table <- shorten_long_texts(table, cell = max(100, 2000 %/% ncol(table$body)))
  if (nrow(table$body) > most_latex_rows) {
    return(write_longtable(table))
  }
  wide <- is_wide(table)
  c(
    "\\begin{center}",
    if (length(table$caption)) {
      # Outside a float LaTeX has to be told what this is the caption of, and to keep both
      # on one page.
      c("\\begin{minipage}{\\linewidth}\\centering",
        "\\makeatletter\\def\\@captype{table}\\makeatother",
        paste0("\\caption{", table$anchor, escape_latex(table$caption), "}"))
    },
    if (wide) "\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%",
    paste0("\\begin{tabular}{", latex_columns(table), "}"),
    "\\toprule", latex_row(escape_latex(table$head)), "\\midrule",
    latex_body(table),
    "\\bottomrule", paste0("\\end{tabular}", if (wide) "}"),
    if (length(table$caption)) "\\end{minipage}",
    "\\end{center}",
    latex_notes(table$notes)
  )
}

# More rows than this do not stand on a page, more columns hardly beside each
# other.
most_latex_rows <- 40

most_latex_columns <- most_page_columns

# A line of an A4 page has about so many letters.
most_latex_letters <- 85

is_wide <- function(table) {
  letters <- vapply(seq_along(table$body), function(j) {
    if (j %in% table$wrap) 0 else max(display_width(c(table$head[j], table$body[[j]])))
  }, 0)
  ncol(table$body) > most_latex_columns || sum(letters + 2) > most_latex_letters
}

write_longtable <- function(table) {
  small <- is_wide(table)
  top <- c("\\toprule", latex_row(escape_latex(table$head)), "\\midrule")
  c(
    paste0("{", if (small) "\\scriptsize\\setlength{\\tabcolsep}{3pt}" else "\\small"),
    paste0("\\begin{longtable}{", latex_columns(table), "}"),
    if (length(table$caption)) {
      paste0("\\caption{", table$anchor, escape_latex(table$caption), "}\\\\")
    },
    # The caption, which numbers the table, stands on its first page alone.
    top, if (length(table$caption)) c("\\endfirsthead", top), "\\endhead",
    "\\bottomrule", "\\endlastfoot",
    latex_body(table),
    "\\end{longtable}}",
    latex_notes(table$notes)
  )
}

# Where a column has long texts, all texts are set in paragraphs, that one in the widest;
# numbers beside them stay as wide as they are.
latex_columns <- function(table) {
  align <- table$align
  if (length(table$wrap)) {
    others <- setdiff(which(align == "l"), table$wrap)
    numbers <- any(align == "r")
    share <- if (numbers) c(0.28, 0.17) else c(0.38, 0.5)
    align[table$wrap] <- latex_paragraph(share[1] / length(table$wrap))
    align[others] <- latex_paragraph(share[2] / length(others))
  }
  paste(align, collapse = "")
}

latex_paragraph <- function(share) {
  sprintf(">{\\raggedright\\arraybackslash}p{%.2f\\linewidth}", share)
}

latex_body <- function(table) {
  cells <- table_cells(table, escape_latex)
  spans <- cell_spans(table)
  many <- spans > 1
  width <- if (length(table$wrap)) "=" else "*"
  cells[many] <- paste0("\\multirow[t]{", spans[many], "}{", width, "}{", cells[many], "}")
  rows <- apply(cells, 1, latex_row)
  starts <- which(group_starts(table))
  if (!length(starts)) return(rows)
  over <- latex_group(table$groups[starts], ncol(cells))
  rows[starts] <- paste0(ifelse(starts > 1, "\\addlinespace\n", ""), over, "\n", rows[starts])
  rows
}

# A line over the whole width; one of many letters goes over several lines of text.
latex_group <- function(names, columns, escape = escape_latex) {
  long <- display_width(names) > 60
  paste0("\\multicolumn{", columns, "}{",
         ifelse(long, ">{\\raggedright\\arraybackslash}p{0.8\\linewidth}", "l"),
         "}{\\itshape ", escape(names), "} \\\\*")
}

latex_row <- function(cells) paste0(paste(cells, collapse = " & "), " \\\\")

latex_notes <- function(notes) {
  if (length(notes)) {
    paste0("{\\footnotesize\\noindent ", escape_latex(notes), "\\par\\smallskip}")
  }
}

latex_packages <- function() c("array", "booktabs", "graphicx", "longtable", "multirow")

# One pass, so that what an escape writes is not escaped again. A bracket or a
# star at the start of a row would be read as the option of the `\\` above. Words of many
# letters may be broken.
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
    broken <- if (length(characters) > longest_word) breaks_in_words(characters)
    characters[escaped] <- special[characters[escaped]]
    characters[broken] <- paste0(characters[broken], "\\hspace{0pt}")
    gsub("(?<=-)(?=-)", "{}", paste(characters, collapse = ""), perl = TRUE)
  }, "", USE.NAMES = FALSE)
}
