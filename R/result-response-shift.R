# Change against the baseline as it was answered, and as it is remembered.

#' Change from a remembered baseline, and response shift
#'
#' People who learn what a question is about may judge their former selves
#' differently. Where a later wave asked them to answer as they would have
#' before ("then"), this puts three contrasts side by side: before to after,
#' then to after, and before to then, which is the response shift. None of the
#' three is the true one: memory errs as well.
#'
#' @param x A cohort from [read_cohort()] whose study has `retrospective`, or a
#'   data frame with one row per person and one column each for before, then
#'   and after.
#' @param ... Must be empty.
#' @param waves Three names of columns: before, then, after. Names of this
#'   vector, where given, label them.
#' @param label What the columns measure.
#' @param better Which scores are the better ones: `"higher"`, `"lower"` or `"none"`; for
#'   a cohort each scale has its own. See Direction in [paired_change()].
#' @param retrospective Name of the study's retrospective wave; `NULL` for the
#'   first.
#' @param scales Names of scales that were asked in retrospect; `NULL` for all
#'   of those.
#' @param conf_level,zeros,adjust As for [paired_change()].
#' @return A result of [paired_change()], also of class `pairwave_shift`, with
#'   those three contrasts, in this order, each on its own complete pairs. The
#'   response shift has no direction: a first guess is neither better nor worse than a
#'   memory.
#' @section Errors: `pairwave_error_argument` for columns, scales or a
#'   retrospective wave that are not there, and `pairwave_error_disclosure` where
#'   the study has a disclosure profile other than `"none"`.
#' @seealso [study()] for the study file's `retrospective`.
#' @references Howard, G. S. (1980). Response-shift bias. *Evaluation Review*
#'   4(1), 93-106.
#' @export
#' @examples
#' answers <- data.frame(
#'   pre = c(27, 28, 31, 24, 27, 30), then = c(24, 25, 31, 21, 26, 29),
#'   post = c(28, 30, 33, 26, 29, 31)
#' )
#' response_shift(answers, waves = c("pre", "then", "post"))
response_shift <- function(x, ...) UseMethod("response_shift")

#' @rdname response_shift
#' @export
response_shift.data.frame <- function(x, ..., waves, label = NULL,
                                      better = c("higher", "lower", "none"),
                                      conf_level = 0.95,
                                      zeros = c("pratt", "wilcoxon"),
                                      adjust = c("holm", "BH", "none")) {
  check_dots_empty()
  better <- match_choice(better)
  options <- change_options(conf_level, zeros, adjust)
  if (missing(waves)) waves <- character()
  if (!is.character(waves) || length(waves) != 3) {
    abort_pairwave(
      c("{.arg waves} must name three columns: before, then and after.",
        x = "There {?is/are} {length(waves)}."),
      "argument"
    )
  }
  check_wave_columns(x, waves)
  here <- environment()
  answers <- lapply(waves, function(column) wave_answers(x, column, here))
  names(answers) <- wave_labels(waves)
  found <- estimate_remembered_change(answers, options, NA_character_,
                                      label %||% NA_character_, better, here)
  publish(new_shift(found, options, wave_labels(waves)), NULL)
}

#' @rdname response_shift
#' @export
response_shift.pairwave_cohort <- function(x, ..., retrospective = NULL,
                                           scales = NULL, conf_level = 0.95,
                                           zeros = c("pratt", "wilcoxon"),
                                           adjust = c("holm", "BH", "none")) {
  check_dots_empty()
  options <- change_options(conf_level, zeros, adjust)
  name <- check_retrospective_name(x$study, retrospective)
  entry <- x$study$retrospective[[name]]
  then <- x$retrospective[x$retrospective$wave == name, ]
  scales <- check_asked_scales(scales, unique(then$scale))
  waves <- c(entry$of, name, entry$asked_in)
  here <- environment()
  found <- do.call(rbind, lapply(scales, function(scale) {
    before_after <- scale_answers(x$scores, scale, waves[c(1, 3)])
    people <- scale_people(x$scores, scale)
    one <- then[then$scale == scale, ]
    answers <- list(before_after[[1]], one$score[match(people, one$person)],
                    before_after[[2]])
    names(answers) <- waves
    estimate_remembered_change(answers, options, scale,
                               scale_label(x$study$scales[[scale]], scale),
                               scale_direction(x$study$scales[[scale]]), here)
  }))
  labels <- c(study_wave_labels(x$study), stats::setNames(entry$label, name))
  publish(new_shift(found, options, waves, labels), x)
}

#' @export
response_shift.default <- function(x, ...) abort_not_answers(x)

check_retrospective_name <- function(study, name, call = rlang::caller_env()) {
  known <- names(study$retrospective)
  if (!length(known)) {
    abort_pairwave(
      c("The study must have a retrospective wave.",
        x = "It has none.",
        i = "Such as {.code retrospective: {{then: {{of: pre, asked_in: post,
             suffix: _then}}}}}."),
      "argument", call = call
    )
  }
  if (is.null(name)) return(known[1])
  if (!is_text(name) || !name %in% known) {
    abort_pairwave(
      c("{.arg retrospective} must be one of {.val {known}}.",
        x = "It is {.val {name}}.",
        if (is_text(name)) did_you_mean(name, known)),
      "argument", call = call
    )
  }
  name
}

check_asked_scales <- function(scales, asked, call = rlang::caller_env()) {
  absent <- setdiff(scales, asked)
  if (length(absent)) {
    abort_pairwave(
      c("{.arg scales} must name scales that were asked in retrospect.",
        x = "{.val {absent[1]}} was not.", did_you_mean(absent[1], asked)),
      "argument", call = call
    )
  }
  scales %||% asked
}

# The change between three waves of one scale, of which nothing else is known. From a
# first guess to a memory nobody becomes better or worse.
estimate_remembered_change <- function(answers, options, scale, label, direction, call) {
  change <- function(direction) {
    estimate_scale_change(
      answers, options, scale = scale, label = label, groups = NULL, direction = direction,
      reliability = function(from) given_reliability(NULL), call = call
    )
  }
  if (direction == "none") return(change(direction))
  shift <- contrast_name(names(answers)[1], names(answers)[2])
  rows <- change(direction)
  neutral <- change("none")
  rbind(rows[rows$contrast != shift, ], neutral[neutral$contrast == shift, ])
}

# The three contrasts in the order of the question: before to after, then to
# after, before to then.
new_shift <- function(change, options, waves, wave_labels = NULL) {
  wanted <- contrast_name(waves[c(1, 2, 1)], waves[c(3, 3, 2)])
  change <- change[change$contrast %in% wanted, ]
  change <- change[order(match(change$scale, unique(change$scale)),
                         match(change$contrast, wanted)), ]
  change <- adjust_over_table(change, options$adjust)
  new_result(
    change, c("pairwave_shift", "pairwave_change"),
    conf_level = options$conf_level, zeros = options$zeros, adjust = options$adjust,
    wave_labels = wave_labels, remembered = waves
  )
}
