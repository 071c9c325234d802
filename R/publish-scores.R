# The people behind the means of one scale. Two means of nearly the same people
# give away the scores of the rest: of 30 people and of 29 of them, one score.

# The sets of people that results are about, those that matter most first:
# "pre+post" for the people with a score in both waves, "pre" for one wave, "any
# wave" and "any of pre+post+six_month" for one wave or more, "before only pre+post"
# and "after only pre+post" for one of the two, "not last pre+post+six_month" for
# those without the last of three, "unscored pre+post" for usable records of both
# without both scores, "complete pre" for every item answered, and "stayed pre+post",
# "lost pre+post", "linked pre" and "unlinked pre" as attrition() divides them.
score_populations <- function(cohort, scale) {
  waves <- names(cohort$surveys)
  wide <- scores_wide(cohort, scale)
  scored <- lapply(wide[waves], Negate(is.na))
  all_of <- function(of) Reduce(`&`, scored[of])
  any_of <- function(of) Reduce(`|`, scored[of])
  joined <- function(sets) {
    stats::setNames(sets, vapply(sets, paste, "", collapse = "+"))
  }
  pairs <- contrast_pairs(waves)
  several <- utils::combn(length(waves), min(3, length(waves)), simplify = FALSE)
  several <- joined(lapply(unique(c(several, list(seq_along(waves)))), function(i) waves[i]))
  several <- several[lengths(several) > 2]
  threes <- several[lengths(several) == 3]
  c(
    lapply(pairs, all_of), lapply(several, all_of), scored,
    attrition_sets(cohort, scored, pairs), every_item_sets(cohort, scale),
    prefixed("unscored", lapply(pairs, function(p) {
      usable_records(cohort, p[1]) & usable_records(cohort, p[2]) & !all_of(p)
    })),
    list(`any wave` = any_of(waves)), prefixed("any of", lapply(threes, any_of)),
    prefixed("before only", lapply(pairs, function(p) scored[[p[1]]] & !scored[[p[2]]])),
    prefixed("after only", lapply(pairs, function(p) scored[[p[2]]] & !scored[[p[1]]])),
    prefixed("not last", lapply(threes, function(p) any_of(p) & !scored[[p[3]]]))
  )
}

prefixed <- function(prefix, sets) {
  stats::setNames(sets, if (length(sets)) paste(prefix, names(sets)))
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
    prefixed("stayed", stayed), prefixed("lost", lost),
    stats::setNames(Map(`&`, scored, others), paste("linked", waves)),
    stats::setNames(Map(function(s, o) s & !o, scored, others),
                    paste("unlinked", waves))
  )
}
