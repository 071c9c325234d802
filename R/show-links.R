# Prints what became of the codes of a study.

# Says what became of codes that differ by a slip; NULL where none were sought.
near_links_line <- function(links, expected) {
  if (is.null(links)) {
    return(NULL)
  }
  made <- sum(links$linked)
  open <- sum(!links$linked & is.na(links$decision))
  if (made + open == 0) return(worded("no two codes differ by a slip only"))
  false <- if (expected < 0.01) {
    worded("less than {least}", least = with_decimal_mark("0.01"))
  } else {
    with_decimal_mark(format(signif(expected, 2)))
  }
  worded(
    "{pairs}: {linked}",
    pairs = said_of(made + open, "pair of codes that differ by a slip",
                    "pairs of codes that differ by a slip"),
    linked = paste(c(
      if (made) worded("{n} linked ({false} of them expected to be false)", n = made,
                       false = false),
      if (open) worded("{n} not linked until you decide with review_links()", n = open)
    ), collapse = ", ")
  )
}

#' @export
print.pairwave_links <- function(x, ...) {
  if (!all(c("wave", "person", "status") %in% names(x))) return(print_plain(x))
  counts <- count_statuses(x)
  table <- new_print_table(
    data.frame(lapply(counts, as.character)),
    align = c("l", rep("r", ncol(counts) - 1)),
    head = c("Wave", "Respondents", "Linked", "Unlinked", "Duplicate", "No id"),
    caption = "Respondents per wave"
  )
  people <- length(unique(x$person[!is.na(x$person)]))
  writeLines(c(
    paste(people, if (people == 1) "person" else "people"),
    near_links_line(attr(x, "links"), attr(x, "expected_false")),
    "", write_table(table, "console")
  ))
  invisible(x)
}
