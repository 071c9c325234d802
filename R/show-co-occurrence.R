# Prints codes that come together, the most frequent pair first.

#' @exportS3Method
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
      if (nrow(frame)) paste0(capital(frame$count[1]), " with both codes, of ",
                              format(frame$n[1]), "; Jaccard is both over either."),
      absence_note(frame),
      if (any(frame$status == "suppressed")) paste0(
        mark, " is suppressed under ", profile$title,
        ": few participants, or what would tell of few."
      )
    )
  )
}
