# What people said of themselves: who was asked, who did not answer, who answered what.

# The word for people whom no wave asked, in every result.
not_asked <- "Not asked"

# The waves in which a question stood: those with one of its columns. A wave that left
# them all blank did not ask, unless no wave has an answer: exports of one form have the
# columns of every wave.
waves_asking <- function(cohort, columns) {
  waves <- names(cohort$surveys)
  has <- vapply(waves, function(wave) any(columns %in% names(cohort$surveys[[wave]])), NA)
  filled <- vapply(waves[has], function(wave) {
    survey <- cohort$surveys[[wave]]
    any(vapply(survey[intersect(columns, names(survey))], has_entry, NA))
  }, NA)
  waves[has][if (any(filled)) filled else TRUE]
}

# Tells whether a column has anything in it, be it a code for a missing answer.
has_entry <- function(column) {
  if (is.list(column)) return(TRUE)
  value <- bare_values(column)
  any(!is.na(value) & (!is.character(value) | nzchar(trimws(value))))
}

# Which people answered, or could have, in one of the waves that asked.
asked_people <- function(cohort, columns, waves = names(cohort$surveys)) {
  asking <- intersect(waves, waves_asking(cohort, columns))
  rowSums(!is.na(cohort$people[asking])) > 0
}

# A demographic of the study as a factor over the cohort's people, by the first answer in
# the waves given, in bands where the study has them. Who declined or left it empty is a
# level, and so are people whom none of these waves asked. NULL where no such wave has the
# column.
demographic_answers <- function(cohort, entry, waves = names(cohort$surveys),
                                call = rlang::caller_env()) {
  study <- cohort$study
  has <- waves[vapply(cohort$surveys[waves], function(survey) {
    entry$column %in% names(survey)
  }, NA)]
  if (!length(has)) return(NULL)
  x <- first_answers(lapply(cohort$surveys[has], `[[`, entry$column), cohort$people[has])
  undisclosed <- study$undisclosed$label %||% "Undisclosed"
  declined <- declined_codes(c(as.list(study$undisclosed$codes), undisclosed))
  if (length(entry$bands)) x <- cut_bands(x, entry$bands, entry$column, declined, call)
  found <- question_levels(x, isTRUE(entry$undisclosed), declined)
  known <- c(found$level_label, if (found$possible) undisclosed else "Missing", not_asked)
  at <- ifelse(found$at == 0, length(known) - 1L, found$at)
  at[!asked_people(cohort, entry$column, waves)] <- length(known)
  factor(known[at], unique(known))
}

# The entry of the study for a question with one answer a person; NULL for other columns.
demographic_entry <- function(study, column) {
  Find(function(entry) entry$column == column && length(entry_columns(entry)) == 1,
       study$demographics)
}
