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
      if (nrow(frame)) paste0(counted_pairs(x), "; Jaccard is ", shared_of(x), "."),
      unplaced_note(attr(x, "unplaced")),
      absence_note(frame),
      if (any(frame$status == "suppressed")) paste0(
        mark, " is suppressed under ", profile$title,
        ": few participants, or what would tell of few."
      )
    )
  )
}

# What is counted, and of how many.
counted_pairs <- function(x) {
  n <- x$n[1]
  if (attr(x, "count") == "stretches") {
    return(paste0("Stretches on which both codes stand",
                  if (!is.na(n)) paste0(" (all codes have ", format(n), ")")))
  }
  paste0(capital(attr(x, "count")), " with both codes",
         if (attr(x, "together") == "overlap") " on the same words",
         if (!is.na(n)) paste0(", of ", format(n)))
}

shared_of <- function(x) {
  if (attr(x, "count") != "stretches") return("both over either")
  "characters with both over those with either"
}

# Codings that could not overlap any.
unplaced_note <- function(n) {
  if (length(n) == 0 || n %in% 0) return(NULL)
  if (is.na(n)) return("Codings without a place in a text are left out.")
  paste0(format(n), if (n == 1) " coding" else " codings",
         " without a place in a text ", if (n == 1) "is" else "are", " left out.")
}
