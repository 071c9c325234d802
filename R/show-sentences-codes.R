# Who said what, and how far coders agree, in plain sentences.

#' @rdname describe
#' @export
describe.pairwave_code_frequencies <- function(x, ..., people = c("person", "people")) {
  check_dots_empty()
  check_people_words(people)
  x <- in_its_style(x)
  people <- people_words(people)
  frame <- as.data.frame(x)
  lines <- split(frame, factor(paste(frame$code, frame$group, sep = "\r"),
                               unique(paste(frame$code, frame$group, sep = "\r"))))
  new_sentences(do.call(rbind, c(
    list(no_code_sentence), lapply(lines, code_sentence, x = x, people = people)
  )))
}

no_code_sentence <- data.frame(scale = character(), label = character(), group = character(),
                               contrast = character(), n = integer(), sentence = character())

code_sentence <- function(rows, x, people) {
  of <- function(statistic) rows[rows$statistic == statistic, ]
  who <- of("participants")
  others <- c(
    count_of_code(of("references"), c("coding", "codings")),
    count_of_code(of("units"), c("unit", "units")),
    count_of_code(of("sources"), c("source", "sources"))
  )
  parts <- c(if (nrow(who)) participants_words(who, x, people),
             if (length(others)) worded("in {places}", places = and_words(others)))
  data.frame(
    scale = rows$code[1], label = rows$label[1], group = rows$group[1],
    contrast = NA_character_, n = rows$n[1],
    sentence = paste0(
      rows$label[1], if (!is.na(rows$group[1])) paste0(" (", rows$group[1], ")"), ": ",
      paste(parts, collapse = ", "), "."
    )
  )
}

participants_words <- function(who, x, people) {
  if (is.na(who$estimate)) {
    return(worded("the number of {people} is suppressed", people = people[2]))
  }
  about <- about_word(x)
  words <- if (is.na(who$denominator)) {
    paste0(about, count_people(who$estimate, people))
  } else {
    worded("{some} of {n}",
           some = some_words(who$estimate, about, paste0(about, format(who$estimate))),
           n = paste0(about, count_people(who$denominator, people)))
  }
  paste0(words, in_brackets(if (!is.na(who$percent)) with_percent(decimals(who$percent, 1))))
}

# Of what nobody said there is nothing more to count.
count_of_code <- function(row, words) {
  if (nrow(row) == 0 || is.na(row$estimate) || row$n %in% 0) return(NULL)
  said_of(row$estimate, words[1], words[2], format(row$estimate))
}

#' @rdname describe
#' @export
describe.pairwave_agreement <- function(x, ...) {
  check_dots_empty()
  x <- in_its_style(x)
  frame <- as.data.frame(x)
  key <- paste(frame$code, frame$coders, sep = "\r")
  new_sentences(do.call(rbind, c(
    list(no_code_sentence),
    lapply(split(frame, factor(key, unique(key))), agreement_sentence, x = x)
  )))
}

agreement_sentence <- function(rows, x) {
  unit <- if (identical(attr(x, "unit"), "character")) c("character", "characters")
          else c("unit", "units")
  label <- attr(x, "code_labels")[rows$code[1]]
  name <- if (is.na(rows$code[1])) worded("All codes together") else unname(label %||% rows$code[1])
  coders <- if (rows$coders[1] == "all") worded("all coders") else rows$coders[1]
  figures <- vapply(seq_len(nrow(rows)), function(i) {
    figure_words(rows[i, ], attr(x, "conf_level"))
  }, "")
  n <- rows$n[1]
  data.frame(
    scale = rows$code[1], label = name, group = rows$coders[1], contrast = NA_character_,
    n = as.integer(n),
    sentence = paste0(
      worded("{code}: {coders} on {units}: {figures}.", code = name, coders = coders,
             units = if (is.na(n)) {
               worded("a suppressed number of {people}", people = in_language(unit[2]))
             } else {
               said_of(n, unit[1], unit[2], format(n, big.mark = group_mark()))
             }, figures = paste(figures, collapse = "; "))
    )
  )
}

figure_words <- function(row, level) {
  name <- in_language(switch(
    row$statistic, percent = "agreement", positive = "agreement where given",
    negative = "agreement where not", agreement_heads[[row$statistic]]
  ))
  if (row$status %in% "suppressed") return(worded("{what} is suppressed", what = name))
  if (is.na(row$estimate)) return(worded("no {what} ({why})", what = name, why = row$note))
  figure <- switch(row$statistic, percent = share_text(row$estimate),
                   p_kappa = p_text(row$estimate), decimals(row$estimate))
  with_interval <- row$statistic %in% c("kappa", "alpha", "alpha_jaccard", "ac1")
  paste0(name, " ", figure,
         in_brackets(if (with_interval) interval_words(row$conf_low, row$conf_high, level)))
}
