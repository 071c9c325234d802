# When new interviews, focus groups or answers stopped to bring new codes.

#' Saturation of codes
#'
#' How many codes each further source brings, and when what is new falls to a
#' threshold of the codes of the first sources (Guest, Namey and Chen 2020).
#'
#' @inheritParams code_frequencies
#' @param sources Names of the sources in the order in which they were collected;
#'   `NULL` for the order of the codings.
#' @param base,run How many sources are the base, and how many a run.
#' @param threshold The share of new codes, at most, of a run that is saturated.
#' @return A data frame of class `pairwave_saturation`: for each source its
#'   `new_codes`, with all codes so far in `n`; for each run that ends with it the
#'   `new_share`, new codes over those of the base; `base_codes` and `saturated_at`,
#'   the number of sources before the first run at or below the threshold, `NA` with
#'   its reason where none is.
#' @section Disclosure:
#' Of a cohort whose profile has a threshold, figures are shown only where each source
#' has as many people: what one interview brought is what one person said. Under a
#' profile that rounds none are shown.
#' @section Errors: those of [code_frequencies()].
#' @references
#' Guest, G., Namey, E. and Chen, M. (2020) A simple method to assess and report
#' thematic saturation in qualitative research. *PLOS ONE* 15, e0232076.
#' @export
code_saturation <- function(x, ..., material = NULL, sources = NULL, base = 4, run = 2,
                            threshold = 0.05, coder = NULL) {
  check_dots_empty()
  call <- environment()
  cohort <- if (inherits(x, "pairwave_cohort")) x
  if (!is.null(cohort)) {
    material <- check_material(cohort, material, call)
    coder <- material_coder(cohort, material, coder, call)
    x <- cohort$codes[[material]]
  }
  if (!inherits(x, "pairwave_codes")) abort_not_codes(x, call)
  for (size in c("base", "run")) check_source_number(get(size), size, call)
  if (!is.numeric(threshold) || length(threshold) != 1 || is.na(threshold) ||
      threshold < 0 || threshold >= 1) {
    abort_pairwave(
      c("{.arg threshold} must be one number from 0 to below 1.",
        x = "It is {.val {threshold}}."),
      "argument", call = call
    )
  }
  found <- counted_codings(x, counted_coder(x, coder, call))
  known <- unique(found$asked$source[!is.na(found$asked$source)])
  check_known(sources, known, "{.arg sources} must name sources of the codings.", "source",
              call = call)
  rows <- estimate_saturation(found, unique(sources) %||% known, base, run, threshold)
  people <- tapply(found$asked$participant, factor(found$asked$source, known), function(who) {
    length(unique(who[!is.na(who)]))
  })
  publish(new_result(rows, "pairwave_saturation", base = base, run = run,
                     threshold = threshold),
          cohort, people = as.vector(people), call = call)
}

check_source_number <- function(size, arg, call) {
  if (is_whole_number(size) && size >= 1) return(invisible())
  abort_pairwave(
    c("{.arg {arg}} must be a whole number of sources, 1 or more.",
      x = "It is {.val {size}}."),
    "argument", call = call
  )
}
