# The people behind the means of one scale. Two means of nearly the same people
# give away the scores of the rest: of 30 people and of 29 of them, one score.

# For each scale of a cohort, which sets of its people have no mean shown: those
# that are small, and those that differ by few from one shown before. The names
# of the sets are "pre+post" for the people with a score in both waves, "pre"
# for one wave, "complete pre" for every item answered, and "stayed pre+post",
# "lost pre+post", "linked pre" and "unlinked pre" as attrition() divides them.
withheld_scores <- function(cohort, scale) {
  profile <- disclosure_profile(cohort$study$disclosure)
  if (is.null(profile$threshold)) return(character())
  withheld_populations(score_populations(cohort, scale), profile$threshold,
                       rest = FALSE)
}

score_populations <- function(cohort, scale) {
  waves <- names(cohort$surveys)
  wide <- scores_wide(cohort, scale)
  scored <- lapply(wide[waves], Negate(is.na))
  all_of <- function(of) Reduce(`&`, scored[of])
  at <- wave_contrasts(waves)
  pairs <- Map(c, waves[at$from], waves[at$to])
  names(pairs) <- vapply(pairs, paste, "", collapse = "+")
  several <- utils::combn(length(waves), min(3, length(waves)), simplify = FALSE)
  several <- c(several, list(seq_along(waves)))
  several <- lapply(several[lengths(several) > 2], function(i) waves[i])
  names(several) <- vapply(several, paste, "", collapse = "+")
  sets <- c(
    lapply(pairs, all_of), scored, lapply(several, all_of),
    every_item_sets(cohort, scale), attrition_sets(cohort, scored, pairs)
  )
  sets[!duplicated(names(sets))]
}

every_item_sets <- function(cohort, scale) {
  people <- cohort$people
  waves <- names(cohort$surveys)
  sets <- lapply(waves, function(wave) {
    rows <- people[[wave]]
    out <- rep(FALSE, nrow(people))
    answers <- scale_item_answers(cohort, cohort$study$scales[[scale]], wave)
    out[!is.na(rows)] <- stats::complete.cases(answers)
    out
  })
  stats::setNames(sets, paste("complete", waves))
}

attrition_sets <- function(cohort, scored, pairs) {
  stayed <- lapply(pairs, function(pair) {
    scored[[pair[1]]] & usable_records(cohort, pair[2])
  })
  lost <- lapply(pairs, function(pair) {
    scored[[pair[1]]] & !usable_records(cohort, pair[2])
  })
  waves <- names(scored)
  others <- lapply(waves, function(wave) {
    rowSums(!is.na(cohort$people[setdiff(waves, wave)])) > 0
  })
  c(
    stats::setNames(stayed, paste("stayed", names(pairs))),
    stats::setNames(lost, paste("lost", names(pairs))),
    stats::setNames(Map(`&`, scored, others), paste("linked", waves)),
    stats::setNames(Map(function(s, o) s & !o, scored, others),
                    paste("unlinked", waves))
  )
}
