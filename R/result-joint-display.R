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
#' @param outcome The change, as in `"self_efficacy: pre to post"`; `NULL` is the study's
#'   primary outcome, or the change of its first scale between its first two waves.
#' @param level Which codes: those without another below (`"code"`), the `"top"` ones,
#'   or `"all"` of the framework.
#' @param conf_level Level of the interval, between 0 and 1.
#' @return A data frame of class `pairwave_joint_display`, one row per code, side and
#'   statistic: `code` (path), `label`, `parent`, `level`, `scale`, `contrast`, `from`,
#'   `to`, `side` (`"with"`, `"without"`, `NA` for the difference), `statistic`
#'   (`"participants"`, `"n"` with both answers, `"mean"` and `"sd"` of their change,
#'   `"difference"` of the means, with less without), `estimate`, `conf_low`, `conf_high`
#'   (Welch's t), `n`, `rule`, `note` and `status`.
#'
#' @section Disclosure:
#' Under a threshold both sides of a code are shown or none: only where neither, nor
#' those of either without both answers, nor what follows from them and the people of
#' other contrasts and other results of the scale, are few. Under a profile that rounds,
#' a joint display is refused.
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
                                          conf_level = 0.95) {
  check_dots_empty()
  call <- environment()
  level <- match_choice(level)
  check_conf_level(conf_level, call)
  material <- check_material(x, material, call)
  coder <- material_coder(x, material, coder, call)
  outcome <- joint_outcome(x$study, outcome, call)
  found <- counted_codings(x$codes[[material]], coder)
  wide <- scores_wide(x, outcome$scale)
  rows <- estimate_joint_display(
    coded_sets(x, found), found$framework, frequency_codes(found$framework, level),
    wide[[outcome$to]] - wide[[outcome$from]], outcome, conf_level
  )
  publish(
    new_result(rows, "pairwave_joint_display", conf_level = conf_level, coder = coder,
               material = x$study$codes[[material]]$label,
               scale_label = x$study$scales[[outcome$scale]]$label,
               wave_labels = study_wave_labels(x$study)),
    x, material = material, call = call
  )
}

#' @export
joint_display.default <- function(x, ...) {
  abort_pairwave(
    c("{.arg x} must be a cohort.",
      x = "It is {.obj_type_friendly {x}}.",
      i = "{.fn read_cohort} reads one, with the {.field codes} of its study."),
    "argument"
  )
}

# The scale and the two waves of an outcome, as in "scale: pre to post".
joint_outcome <- function(study, outcome, call) {
  waves <- names(study$waves)
  scales <- names(study$scales)
  need_waves(study, "A joint display", call = call)
  need_scales(study, scales, "A joint display", call)
  if (is.null(outcome)) {
    return(joint_of(study$primary$scale %||% scales[1], primary_waves(study), study))
  }
  check_one_name(outcome, "outcome", call)
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
  list(scale = scale, from = waves[1], to = waves[2],
       contrast = contrast_name(waves[1], waves[2]))
}
