# The review of quotes, by their numbers or in a window.

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
#' @param yes,no,open Numbers of quotes (column `quote`) that may be shown, or not, or whose
#'   decision is taken back. An
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
#' @param window `TRUE` shows the quotes one by one in a window: the text with what was found
#'   marked, what is to stand for words, and release (key `r`), withhold (`w`), undo (`u`) and
#'   the arrows. Each decision is written at once, as `yes =`, `no =` and `open =` write it. The
#'   window is for this machine alone, as that of [review_links()].
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
                                         open = integer(), replace = character(),
                                         names = character(), codes = character(),
                                         decisions = NULL, window = FALSE) {
  check_dots_empty()
  call <- environment()
  review_or_show_quotes(x, yes, no, open, replace, names, codes, decisions, window, call)
}

#' @rdname review_quotes
#' @export
review_quotes.pairwave_cohort <- function(x, ..., material = NULL, yes = integer(),
                                          no = integer(), open = integer(),
                                          replace = character(), names = character(),
                                          codes = character(), window = FALSE) {
  check_dots_empty()
  call <- environment()
  check_microdata_allowed(x$study$disclosure, "Texts of single people", call)
  material <- check_material(x, material, call)
  said <- material_with_texts(x, material, call)
  beside <- if (is_window_wanted(window, call)) people_beside_quotes(x, said, material, call)
  review_or_show_quotes(said, yes, no, open, replace, names, codes,
                        quote_decisions_path(x$study), window, call, beside)
}

#' @export
review_quotes.default <- function(x, ...) abort_not_codes(x)

review_or_show_quotes <- function(x, yes, no, open, replace, names, codes, decisions, window,
                                  call, beside = NULL) {
  decide <- function(yes = integer(), no = integer(), open = integer(), replace = character()) {
    decide_quotes(x, yes, no, open, replace, names, codes, decisions, call)
  }
  review <- decide(yes, no, open, replace)
  if (!is_window_wanted(window, call)) return(review)
  if (is.null(decisions)) abort_no_path(decisions, call)
  words <- found_quotes_words(x, names, codes)
  review_quotes_in_window(review, decide, words, beside, decisions, call)
}
