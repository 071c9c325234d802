# What every result frame shares: it prints and knits through its printed
# table, and turns into a plain data frame on request.

#' Print or knit a result
#'
#' A result is a long data frame with one row per statistic. It prints as a
#' wide table, folded to the width of the console; in a document knitted by
#' knitr the same table appears as HTML, LaTeX (which needs the packages
#' array, booktabs, graphicx, longtable and multirow), Typst, Word (by flextable, where it is
#' installed) or Markdown.
#'
#' A page has room for six columns of numbers beside each other. Where a table has more, a
#' document shows the main ones, the interval and p among them (the adjusted p where there is
#' one), what names its rows becomes a line over the rows that share it, and the last note says
#' which columns are not shown and that `columns = "all"` shows them; `summary()` of a change
#' has every statistic. The console and [write_result()] show all columns.
#'
#' On paper (LaTeX, Word, OpenDocument, RTF, Typst) a table of more columns goes on below
#' itself, with the names of its rows again.
#'
#' In R Markdown and bookdown a chunk's `tab.cap` is the caption and its label is what
#' `\@ref(tab:label)` refers to; further tables of one chunk have `label-2`, `label-3`, ...,
#' and take the further texts of `tab.cap`. Quarto's `tbl-cap` and `label: tbl-...` are
#' Quarto's own. In a chunk with `results = "asis"`, such as a loop over scales, `print()`
#' writes the table that a chunk of its own would have. A page has the style of its tables
#' with each of them, and it touches nothing else; numbers are never broken over two lines.
#'
#' A part of a result (`head()`, `subset()`, `x[rows, ]`) is a result as long as
#' it has every row that its printed lines need; otherwise it is a plain data
#' frame, and prints as one.
#'
#' @param x A result of pairwave, such as that of [demographics()].
#' @param ... Passed on by knitr: the options of the chunk.
#' @param heading A heading to knit above the table, as text: nothing in it is
#'   taken for markup.
#' @param columns `"main"` knits six columns at most, where a table names its main ones;
#'   `"all"` every column; `"brief"` a result of [paired_change()] with its n, means, change
#'   and who moved.
#' @param caption,label The caption, as text, and what a reference calls the table; by default
#'   the chunk's `tab.cap` and label.
#' @param row.names,optional As for [base::as.data.frame()].
#' @return `print()` returns `x`, invisibly. `knit_print()` returns the table
#'   as text for knitr. `as.data.frame()` returns the long frame without
#'   pairwave's classes and captions.
#' @section Codes:
#' Beside `rule` (how an estimate was made) and `note` (why there is none), which
#' are sentences, stand the facts that they are made of, for programs. `method` is
#' a code such as `"paired_t"`, `interval` the code of how limits were made (or of
#' why there are none; `NA` for a statistic without limits), `weighted` whether
#' people count for more or less than one, and `reason` why there is no estimate,
#' such as `"few_pairs"`, or what a figure rests on. What the sentences name is in
#' `about` (such as the wave of an alpha), `against` (the group that another is
#' compared with), `setting` (a number that was chosen or counted: contrasts
#' adjusted over, resamples, a margin) and `detail`, `df1` and `df2` (the numbers of
#' a test, or the n of an alpha); a result has those that its sentences need. Under
#' a disclosure profile `detail`, `df1` and `df2` are `NA`, and what is suppressed
#' has the method `"suppressed"`.
#' @examples
#' people <- data.frame(sex = c("Female", "Male", "Female"))
#' result <- demographics(people)
#' result
#' as.data.frame(result)
#' @name pairwave_result
NULL
