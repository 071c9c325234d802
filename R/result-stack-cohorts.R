# Several cohorts of one programme beside each other.

#' Put several cohorts side by side
#'
#' Cohorts of the same study, such as one for each year, so that
#' [paired_change()] gives each its own change and [pooled_change()] summarises
#' them. People are not linked between cohorts.
#'
#' @param cohorts A list of cohorts from [read_cohort()] or of paths of study
#'   files, or a character vector of paths, at least two, each with its own name.
#' @return A list of class `pairwave_cohorts`: the cohorts, by name.
#' @section Errors: `pairwave_error_cohort` when a name is missing or repeated,
#'   or a cohort differs from the first in its waves, in how a scale is scored or
#'   in its disclosure profile; and the errors of [read_cohort()].
#' @export
#' @examples
#' demo <- system.file("extdata", "demo", "study.yml", package = "pairwave")
#' # Two readings of one cohort, to show how it is done.
#' cohorts <- stack_cohorts(c("2018" = demo, "2019" = demo))
#' cohorts
#' paired_change(cohorts, scales = "self_efficacy")
stack_cohorts <- function(cohorts) {
  if (!length(cohorts) > 1 || inherits(cohorts, "pairwave_cohort") ||
      !has_all_names(cohorts) || anyDuplicated(names(cohorts))) {
    abort_pairwave(
      c("{.arg cohorts} must be at least two cohorts, each with its own name.",
        i = "Such as {.code c(\"2018\" = \"2018/study.yml\", \"2019\" = \"2019/study.yml\")}."),
      "cohort"
    )
  }
  cohorts <- lapply(cohorts, read_cohort)
  for (name in names(cohorts)[-1]) {
    check_compatible(cohorts[[1]]$study, cohorts[[name]]$study, names(cohorts)[1], name)
  }
  structure(cohorts, class = "pairwave_cohorts")
}

# Waves by name and order, and what makes a score, must be the same.
check_compatible <- function(first, other, first_name, name,
                        call = rlang::caller_env()) {
  found <- if (!identical(first$disclosure, other$disclosure)) {
    "The disclosure profiles of {.val {first_name}} and {.val {name}} differ."
  } else if (!identical(names(first$waves), names(other$waves))) {
    "The waves of {.val {name}} are {.val {names(other$waves)}}, those of
     {.val {first_name}} {.val {names(first$waves)}}."
  } else if (!setequal(names(first$scales), names(other$scales))) {
    differ <- c(setdiff(names(first$scales), names(other$scales)),
                setdiff(names(other$scales), names(first$scales)))
    "Only one of {.val {first_name}} and {.val {name}} has the scale
     {.val {differ[1]}}."
  } else {
    makes_score <- function(scale) {
      list(length(scale$items), scale$range, match(scale$reverse, scale$items),
           scale$score, scale$min_items, scale_direction(scale))
    }
    same <- vapply(names(first$scales), function(scale) {
      identical(makes_score(first$scales[[scale]]), makes_score(other$scales[[scale]]))
    }, NA)
    differ <- names(first$scales)[!same]
    if (length(differ)) {
      "The scale {.val {differ[1]}} has other items, range, scoring or direction in
       {.val {name}} than in {.val {first_name}}."
    }
  }
  if (is.null(found)) return(invisible())
  abort_pairwave(
    c("Cohorts must have the same waves, scales and disclosure profile.", x = found),
    "cohort",
    call = call
  )
}

#' @rdname paired_change
#' @export
paired_change.pairwave_cohorts <- function(x, ..., scales = NULL,
                                           reliability = NULL,
                                           conf_level = 0.95,
                                           zeros = c("pratt", "wilcoxon"),
                                           adjust = c("holm", "BH", "none")) {
  check_dots_empty()
  options <- change_options(conf_level, zeros, adjust)
  here <- environment()
  found <- estimate_stacked_change(x, options, check_stacked(x, scales, reliability, here),
                                   reliability, here)
  publish(
    new_paired_change(found, options, wave_labels = study_wave_labels(x[[1]]$study),
                      by_label = "Cohort", possible = study_possible(x[[1]]$study)),
    x
  )
}

# The scales that are asked for, where change can be estimated in every cohort.
check_stacked <- function(cohorts, scales, reliability, call) {
  for (cohort in cohorts) check_change_scales(cohort$study, scales, reliability, call)
  check_scale_names(cohorts[[1]]$study, scales, call)
}
