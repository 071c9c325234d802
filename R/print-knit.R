# Hands tables to knitr in the format that is being knitted.

#' @rdname pairwave_result
#' @exportS3Method knitr::knit_print
knit_print.pairwave_result <- function(x, ..., heading = NULL, columns = c("all", "brief")) {
  if (!is.null(heading) && !is_text(heading)) {
    abort_pairwave(
      c("{.arg heading} must be one text.",
        x = "It is {.obj_type_friendly {heading}}."),
      "argument"
    )
  }
  table <- as_print_table(x, columns = match_choice(columns))
  # The chunk's own caption, as knitr hands it on.
  caption <- list(...)$options$tab.cap
  if (is_text(caption)) table$caption <- one_line(caption)
  knit_tables(list(table), heading = heading)
}

# Tables as text for knitr in the format that is being knitted, below a heading
# and paragraphs of plain text (`before`) where these are given.
knit_tables <- function(tables, before = character(), heading = NULL) {
  to <- knit_format()
  # A report on paper has a writer of its own.
  paper <- knitr::opts_knit$get("pairwave.table")
  blocks <- lapply(tables, function(table) {
    if (!is.null(paper)) {
      paper(table)
    } else if (to == "docx") {
      mark_raw(as.character(knitr::knit_print(flextable_of(table))))
    } else if (to %in% c("html", "latex", "typst") && length(knitr::pandoc_to())) {
      fence_raw(write_table(table, to), to)
    } else {
      write_table(table, to)
    }
  })
  plain <- c(
    if (length(heading)) paste("###", escape_markdown(one_line(heading))),
    escape_markdown(one_line(before))
  )
  lines <- unlist(lapply(c(as.list(plain), blocks), function(block) c("", block)))
  meta <- if (to == "latex" && requireNamespace("rmarkdown", quietly = TRUE)) {
    lapply(latex_packages(), rmarkdown::latex_dependency)
  }
  knitr::asis_output(
    paste0("\n\n", paste(lines, collapse = "\n"), "\n\n"),
    meta = meta
  )
}

# Pandoc reads Markdown inside HTML, LaTeX and Typst unless told that it is raw,
# between fences longer than any run of backticks within.
fence_raw <- function(lines, to) {
  runs <- unlist(regmatches(lines, gregexpr("`+", lines)))
  fence <- strrep("`", max(5, nchar(runs) + 1))
  mark_raw(c(paste0(fence, "{=", to, "}"), lines, fence))
}

# A report knows its own raw blocks by a mark in their first line, which nobody
# could guess, and keeps no other: see show-report-filter.R.
mark_raw <- function(lines) {
  mark <- knitr::opts_knit$get("pairwave.mark")
  if (is.null(mark)) return(lines)
  sub("^(\\s*`{3,}[{]=[a-z]+[}]\n)", paste0("\\1", mark, "\n"),
      paste(lines, collapse = "\n"))
}

# The format to knit a table in. Word's own tables need flextable; Pandoc makes
# plain ones out of Markdown.
knit_format <- function() {
  # knitr counts Markdown among the formats that may hold HTML.
  dialects <- c("markdown", "gfm", "commonmark", "commonmark_x")
  if (knitr::is_html_output(excludes = dialects)) {
    "html"
  } else if (knitr::is_latex_output()) {
    "latex"
  } else if (identical(knitr::pandoc_to(), "typst")) {
    "typst"
  } else if (identical(knitr::pandoc_to(), "docx") &&
             requireNamespace("flextable", quietly = TRUE)) {
    "docx"
  } else {
    "markdown"
  }
}
