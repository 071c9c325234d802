# Who took part, in plain sentences: one for each question.

#' @rdname describe
#' @export
describe.pairwave_demographics <- function(x, ..., people = c("person", "people")) {
  rlang::check_dots_empty()
  check_people_words(people)
  frame <- as.data.frame(x)
  frame <- frame[frame$statistic %in% c("count", "mean", "median") &
                   is.na(frame$outcome), ]
  # A table of one group of people has neither column.
  for (column in setdiff(c("who", "group"), names(frame))) frame[[column]] <- NA
  key <- paste(frame$who, frame$group, frame$variable, sep = "\r")
  parts <- lapply(split(frame, factor(key, unique(key))), function(part) {
    data.frame(
      scale = part$variable[1], label = part$label[1],
      group = as.character(part$group[1]), contrast = NA_character_,
      n = part$denominator[1], sentence = demographic_sentence(part, people, about_word(x))
    )
  })
  new_sentences(do.call(rbind, parts))
}

demographic_sentence <- function(part, people, about) {
  levels <- vapply(seq_len(nrow(part)), function(i) {
    n <- part$n[i]
    if (part$statistic[i] != "count") {
      if (is.na(n)) return(paste("the", part$statistic[i], "is held back"))
      return(paste0("the ", part$statistic[i], " of ", n, " was ",
                    decimals(part$estimate[i])))
    }
    paste(
      if (is.na(n)) "a number that is held back" else
        if (is.na(part$percent[i])) format(n) else
          sub("\\)$", "%)", format_n_percent(n, part$percent[i])),
      if (part$statistic[i] == "count" && match("count", part$statistic) == i) {
        "were counted as"
      } else {
        "as"
      },
      part$level_label[i]
    )
  }, "")
  paste0(
    part$label[1], ": of ", about,
    if (is.na(part$denominator[1])) paste("a held back number of", people[2])
    else count_people(part$denominator[1], people),
    if (!is.na(part$group[1])) paste(" in", part$group[1]), ", ",
    and_words(levels), "."
  )
}
