# Who got how far: from those invited to the pairs that are analysed.

#' The flow of participants
#'
#' Counts people and records at every stage of a study: invited, attended,
#' in a group, received in each wave, and analysed in each contrast. The counts
#' must add up at every stage; where they do not, there is an error and no
#' table.
#'
#' @param x A cohort from [read_cohort()].
#' @param ... Not used; must be empty.
#' @param invited How many people were invited; the study's `invited`, under
#'   `attendance`, unless given. `NULL` leaves the stage out.
#' @param at_least Numbers of sessions: how many people attended at least so
#'   many. Without an attendance list there is no such stage.
#' @return A data frame of class `pairwave_participation`, a row per count:
#'   `stage` (`"invited"`, `"attendance"`, `"group"`, `"wave"` or
#'   `"contrast"`), `name` (the group, wave or contrast), `scale`, `outcome`,
#'   `label`, `n` and `rule`.
#'
#'   A wave's records `received` are the sum of those that rules of the study's
#'   `exclude` set aside (`excluded_preview`, `excluded_test`, `excluded_unfinished`,
#'   `excluded_too_fast`, `excluded_attention` or `excluded_other`, each once for a rule
#'   and numbered from the second, `excluded_other_1`; a record that meets several rules
#'   counts under the first), `duplicate` (set aside by `id: duplicates`), `unusable` (no item
#'   of any scale answered), `no_id` (usable,
#'   without a code), `unlinked` and `linked` (usable, the person found in no
#'   other wave or in at least one). Where near links were made, the linked are
#'   the sum of `linked_exact` (by the code alone), `linked_near` (by a near link
#'   that the rule took) and `linked_reviewed` (by one that was decided).
#'   `not_received` are people who attended at
#'   least the study's number of sessions and gave no record that counts. A
#'   contrast's people with usable records in `both` waves are, for each
#'   scale, `analysed` or `not_scored` (too few items answered).
#'
#'   It prints as a table; `format(x, as = "diagram")` gives the same counts as
#'   lines of text with a box for each stage.
#' @section Errors: `pairwave_error_flow` when the counts do not add up (the
#'   stage is named), `pairwave_error_argument` for other arguments.
#' @export
#' @examples
#' cohort <- read_cohort(
#'   system.file("extdata", "demo", "study.yml", package = "pairwave")
#' )
#' flow <- participation(cohort)
#' flow
#' writeLines(format(flow, as = "diagram"))
participation <- function(x, ...) UseMethod("participation")

#' @rdname participation
#' @export
participation.default <- function(x, ...) {
  abort_not_cohort(x)
}

#' @rdname participation
#' @export
participation.pairwave_cohort <- function(x, ...,
                                          invited = x$study$attendance$invited,
                                          at_least = c(1, 3)) {
  check_dots_empty()
  if (!is.null(invited) && !is_whole_number(invited)) {
    abort_pairwave(
      c("{.arg invited} must be one whole number or NULL.",
        x = "It is {.obj_type_friendly {invited}}."),
      "argument"
    )
  }
  if (!length(at_least) || !are_whole_numbers(at_least) ||
      any(at_least < 1)) {
    abort_pairwave(
      c("{.arg at_least} must be whole numbers from 1.",
        x = "It is {.val {at_least}}."),
      "argument"
    )
  }
  rows <- estimate_flow(x, invited, sort(unique(at_least)), environment())
  x$study$attendance$invited <- invited
  publish(
    new_result(rows, "pairwave_participation",
               wave_labels = study_wave_labels(x$study), unlinked = is_unlinked(x$study)),
    x
  )
}

#' @exportS3Method
participation.pairwave_engine_cohort <- participation.pairwave_cohort
