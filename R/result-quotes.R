# Quotes that a person said may be shown, with what enough people share of who said
# them.

#' Quotes
#'
#' What people said of each code, where [review_quotes()] has a person's yes; without
#' decisions there are none. Each stands with a number for the person and with as many
#' attributes as at least `threshold` people share.
#'
#' @param x Codings from [read_codes()], or a cohort whose study has `codes`.
#' @param ... Must be empty.
#' @param people A data frame with one row per person: a column `participant` with their
#'   names as in the codings, and the columns of `attributes`. For a cohort they are
#'   its people.
#' @param attributes Columns of `people`, the most important first.
#' @param threshold How many people must share what is shown of one, and have a code
#'   whose quotes are shown. A disclosure profile may ask for more.
#' @param material For a cohort, which of its study's `codes`; `NULL` is the first. What
#'   else is asked of [quotes()] stands under `quotes` in the study.
#' @param code Codes to show, by path or label; `NULL` for all.
#' @param decisions The file that [review_quotes()] wrote.
#' @param coder Whose codings count, as for [code_frequencies()].
#' @param disclosure The disclosure profile, as for [demographics()].
#' @return A data frame of class `pairwave_quotes`, one row per code and quote: `code`
#'   (path), `label`, `participant` (a number that is given in the order of the result,
#'   and tells nothing), `attributes`, `text` with replacements in brackets, `n`
#'   (participants with the code) and `status`. A code that fewer people have is one row
#'   of status `"suppressed"` without text and n.
#' @section Attributes: The people of the codings are divided by the first attribute,
#'   then each group by the second, and so on. Whoever would be left in a group of fewer
#'   than `threshold` is shown with the attributes before, and where those who are shown
#'   so are too few themselves, the next smallest group goes with them: each
#'   attribution, as it is shown, fits `threshold` people or more. Who has no row, or
#'   a missing value, is shown with the attributes before it.
#' @section Disclosure: Under a profile a quote stands with the first of its codes only,
#'   and a number is a person within one code, so that quotes don't tell who has two of
#'   them. Attributes stand with those of a code only as far as no group of those who
#'   have it, or have it not, is small: quotes of each of them would count them.
#' @section Errors: `pairwave_error_argument` for columns and codes that do not exist,
#'   `pairwave_error_quotes` for a damaged decisions file.
#' @export
#' @examples
#' file <- tempfile(fileext = ".csv")
#' writeLines(c("id,code,text", "KT14M,peers,Anna sat with me.", "BA02J,peers,We revised."),
#'            file)
#' codes <- read_codes(file, unit = "id", code = "code", text = "text")
#' decisions <- tempfile(fileext = ".csv")
#' quotes(codes, decisions = decisions)
#' reviewed <- review_quotes(codes, yes = 1:2, replace = c(Anna = "a friend"),
#'                           decisions = decisions)
#' quotes(codes, decisions = decisions, threshold = 2)
quotes <- function(x, ...) UseMethod("quotes")

#' @rdname quotes
#' @export
quotes.pairwave_codes <- function(x, ..., people = NULL, attributes = character(),
                                  threshold = 5, code = NULL, decisions = NULL,
                                  coder = NULL, disclosure = "none") {
  check_dots_empty()
  call <- environment()
  check_quote_texts(attributes, "attributes", call)
  check_quote_threshold(threshold, call)
  check_attribute_people(people, attributes, call)
  if (!is.null(decisions) && !is_text(decisions)) abort_no_path(decisions, call)
  profile <- profile_of(list(disclosure = disclosure))
  rows <- estimate_quotes(x, people, attributes, threshold, profile, code, decisions,
                          counted_coder(x, coder, call), call)
  publish(rows, NULL, disclosure = disclosure, call = call)
}

estimate_quotes <- function(x, people, attributes, threshold, profile, code, decisions,
                            coder, call) {
  k <- quote_threshold(threshold, profile)
  places <- codes_by_name(attr(x, "framework"), code, "code", call)
  counted <- counted_codings(x, coder)
  found <- approved_quotes(x, decisions, counted$given)
  whole <- estimate_code_frequencies(counted, NULL, "all", "participants")
  protected <- is_suppressing(profile)
  few <- if (protected) codes_to_suppress(whole, NULL, k)$alone else whole$n < k
  lines <- code_lines(attr(x, "framework"))
  who <- function(place) {
    has <- counted$given$participant[counted$given$at %in% lines$code[lines$above == place]]
    quote_attributes(unique(counted$asked$participant), people, attributes, k,
                     if (protected) has)
  }
  rows <- quote_rows(found, attr(x, "framework"), places, whole$n, few | whole$n < k, who,
                     below = !is.null(code), apart = protected)
  new_result(rows, "pairwave_quotes", threshold = k, attributes = attributes)
}

#' @rdname quotes
#' @export
quotes.pairwave_cohort <- function(x, ..., material = NULL, code = NULL, coder = NULL) {
  check_dots_empty()
  call <- environment()
  material <- check_material(x, material, call)
  coder <- material_coder(x, material, coder, call)
  said <- material_with_texts(x, material, call)
  spec <- x$study$quotes
  threshold <- spec$threshold %||% 5L
  rows <- estimate_quotes(said, coded_people(x), spec$attributes %||% character(),
                          threshold, profile_of(x), code, quote_decisions_path(x$study),
                          coder, call)
  publish(rows, x, call = call)
}

# What would stand beside a quote of each participant of a material, as quotes() has it
# without a profile: texts named by participant.
people_beside_quotes <- function(x, said, material, call) {
  attributes <- x$study$quotes$attributes
  if (!length(attributes)) return(character())
  counted <- counted_codings(said, material_coder(x, material, NULL, call))
  quote_attributes(unique(counted$asked$participant), coded_people(x), attributes,
                   x$study$quotes$threshold %||% 5L)
}

#' @export
quotes.default <- function(x, ...) abort_not_codes(x)

# Those with a yes, with the codes that count: `given` as of counted_codings().
approved_quotes <- function(x, decisions, given) {
  candidates <- quote_candidates(x)
  counts <- paste(given$at, given$unit, given$participant, given$start, sep = "\r")
  candidates$codes <- lapply(seq_len(nrow(candidates)), function(i) {
    codes <- candidates$codes[[i]]
    codes[paste(codes, candidates$unit[i], candidates$participant[i], candidates$start[i],
                sep = "\r") %in% counts]
  })
  known <- read_quote_decisions(decisions)
  known <- known[known$decision == "yes", ]
  at <- match(candidates$hash, known$hash)
  candidates$text <- known$shown[at]
  candidates[!is.na(at), , drop = FALSE]
}

check_attribute_people <- function(people, attributes, call) {
  if (length(attributes) == 0) return(invisible())
  if (!is.data.frame(people) || is.null(people[["participant"]]) ||
      anyDuplicated(people$participant)) {
    abort_pairwave(
      c("{.arg people} must be a data frame with a row per person and a column
         {.val participant}, to say {.arg attributes}.",
        x = if (!is.data.frame(people)) "It is {.obj_type_friendly {people}}."
          else if (is.null(people[["participant"]])) "It has no column {.val participant}."
          else "A participant comes twice."),
      "argument", call = call
    )
  }
  check_known(attributes, names(people), "{.arg attributes} must name columns of {.arg people}.",
              call = call)
}

check_quote_threshold <- function(threshold, call) {
  if (is_whole_number(threshold) && threshold >= 1) return(invisible())
  abort_pairwave(
    c("{.arg threshold} must be a whole number of people, 1 or more.",
      x = "It is {.val {threshold}}."),
    "argument", call = call
  )
}

# A row for each code of `places` and each approved quote that has it, or a code `below`
# it; of a code that too few have, one row without words. `who` gives the attributes of
# those who have the code at a place. Where codes are to be kept `apart`, a quote stands
# with the first of its codes, and a number is a person within one code: who has two
# codes is not for quotes to say.
quote_rows <- function(found, framework, places, n, few, who, below, apart) {
  lines <- code_lines(framework)
  left <- rep(TRUE, nrow(found))
  parts <- lapply(places, function(at) {
    wanted <- if (below) lines$code[lines$above == at] else at
    has <- which(left & vapply(found$codes, function(codes) any(codes %in% wanted), NA))
    if (length(has) == 0) return(NULL)
    few <- few[at]
    if (few) has <- has[1]
    if (apart && !few) left[has] <<- FALSE
    participant <- found$participant[has]
    new_frame(list(
      code = rep(framework$code[at], length(has)), label = rep(framework$label[at], length(has)),
      participant = if (few) NA_character_ else participant,
      attributes = if (few) NA_character_ else unname(who(at)[participant]),
      text = if (few) NA_character_ else found$text[has],
      n = if (few) NA_integer_ else rep(as.integer(n[at]), length(has)),
      status = rep(if (few) "suppressed" else "shown", length(has))
    ))
  })
  none <- new_frame(list(code = character(), label = character(), participant = character(),
                         attributes = character(), text = character(), n = integer(),
                         status = character()))
  rows <- do.call(rbind, c(list(none), parts))
  rownames(rows) <- NULL
  rows$participant <- participant_numbers(rows, apart)
  rows
}

# Numbers in the order of the rows, in each code anew where codes are kept apart.
participant_numbers <- function(rows, apart) {
  number <- function(who) match(who, unique(stats::na.omit(who)))
  if (!apart) return(number(rows$participant))
  out <- rep(NA_integer_, nrow(rows))
  for (at in split(seq_len(nrow(rows)), rows$code)) out[at] <- number(rows$participant[at])
  out
}
