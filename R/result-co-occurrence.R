# Which codes come together.

#' Codes that come together
#'
#' For each pair of codes how many participants, units or sources have both, and
#' Jaccard's share: both over either.
#'
#' @inheritParams code_frequencies
#' @param count What is counted: `"participants"`, `"units"` or `"sources"`.
#' @param level Which codes: those without another below (`"code"`), or the `"top"`
#'   ones with whatever is below them.
#' @return A data frame of class `pairwave_co_occurrence`, one row per pair: `first`,
#'   `second`, `count`, `both`, `first_n`, `second_n`, `n` (all that were asked),
#'   `jaccard`, `rule`, `note` and `status`. Under a disclosure profile a pair is
#'   shown only where those with both, with one and with neither are none or enough,
#'   and no pair of codes that stand below another.
#' @section Errors: those of [code_frequencies()].
#' @export
co_occurrence <- function(x, ...) UseMethod("co_occurrence")

#' @rdname co_occurrence
#' @export
co_occurrence.pairwave_codes <- function(x, ..., count = c("participants", "units", "sources"),
                                         level = c("code", "top"), coder = NULL,
                                         disclosure = "none") {
  check_dots_empty()
  call <- environment()
  count <- match_choice(count)
  level <- match_choice(level)
  found <- counted_codings(x, counted_coder(x, coder, call))
  places <- frequency_codes(found$framework, level)
  pairs_of_codes(found, places, count, NULL, disclosure, call)
}

#' @rdname co_occurrence
#' @export
co_occurrence.pairwave_cohort <- function(x, ..., material = NULL,
                                          count = c("participants", "units", "sources"),
                                          level = c("code", "top"), coder = NULL) {
  check_dots_empty()
  call <- environment()
  count <- match_choice(count)
  level <- match_choice(level)
  material <- check_material(x, material, call)
  found <- counted_codings(x$codes[[material]], material_coder(x, material, coder, call))
  places <- frequency_codes(found$framework, level)
  pairs_of_codes(found, places, count, x, disclosure_of(x), call, material)
}

#' @export
co_occurrence.default <- function(x, ...) abort_not_codes(x)

# The pairs of the codes that stand at `places` of the framework.
pairs_of_codes <- function(found, places, count, cohort, disclosure, call, material = NULL) {
  rows <- estimate_co_occurrence(found, places, count)
  whole <- estimate_code_frequencies(found, NULL, "all", "participants")
  people <- if (count != "participants") estimate_co_occurrence(found, places, "participants")
  publish(
    new_result(rows, "pairwave_co_occurrence",
               code_labels = framework_labels(found$framework), count = count),
    cohort, whole = whole, people = people %||% rows, material = material,
    disclosure = disclosure, call = call
  )
}
