# Hands tables to knitr in the format that is being knitted.

#' @rdname pairwave_result
#' @method knit_print pairwave_result
knit_print.pairwave_result <- function(x, ..., heading = NULL, columns = c("main", "all", "brief"),
                                       caption = NULL, label = NULL) {
  check_knit_text(heading, "heading")
  check_knit_text(caption, "caption")
  check_knit_text(label, "label")
  columns <- match_choice(columns)
  table <- knit_captioned(result_page(x, columns), caption, label, list(...)$options)
  knit_tables(list(table), heading = heading)
}

check_knit_text <- function(given, name, call = rlang::caller_env()) {
  if (is.null(given) || is_text(given)) return()
  abort_pairwave(
    c("{.arg {name}} must be one text.", x = "It is {.obj_type_friendly {given}}."),
    "argument", call = call
  )
}

# The table of a result with the columns that a page shows.
result_page <- function(x, columns) {
  x <- in_its_style(x)
  table <- as_print_table(x, columns = columns)
  if (columns == "all") return(table)
  kind <- intersect(class(x), names(main_columns))
  main <- if (columns == "main" && length(kind)) main_columns[[kind[1]]]
  page_table(table, main, how = worded("columns = \"all\" shows them"))
}

# The table with the caption that is given here or by its chunk, and with what its format
# needs to number it and refer to it. Quarto writes captions itself.
knit_captioned <- function(table, caption = NULL, label = NULL, chunk = NULL) {
  if (is.null(chunk)) chunk <- knitr::opts_current$get()
  place <- table_in_chunk(chunk$label)
  if (is.null(caption)) {
    caption <- chunk$tab.cap
    if (length(caption) > 1) caption <- caption[min(place, length(caption))]
  }
  if (is_text(caption)) table$caption <- one_line(caption)
  else if (length(chunk[["tbl-cap"]])) table$caption <- NULL
  # A second table of a chunk has a label of its own, as a second figure has.
  if (is.null(label) && length(chunk$label)) {
    label <- paste0(chunk$label, if (place > 1) paste0("-", place))
  }
  if (length(table$caption) && length(label)) table$anchor <- caption_anchor(label)
  table
}

# Which table of its chunk this is: 1, 2, ...
table_in_chunk <- function(label) {
  if (is.null(label)) return(1)
  last <- knitr::opts_knit$get("pairwave.chunk")
  place <- if (identical(last$label, label)) last$place + 1 else 1
  knitr::opts_knit$set(pairwave.chunk = list(label = label, place = place))
  place
}

# What stands before a caption: bookdown finds its own mark in every format.
caption_anchor <- function(label) {
  prefix <- knitr::opts_knit$get("label.prefix")[["table"]]
  label <- paste0(prefix, gsub("[^-/[:alnum:]]", "-", label))
  to <- knit_format()
  if (isTRUE(knitr::opts_knit$get("bookdown.internal.label"))) {
    if (to == "html") paste0("(#", label, ")") else paste0("(\\#", label, ")")
  } else if (to == "latex") {
    paste0("\\label{", label, "}")
  } else if (to == "typst") {
    paste0(" <", gsub("/", "-", label, fixed = TRUE), ">")
  }
}

# Tells whether print() stands in a chunk whose output is the document's own text, such as
# a loop over scales.
is_knit_asis <- function() {
  isTRUE(getOption("knitr.in.progress")) && identical(knitr::opts_current$get("results"), "asis")
}

# Writes the text that a chunk of its own would have.
knit_asis <- function(x) {
  cat(knitr::knit_print(x))
  invisible(x)
}

# Tables as text for knitr in the format that is being knitted, below a heading
# and paragraphs of plain text (`before`) where these are given.
knit_tables <- function(tables, before = character(), heading = NULL) {
  to <- knit_format()
  # A report on paper has a writer of its own.
  paper <- knitr::opts_knit$get("pairwave.table")
  if (is.null(paper) && is_paper(to)) {
    tables <- unlist(lapply(tables, fold_table), recursive = FALSE)
  }
  blocks <- if (is.null(paper)) lapply(tables, knit_table, to = to) else lapply(tables, paper)
  plain <- c(
    if (length(heading)) paste("###", escape_markdown(one_line(heading))),
    escape_markdown(one_line(before))
  )
  lines <- unlist(lapply(c(as.list(plain), blocks), function(block) c("", block)))
  # Of what is printed in a loop knitr sees the text alone.
  if (to == "latex" && requireNamespace("rmarkdown", quietly = TRUE)) {
    for (name in latex_packages()) knitr::knit_meta_add(list(rmarkdown::latex_dependency(name)))
  }
  knitr::asis_output(block_text(lines))
}

# Lines as a block of a document, with which no other text runs together.
block_text <- function(lines) paste0("\n\n", paste(lines, collapse = "\n"), "\n\n")

knit_table <- function(table, to) {
  if (to == "docx") return(knit_word_table(table))
  # Word processors break a line at every blank, and have columns as wide as they are told.
  if (is_word_processor()) {
    return(write_table_markdown(keep_numbers_whole(table), letters = document_letters))
  }
  lines <- if (to == "html" && !is_marked()) html_table_box(table) else write_table(table, to)
  raw <- to %in% c("html", "latex", "typst") && length(knitr::pandoc_to())
  if (raw) fence_raw(lines, to) else lines
}

# A line of a word processor's page has about so many digits.
document_letters <- 68

# A page scrolls, paper does not.
is_paper <- function(to) to %in% c("latex", "docx", "typst") || is_word_processor()

is_word_processor <- function() isTRUE(knitr::pandoc_to() %in% c("docx", "odt", "rtf"))

# Word's table by flextable, below a caption that is Markdown, where bookdown finds its mark.
knit_word_table <- function(table) {
  caption <- if (length(table$caption)) {
    said <- paste0(table$anchor, escape_markdown(table$caption))
    if (length(table$anchor)) said <- paste0("<caption>", said, "</caption>")
    c("::: {custom-style=\"Table Caption\"}", "", said, "", ":::", "")
  }
  table$caption <- NULL
  # flextable writes a chunk's caption too, before the table.
  written <- paste(as.character(knitr::knit_print(flextable_of(table))), collapse = "\n")
  xml <- sub("(?s).*?(<w:tbl[ >].*</w:tbl>).*", "\\1", written, perl = TRUE)
  # Word would join two tables between which no paragraph stands.
  c(caption, fence_raw(paste0(xml, word_gap), "openxml"))
}

word_gap <- paste0(
  "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"200\" w:lineRule=\"exact\"/>",
  "</w:pPr></w:p>"
)

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

# A report has a style of its own for its tables.
is_marked <- function() !is.null(knitr::opts_knit$get("pairwave.mark"))

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
  } else if (identical(knitr::pandoc_to(), "docx") && has_word_tables()) {
    "docx"
  } else {
    "markdown"
  }
}

has_word_tables <- function() requireNamespace("flextable", quietly = TRUE)
