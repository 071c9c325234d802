# The review of quotes: what was coded, what may identify a person in it, and a
# person's yes or no.

#' Review quotes
#'
#' Lists every stretch of text that was coded, searches it for what may identify a
#' person, and keeps a person's yes or no in a small file beside the study. [quotes()]
#' shows those that have a yes, and no other.
#'
#' Each text is searched for e-mail addresses, web addresses, numbers of six digits and
#' more, the study's own codes (with blanks and dashes between, in any case), the names
#' given in `names`, and other words with a capital that the texts never have without
#' one. What is found is a finding; that nothing is found guarantees nothing: a person
#' is known by a story too, by a nickname, and by a name in a script without capitals.
#' Read the text before you say yes.
#'
#' @param x Codings from [read_codes()], or a cohort whose study has `codes`.
#' @param ... Must be empty.
#' @param yes,no Numbers of quotes (column `quote`) that may be shown, or not. An
#'   earlier decision about the same quote is replaced. A quote with an address, a long
#'   number or a code of the study may be shown once `replace` has something else for
#'   it.
#' @param replace A named vector: words of the quotes in `yes`, and what stands for
#'   them in brackets, as in `c("Anna" = "a friend")`, which gives "\[a friend\]".
#' @param names Names of participants and of others to look for, whole or in part.
#' @param material For a cohort, which of its study's `codes`; `NULL` is the first.
#' @param codes Codes of the study to look for beside those of the participants.
#' @param decisions Path of the decisions file; for a cohort it is `quotes: decisions` of
#'   the study, `quote-decisions.csv` where that does not say. It has what people said, so
#'   nobody but its owner may read it; what two sessions decide at once is kept. `NULL` for none.
#' @return A data frame of class `pairwave_quote_review`, a row per stretch: `quote`
#'   (number), `source`, `participant`, `codes` (their labels), `kinds` (of what is
#'   found: `"email"`, `"web"`, `"code"`, `"number"`, `"name"`), `found` (the words),
#'   `decision` (`"yes"`, `"no"` or missing), `text` and `shown` (with what was
#'   replaced). Words are as [read_codes()] has texts: printed as `<hidden>`. Printed,
#'   the review has no words of anyone; `print(x, texts = TRUE)` shows them. A decision
#'   is about these words of this person in this place: where one of them changes, the
#'   quote is open again.
#' @section Under a disclosure profile: A review has texts of single people, so a cohort
#'   whose study has a profile refuses it, as [review_links()] does.
#' @section Errors: `pairwave_error_quotes` for a number that no quote has, one that is
#'   decided twice, a yes for a quote with an address, a long number or a code, words to
#'   replace that it has not, and a decisions file that is not one;
#'   `pairwave_error_argument` for what is no codings.
#' @seealso [quotes()]
#' @export
#' @examples
#' file <- tempfile(fileext = ".csv")
#' writeLines(c("id,code,text", "KT14M,peers,Anna sat with me.",
#'              "BA02J,advice,Write to jo@example.org."), file)
#' codes <- read_codes(file, unit = "id", code = "code", text = "text")
#' decisions <- tempfile(fileext = ".csv")
#' review_quotes(codes)
#' review_quotes(codes, yes = 1, replace = c(Anna = "a friend"), decisions = decisions)
review_quotes <- function(x, ...) UseMethod("review_quotes")

#' @rdname review_quotes
#' @export
review_quotes.pairwave_codes <- function(x, ..., yes = integer(), no = integer(),
                                         replace = character(), names = character(),
                                         codes = character(), decisions = NULL) {
  check_dots_empty()
  call <- environment()
  decide_quotes(x, yes, no, replace, names, codes, decisions, call)
}

#' @rdname review_quotes
#' @export
review_quotes.pairwave_cohort <- function(x, ..., material = NULL, yes = integer(),
                                          no = integer(), replace = character(),
                                          names = character(), codes = character()) {
  check_dots_empty()
  call <- environment()
  check_microdata_allowed(x$study$disclosure, "Texts of single people", call)
  said <- material_with_texts(x, check_material(x, material, call), call)
  decide_quotes(said, yes, no, replace, names, codes, quote_decisions_path(x$study), call)
}

decide_quotes <- function(x, yes, no, replace, names, codes, decisions, call) {
  check_quote_texts(names, "names", call)
  check_quote_texts(codes, "codes", call)
  if (!is.null(decisions) && !is_text(decisions)) abort_no_path(decisions, call)
  found <- found_quotes(x, names, codes, decisions)
  check_quote_numbers(found, yes, no, call)
  if (length(c(yes, no)) == 0) return(new_quote_review(found, attr(x, "framework")))
  if (is.null(decisions)) abort_no_path(decisions, call)
  shown <- found$text
  check_replacements(replace, found$text[yes], call)
  shown[yes] <- replace_words(found$text[yes], replace)
  check_fit_to_show(shown[yes], yes, found_quotes_words(x, names, codes), call)
  decided <- data.frame(hash = found$hash, shown = shown)[c(yes, no), ]
  decided$decision <- rep(c("yes", "no"), c(length(yes), length(no)))
  write_quote_decisions(decisions, decided[c("hash", "decision", "shown")])
  new_quote_review(found_quotes(x, names, codes, decisions), attr(x, "framework"))
}

#' @export
review_quotes.default <- function(x, ...) abort_not_codes(x)

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

check_quote_numbers <- function(found, yes, no, call) {
  decided <- c(yes, no)
  unknown <- setdiff(decided, seq_len(nrow(found)))
  if (length(unknown)) {
    abort_pairwave(
      c("{.arg yes} and {.arg no} must be numbers of quotes.",
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
