# Which sections a report has: the page, its Word and PDF, the slides and the workbook ask
# here.

#' Which sections a study has something for
#'
#' What [report()] tells of a cohort, section by section. A document of your own, as
#' [use_report()] writes it, asks the same before it prints a section, so that none stands
#' there empty.
#'
#' @param cohort A cohort, from [read_cohort()], or several, from [stack_cohorts()].
#' @param ... Must be empty.
#' @param sections The sections to have, by their names: `"brief"` (in brief), `"change"`
#'   (what changed), `"lasted"` (did it last), `"scores"` (what people scored, where no wave
#'   is compared with another), `"people"` (who took part), `"answers"` (the answers to
#'   single questions), `"said"` (what people said), `"sure"` (how sure can we be) and
#'   `"appendix"`. By default all.
#'
#' @return A list of `TRUE` and `FALSE`, by these names and, for parts that not every study
#'   has: `groups`, change of groups whose people could not be followed (part of `change`);
#'   `demographics` (part of `people`); `framework` and `themes` (of `said`); `items`,
#'   `lost` and `reliability` (of `appendix`).
#' @section Errors: `pairwave_error_argument` when `cohort` is neither a
#'   cohort nor several, there is no
#'   section of a name, or the study has nothing for any of them.
#' @export
#' @examples
#' study <- system.file("extdata", "demo", "study.yml", package = "pairwave")
#' unlist(report_sections(read_cohort(study)))
report_sections <- function(cohort, ..., sections = NULL) {
  check_dots_empty()
  has <- if (inherits(cohort, "pairwave_cohorts")) {
    sections_of_cohorts(cohort)
  } else {
    check_is_cohort(cohort)
    sections_of_cohort(cohort)
  }
  if (is.null(sections)) return(has)
  chosen <- check_sections(sections, has)
  Map(`&&`, has, names(has) %in% c(chosen, names(part_of)[part_of %in% chosen]))
}

sections_of_cohort <- function(cohort) {
  study <- cohort$study
  scales <- length(study$scales) > 0
  several <- length(study$waves) > 1
  # People are followed where a code links some, or one form asked about both waves.
  followed <- any(cohort$respondents$status == "linked")
  compared <- scales && several && followed
  grouped <- scales && several && !followed
  # Of one form that asked about both waves nobody can be lost.
  one_form <- length(study$waves) - length(recalled_waves(study)) == 1
  coded <- length(cohort$codes) > 0
  list(
    brief = compared || grouped, change = compared, groups = grouped,
    lasted = compared && length(study$waves) > 2, scores = scales && !compared && !grouped,
    people = TRUE, demographics = length(study$demographics) > 0 && nrow(cohort$people) > 0,
    answers = length(study$questions) > 0 || (scales && !compared),
    said = coded, framework = coded && !is.null(study$framework),
    themes = coded && !is.null(study$themes), sure = TRUE, appendix = TRUE,
    items = compared, lost = several && followed && !one_form, reliability = scales
  )
}

# Of several cohorts what each has, and what can stand beside that of the others: answers to
# single questions, items and what people said are told in each cohort's own report.
sections_of_cohorts <- function(cohorts) {
  each <- lapply(cohorts, sections_of_cohort)
  has <- lapply(stats::setNames(nm = names(each[[1]])), function(section) {
    all(vapply(each, `[[`, NA, section))
  })
  scales <- length(study_of(cohorts)$scales) > 0
  has[c("groups", "answers", "said", "framework", "themes", "lost")] <- FALSE
  has$brief <- has$change
  has$scores <- scales && !has$change
  has$demographics <- any(vapply(each, `[[`, NA, "demographics"))
  has
}

# The sections of a report in their order, by the names that choose them.
section_names <- c("brief", "change", "lasted", "scores", "people", "answers", "said", "sure",
                   "appendix")

# What belongs to a section and is not there in every study.
part_of <- c(groups = "change", demographics = "people", framework = "said", themes = "said",
             items = "appendix", lost = "appendix", reliability = "appendix")

# Those of the `sections` asked for that the study has something for.
check_sections <- function(sections, has, call = rlang::caller_env()) {
  if (!is.character(sections) || !length(sections) || anyNA(sections)) {
    abort_pairwave(
      c("{.arg sections} must be names of sections, or NULL for all.",
        x = "It is {.obj_type_friendly {sections}}.",
        i = "There are {.val {section_names}}."),
      topic = "argument", call = call
    )
  }
  absent <- setdiff(sections, section_names)
  if (length(absent)) {
    abort_pairwave(
      c("{.arg sections} must be names of sections.", x = "There is no section {.val {absent}}.",
        did_you_mean(absent[1], section_names), i = "There are {.val {section_names}}."),
      topic = "argument", call = call
    )
  }
  there <- with_something(has)
  if (!any(sections %in% there)) {
    abort_pairwave(
      c("The study must have something for one of the sections at least.",
        x = "It has nothing for {.val {unique(sections)}}.",
        i = "It has something for {.val {there}}."),
      topic = "argument", call = call
    )
  }
  intersect(section_names, sections[sections %in% there])
}

# The sections that have something to say, in their order.
with_something <- function(has) {
  has$change <- has$change || has$groups
  section_names[unlist(has[section_names])]
}

# Says which of the sections asked for the study has nothing for.
say_left_out <- function(cohort, sections) {
  nothing <- setdiff(sections, with_something(report_sections(cohort)))
  if (!length(nothing)) return(invisible())
  inform_pairwave(
    c("The report leaves out {cli::qty(nothing)}section{?s} {.val {nothing}}.",
      i = "The study has nothing for {cli::qty(nothing)}{?it/them}."),
    "sections"
  )
}
