# What people said beside how they changed.

#' What people said beside how they changed
#'
#' For each code the change of the participants who have it and of those who were there
#' and do not: how many, mean, SD, and the difference of the means with its interval. A
#' code with others below it is had by whoever has one of them.
#'
#' Those who said something are few, and said it for reasons of their own, so that no
#' test is made: the table shows what goes together and not what brought it about. Many
#' codes make many differences, of which some are large by chance. Means and SDs of fewer
#' than 5 people are left out.
#'
#' @param x A cohort whose study has `codes` and a scale in two waves.
#' @param ... Must be empty.
#' @inheritParams code_frequencies
#' @param outcome One change or several, as in `"self_efficacy: pre to post"`; `NULL` is the
#'   study's primary outcome, or the change of its first scale between its first two waves.
#' @param level Which codes: those without another below (`"code"`), the `"top"` ones,
#'   or `"all"` of the framework.
#' @param quote Which of the approved [quotes()] of a code, or of one below it, stands
#'   beside it: `"none"`, the `"shortest"`, or the `"first"` in the order of the material.
#' @param conf_level Level of the interval, between 0 and 1.
#' @return A data frame of class `pairwave_joint_display`, one row per code, side and
#'   statistic, for each outcome: `code` (path), `label`, `parent`, `level`, `scale`,
#'   `contrast`, `direction` (that of the scale), `from`, `to`, `side` (`"with"`,
#'   `"without"`, `NA` for the rest), `statistic` (`"participants"`, `"n"` with both
#'   answers, `"mean"` and `"sd"` of their change, `"difference"` of the means, with less
#'   without, and with a `quote` also `"quote"`), `estimate`, `conf_low`, `conf_high`
#'   (Welch's t), `n`, `text` (a quote), `said_by` (its participant's number and attributes
#'   as in [quotes()]), `rule`, `note` and `status`.
#'
#' @section Disclosure:
#' Under a threshold both sides of a code are shown or none: only where neither, nor
#' those of either without both answers, nor what follows from them and the people of
#' other contrasts and other results of the scale, are few. Quotes are those of
#' [quotes()]. Under a profile that rounds, a joint display is refused.
#' @section Errors: `pairwave_error_argument` for a study without codes or for what does
#'   not exist, `pairwave_error_disclosure` under a profile that rounds.
#' @seealso [code_frequencies()], [paired_change()]
#' @export
#' @examples
#' folder <- system.file("extdata", "demo", package = "pairwave")
#' cohort <- read_cohort(file.path(folder, "study-codes.yml"))
#' joint_display(cohort, level = "top")
joint_display <- function(x, ...) UseMethod("joint_display")

#' @rdname joint_display
#' @export
joint_display.pairwave_cohort <- function(x, ..., material = NULL, outcome = NULL,
                                          level = c("code", "top", "all"), coder = NULL,
                                          quote = c("none", "shortest", "first"),
                                          conf_level = 0.95) {
  check_dots_empty()
  call <- environment()
  level <- match_choice(level)
  quote <- match_choice(quote)
  check_conf_level(conf_level, call)
  material <- check_material(x, material, call)
  coder <- material_coder(x, material, coder, call)
  outcomes <- joint_outcomes(x$study, outcome, call)
  found <- counted_codings(x$codes[[material]], coder)
  places <- frequency_codes(found$framework, level)
  chosen <- if (quote != "none") {
    chosen_quotes(quotes(x, material = material, coder = coder), found$framework, quote)
  }
  sets <- coded_sets(x, found)
  rows <- do.call(rbind, lapply(outcomes, function(outcome) {
    wide <- scores_wide(x, outcome$scale)
    estimate_joint_display(sets, found$framework, places, wide[[outcome$to]] - wide[[outcome$from]],
                           outcome, conf_level, chosen)
  }))
  publish(
    new_result(rows, "pairwave_joint_display", conf_level = conf_level, coder = coder,
               material = x$study$codes[[material]]$label, quote = quote,
               scale_labels = study_scale_labels(x$study),
               wave_labels = study_wave_labels(x$study)),
    x, material = material, call = call
  )
}

# One quote for each code of the framework, of those that it or a code below it has; NA
# where there is none.
chosen_quotes <- function(said, framework, rule) {
  said <- as.data.frame(said)
  said <- said[said$status == "shown", , drop = FALSE]
  lines <- code_lines(framework)
  at <- vapply(seq_along(framework$code), function(place) {
    below <- framework$code[lines$code[lines$above == place]]
    has <- which(said$code %in% below)
    if (length(has) == 0) return(NA_integer_)
    if (rule == "first") has[1] else has[which.min(nchar(said$text[has]))]
  }, 0L)
  new_frame(list(text = said$text[at], said_by = quoted_person(said)[at],
                 method = rep(paste0(rule, "_quote"), length(at))))
}

# A participant as a table of quotes names it.
quoted_person <- function(said) {
  paste0("Participant ", said$participant,
         ifelse(is.na(said$attributes), "", paste0(": ", said$attributes)))
}

#' @export
joint_display.default <- function(x, ...) {
  abort_not_cohort(x, "{.fn read_cohort} reads one, with the {.field codes} of its study.")
}

# The scale and the two waves of each outcome, as in "scale: pre to post".
joint_outcomes <- function(study, outcome, call) {
  waves <- names(study$waves)
  scales <- names(study$scales)
  need_waves(study, "A joint display", call = call)
  need_links(study, "A joint display", call)
  need_scales(study, scales, "A joint display", call)
  if (is.null(outcome)) {
    return(list(joint_of(study$primary$scale %||% scales[1], primary_waves(study), study)))
  }
  check_outcome_texts(outcome, call)
  lapply(unique(outcome), joint_outcome, scales = scales, waves = waves, study = study, call = call)
}

check_outcome_texts <- function(outcome, call) {
  if (is.character(outcome) && length(outcome) > 0 && !anyNA(outcome)) return(invisible())
  abort_pairwave(
    c("{.arg outcome} must name changes, as in {.val scale: before to after}.",
      x = "It is {.obj_type_friendly {outcome}}."),
    "argument", call = call
  )
}

joint_outcome <- function(outcome, scales, waves, study, call) {
  parts <- trimws(strsplit(outcome, ":", fixed = TRUE)[[1]])
  named <- if (length(parts) == 2) trimws(strsplit(parts[2], " to ", fixed = TRUE)[[1]])
  rule <- "{.arg outcome} must be a change, as in {.val {scales[1]}: {waves[1]} to {waves[2]}}."
  if (length(parts) != 2 || length(named) != 2) {
    abort_pairwave(c(rule, x = "It is {.val {outcome}}."), "argument", call = call)
  }
  check_known(parts[1], scales, rule, "scale", call = call)
  check_known(named, waves, rule, "wave", call = call)
  joint_of(parts[1], waves[sort(match(named, waves))], study)
}

# The waves of the primary contrast, else the first two.
primary_waves <- function(study) {
  waves <- names(study$waves)
  pairs <- wave_contrasts(waves)
  at <- match(study$primary$contrast, contrast_name(waves[pairs$from], waves[pairs$to]))
  if (length(at) == 0) waves[1:2] else waves[c(pairs$from[at], pairs$to[at])]
}

joint_of <- function(scale, waves, study) {
  list(scale = scale, direction = scale_direction(study$scales[[scale]]),
       from = waves[1], to = waves[2],
       contrast = contrast_name(waves[1], waves[2]))
}
