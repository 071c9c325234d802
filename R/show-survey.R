# A survey in the console. As it was read: what the file says as a whole, then a
# line for each of its first columns, never an answer. What a verb has made of it
# is a table of its rows.

#' @export
print.pairwave_survey <- function(x, ..., n = 20) {
  if (is_changed_survey(x)) {
    print_rows(x, n)
    return(invisible(x))
  }
  about <- attr(x, "survey")
  labelled <- sum(vapply(x, is_labelled, NA))
  # Notes of a text file are about how it was read.
  is_table <- length(about$format) == 1 && about$format %in% c("csv", workbook_formats)
  notes_shown <- !is.null(about$platform) || is_table
  weight <- about$weight
  title <- paste0(
    "Survey", if (length(about$file)) paste0(" ", one_line(basename(about$file))), ": ",
    said_of(format(nrow(x), big.mark = ","), "row", "rows"), ", ",
    said_of(ncol(x), "column", "columns"), " (", labelled, " with value labels)",
    if (length(weight) && !is.na(weight)) paste0(", weighted by ", one_line(weight))
  )
  width <- console_width()
  said <- function(text) strwrap(one_line(text), width - 1, prefix = "# ")
  lines <- c(
    said(title), if (is_table) said(describe_csv(about)),
    if (any(nzchar(about$label))) said(about$label)
  )
  hidden <- identifying_columns(x)
  shown <- setdiff(names(x), hidden)
  more <- max(0, length(shown) - n)
  lines <- c(lines, column_lines(x[utils::head(shown, n)], width))
  also <- c(
    counted(length(mr_sets(x)), "multiple-response set"),
    if (!notes_shown) counted(length(about$notes), "note"),
    counted(length(about$attributes), "attribute")
  )
  lines <- c(
    lines, if (more > 0) paste("  ... and", more, "more"),
    if (length(hidden)) {
      paste("  ... and", length(hidden), "not shown, because",
            if (length(hidden) == 1) "it identifies a person" else "they identify a person")
    },
    if (notes_shown) unlist(lapply(about$notes, said)),
    if (length(also)) said(paste0(paste(also, collapse = ", "), ": see codebook()")),
    said(rows_of_file(x))
  )
  writeLines(sub(" +$", "", cut_text(lines, width)))
  invisible(x)
}

# A line for each column: its name, its kind and its label.
column_lines <- function(x, width) {
  if (length(x) == 0) {
    return(NULL)
  }
  kinds <- vapply(x, function(column) {
    type <- answer_type(column)
    if (is_labelled(column) && time_kind(column) == 0) "labelled"
    else if (type == "logical") "yes/no"
    else type
  }, "")
  labels <- vapply(x, function(column) {
    label <- column_label(column)
    if (is.null(label)) "" else one_line(label)
  }, "")
  names <- shorten_alike(one_line(names(x)), max(12, (2 * width) %/% 5))
  used <- max(display_width(names)) + 14
  paste("", pad_text(names, max(display_width(names)), "l"), pad_text(kinds, 8, "l"),
        shorten_alike(labels, max(10, width - used)), sep = "  ")
}

# Every record of the file is among the rows, or it says what is not and why.
rows_of_file <- function(x) {
  rows <- function(n) said_of(format(n, big.mark = ",", scientific = FALSE), "row", "rows")
  all <- attr(x, "file_rows")
  if (is.null(all)) {
    return(paste0(rows(nrow(x)), excluded_of_survey(x)))
  }
  blank <- attr(x, "dropped_rows") %||% 0
  paste0(
    rows(nrow(x)),
    if (nrow(x) == all) ", as many as the file has"
    else paste0(" of the ", format(all, big.mark = ",", scientific = FALSE),
                " that the file has, by skip or n_max"),
    if (blank > 0) paste0("; ", rows(blank), " without any answer dropped")
  )
}

# How many records the study's rules took out of a wave, by their reason.
excluded_of_survey <- function(x) {
  excluded <- attr(x, "survey")$excluded
  if (is.null(excluded)) return(NULL)
  said <- paste(excluded_words(excluded$reason, excluded$label), excluded$n, collapse = ", ")
  paste0(" that the study keeps; ", sum(excluded$n), " more set aside by rule (", said, ")")
}

# A part of a survey still knows what its file says as a whole, but no longer
# stands for the file.
#' @export
`[.pairwave_survey` <- function(x, ...) {
  out <- NextMethod()
  if (is.data.frame(out)) as_changed_survey(out, x) else out
}

# What dplyr's and tidyr's verbs make of a survey.
dplyr_reconstruct.pairwave_survey <- function(data, template) {
  as_changed_survey(NextMethod(), template)
}

as_changed_survey <- function(part, whole) {
  attr(part, "survey") <- attr(whole, "survey")
  attr(part, "file_rows") <- NULL
  attr(part, "dropped_rows") <- NULL
  attr(part, "changed") <- TRUE
  part
}

# Rows that rbind() or merge() added or took away show by their number.
is_changed_survey <- function(x) {
  rows <- attr(x, "survey")$n_rows
  isTRUE(attr(x, "changed")) || (length(rows) == 1 && rows != nrow(x))
}

print_rows <- function(x, n) {
  shown <- as.data.frame(x)[seq_len(min(n, nrow(x))), , drop = FALSE]
  print(shown)
  more <- nrow(x) - nrow(shown)
  if (more > 0) {
    cat("... and ", said_of(format(more, big.mark = ","), "more row", "more rows"),
        "; print(x, n = Inf) shows all.\n", sep = "")
  }
}
