# What every result frame shares: it prints and knits through its printed
# table, and turns into a plain data frame on request.

#' Print or knit a result
#'
#' A result is a long data frame with one row per statistic. It prints as a
#' wide table, folded to the width of the console; in a document knitted by
#' knitr the same table appears as HTML, LaTeX (which needs the packages
#' booktabs, graphicx and longtable), Typst, Word (by flextable, where it is installed) or Markdown.
#'
#' A part of a result (`head()`, `subset()`, `x[rows, ]`) is a result as long as
#' it has every row that its printed lines need; otherwise it is a plain data
#' frame, and prints as one.
#'
#' @param x A result of pairwave, such as that of [demographics()].
#' @param ... Passed on by knitr and not used.
#' @param row.names,optional As for [base::as.data.frame()].
#' @return `print()` returns `x`, invisibly. `knit_print()` returns the table
#'   as text for knitr. `as.data.frame()` returns the long frame without
#'   pairwave's classes and captions.
#' @examples
#' people <- data.frame(sex = c("Female", "Male", "Female"))
#' result <- demographics(people)
#' result
#' as.data.frame(result)
#' @name pairwave_result
NULL

#' @rdname pairwave_result
#' @export
print.pairwave_result <- function(x, ...) {
  if (!is_whole(x)) {
    print(as.data.frame(x))
    return(invisible(x))
  }
  writeLines(write_table(as_print_table(x), "console"))
  invisible(x)
}

#' @rdname pairwave_result
#' @exportS3Method knitr::knit_print
knit_print.pairwave_result <- function(x, ...) {
  knit_tables(list(as_print_table(x)))
}

# Tables as text for knitr in the format that is being knitted, below a line
# of plain text where one is given.
knit_tables <- function(tables, before = character()) {
  to <- knit_format()
  # Pandoc reads Markdown inside HTML, LaTeX and Typst unless told that it is
  # raw; the text for Word says so itself.
  raw <- to %in% c("html", "latex", "typst") && length(knitr::pandoc_to())
  blocks <- lapply(tables, function(table) {
    lines <- if (to == "docx") {
      as.character(knitr::knit_print(flextable_of(table)))
    } else {
      write_table(table, to)
    }
    c("", if (raw) paste0("`````{=", to, "}"), lines, if (raw) "`````")
  })
  lines <- c(before, unlist(blocks))
  meta <- if (to == "latex" && requireNamespace("rmarkdown", quietly = TRUE)) {
    lapply(latex_packages(), rmarkdown::latex_dependency)
  }
  knitr::asis_output(
    paste0("\n\n", paste(lines, collapse = "\n"), "\n\n"),
    meta = meta
  )
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

#' @rdname pairwave_result
#' @export
as.data.frame.pairwave_result <- function(x, row.names = NULL,
                                          optional = FALSE, ...) {
  out <- structure(
    unclass(x)[seq_along(x)],
    names = names(x), row.names = seq_len(nrow(x)), class = "data.frame"
  )
  if (!is.null(row.names)) row.names(out) <- row.names
  out
}
