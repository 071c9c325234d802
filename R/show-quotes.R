# Prints quotes, and their review without a word of anyone.

as_print_table.pairwave_quotes <- function(x, ...) {
  frame <- as.data.frame(x)
  mark <- disclosure_mark(x)
  if (!nzchar(mark)) mark <- dash()
  few <- frame$status == "suppressed"
  who <- quoted_person(frame)
  said <- ifelse(is.na(frame$n), frame$label, paste0(frame$label, " (n = ", frame$n, ")"))
  body <- new_frame(lapply(list(
    code = ifelse(same_as_above(frame$code), "", said),
    text = ifelse(few, mark, paste0("\u201c", frame$text, "\u201d")),
    who = ifelse(few, mark, who)
  ), as.character))
  k <- attr(x, "threshold")
  new_print_table(
    body, align = c("l", "l", "l"), head = c("Code", "Quote", "Who"), wrap = 2L,
    notes = c(
      if (nrow(frame) == 0) {
        worded("No quote was approved: review_quotes() keeps what a person decides.")
      } else if (any(!is.na(frame$n))) {
        worded(paste("Each was read and approved for showing. Replaced words are in brackets; n",
                     "is the participants with the code."))
      } else {
        worded("Each was read and approved for showing. Replaced words are in brackets.")
      },
      if (any(!is.na(frame$attributes))) {
        worded("What is shown of a person fits {k} participants or more.", k = k)
      },
      if (any(few)) {
        if (is.null(attr(x, "disclosure"))) {
          worded("{mark} is suppressed: fewer than {k} participants have the code.", mark = mark,
                 k = k)
        } else worded(
          paste("{mark} is suppressed: fewer than {k} participants have the code, or what would",
                "tell of few."), mark = mark, k = k
        )
      }
    )
  )
}

#' @export
print.pairwave_quote_review <- function(x, ..., texts = FALSE) {
  if (!all(quote_review_columns %in% names(x))) return(print_plain(x))
  writeLines(write_table(quote_review_table(x, texts), "console"))
  invisible(x)
}

quote_review_columns <- c("quote", "source", "codes", "kinds", "found", "decision", "text", "shown")

quote_review_table <- function(review, texts) {
  blank <- function(text) ifelse(is.na(text), "", text)
  found <- if (texts) paste0(review$kinds, ": ", as.character(review$found)) else review$kinds
  columns <- list(
    quote = as.character(review$quote), source = blank(review$source), codes = review$codes,
    text = if (texts) as.character(review$shown), found = ifelse(is.na(review$kinds), "", found),
    decision = ifelse(is.na(review$decision), "open", review$decision)
  )
  columns <- columns[!vapply(columns, is.null, NA)]
  heads <- c(quote = "Quote", source = "Source", codes = "Codes", text = "Text",
             found = "Found", decision = "Decision")
  new_print_table(
    new_frame(lapply(columns, as.character)), align = c("r", rep("l", length(columns) - 1)),
    head = unname(heads[names(columns)]), caption = "Quotes to review",
    notes = c(worded("What is found is a hint; that nothing is found guarantees nothing."),
              if (!texts) worded("print(x, texts = TRUE) shows the texts."))
  )
}
