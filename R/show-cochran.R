# Says what Cochran's test of yes/no items over all waves found.

cochran_note <- function(frame) {
  frame <- frame[frame$contrast == all_waves, ]
  if (nrow(frame) == 0) return(NULL)
  key <- factor(paste(frame$scale, frame$item, sep = "\r"),
                unique(paste(frame$scale, frame$item, sep = "\r")))
  said <- vapply(split(frame, key), function(part) {
    row <- function(statistic) part[part$statistic == statistic, ]
    name <- item_text(part$item[1], part$reversed[1])
    q <- row("cochran_q")
    if (is.na(row("n")$estimate)) return(paste0(name, ", ", worded("suppressed")))
    test <- if (is.na(q$estimate)) q$note else paste0(
      "Q(", row("df")$estimate, ") = ", decimals(q$estimate), ", ",
      p_words(row("p_cochran")$estimate)
    )
    paste0(name, ", n = ", row("n")$estimate, ": ", test)
  }, "")
  worded(
    paste(
      "All waves, yes/no items on people who answered in each of them (Cochran's test, p not",
      "adjusted): {tests}."
    ), tests = paste(said, collapse = "; ")
  )
}
