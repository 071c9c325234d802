# Who said what: counts by code, what came together, and when nothing new came.

#' Who said what
#'
#' Counts the participants, units, sources and codings of each code. A code with
#' others below it counts whoever has it or one of them, once, and is never their
#' sum.
#'
#' @param x Codings from [read_codes()], or a cohort whose study has `codes` (see
#'   [study_file]).
#' @param ... Must be empty.
#' @param material For a cohort: the name of its coded material; `NULL` is the first.
#' @param by Groups to count beside everyone: `"wave"`, `"source"`, or the name of
#'   a column of `people`; of a cohort a demographic or a group of its attendance list.
#' @param people A data frame with one row per person: a column `participant` with
#'   their names as in the codings, and the columns that `by` may name.
#' @param count What to count, in this order: `"participants"`, `"units"` (such as
#'   answers), `"sources"` (such as focus groups) and `"references"` (codings).
#' @param level Which codes: `"all"` of the framework, those without another below
#'   (`"code"`), or the `"top"` ones.
#' @param coder Whose codings count: the name of a coder, `"any"` for what any gave,
#'   or `"all"` for what each who read the unit gave. `NULL` is the study's
#'   `consensus: coder`, the only coder, or `"any"`.
#' @param disclosure The disclosure profile, as for [demographics()]; of a cohort its
#'   study's.
#'
#' @return A data frame of class `pairwave_code_frequencies`, one row per code, group
#'   and statistic: `code` (path), `label`, `parent`, `level`, `group` (`NA` for
#'   everyone), `statistic`, `n` (participants with the code), `denominator` (the
#'   participants, units or sources that were asked and answered, or were there, with
#'   a code or without), `percent`, `estimate`, `rule`, `note` and `status`
#'   (`"shown"` or `"suppressed"`).
#'
#' @section Disclosure:
#' A code that few people used is a small cell, and so is one that few did not use.
#' Under a threshold groups are shown all or none, a code is suppressed where it and
#' the one above it, or the others below that, would tell of few people, and
#' units, sources and references are shown only where the participants of the code
#' and of all codes below are: one participant with 14 codings is one participant.
#' Under a profile that rounds nothing of codes is shown.
#'
#' Of a cohort all codes, groups, pairs of codes and sides of [joint_display()] are
#' decided at once, and what would give few people away beside those decided before and
#' beside the other results of the cohort is suppressed as well; so is a denominator that
#' would tell of few who were not asked.
#' @section Errors: `pairwave_error_argument` for a `by`, `coder`, `material` or `people`
#'   that does not exist, `pairwave_error_disclosure` for such a profile.
#' @export
#' @examples
#' file <- tempfile(fileext = ".csv")
#' writeLines(c("unit,participant,code", "1,P1,peers", "2,P2,peers", "3,P2,advice",
#'              "4,P3,"), file)
#' codes <- read_codes(file, unit = "unit", participant = "participant", code = "code")
#' code_frequencies(codes)
code_frequencies <- function(x, ...) UseMethod("code_frequencies")

#' @rdname code_frequencies
#' @export
code_frequencies.pairwave_codes <- function(x, ..., by = NULL, people = NULL,
                                            count = c("participants", "units", "sources",
                                                      "references"),
                                            level = c("all", "code", "top"), coder = NULL,
                                            disclosure = "none") {
  check_dots_empty()
  call <- environment()
  check_known(count, frequency_statistics, "{.arg count} must name what can be counted.",
              "count", call = call)
  level <- match_choice(level)
  coder <- counted_coder(x, coder, call)
  check_people(people, by, call)
  found <- counted_codings(x, coder)
  groups <- code_groups(found, by, people)
  rows <- estimate_code_frequencies(found, groups, level, unique(count))
  whole <- estimate_code_frequencies(found, groups, "all", "participants")
  publish(
    new_code_frequencies(rows, coder, by, unlinked = count_unlinked(found)),
    NULL, whole = whole, rest = groups$rest,
    disclosure = disclosure, call = call
  )
}

#' @rdname code_frequencies
#' @export
code_frequencies.pairwave_cohort <- function(x, ..., material = NULL, by = NULL,
                                             count = c("participants", "units", "sources",
                                                       "references"),
                                             level = c("all", "code", "top"), coder = NULL) {
  check_dots_empty()
  call <- environment()
  check_known(count, frequency_statistics, "{.arg count} must name what can be counted.",
              "count", call = call)
  level <- match_choice(level)
  material <- check_material(x, material, call)
  coder <- material_coder(x, material, coder, call)
  people <- coded_people(x)
  check_cohort_groups(x, by, call)
  found <- counted_codings(x$codes[[material]], coder)
  if (!is.null(by) && !is.null(demographic_entry(x$study, by))) {
    people[[by]] <- people_groups(x, by)
  }
  groups <- code_groups(found, by, people)
  rows <- estimate_code_frequencies(found, groups, level, unique(count))
  whole <- estimate_code_frequencies(found, groups, "all", "participants")
  publish(
    new_code_frequencies(rows, coder, by, unlinked = count_strangers(found, x),
                         material = x$study$codes[[material]]$label),
    x, whole = whole, rest = groups$rest, material = material, by = by, call = call
  )
}

# Whose codings count: the study's, where the material has that coder. Under a profile
# no others: what two ways of counting differ by is few people.
material_coder <- function(cohort, material, coder, call) {
  codes <- cohort$codes[[material]]
  usual <- usual_coder(cohort, material)
  coder <- if (is.null(coder)) usual else counted_coder(codes, coder, call)
  if (coder != usual && is_suppressing(profile_of(cohort))) {
    abort_pairwave(
      c("Under a disclosure profile codes must be counted in one way.",
        x = "{.arg coder} is {.val {coder}}, and the study counts {.val {usual}}.",
        i = "{.field consensus: coder} of the study file says whose codings count."),
      "disclosure", call = call
    )
  }
  coder
}

# Codings that are of nobody of the cohort.
count_strangers <- function(found, cohort) {
  sum(!found$given$participant %in% as.character(cohort$people$person))
}

#' @export
code_frequencies.default <- function(x, ...) abort_not_codes(x)

abort_not_codes <- function(x, call = rlang::caller_env()) {
  abort_pairwave(
    c("{.arg x} must be codings.",
      x = "It is {.obj_type_friendly {x}}.",
      i = "{.fn read_codes} reads codings."),
    "argument", call = call
  )
}

new_code_frequencies <- function(rows, coder, by, unlinked, material = NULL) {
  new_result(rows, "pairwave_code_frequencies", coder = coder, by = by, unlinked = unlinked,
             material = material)
}

# Codings that are of nobody who is known.
count_unlinked <- function(found) sum(is.na(found$given$participant))

counted_coder <- function(x, coder, call) {
  if (is.null(coder)) return(only_coder(x))
  check_one_name(coder, "coder", call)
  check_known(coder, c(coders_of(x), "any", "all"),
              "{.arg coder} must be a coder, {.val any} or {.val all}.", "coder", call = call)
  coder
}

check_people <- function(people, by, call) {
  if (!is.null(by)) check_one_name(by, "by", call)
  if (is.null(by) || by %in% c("wave", "source")) return(invisible())
  if (!is.data.frame(people) || is.null(people[["participant"]])) {
    abort_pairwave(
      c("{.arg by} must be {.val wave}, {.val source} or a column of {.arg people}.",
        x = if (is.data.frame(people)) "{.arg people} has no column {.val participant}."
          else "{.arg people} is {.obj_type_friendly {people}}.",
        i = "Give a data frame with a column {.val participant} as {.arg people}."),
      "argument", call = call
    )
  }
  check_known(by, names(people), "{.arg by} must name a column of {.arg people}.", call = call)
  twice <- people$participant[duplicated(people$participant)]
  if (length(twice)) {
    abort_pairwave(
      c("{.arg people} must have one row per participant.",
        x = "Participant {.val {as.character(twice[1])}} comes twice."),
      "argument", call = call
    )
  }
}
