# The answers to items in plain sentences: one for each item and set of people.

#' @rdname describe
#' @export
describe.pairwave_answers <- function(x, ..., people = c("person", "people")) {
  check_dots_empty()
  check_people_words(people)
  x <- in_its_style(x)
  people <- people_words(people)
  frame <- as.data.frame(x)
  key <- paste(frame$scale, frame$item, frame$who, sep = "\r")
  parts <- split(seq_len(nrow(frame)), factor(key, unique(key)))
  say <- list(people = people, about = about_word(x), labels = attr(x, "wave_labels"))
  first <- frame[vapply(parts, `[`, 0L, 1), ]
  new_sentences(data.frame(
    scale = first$scale, label = first$item,
    group = ifelse(first$who == "wave", NA_character_, worded("Answered every time")),
    contrast = NA_character_, n = first$n,
    sentence = unname(vapply(parts, function(at) answers_sentence(frame[at, ], say), ""))
  ))
}

answers_sentence <- function(part, say) {
  item <- part$item[1]
  label <- part$item_label[1]
  waves <- unique(part$wave)
  item <- paste0(item, if (!is.na(label) && label != item) paste0(" (\"", label, "\")"))
  item <- paste0(item, if (part$who[1] != "wave") {
    worded(", among the same {people} every time", people = say$people[2])
  })
  levels <- unique(part$level_label[part$statistic == "count"])
  yes <- if (part$kind[1] == "yes_no") yes_level(levels)
  top <- any(part$statistic == "top_two")
  said <- vapply(waves, function(wave) {
    rows <- part[part$wave == wave, ]
    counts <- rows[rows$statistic == "count", ]
    at <- if (is.null(say$labels)) wave else say$labels[[wave]]
    if (all(is.na(counts$estimate))) {
      return(worded("{n} at {wave}", n = worded("a number that is suppressed"), wave = at))
    }
    if (length(yes) == 1) {
      yeses <- of_answered(counts[counts$level_label == yes, ], rows, say)
      return(worded("{n} at {wave}", n = yeses, wave = at))
    }
    if (top) {
      median <- rows$estimate[rows$statistic == "median"]
      high <- of_answered(rows[rows$statistic == "top_two", ], rows, say)
      return(paste0(
        worded("{n} at {wave}", n = high, wave = at),
        if (!is.na(median)) worded(" (median {median})", median = short_decimals(median))
      ))
    }
    each <- vapply(seq_len(nrow(counts)), function(i) answer_figure(counts[i, ]), "")
    each <- paste(each, counts$level_label)
    each[1] <- worded("{n} answered {level}", n = answer_figure(counts[1, ]),
                      level = counts$level_label[1])
    worded("of {people} at {wave}, {answers}", people = answered_people(rows, say), wave = at,
           answers = and_words(squash(each)))
  }, "")
  if (length(yes) == 1) {
    worded("on {item}, {level} was the answer of {people}.", item = item, level = yes,
           people = and_words(said))
  } else if (top) {
    worded("on {item}, one of the two highest answers ({levels}) was given by {people}.",
           item = item, levels = paste(utils::tail(levels, 2), collapse = ", "),
           people = and_words(said))
  } else {
    worded("on {item}: {answers}.", item = item, answers = paste(said, collapse = "; "))
  }
}

# "20 (55.6%) of 36 people", "20 (55.6%) of about 35 people".
of_answered <- function(row, rows, say) {
  worded("{some} of {n}", some = answer_figure(row), n = answered_people(rows, say))
}

answer_figure <- function(row) {
  if (is.na(row$estimate)) return(worded("a number that is suppressed"))
  paste0(row$estimate, if (!is.na(row$percent)) {
    paste0(" (", with_percent(with_decimal_mark(as.character(row$percent))), ")")
  })
}

answered_people <- function(rows, say) {
  n <- rows$estimate[rows$statistic == "n"]
  if (is.na(n)) worded("a suppressed number of {people}", people = say$people[2]) else
    paste0(say$about, count_people(n, say$people))
}
