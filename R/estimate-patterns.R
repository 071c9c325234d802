# In which waves people have an answer, and how many share each pattern.

# `answers` has a column for each wave. Patterns stand with the most people first, and
# among as many in the order of waves.
patterns_of_answers <- function(answers) {
  there <- as.data.frame(lapply(answers, Negate(is.na)), optional = TRUE)
  waves <- names(answers)
  key <- do.call(paste0, lapply(there, as.integer))
  first <- which(!duplicated(key))
  people <- tabulate(match(key, key[first]), length(first))
  by <- order(-people, vapply(key[first], function(one) chartr("01", "10", one), ""),
              method = "radix")
  first <- first[by]
  joined <- function(is_in) {
    vapply(first, function(i) {
      paste(waves[vapply(there, `[`, NA, i) == is_in], collapse = ", ")
    }, "")
  }
  n <- nrow(there)
  frame_of(
    pattern = key[first], answered = joined(TRUE), missing = joined(FALSE), statistic = "people",
    estimate = as.double(people[by]), n = n,
    percent = if (n) percent_of(people[by], n) else numeric(), method = "people_of_pattern"
  )
}

estimate_patterns <- function(cohort, scales) {
  do.call(rbind, lapply(scales, function(scale) {
    data.frame(
      scale = scale, label = scale_label(cohort$study$scales[[scale]], scale),
      patterns_of_answers(scores_wide(cohort, scale)[names(cohort$study$waves)])
    )
  }))
}
