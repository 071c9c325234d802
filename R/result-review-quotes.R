# The review of quotes: what was coded, what may identify a person in it, and a
# person's yes or no.

# A quote in `open` has its decision taken back.
decide_quotes <- function(x, yes, no, open, replace, names, codes, decisions, call) {
  check_quote_texts(names, "names", call)
  check_quote_texts(codes, "codes", call)
  if (!is.null(decisions) && !is_text(decisions)) abort_no_path(decisions, call)
  found <- found_quotes(x, names, codes, decisions)
  check_quote_numbers(found, c(yes, no, open), call)
  if (length(c(yes, no, open)) == 0) return(new_quote_review(found, attr(x, "framework")))
  if (is.null(decisions)) abort_no_path(decisions, call)
  shown <- found$text
  check_replacements(replace, found$text[yes], call)
  shown[yes] <- replace_words(found$text[yes], replace)
  check_fit_to_show(shown[yes], yes, found_quotes_words(x, names, codes), call)
  decided <- data.frame(hash = found$hash, shown = shown)[c(yes, no, open), ]
  decided$decision <- rep(c("yes", "no", NA), c(length(yes), length(no), length(open)))
  write_quote_decisions(decisions, decided[c("hash", "decision", "shown")])
  new_quote_review(found_quotes(x, names, codes, decisions), attr(x, "framework"))
}

# What the quotes of codings are searched for.
found_quotes_words <- function(x, names, codes) {
  known <- attr(x, "said_by") %||% attr(x, "participants")$participant
  list(names = names, codes = unique(c(known, codes)),
       corpus = unique(as.character(unclass(x)$text)))
}

# The candidates with what was decided of each and what is found in what would be shown.
found_quotes <- function(x, names, codes, decisions) {
  candidates <- quote_candidates(x)
  known <- read_quote_decisions(decisions)
  at <- match(candidates$hash, known$hash)
  candidates$decision <- known$decision[at]
  candidates$shown <- ifelse(candidates$decision %in% "yes", known$shown[at], candidates$text)
  words <- found_quotes_words(x, names, codes)
  found <- search_texts(candidates$shown, words$names, words$codes, words$corpus)
  candidates$kinds <- words_of_texts(found$kind, found$text, nrow(candidates))
  candidates$found <- words_of_texts(found$found, found$text, nrow(candidates))
  candidates
}

# "Anna; 020 7946 0000" for each of `n` texts.
words_of_texts <- function(words, text, n) {
  out <- vapply(split(words, factor(text, seq_len(n))), function(one) {
    paste(unique(one), collapse = "; ")
  }, "")
  unname(ifelse(nzchar(out), out, NA_character_))
}

new_quote_review <- function(found, framework) {
  labels <- framework$label
  out <- new_frame(list(
    quote = seq_len(nrow(found)), source = found$source, participant = found$participant,
    codes = vapply(found$codes, function(at) paste(labels[at], collapse = "; "), ""),
    kinds = found$kinds, found = new_identifying_column(found$found),
    decision = found$decision,
    text = new_identifying_column(found$text), shown = new_identifying_column(found$shown)
  ))
  structure(out, class = c("pairwave_quote_review", "data.frame"))
}

# ---- checks ------------------------------------------------------------------

check_quote_texts <- function(texts, argument, call) {
  if (is.character(texts)) return(invisible())
  abort_pairwave(
    c("{.arg {argument}} must be texts.", x = "It is {.obj_type_friendly {texts}}."),
    "argument", call = call
  )
}

abort_no_path <- function(decisions, call) {
  abort_pairwave(
    c("Decisions must have a file to be kept in.",
      x = if (!is.null(decisions)) "{.arg decisions} is {.obj_type_friendly {decisions}}.",
      i = "Name it with {.code decisions = \"quote-decisions.csv\"}."),
    "quotes", call = call
  )
}

check_quote_numbers <- function(found, decided, call) {
  unknown <- setdiff(decided, seq_len(nrow(found)))
  if (length(unknown)) {
    abort_pairwave(
      c("{.arg yes}, {.arg no} and {.arg open} must be numbers of quotes.",
        x = "There is no quote {unknown[1]}; there {?is/are} {nrow(found)}."),
      "quotes", call = call
    )
  }
  if (anyDuplicated(decided)) {
    abort_pairwave(
      c("A quote must be decided once.",
        x = "Quote {decided[duplicated(decided)][1]} is named twice."),
      "quotes", call = call
    )
  }
}

check_replacements <- function(replace, texts, call) {
  if (length(replace) == 0) return(invisible())
  if (!is.character(replace) || anyNA(replace) || !are_named(replace)) {
    abort_pairwave(
      c("{.arg replace} must be texts that are named by the words they stand for.",
        i = "Such as {.code c(\"Anna\" = \"a friend\")}."),
      "argument", call = call
    )
  }
  absent <- names(replace)[!vapply(names(replace), function(word) {
    any(grepl(word, texts, fixed = TRUE))
  }, NA)]
  if (length(absent)) {
    abort_pairwave(
      c("Words in {.arg replace} must be in one of the quotes in {.arg yes}.",
        x = "None has {.val {absent[1]}}."),
      "quotes", call = call
    )
  }
}

# A capital may be anything; an address, a long number and a code never have to be shown.
check_fit_to_show <- function(shown, yes, words, call) {
  found <- search_texts(shown, words$names, words$codes, words$corpus)
  sure <- found[found$kind != "name" | is_given_name(found$found, words$names), , drop = FALSE]
  if (nrow(sure) == 0) return(invisible())
  what <- quote_finding_words[[sure$kind[1]]]
  abort_pairwave(
    c("A quote must have no address, long number, code of the study or given name to be
       shown.",
      x = "Quote {yes[sure$text[1]]} has {what}.",
      i = "Give {.arg replace} what is to stand there, as in
           {.code replace = c(\"07700 900123\" = \"a number\")}."),
    "quotes", call = call
  )
}

quote_finding_words <- c(
  email = "an e-mail address", web = "a web address", code = "a code of the study",
  number = "a number of six digits or more", name = "a name"
)
