# The answers to items in plain sentences: one for each item and set of people.

#' @rdname describe
#' @export
describe.pairwave_answers <- function(x, ..., people = c("person", "people")) {
  check_dots_empty()
  check_people_words(people)
  frame <- as.data.frame(x)
  key <- paste(frame$scale, frame$item, frame$who, sep = "\r")
  parts <- split(seq_len(nrow(frame)), factor(key, unique(key)))
  say <- list(people = people, about = about_word(x), labels = attr(x, "wave_labels"))
  first <- frame[vapply(parts, `[`, 0L, 1), ]
  new_sentences(data.frame(
    scale = first$scale, label = first$item,
    group = ifelse(first$who == "wave", NA_character_, "Answered every time"),
    contrast = NA_character_, n = first$n,
    sentence = unname(vapply(parts, function(at) answers_sentence(frame[at, ], say), ""))
  ))
}

answers_sentence <- function(part, say) {
  item <- part$item[1]
  label <- part$item_label[1]
  waves <- unique(part$wave)
  subject <- paste0("on ", item, if (!is.na(label) && label != item) {
    paste0(" (\"", label, "\")")
  }, if (part$who[1] != "wave") paste(", among the same", say$people[2], "every time"))
  levels <- unique(part$level_label[part$statistic == "count"])
  yes <- if (part$kind[1] == "yes_no") yes_level(levels)
  top <- any(part$statistic == "top_two")
  said <- vapply(waves, function(wave) {
    rows <- part[part$wave == wave, ]
    counts <- rows[rows$statistic == "count", ]
    at <- paste("at", if (is.null(say$labels)) wave else say$labels[[wave]])
    if (all(is.na(counts$estimate))) return(paste("a number that is suppressed", at))
    if (length(yes) == 1) {
      return(paste(of_answered(counts[counts$level_label == yes, ], rows, say), at))
    }
    if (top) {
      median <- rows$estimate[rows$statistic == "median"]
      return(paste0(
        of_answered(rows[rows$statistic == "top_two", ], rows, say), " ", at,
        if (!is.na(median)) paste0(" (median ", sub("[.]?0+$", "", decimals(median)), ")")
      ))
    }
    each <- vapply(seq_len(nrow(counts)), function(i) answer_figure(counts[i, ]), "")
    each <- paste(each, c("answered", rep("", length(each) - 1)), counts$level_label)
    paste0("of ", answered_people(rows, say), " ", at, ", ", and_words(squash(each)))
  }, "")
  what <- if (length(yes) == 1) {
    paste0(", ", yes, " was the answer of ")
  } else if (top) {
    paste0(", one of the two highest answers (",
           paste(utils::tail(levels, 2), collapse = ", "), ") was given by ")
  } else {
    ": "
  }
  paste0(subject, what,
         if (length(yes) == 1 || top) and_words(said) else paste(said, collapse = "; "), ".")
}

# "20 (55.6%) of 36 people", "20 (55.6%) of about 35 people".
of_answered <- function(row, rows, say) {
  paste(answer_figure(row), "of", answered_people(rows, say))
}

answer_figure <- function(row) {
  if (is.na(row$estimate)) return("a number that is suppressed")
  paste0(row$estimate, if (!is.na(row$percent)) paste0(" (", row$percent, "%)"))
}

answered_people <- function(rows, say) {
  n <- rows$estimate[rows$statistic == "n"]
  if (is.na(n)) paste("a suppressed number of", say$people[2]) else
    paste0(say$about, count_people(n, say$people))
}
