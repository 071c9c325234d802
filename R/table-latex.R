# A table in LaTeX, with the rules of booktabs.

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
