# Which codes come together.

#' Codes that come together
#'
#' For each pair of codes how many participants, units or sources have both, and
#' Jaccard's share: both over either. With `together = "overlap"`, how many have both on
#' the same words, whichever coders gave them.
#'
#' @inheritParams code_frequencies
#' @param count What is counted: `"participants"`, `"units"` or `"sources"`; of codes that
#'   overlap also `"stretches"`. Stretches of one code that overlap or touch are one, and
#'   Jaccard's share of stretches is characters with both over characters with either.
#' @param together Where both codes must stand: `"anywhere"` in what is counted, or
#'   `"overlap"`, on at least one character of the same source and the same participant,
#'   unit or source. Codings without a place in a text overlap none; how many there are
#'   is in the attribute `unplaced` and below the table.
#' @param level Which codes: those without another below (`"code"`), or the `"top"`
#'   ones with whatever is below them.
#' @return A data frame of class `pairwave_co_occurrence`, one row per pair: `first`,
#'   `second`, `count`, `both`, `first_n`, `second_n`, `n` (all that were asked; of
#'   stretches, all of these codes), `jaccard`, `rule`, `note` and `status`. Under a
#'   disclosure profile a pair is shown only where those with both, with one and with
#'   neither are none or enough, and no pair of codes that stand below another; an
#'   overlap only where its participants may be counted beside those of the pair.
#' @section Errors: those of [code_frequencies()], and `pairwave_error_argument` where
#'   overlap is asked of codings without places, or stretches without overlap.
#' @examples
#' path <- tempfile(fileext = ".csv")
#' writeLines(c("id,themes", "1,peers;advice", "2,peers", "3,", "4,advice;peers"), path)
#' codes <- read_codes(path, unit = "id", code = "themes")
#' co_occurrence(codes)
#' @export
co_occurrence <- function(x, ...) UseMethod("co_occurrence")

#' @rdname co_occurrence
#' @export
co_occurrence.pairwave_codes <- function(x, ..., count = c("participants", "units", "sources",
                                                           "stretches"),
                                         together = c("anywhere", "overlap"),
                                         level = c("code", "top"), coder = NULL,
                                         disclosure = "none") {
  check_dots_empty()
  call <- environment()
  count <- match_choice(count)
  together <- match_choice(together)
  level <- match_choice(level)
  found <- counted_codings(x, counted_coder(x, coder, call))
  check_together(found, count, together, call)
  places <- frequency_codes(found$framework, level)
  pairs_of_codes(found, places, count, NULL, disclosure, call, together = together)
}

#' @rdname co_occurrence
#' @export
co_occurrence.pairwave_cohort <- function(x, ..., material = NULL,
                                          count = c("participants", "units", "sources",
                                                    "stretches"),
                                          together = c("anywhere", "overlap"),
                                          level = c("code", "top"), coder = NULL) {
  check_dots_empty()
  call <- environment()
  count <- match_choice(count)
  together <- match_choice(together)
  level <- match_choice(level)
  material <- check_material(x, material, call)
  found <- counted_codings(x$codes[[material]], material_coder(x, material, coder, call))
  check_together(found, count, together, call)
  places <- frequency_codes(found$framework, level)
  pairs_of_codes(found, places, count, x, disclosure_of(x), call, material, together)
}

#' @export
co_occurrence.default <- function(x, ...) abort_not_codes(x)

# The pairs of the codes that stand at `places` of the framework.
pairs_of_codes <- function(found, places, count, cohort, disclosure, call, material = NULL,
                           together = "anywhere") {
  overlap <- together == "overlap"
  rows <- if (overlap) estimate_overlaps(found, places, count)
          else estimate_co_occurrence(found, places, count)
  whole <- estimate_code_frequencies(found, NULL, "all", "participants")
  people <- if (overlap || count != "participants") {
    estimate_co_occurrence(found, places, "participants")
  }
  publish(
    new_result(rows, "pairwave_co_occurrence",
               code_labels = framework_labels(found$framework), count = count,
               together = together,
               unplaced = if (overlap) sum(!is_placed(found$given)) else 0L),
    cohort, whole = whole, people = people %||% rows, material = material,
    overlap = if (overlap) found, disclosure = disclosure, call = call
  )
}

check_together <- function(found, count, together, call) {
  if (count == "stretches" && together != "overlap") {
    abort_pairwave(
      c("Stretches with both codes must be those on which both stand.",
        x = "{.arg count} is {.val stretches} and {.arg together} {.val {together}}.",
        i = "Use {.code together = \"overlap\"}, or count participants, units or sources."),
      "argument", call = call
    )
  }
  n <- length(found$given$at)
  if (together == "overlap" && n > 0 && !any(is_placed(found$given))) {
    abort_pairwave(
      c("Codes that overlap must have places in a text.",
        x = "None of {n} coding{?s} has one.",
        i = "Read the program's project ({.file .qdpx}), or use {.code together = \"anywhere\"}."),
      "argument", call = call
    )
  }
}
