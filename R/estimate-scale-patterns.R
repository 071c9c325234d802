# What estimates of a scale are made from: answers by wave, of people in memory or of
# patterns that a source has counted. Everything behind is the same.

# `answers` has a vector for each wave, `groups` a factor along them where `by` names a
# column, `there` who has a record in each wave, `counts` how many people each place
# stands for (NULL: one) and `people` their numbers.
scale_patterns <- function(cohort, scale, waves = names(cohort$study$waves), by = NULL,
                           call = rlang::caller_env()) {
  UseMethod("scale_patterns")
}

#' @exportS3Method
scale_patterns.pairwave_cohort <- function(cohort, scale, waves = names(cohort$study$waves),
                                           by = NULL, call = rlang::caller_env()) {
  people <- scale_people(cohort$scores, scale)
  at <- match(people, cohort$people$person)
  list(
    answers = scale_answers(cohort$scores, scale, waves),
    groups = if (!is.null(by)) people_groups(cohort, by)[at],
    there = lapply(cohort$people[waves], function(rows) !is.na(rows[at])),
    counts = cohort$counts, people = people
  )
}

#' @exportS3Method
scale_patterns.pairwave_engine_cohort <- function(cohort, scale,
                                                  waves = names(cohort$study$waves),
                                                  by = NULL, call = rlang::caller_env()) {
  counted <- counted_cohort(cohort, columns = by, scales = scale, call = call)
  scale_patterns.pairwave_cohort(counted, scale, waves, by, call)
}
