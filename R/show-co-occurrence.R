# Prints codes that come together, the most frequent pair first.

as_print_table.pairwave_co_occurrence <- function(x, ...) {
  frame <- as.data.frame(x)
  profile <- attr(x, "disclosure")
  mark <- if (is.null(profile)) dash() else profile$mark
  labels <- attr(x, "code_labels")
  frame <- frame[order(-frame$both, na.last = TRUE), ]
  number <- function(n) vapply(n, people_text, "", mark = mark)
  body <- new_frame(list(
    first = unname(labels[frame$first]), second = unname(labels[frame$second]),
    both = number(frame$both), first_n = number(frame$first_n),
    second_n = number(frame$second_n),
    jaccard = ifelse(frame$status == "suppressed", mark, vapply(frame$jaccard, decimals, ""))
  ))
  new_print_table(
    body, align = c("l", "l", "r", "r", "r", "r"),
    head = c("First", "Second", "Both", "First", "Second", "Jaccard"), row_heads = 2L,
    notes = c(
      if (nrow(frame)) {
        worded("{counted}; Jaccard is {share}.", counted = counted_pairs(x), share = shared_of(x))
      },
      unplaced_note(attr(x, "unplaced")),
      absence_note(frame),
      if (any(frame$status == "suppressed")) few_participants_note(profile)
    )
  )
}

# What is counted, and of how many.
counted_pairs <- function(x) {
  n <- x$n[1]
  if (attr(x, "count") == "stretches") {
    if (is.na(n)) return(worded("Stretches on which both codes stand"))
    return(worded("Stretches on which both codes stand (all codes have {n})", n = format(n)))
  }
  count <- counted_head(attr(x, "count"))
  said <- if (attr(x, "together") == "overlap") {
    worded("{count} with both codes on the same words", count = count)
  } else worded("{count} with both codes", count = count)
  if (is.na(n)) said else worded("{count}, of {n}", count = said, n = format(n))
}

shared_of <- function(x) {
  if (attr(x, "count") != "stretches") return(worded("both over either"))
  worded("characters with both over those with either")
}

# Codings that could not overlap any.
unplaced_note <- function(n) {
  if (length(n) == 0 || n %in% 0) return(NULL)
  if (is.na(n)) return(worded("Codings without a place in a text are left out."))
  said_of(n, "coding without a place in a text is left out.",
          "codings without a place in a text are left out.")
}
