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
#' @param heading A heading to knit above the table, as text: nothing in it is
#'   taken for markup.
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
knit_print.pairwave_result <- function(x, ..., heading = NULL) {
  if (!is.null(heading) && !rlang::is_string(heading)) {
    abort_pairwave(
      c("{.arg heading} must be one text.",
        x = "It is {.obj_type_friendly {heading}}."),
      "argument"
    )
  }
  knit_tables(list(as_print_table(x)), heading = heading)
}

# Tables as text for knitr in the format that is being knitted, below a heading
# and paragraphs of plain text (`before`) where these are given.
knit_tables <- function(tables, before = character(), heading = NULL) {
  to <- knit_format()
  blocks <- lapply(tables, function(table) {
    if (to == "docx") {
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
# could guess, and keeps no other: see report-filter.R.
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
