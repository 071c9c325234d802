# What may be published of a cohort whose sources count. Without a profile that is what is
# counted; a threshold is decided on as for people in memory, with those behind the patterns.

# The tables of several questions, each published beside whatever else the cohort's results
# show, so that one by one they are what they are together.
publish_counted_questions <- function(cohort, columns, who, by, rule, call) {
  if (!is_suppressing(profile_of(cohort))) {
    made <- estimate_counted_demographics(cohort, columns, who, by, rule, call)
    made$found <- publish(made$found, cohort, call = call)
    return(made)
  }
  check_threshold_alone(profile_of(cohort), call)
  parts <- lapply(seq_along(columns), function(i) {
    people <- people_of_counts(cohort, columns_of_questions(cohort, c(columns[i], by)), call)
    part <- estimate_counted_question(people, columns[i], who, by, rule, call)
    # What is said of populations is the same with each question.
    part$found <- suppressWarnings(
      publish(part$found, people, linked = every_population(people), call = call),
      classes = if (i > 1) "pairwave_warning_disclosure" else character()
    )
    part
  })
  found <- stack_published(lapply(parts, `[[`, "found"))
  list(found = found, people = parts[[1]]$people, by = parts[[1]]$by)
}

# Published tables of several questions as one: how many a stratum has is told where one of
# them tells it.
stack_published <- function(tables) {
  strata <- tables[[1]]$strata
  for (table in tables) strata$n <- ifelse(is.na(strata$n), table$strata$n, strata$n)
  rows <- stack_frames(lapply(tables, `[[`, "rows"))
  stratum <- match(paste(rows$who, rows$group), paste(strata$who, strata$group))
  rows <- frame_rows(rows, order(stratum))
  attr(rows, "disclosure") <- attr(tables[[1]]$rows, "disclosure")
  list(rows = rows, strata = strata)
}

# The people on whom a threshold is decided for a result of counts; `by` is the question
# that groups it. Of other results and profiles nothing is decided without rows.
people_to_decide <- function(result, cohort, profile, by = NULL, call = rlang::caller_env()) {
  if (!inherits(result, "pairwave_change")) abort_profile_needs_rows(profile, call)
  check_threshold_alone(profile, call)
  people_of_counts(cohort, columns_of_questions(cohort, by), call)
}

# Where counts are rounded, all questions of a cohort are decided on beside each other.
check_threshold_alone <- function(profile, call) {
  if (!is.null(profile$base)) abort_profile_needs_rows(profile, call)
}
