# Prints a codebook in the width of the console.

#' @rdname codebook
#' @param n How many variables to print; `Inf` for all.
#' @export
print.pairwave_codebook <- function(x, ..., n = 40) {
  if (is_knit_asis()) return(knit_asis(x))
  shown <- utils::head(x, n)
  if (!inherits(shown, "pairwave_codebook")) {
    print(as.data.frame(shown))
    return(invisible(x))
  }
  writeLines(write_table(as_print_table(shown, width = console_width()), "console"))
  if (nrow(x) > n) {
    cat("... and", nrow(x) - n, "more; print(x, n = Inf) shows all.\n")
  }
  invisible(x)
}

as_print_table.pairwave_codebook <- function(x, ..., width = Inf) {
  waves <- attr(x, "wave_labels")
  wave <- if (length(waves)) unname(waves[x$wave]) else x$wave
  wave[same_as_above(x$wave)] <- NA
  cells <- data.frame(
    Wave = wave, Name = x$name, Label = x$label, Type = x$type,
    Values = values_text(x), n = as.character(x$n),
    Missing = as.character(x$n_missing), Distinct = as.character(x$distinct),
    Format = x$format, Measure = x$measure, Role = x$role, Set = x$set,
    Note = x$note
  )
  if (all(x$role %in% c(NA, "input"))) cells$Role <- NULL
  optional <- c("Wave", "Label", "Format", "Measure", "Role", "Set", "Note",
                if (nrow(x)) c("n", "Missing", "Distinct"))
  empty <- vapply(cells, function(column) all(is.na(column)), NA)
  cells <- cells[!(empty & names(cells) %in% optional)]
  cells[is.na(cells)] <- ""
  left_out <- character()
  if (is.finite(width)) {
    fitted <- fit_cells(cells, width)
    left_out <- setdiff(names(cells), names(fitted))
    cells <- fitted
  }
  numbers <- c("n", "Missing", "Distinct")
  table <- new_print_table(
    cells, align = ifelse(names(cells) %in% numbers, "r", "l"),
    caption = attr(x, "title"), row_heads = match("Name", names(cells)),
    notes = as.character(c(
      attr(x, "notes"),
      if (length(left_out)) {
        paste0("Not in this print: ", paste(lower_case(left_out), collapse = ", "), ".")
      }
    ))
  )
  # Lines that hang, as a table's one-line notes can't.
  if (is.finite(width)) table$notes <- strwrap(table$notes, width + 1, exdent = 2)
  table
}

# Finds what a variable can be: its labels, at most 12 of them, or its range; and the
# codes that mean missing.
values_text <- function(x) {
  many <- strsplit(x$labels, "; ", fixed = TRUE)
  labels <- vapply(many, function(all) {
    if (length(all) <= 12) return(paste(all, collapse = "; "))
    paste0(paste(all[1:11], collapse = "; "), "; and ", length(all) - 11, " more")
  }, "")
  span <- ifelse(x$lowest == x$highest, x$lowest, paste(x$lowest, "to", x$highest))
  values <- ifelse(is.na(x$labels), ifelse(is.na(x$lowest), "", span), labels)
  values[!is.na(x$reason)] <- "(not shown)"
  missing <- ifelse(is.na(x$missing), "", paste0("missing: ", x$missing))
  paste0(values, ifelse(nzchar(values) & nzchar(missing), "; ", ""), missing)
}
