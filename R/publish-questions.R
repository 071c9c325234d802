# Which counts of a cohort's people by what they answered, and by how they changed, may be
# shown rounded: of all questions and scales together, whichever results are made.

# For each question of the study, by its column, the populations of which it is shown: of
# demographics(), then of attrition(), then "scored <scale> <contrast>"; and under
# "change <scale>" the contrasts of which it is shown who improved.
shown_rounded <- function(cohort) {
  decided_once(cohort, "shown rounded", decide_shown(cohort))
}

# The same of a column that is no question of the study, beside all that are.
question_rounded <- function(variable, cohort) {
  known <- shown_rounded(cohort)
  if (variable %in% names(known)) return(known[[variable]])
  decided_once(cohort, paste("question", variable), {
    decide_shown(cohort, stats::setNames(list(question_of(variable, cohort)), variable))[[variable]]
  })
}

# What is shown of `more` questions too, decided after those of the study.
decide_shown <- function(cohort, more = list()) {
  scales <- names(cohort$study$scales)
  of_study <- lapply(stats::setNames(nm = study_questions(cohort)), question_of, cohort)
  of_scales <- lapply(stats::setNames(scales, paste("change", scales, recycle0 = TRUE)),
                      question_of_change, cohort)
  publish_together(
    counted_people(cohort), combinations_of_waves(cohort), c(of_study, of_scales, more),
    rbind(turns_of(of_study, of_scales), turns_of(more)), profile_of(cohort)
  )
}

# The same of questions of a table, by their names; without a cohort beside each other.
decide_questions <- function(questions, cohort, profile) {
  if (!length(questions)) return(list())
  # Each answer of several is a question of its own, of the same name.
  named <- names(questions)
  names(questions) <- paste(seq_along(questions), named)
  shown <- if (is.null(cohort)) {
    publish_together(list(), list(), questions, turns_of(questions), profile)
  } else {
    decide_shown(cohort, questions)[names(questions)]
  }
  stats::setNames(shown, named)
}

study_questions <- function(cohort) {
  columns <- unlist(lapply(cohort$study$demographics, function(entry) {
    if (length(entry_columns(entry)) == 1) entry$column
  }))
  Filter(function(column) {
    any(vapply(cohort$surveys, function(survey) column %in% names(survey), NA))
  }, unique(as.character(columns)))
}

# First who everyone and the linked are, which a paper's first table says; then who
# improved; then one population after another.
turns_of <- function(questions, changes = list()) {
  turns <- function(of) {
    blocks <- lapply(of, function(question) names(question$populations))
    data.frame(question = rep(as.character(names(of)), lengths(blocks)),
               block = as.character(unlist(blocks)), turn = sequence(lengths(blocks)))
  }
  of_questions <- turns(questions)
  first <- of_questions$block %in% c("everyone", "linked")
  later <- of_questions[!first, ]
  rbind(of_questions[first, ], turns(changes), later[order(later$turn), ])
}

# A question as publish_together() takes it.
question_of <- function(column, cohort) {
  members <- every_population(cohort)
  sides <- compared_people(cohort)
  of_members <- told_of_question(members, cohort, column)
  compared <- asked_until_then(sides, cohort, column)
  scales <- names(cohort$study$scales)
  scored <- unlist(lapply(scales, function(scale) {
    sets <- score_populations(cohort, scale)[pairs_told_of_asking(cohort, scale, column)]
    stats::setNames(sets, paste("scored", scale, names(sets), recycle0 = TRUE))
  }), recursive = FALSE)
  level <- people_groups(cohort, column)
  question_by(
    c(members[setdiff(of_members$told, populations_not_published(cohort))],
      compared[intersect(may_tell_asked(sides, cohort, column),
                         names(compared)[is_published(names(compared), cohort)])],
      scored),
    as.integer(level), levels(level) == not_asked, of_members$line | levels(level) != not_asked
  )
}

# `not_asked` tells which answer is that of people who were not asked, `counted` of which
# a number is shown.
question_by <- function(populations, answers, not_asked, counted) {
  each <- diag(length(not_asked)) == 1
  list(
    populations = populations, answers = answers, group = !not_asked[answers], of = !not_asked,
    blocks = lapply(populations, function(people) each[, counted, drop = FALSE])
  )
}

# How people changed on a scale: an answer for each way that contrasts can go together. Who
# did what in two of them is not shown, and must not follow.
question_of_change <- function(scale, cohort) {
  wide <- scores_wide(cohort, scale)
  way <- direction_sign(scale_direction(cohort$study$scales[[scale]]))
  question_by_changes(lapply(contrast_pairs(names(cohort$surveys)), function(pair) {
    way * sign(round(wide[[pair[2]]] - wide[[pair[1]]], 9))
  }))
}

# `changes` has for each contrast the sign of each person's change, NA where there is none.
question_by_changes <- function(changes) {
  mine <- do.call(cbind, c(changes, list(0)))
  signs <- unique(mine)
  if (length(changes) == 1) {
    signs <- unique(rbind(signs, cbind(c(1, 0, -1), 0)))
  }
  code <- function(x) apply(x, 1, paste, collapse = " ")
  known <- function(x) code(matrix(!is.na(x), nrow(x)))
  of <- known(signs)
  contrasts <- seq_along(changes)
  ways <- lapply(contrasts, function(i) outer(signs[, i], c(1, 0, -1), `==`) %in% TRUE)
  ways <- lapply(ways, matrix, nrow(signs))
  two <- if (length(changes) > 1) {
    utils::combn(contrasts, 2, function(pair) {
      key <- paste(signs[, pair[1]], signs[, pair[2]])
      outer(key, setdiff(unique(key), "NA NA"), `==`)
    }, simplify = FALSE)
  }
  populations <- lapply(changes, Negate(is.na))
  there <- vapply(populations, any, NA)
  list(
    populations = populations[there],
    answers = match(code(mine), code(signs)), group = known(mine), of = of,
    blocks = stats::setNames(ways, names(changes))[there],
    watched = do.call(cbind, c(ways, two)), reached = TRUE
  )
}
