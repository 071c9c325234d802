# Tells which rows under the first one belong to the heading, by what they hold:
# one with an answer in it is a respondent's, so that nobody is lost where a row
# of the heading was taken out, or where a survey that was read is written back.

# The rows of the heading by what they hold (`question`, `option`, `import`),
# how many they are (`rows`), and what to note. A row that shows neither an
# answer nor a heading is reported with what it is taken for.
heading_rows <- function(file, layout, header, place) {
  expected <- layout$form$rows
  holds <- c(expected, layout$form$added)
  out <- list(rows = 0)
  own <- own_forms(layout)
  cells <- peek_rows(file, length(holds) + 5)
  signs <- row_signs(cells, header, layout)
  open <- setdiff(holds, names(own))
  for (i in seq_len(nrow(cells))) {
    # The first row once more, as where two exports were put together.
    if (identical(squash(cells[i, ]), header)) {
      out$rows <- i
      next
    }
    found <- has_own_form(cells[i, ], own)
    if (length(found) == 0 && !is.null(out$question) && signs[i] == "heading") {
      # The questions once more, in another language.
      out$languages <- (out$languages %||% 1) + 1
      out$rows <- i
      next
    }
    if (length(found) == 0) {
      if (length(open) == 0 || signs[i] == "answers") break
      last <- any(names(own) %in% names(out))
      sure <- signs[i] == "heading" || (!last && own_form_below(cells, i, own))
      if (!sure) {
        if (!open[1] %in% expected || last) break
        taken <- likeness(cells, i)
        warn_open_row(i + 1, taken, header, layout, place)
        if (taken == "answers") break
      }
      found <- open[1]
      open <- open[-1]
    }
    out[[found]] <- cells[i, ]
    out$rows <- i
  }
  if (length(out$languages)) out$note <- sprintf(
    paste0("The questions stand in %d rows of the heading, as in several languages: the first ",
           "gives the labels."), out$languages
  )
  absent <- setdiff(expected, c(names(out), names(own)))
  if (length(absent) && nrow(cells)) {
    out$note <- sprintf(
      "The export's row of %ss is not in the file: its columns have no such labels.", absent[1]
    )
  }
  out
}

# The cells of two rows under the header. Where the first records of the file had them, the
# file need not be looked at again: two records that hold something are no blank lines,
# and so are the first rows.
cells_below <- function(file) {
  width <- length(file$names)
  shown <- vapply(file$below, function(record) {
    any(grepl("[!-~]", utils::head(record, 100), useBytes = TRUE))
  }, NA)
  if (width < 2 || length(shown) < 2 || !all(shown)) return(as.vector(peek_rows(file, 2)))
  as.vector(record_matrix(file$below, width))
}

# The first rows under the header as a matrix of texts, each on one line.
peek_rows <- function(file, n) {
  n <- min(n, file$n_rows)
  width <- length(file$names)
  cells <- check_kernel(
    .Call(pw_call_csv_columns, file$handle, seq_len(width) - 1L,
          rep(TRUE, width), "", 0, as.double(n)),
    "Can't read the rows of the header."
  )
  cells <- matrix(unlist(cells), n, width)
  cells[is.na(cells)] <- ""
  cells
}

# The forms of rows whose cells can't be mistaken for anything else, by row.
own_forms <- function(layout) {
  rules <- Filter(function(rule) !is.null(rule$row), layout$cells)
  stats::setNames(lapply(rules, `[[`, "form"),
                  vapply(rules, function(rule) rule$row, ""))
}

has_own_form <- function(cells, own) {
  names(own)[vapply(own, any_match, TRUE, squash(cells))]
}

own_form_below <- function(cells, i, own) {
  below <- seq_len(nrow(cells))[-seq_len(i)]
  any(vapply(below, function(j) length(has_own_form(cells[j, ], own)) > 0, TRUE))
}

# For each row "answers", "heading", or "open", by the columns that the platform
# fills in itself: the layout's `cells` say what an answer in them looks like and
# what a heading does, and which of them no respondent leaves empty. Cells of a
# form's `single` stand in no other row than that of the options.
row_signs <- function(cells, header, layout) {
  cells[] <- squash(cells)
  cells[upper_case(cells) %in% c("NA", "N/A")] <- ""
  answer <- logical(nrow(cells))
  heading <- shown_in_row(layout$form$single, cells)
  for (rule in Filter(function(rule) is.null(rule$row), layout$cells)) {
    part <- cells[, any_of(rule$column, header), drop = FALSE]
    answer <- answer | rowSums(matches(rule$answer, part)) > 0
    heading <- heading | shown_in_row(rule$heading, part)
    if (isTRUE(rule$filled)) {
      blank <- rowSums(part != "") == 0
      later <- rev(cumsum(rev(!blank))) > 0
      heading <- heading | (blank & later & ncol(part) > 0)
    }
  }
  ifelse(answer, "answers", ifelse(heading, "heading", "open"))
}

# Which headings one of the patterns fits.
any_of <- function(patterns, header) {
  Reduce(`|`, lapply(patterns, whole_match, header), logical(length(header)))
}

# Which cells of a matrix one of the patterns fits.
matches <- function(patterns, cells) {
  matrix(any_of(patterns, as.vector(cells)) & cells != "", nrow(cells), ncol(cells))
}

# Rows with a cell of such a form that no row further down has again in the same
# column, as no heading does.
shown_in_row <- function(patterns, cells) {
  again <- apply(cells, 2, duplicated, fromLast = TRUE)
  rowSums(matches(patterns, cells) & !matrix(again, nrow(cells), ncol(cells))) > 0
}

# Finds what a row looks like where its platform's columns do not tell: a text over
# numbers is a heading.
likeness <- function(cells, i) {
  number <- matrix(grepl("^\\s*[-+]?[0-9][-0-9.,:/ ]*$", cells), nrow(cells))
  filled <- matrix(grepl("\\S", cells), nrow(cells))
  below <- seq_len(nrow(cells)) > i
  numbers <- colSums(filled[below, , drop = FALSE]) > 0 &
    colSums((filled & !number)[below, , drop = FALSE]) == 0
  if (any(numbers & filled[i, ] & !number[i, ]) && !any(number[i, ])) "heading" else "answers"
}

warn_open_row <- function(row, taken, header, layout, place) {
  where <- place_words(place)
  told <- unlist(lapply(layout$cells, `[[`, "column"))
  columns <- header[any_of(told, header)]
  heading <- taken == "heading"
  warn_pairwave(
    c("Row {row} of {where} must be either a heading or a respondent's answers.",
      x = if (length(columns)) {
        "Under {.field {utils::head(columns, 4)}} it shows neither."
      } else {
        "It has none of the columns by which exports of {layout$title} show it."
      },
      i = if (heading) {
        "It is taken for a heading. With {.code platform = \"none\"} it is a respondent."
      } else {
        "It is taken for a respondent's answers. If it is a heading, take it out of the file."
      }),
    "heading", row = row, taken = taken
  )
}
