# Prints what became of the codes of a study.

# Finds what is known about links that are not exact; NULL where none were sought.
near_links_line <- function(links, expected) {
  if (is.null(links)) {
    return(NULL)
  }
  open <- sum(!links$linked & is.na(links$decision))
  count <- function(n, what) paste0(n, " ", what, if (n != 1) "s")
  paste0(
    count(sum(links$linked), "near link"), " made, ", open,
    " to review with review_links(); ",
    if (expected < 0.01) "less than 0.01" else format(signif(expected, 2)),
    " false links expected"
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
