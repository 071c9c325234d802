# Puts the answers to a scale in order, from the lowest to the highest, by their words;
# where those don't tell, it says what is plausible, which is marked as a guess.

# The answers from the lowest to the highest, NULL where their words don't tell: by the
# shortest of the known lists that holds all of them, or by words of degree.
match_answers <- function(texts) {
  fits <- lists_with(texts)
  if (length(fits)) fits[[1]] else order_by_degree(texts)
}

# The order of texts that were answered, as far as it is told: `answers`, whether it is
# a `guess`, and a sentence to `note`. Texts that were seen may be some of a list only:
# where few of it were, or another list of more answers has them too, how far apart they
# are is not known.
answers_in_order <- function(texts) {
  fits <- lists_with(texts)
  if (length(fits) == 0) {
    by_degree <- order_by_degree(texts)
    if (is.null(by_degree)) return(plausible_order(texts))
    return(list(answers = by_degree, guess = FALSE))
  }
  answers <- fits[[1]]
  unseen <- answers[!plain_answer(answers) %in% words_of_answer(texts)]
  if (length(unseen) == 0) {
    return(list(answers = answers, guess = FALSE))
  }
  others <- setdiff(lengths(fits), length(answers))
  list(
    answers = answers, guess = length(texts) < 3,
    note = paste0(
      "Nobody chose ", and_words(unseen),
      if (length(others)) paste0("; lists of ", and_words(sort(others)), " answers have those ",
                                  "chosen, too"),
      ": see what the form offers"
    )
  )
}

# Texts in the order that is plausible: those of known lists by their place in these, those
# that begin with a word of degree by that; what has neither is last, and named.
plausible_order <- function(texts) {
  known <- known_answers()
  place <- vapply(words_of_answer(texts), function(text) {
    at <- known$place[known$plain == text]
    if (length(at)) mean(at) else degree_of(text)
  }, 0, USE.NAMES = FALSE)
  ordered <- texts[order(place, seq_along(texts))]
  open <- texts[is.na(place)]
  list(answers = ordered, guess = TRUE, note = if (length(open) == length(texts)) {
    "In the order in which they occur: none of their words is known"
  } else if (length(open)) {
    paste0("Not placed: ", and_words(open))
  })
}

# How high a text is by its word of degree, from 0 to 1, NA where it has none.
degree_of <- function(text) {
  for (degrees in known_words("degrees.yml")) {
    known <- longest_first(degrees)
    at <- which(startsWith(paste0(text, " "), paste0(known$phrase, " ")))[1]
    if (!is.na(at)) return((known$rank[at] - 1) / (length(degrees) - 1))
  }
  NA_real_
}

# The phrases of degrees and how high each is; a long one before those that it begins with.
longest_first <- function(degrees) {
  phrase <- unlist(degrees)
  longest <- order(-nchar(phrase))
  list(phrase = phrase[longest], rank = rep(seq_along(degrees), lengths(degrees))[longest])
}

# "Fairly confident" stands above "not very confident": the same word in several degrees.
order_by_degree <- function(texts) {
  plain <- sub("^(not|nicht) (.+) (at all|so sehr)$", "\\1 \\3 \\2", plain_answer(texts))
  for (degrees in known_words("degrees.yml")) {
    known <- longest_first(degrees)
    phrase <- known$phrase
    rank <- known$rank
    alone <- rank[phrase == "-"]
    at <- vapply(plain, function(text) {
      which(startsWith(text, paste0(phrase, " ")))[1]
    }, 0L, USE.NAMES = FALSE)
    word <- ifelse(is.na(at), plain, substring(plain, nchar(phrase[at]) + 2))
    place <- ifelse(is.na(at), alone, rank[at])
    if (length(texts) >= 3 && length(unique(word)) == 1 && !anyDuplicated(place)) {
      return(texts[order(place)])
    }
    place <- place_of_opposites(word, place)
    if (!is.null(place)) return(texts[order(place)])
  }
  NULL
}

# "Very unsure", "quite unsure", "neither", "quite sure", "very sure": a word and its
# opposite, each in the same degrees, and what says neither between them. NULL for
# others; "not", "not very" and the like would turn a word round once more.
place_of_opposites <- function(word, place) {
  neither <- grepl("^(neither|weder|ni|neutral|undecided)\\b", word, perl = TRUE)
  told <- unique(word[!neither])
  if (length(told) != 2 || sum(neither) > 1 || any(place[!neither] < 4)) return(NULL)
  told <- told[order(nchar(told))]
  if (!told[2] %in% paste0(c("un", "in", "im", "ir", "dis"), told[1])) return(NULL)
  place <- ifelse(neither, 0, ifelse(word == told[2], -place, place))
  if (length(word) >= 3 && !anyDuplicated(place)) place
}

# The labels as `answers`, lowest first, and `ends`, a sentence on which end is
# high. Where the words are known, their order is; else it is that of the codes.
# No `answers` where codes between the labels have none: they would change.
answers_of_labels <- function(labels) {
  labels <- sort(stats::setNames(as.double(labels), names(labels)))
  texts <- names(labels)
  known <- match_answers(texts)
  rank <- if (!is.null(known)) match(plain_answer(texts), plain_answer(known)) else
    texts_as_numbers(texts) %||% seq_along(texts)
  told <- !is.null(known) || !is.null(texts_as_numbers(texts))
  against <- told && length(rank) > 1 && all(diff(rank) < 0)
  ordered <- if (against) rev(texts) else texts
  range <- range(labels)
  whole <- length(labels) == diff(range) + 1
  high <- ordered[length(ordered)]
  if (!whole || anyDuplicated(plain_answer(texts))) {
    return(list(ends = paste0(
      "Scored by the codes: ", code_text(range[2]), " (", texts[length(texts)], ") is high",
      if (against) ", though the words say the opposite: add every item to `reverse`"
    )))
  }
  list(answers = ordered, ends = paste0(
    if (against) {
      "The codes run the other way, so answers are scored by their labels: "
    } else if (!told) {
      "In the order of the codes, which may be the wrong one: "
    },
    high, " is high"
  ))
}
