# Who was asked a question is who was in a wave that asked it, so that a line "Not asked"
# counts people of the flow: where it may be shown is decided with the sets of the flow.

# A set of people divided into those asked by some waves and the others, by names that
# say so; none where all or none of them were asked.
divided_by_asking <- function(set, of, asked, by) {
  both <- list(set & asked, set & !asked)
  if (!any(both[[1]]) || !any(both[[2]])) return(list())
  stats::setNames(both, names_of_asked(of, by))
}

names_of_asked <- function(of, by) paste(c("asked by", "not asked by"), by, "of", of)

# The ways of being asked: by the waves of each question of the study.
ways_of_asking <- function(cohort) {
  unique(lapply(cohort$study$demographics, function(entry) {
    waves_asking(cohort, entry_columns(entry))
  }))
}

# What the tables of everyone say of who was asked, which is decided before the numbers
# that matter less.
asked_of_everyone <- function(cohort) {
  everyone <- list(everyone = rep(TRUE, nrow(cohort$people)))
  each_question_divided(everyone, cohort, ways_of_asking(cohort))
}

# What results can show of who was asked: of the people whom demographics() counts, and
# of those who stayed and were lost by what they were asked until then. Candidates for
# publish_sets().
asked_populations <- function(cohort) {
  each_question_divided(c(every_population(cohort), followed_up(cohort)), cohort,
                        # A question of no demographic is one of its wave.
                        unique(c(ways_of_asking(cohort), as.list(names(cohort$surveys)))))
}

# The same of the people with a score in both waves of a contrast.
asked_of_scale <- function(cohort, scale) {
  pairs <- score_populations(cohort, scale)[names(contrast_pairs(names(cohort$surveys)))]
  each_question_divided(pairs, cohort, ways_of_asking(cohort))
}

each_question_divided <- function(sets, cohort, ways) {
  found <- unlist(lapply(ways, function(waves) {
    unname(divide_by_asking(sets, cohort, waves))
  }), recursive = FALSE)
  found <- found[lengths(found) > 0]
  found[!duplicated(lapply(found, names))]
}

# Until when those who stayed and those who were lost can have been asked: the waves up to
# the earlier one of the contrast, by the names of followed_up(). Of other sets NULL.
waves_until <- function(cohort) {
  pairs <- contrast_pairs(names(cohort$surveys))
  until <- lapply(pairs, function(pair) earlier_waves(cohort, pair[1]))
  c(stats::setNames(until, paste("both", names(until), recycle0 = TRUE)),
    stats::setNames(until, paste("lost", names(until), recycle0 = TRUE)))
}

# Each set divided by who was in one of the waves that asked.
divide_by_asking <- function(sets, cohort, asking) {
  until <- waves_until(cohort)
  lapply(stats::setNames(nm = names(sets)), function(of) {
    waves <- intersect(until[[of]] %||% names(cohort$surveys), asking)
    divided_by_asking(sets[[of]], of, rowSums(!is.na(cohort$people[waves])) > 0,
                      paste(waves, collapse = " or "))
  })
}

# Of which of some sets it may be shown how many were asked a question (`part` 1) and
# how many were not (2).
may_tell_asked <- function(sets, cohort, columns, scale = NULL, part = 1:2) {
  divided <- divide_by_asking(sets, cohort, waves_asking(cohort, columns))
  parts <- unlist(lapply(divided, names), use.names = FALSE)
  known <- parts[is_published(parts, cohort, scale)]
  names(sets)[vapply(divided, function(two) {
    all(names(two)[intersect(part, seq_along(two))] %in% known)
  }, NA)]
}

# The people who stayed or were lost as far as they were asked until then, which is whom
# attrition() counts by their answers. Other sets are as they are.
asked_until_then <- function(sets, cohort, columns) {
  until <- waves_until(cohort)
  followed <- intersect(names(sets), names(until))
  sets[followed] <- lapply(followed, function(of) {
    sets[[of]] & asked_people(cohort, columns, until[[of]])
  })
  sets
}

# The populations of which a question may be `told`, and whether with a `line` of those not
# asked: rounded beside everyone and those asked, it can say too much where they do not.
told_of_question <- function(members, cohort, columns) {
  line <- is.null(profile_of(cohort)$base) ||
    "everyone" %in% may_tell_asked(members, cohort, columns, part = 2)
  list(line = line,
       told = may_tell_asked(members, cohort, columns, part = if (line) 1:2 else 1))
}

# What suppress_counts() needs to know of each question of a table that not everyone was
# asked: who was `asked`, and what told_of_question() says.
told_of_asking <- function(variables, members, cohort) {
  asked <- Filter(function(variable) !is.null(variable$asked), variables)
  names(asked) <- variable_names(asked)
  lapply(asked, function(variable) {
    found <- if (is.null(cohort)) list(line = TRUE, told = names(members)) else
      told_of_question(members, cohort, variable$columns)
    c(list(asked = variable$asked), found)
  })
}

# The contrasts of a scale of whose people it may be shown how many were asked a question;
# all for a column that is no demographic.
pairs_told_of_asking <- function(cohort, scale, column) {
  pairs <- score_populations(cohort, scale)[names(contrast_pairs(names(cohort$surveys)))]
  if (is.null(demographic_entry(cohort$study, column))) return(names(pairs))
  may_tell_asked(pairs, cohort, column, scale)
}
