# Who took part, in plain sentences: one for each question and set of people.

#' @rdname describe
#' @export
describe.pairwave_demographics <- function(x, ..., people = c("person", "people")) {
  check_dots_empty()
  check_people_words(people)
  frame <- as.data.frame(x)
  strata <- printed_strata(x, frame)
  stratum <- match(paste(frame$who, frame$group), paste(strata$who, strata$group))
  # Outcomes, spreads and tests are parts of the table, not questions.
  asked <- is.na(frame$outcome) &
    frame$statistic %in% c("count", "mean", "median")
  key <- paste(stratum, frame$variable, sep = "\r")[asked]
  parts <- lapply(split(which(asked), factor(key, unique(key))), function(at) {
    part <- frame[at, ]
    of_stratum <- frame[stratum == stratum[at[1]] & frame$variable == part$variable[1] &
                       is.na(frame$outcome), ]
    name <- strata$name[stratum[at[1]]]
    data.frame(
      scale = part$variable[1], label = part$label[1],
      group = if (nzchar(name)) name else NA_character_, contrast = NA_character_,
      n = part$denominator[1],
      sentence = demographic_sentence(of_stratum, name, x, people)
    )
  })
  new_sentences(do.call(rbind, parts))
}

demographic_sentence <- function(rows, name, x, people) {
  of_whom <- if (nzchar(name)) paste0(" (", name, ")")
  counts <- rows[rows$statistic == "count", ]
  # Of those whom the percentages leave out the sentence tells last.
  asked <- if (of_those_asked(x, counts)) !is_not_asked(counts) else rep(TRUE, nrow(counts))
  number <- count_text(counts, attr(x, "decimals") %||% 1L,
                       attr(x, "style") %||% "paper")
  number <- ifelse(is.na(counts$n), "a number that is suppressed",
                   sub("\\)$", "%)", number))
  nobody <- which(counts$n == 0)
  number[nobody] <- some_words(0, about_word(x), number[nobody])
  others <- number[!asked]
  number <- number[asked]
  counts <- counts[asked, ]
  said <- paste(number, ifelse(seq_along(number) == 1, "were counted as", "as"),
                counts$level_label)
  centre <- rows[rows$statistic %in% c("mean", "median"), ]
  figure <- if (nrow(centre)) {
    if (is.na(centre$estimate)) {
      paste0("no ", centre$statistic, " is given: ",
             if (is.na(centre$note)) centre$rule else centre$note)
    } else {
      summary_words(rows, centre)
    }
  }
  paste0(
    rows$label[1], ": of ", about_word(x),
    if (is.na(rows$denominator[1])) paste("a suppressed number of", people[2])
    else count_people(rows$denominator[1], people),
    if (length(others)) " who were asked", of_whom,
    ", ", paste(c(figure, and_words(said[nzchar(said)])[nrow(counts) > 0]),
                collapse = "; "),
    if (length(others)) paste0("; ", others, if (others == "1") " was" else " were", " not asked"),
    "."
  )
}

summary_words <- function(rows, centre) {
  text <- if (centre$statistic == "mean") mean_text(rows) else median_text(rows)
  kind <- if (centre$statistic == "mean") "SD" else "quartiles"
  paste0("the ", centre$statistic, " of ", centre$n, " is ",
         sub("(", paste0("(", kind, " "), text, fixed = TRUE))
}
