#' Link respondents across waves
#'
#' Two respondents of different waves are the same person when their codes are
#' the same once case, blanks, punctuation and diacritics are put aside.
#' Numbers as codes are compared as written without trailing zeros. Codes that
#' differ by a slip are near links: they are found where `max_edits` or
#' `elements` ask for it, and enter the result only with `near = "accept"`.
#'
#' @section Near links: Two codes are alike when at most `max_edits` slips (a
#'   character wrong, too many or too few, or two swapped: optimal string
#'   alignment) turn one into the other; or, with `elements`, when enough of
#'   their parts agree: the same counts 2 points, a slip away or missing 1,
#'   another answer 0, and `2 * agree` points are needed. A pair is
#'   * `vetoed` when a constant of `confirm` differs, even for equal codes;
#'   * `ambiguous` when either code is as much like a third that it could be;
#'   * in `disagrees` when links together would give one person two answers in
#'     a wave, or different constants;
#'   * `proposed` otherwise, and confirmed when there are no constants or at
#'     least one was given by both. Confirmed ones are what
#'     `near = "accept"` links.
#'
#'   Codes of more than 256 characters are only compared for equality, and over
#'   1,000 codes that are the same but for one place are passed over.
#' @section Expected number of false links: From how often two unrelated
#'   people agree in each element (each character, without elements), taken as
#'   independent, and how many people of two waves are left to be each other's.
#'
#' @param x A named list of data frames, in time order, or a cohort from
#'   [read_cohort()], whose waves are linked anew.
#' @param ... Must be empty.
#' @param id The column with the person's code, the same in each wave; or
#'   several, where each element of the code was asked for on its own. A cohort
#'   has its study's.
#' @param duplicates Which record stands for a person who answered a wave more
#'   than once: the one with the most answered cells (the first among equals),
#'   the first, the last or none. The others stay in the result as
#'   `"duplicate"`.
#' @param max_edits Slips at most between two codes of a person: 0 (no near
#'   links), 1 or 2. Within 2 lie codes of different people too.
#' @param elements The number of characters of each element that a code
#'   consists of, after normalising, such as `c(2, 2, 1)`; none by default.
#' @param agree How many elements must agree; all but one by default, and all
#'   but two at least. With several columns in `id`, elements are compared where
#'   `agree` is given, and a record that lacks more than `m - agree` of its m
#'   elements (more than one by default) counts as having no code.
#' @param confirm Columns with answers that do not change, such as sex.
#' @param leading_zeros `"drop"` compares codes and elements that are numbers without
#'   the zeros before them: `007`, `07` and `7` are one. `"keep"` compares them as
#'   they are written.
#' @param admissible The values that elements of the code may have, by the element's
#'   column, or by its number where `elements` has widths: `list(month = "1:12")`. In
#'   looking for near links, another value counts as a missing element.
#' @param near `"review"` leaves near links out, `"accept"` takes the confirmed
#'   ones.
#' @param decisions The path of a file of decisions about near links, as
#'   [review_links()] writes it; `NULL` for none. It need not exist yet.
#' @return A data frame of class `pairwave_links` with a row per row of each
#'   wave, in that order: `wave` (factor), `row`, `person` (integer, `NA` for a
#'   duplicate), `status`, a factor: `"linked"` (found in at least one other
#'   wave), `"unlinked"`, `"duplicate"`, `"no_id"`; and `link`, how a linked
#'   record was linked: `"exact"` by the code alone, `"near"` by a near link
#'   that the rule took, `"reviewed"` by one that was decided, else `NA`. Who
#'   gave no code counts as a person of that wave alone. People with a code are
#'   numbered first, independently of the order of the rows. No code is part of
#'   the columns; the near links that were looked at, codes among them, are for
#'   [review_links()].
#' @section Errors: `pairwave_error_link` when a wave has no column `id`, or the
#'   rule for near links can't be used.
#' @export
#' @examples
#' pre <- data.frame(code = c("AB12", "cd-34", ""), q1 = 1:3)
#' post <- data.frame(code = c("ab 12", "EF56"), q1 = 2:3)
#' link_waves(list(pre = pre, post = post), id = "code")
link_waves <- function(x, ...) UseMethod("link_waves")

#' @rdname link_waves
#' @export
link_waves.list <- function(x, ..., id,
                            duplicates = c("most_complete", "first", "last", "none"),
                            max_edits = 0, elements = integer(), agree = NULL,
                            confirm = character(), near = c("review", "accept"),
                            leading_zeros = c("keep", "drop"), admissible = list(),
                            decisions = NULL) {
  check_dots_empty()
  duplicates <- match_choice(duplicates)
  near <- match_choice(near)
  leading_zeros <- match_choice(leading_zeros)
  if (!length(x) || !has_all_names(x) || anyDuplicated(names(x)) ||
      !all(vapply(x, is.data.frame, NA))) {
    abort_not_waves()
  }
  check_id_columns(x, id)
  rule <- near_rule(
    max_edits, elements, agree, near, length(id), leading_zeros = leading_zeros,
    admissible = element_values(admissible, id, elements, "{.arg admissible}", "link")
  )
  linked <- link_records(
    x, id, duplicates, rule = rule, confirm = confirm,
    decisions = if (!is.null(decisions)) read_decisions(decisions)
  )
  new_links(linked, decisions)
}

#' @rdname link_waves
#' @export
link_waves.pairwave_cohort <- function(x, ..., duplicates = x$study$id$duplicates,
                                       max_edits = x$study$id$max_edits,
                                       elements = x$study$id$elements,
                                       agree = x$study$id$agree,
                                       confirm = x$study$id$confirm,
                                       near = x$study$id$near,
                                       leading_zeros = x$study$id$leading_zeros,
                                       admissible = x$study$id$admissible,
                                       decisions = decisions_path(x$study)) {
  check_dots_empty()
  check_microdata_allowed(x$study$disclosure, "Links of single people")
  need_code(x$study, "Linking")
  if (x$study$id$pseudonymise == "drop") {
    abort_pairwave(
      c("The waves can't be linked anew once the codes are dropped.",
        i = "Read the cohort with {.code pseudonymise: none}."),
      "link"
    )
  }
  link_waves(
    unclass(x$surveys), id = x$study$id$column, duplicates = duplicates,
    max_edits = max_edits, elements = elements, agree = agree,
    confirm = confirm, near = near, leading_zeros = leading_zeros,
    admissible = admissible, decisions = decisions
  )
}

#' @export
link_waves.default <- function(x, ...) abort_not_waves()

abort_not_waves <- function(call = rlang::caller_env()) {
  abort_pairwave(
    c("{.arg x} must be a list of data frames, each with its own name, or a cohort.",
      i = "Such as {.code list(pre = before, post = after)}."),
    "link", call = call
  )
}

new_links <- function(linked, decisions) {
  structure(
    linked$respondents, class = c("pairwave_links", "data.frame"),
    links = linked$near, expected_false = linked$expected_false,
    decisions = decisions
  )
}

check_id_columns <- function(waves, id, call = rlang::caller_env()) {
  for (wave in names(waves)) {
    check_known(id, names(waves[[wave]]), "Every wave must have the id column.",
                where = "Wave {.field {wave}}", topic = "link", call = call)
  }
}

# Links the waves and, where given, joins the codes of an attendance list (in
# their normal form).
# Gives respondents, the number of people, the person of each row listed, the
# pairs of people that were looked at beyond exact links, and how many links are
# expected to be wrong (NULL where no near links were sought).
link_records <- function(waves, id, duplicates, listed = character(),
                         rule = near_rule(), confirm = character(),
                         decisions = NULL) {
  sizes <- vapply(waves, nrow, 0L, USE.NAMES = FALSE)
  constants <- record_constants(waves, confirm, length(listed))
  coded <- number_codes(waves, id, rule, listed, constants)
  # Few vectors are made here: R's heap grows with them, and for that R looks through every
  # code that it knows of.
  wave <- rep(seq_len(length(waves) + 1L) - 1L, c(sizes, length(listed)))
  result <- .Call(
    pw_call_link,
    coded$numbers,
    coded$count,
    wave,
    answers_of_rivals(waves, id, coded, wave, duplicates),
    length(waves),
    match(duplicates, duplicate_rules) - 1L
  )
  result <- check_kernel(result, "Can't link the waves.")
  person <- result$person
  status <- result$status
  near <- NULL
  if (looks_for_near(rule)) {
    wave <- wave + 1L
    people <- describe_people(
      result$people, person, coded, wave, constants,
      c(names(waves), if (length(listed)) "attendance list")
    )
    near <- decide_links(people, rule, decisions)
    person <- near$person[person]
    status <- link_status(person, result$status, wave, length(waves))
  }
  of_wave <- seq_len(sum(sizes))
  link <- how_linked(status, result, wave, near, length(waves))
  people <- max(0L, person, na.rm = TRUE)
  if (length(listed)) {
    listed <- person[-of_wave]
    person <- person[of_wave]
    status <- status[of_wave]
    link <- link[of_wave]
  }
  # Someone without a code answered all the same: a person of one wave.
  uncoded <- result$uncoded[result$uncoded <= length(of_wave)]
  if (length(uncoded)) person[uncoded] <- people + seq_along(uncoded)
  list(
    respondents = new_frame(list(
      wave = factor_of_codes(rep(seq_along(waves), sizes), names(waves)),
      row = sequence(sizes),
      person = person,
      status = factor_of_codes(status, link_statuses),
      link = factor_of_codes(link, c("exact", "near", "reviewed"))
    )),
    people = people + length(uncoded),
    listed = if (length(listed)) listed else integer(),
    near = near$links,
    expected_false = near$expected_false
  )
}

# A number for each record's code, the same for the same person, with those of an attendance
# list behind them; and the texts of the codes, which have to be brought into normal form
# first unless they are `as_written`. A column of codes needs no text of its own for that.
number_codes <- function(waves, id, rule, listed, constants) {
  as_written <- length(id) != 1 || rule$leading_zeros == "drop" || ncol(constants) > 0
  codes <- lapply(names(waves), function(wave) {
    if (as_written) record_codes(waves[[wave]], id, rule, wave) else
      utf8_code_texts(waves[[wave]][[id]])
  })
  texts <- c(codes, list(as.character(listed)))
  compared <- if (ncol(constants)) {
    list(split_by_constants(unlist(texts, use.names = FALSE), constants))
  } else {
    texts
  }
  numbered <- .Call(pw_call_number_codes, compared, as_written)
  where <- if (inherits(numbered, "pairwave_kernel_error")) names(waves)[numbered$column]
  numbered$column <- NA_real_
  numbered <- check_kernel(numbered, paste0("Can't read the codes of ", where, "."))
  c(numbered[c("numbers", "count")], list(texts = texts, as_written = as_written))
}

# How many cells each record answered, where that decides which of several records of a
# wave stands for a person; 0 elsewhere, and nothing where it decides nowhere.
answers_of_rivals <- function(waves, id, coded, wave, duplicates) {
  if (duplicates != "most_complete") return(integer())
  rivals <- check_kernel(
    .Call(pw_call_rivals, coded$numbers, coded$count, wave, length(waves)),
    "Can't link the waves."
  )
  if (!length(rivals)) return(integer())
  answers <- integer(length(wave))
  before <- 0L
  for (survey in waves) {
    at <- rivals[rivals > before & rivals <= before + nrow(survey)]
    answers[at] <-
      count_answered_cells(new_frame(lapply(unclass(survey), column_slice, at - before)), id)
    before <- before + nrow(survey)
  }
  answers
}

# The constants that every record gave, as the text of their labels; those of
# an attendance list are unknown.
record_constants <- function(waves, confirm, listed) {
  columns <- lapply(confirm, function(column) {
    given <- lapply(waves, function(wave) {
      if (is.null(wave[[column]])) return(rep(NA_character_, nrow(wave)))
      text <- as.character(bare_values(as_label_text(wave[[column]])))
      text[is_missing_answer(wave[[column]])] <- NA
      trimws(lower_case(text))
    })
    c(unlist(given, use.names = FALSE), rep(NA_character_, listed))
  })
  matrix(as.character(unlist(columns)),
         sum(vapply(waves, nrow, 0L)) + listed, length(confirm), dimnames = list(NULL, confirm))
}

# Codes with the constants added where people with the same code differ in
# them: they are not one person.
split_by_constants <- function(codes, constants) {
  differ <- character()
  for (column in seq_len(ncol(constants))) {
    given <- unique(data.frame(codes, value = constants[, column]))
    given <- given[!is.na(given$value) & nzchar(given$codes), ]
    differ <- c(differ, given$codes[duplicated(given$codes)])
  }
  apart <- codes %in% differ
  tuple <- apply(constants[apart, , drop = FALSE], 1, paste, collapse = "\x1f")
  codes[apart] <- paste0(codes[apart], "\x1f", tuple)
  codes
}

# Per person with a code: the code, the waves with an answer (and the
# attendance list), and the constants as first given.
describe_people <- function(n, person, coded, wave, constants, waves) {
  codes <- unlist(coded$texts, use.names = FALSE)[match(seq_len(n), person)]
  known <- !is.na(person)
  present <- matrix(FALSE, n, length(waves), dimnames = list(NULL, waves))
  present[cbind(person, wave)[known, , drop = FALSE]] <- TRUE
  list(
    code = if (coded$as_written) codes else normal_texts(codes, "the waves"),
    present = present,
    constants = matrix(as.character(unlist(lapply(
      seq_len(ncol(constants)), function(column) {
        value <- constants[, column]
        value[match(seq_len(n), ifelse(is.na(value), NA, person))]
      }
    ))), n, ncol(constants), dimnames = list(NULL, colnames(constants)))
  )
}

link_statuses <- c("linked", "unlinked", "duplicate", "no_id")

# The status of every record, as its place among those: linked when its person answered in
# another wave.
link_status <- function(person, status, wave, waves) {
  answered <- !is.na(person) & wave <= waves
  times <- tabulate(person[answered], max(1L, person, na.rm = TRUE))
  linked <- times[person] - (wave <= waves) > 0
  status[!is.na(person)] <- ifelse(linked[!is.na(person)], 1L, 2L)
  status
}

# Says how each linked record was linked, as a number: by its code alone, 1, by near links
# that the rule took, 2, or by what a reviewer decided, 3.
how_linked <- function(status, exact, wave, near, waves) {
  way <- c(1L, NA, NA, NA)[status]
  if (is.null(near)) return(way)
  linked <- which(status == 1L)
  by_code <- link_status(exact$person, exact$status, wave, waves) == 1L
  way[setdiff(linked, which(by_code))] <- 2L
  decided <- near$links$decision %in% "same" & near$links$linked
  reviewed <- c(near$links$one[decided], near$links$other[decided])
  way[way %in% 2L & exact$person %in% reviewed] <- 3L
  way
}
