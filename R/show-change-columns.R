# Columns of the headline of change that are shown on request.

# For each line of the table, by its `keys`, the cells that `also` asks for; with them
# their heads and a note of each.
also_columns <- function(frame, keys, also) {
  lines <- unique(keys)
  of <- function(statistic) {
    at <- frame$statistic == statistic
    frame$estimate[at][match(lines, keys[at])]
  }
  digits <- vapply(lines, function(line) digits_of_change(frame[keys == line, ]), 0)
  number <- function(x) mapply(decimals, x, digits)
  median <- function(which) {
    middle <- of(paste0("median_", which))
    ifelse(is.na(middle), dash(), paste0(
      number(middle), " (", worded(
        "{low} to {high}", low = number(of(paste0("lower_quartile_", which))),
        high = number(of(paste0("upper_quartile_", which)))
      ), ")"
    ))
  }
  rule <- function(statistic) {
    said <- frame$rule[frame$statistic == statistic & !is.na(frame$estimate)]
    if (length(said)) said[1]
  }
  note <- function(what, statistic) {
    if (!is.null(rule(statistic))) paste0(what, ": ", rule(statistic), ".")
  }
  columns <- list(
    medians = list(
      cells = list(median("before"), median("after"), median("change")),
      head = c("Earlier Md (IQR)", "Later Md (IQR)", "Change Md (IQR)"),
      note = note("Md (IQR)", "median_change")
    ),
    ranks = list(
      cells = list(vapply(of("rank_sum_rises"), decimals, "", digits = 1),
                   vapply(of("z"), decimals, "")),
      head = c("V", "Z"),
      note = c(note("V", "rank_sum_rises"), note("Z", "z"))
    ),
    bayes_factor = list(
      cells = list(vapply(of("bayes_factor"), bayes_text, "")),
      head = "BF10", note = note("BF10", "bayes_factor")
    )
  )[also]
  cells <- unlist(lapply(columns, `[[`, "cells"), recursive = FALSE)
  list(
    cells = stats::setNames(cells, sprintf("also%d", seq_along(cells))),
    head = unlist(lapply(columns, `[[`, "head"), use.names = FALSE),
    notes = unlist(lapply(columns, `[[`, "note"), use.names = FALSE)
  )
}
