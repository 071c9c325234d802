# A survey in the console: what the file says as a whole, then a line for each
# of its first columns. Never an answer.

#' @export
print.pairwave_survey <- function(x, ..., n = 20) {
  about <- attr(x, "survey")
  labelled <- sum(vapply(x, is_labelled, NA))
  weight <- about$weight
  title <- paste0(
    "Survey", if (length(about$file)) paste0(" ", one_line(basename(about$file))), ": ",
    format(nrow(x), big.mark = ","), if (nrow(x) == 1) " row, " else " rows, ",
    ncol(x), if (ncol(x) == 1) " column (" else " columns (", labelled,
    " with value labels)",
    if (length(weight) && !is.na(weight)) paste0(", weighted by ", one_line(weight))
  )
  width <- cli::console_width()
  said <- function(text) strwrap(one_line(text), width - 1, prefix = "# ")
  lines <- c(
    said(title), if (identical(about$format, "csv")) said(describe_csv(about)),
    if (any(nzchar(about$label))) said(about$label)
  )
  hidden <- identifying_columns(x)
  shown <- setdiff(names(x), hidden)
  more <- max(0, length(shown) - n)
  shown <- utils::head(shown, n)
  if (length(shown)) {
    kinds <- vapply(x[shown], function(column) {
      type <- answer_type(column)
      if (is_labelled(column) && time_kind(column) == 0) "labelled"
      else if (type == "logical") "yes/no"
      else type
    }, "")
    labels <- vapply(x[shown], function(column) {
      label <- attr(column, "label", exact = TRUE)
      if (is.null(label)) "" else one_line(label)
    }, "")
    shown <- one_line(shown)
    lines <- c(lines, paste("", pad_text(shown, max(display_width(shown)), "l"),
                            pad_text(kinds, 8, "l"), labels, sep = "  "))
  }
  also <- c(
    counted(length(mr_sets(x)), "multiple-response set"),
    if (is.null(about$platform)) counted(length(about$notes), "note"),
    counted(length(about$attributes), "attribute")
  )
  lines <- c(
    lines, if (more > 0) paste("  ... and", more, "more"),
    if (length(hidden)) {
      paste("  ... and", length(hidden), "not shown, because",
            if (length(hidden) == 1) "it identifies a person" else "they identify a person")
    },
    if (!is.null(about$platform)) unlist(lapply(about$notes, said)),
    if (length(also)) said(paste0(paste(also, collapse = ", "), ": see codebook()"))
  )
  writeLines(sub(" +$", "", cut_text(lines, width)))
  invisible(x)
}

# "2 notes"; nothing for none.
counted <- function(n, what) {
  if (n > 0) paste0(n, " ", what, if (n > 1) "s")
}

# Each text on its own: cli 3.6.0 cuts several texts to one width wrongly.
cut_text <- function(text, width) {
  vapply(text, function(one) as.character(cli::ansi_strtrim(one, width)), "",
         USE.NAMES = FALSE)
}
