# The sets of people whose number or mean some result of a cohort shows, and
# which of them may be shown where a threshold holds. All are decided at once,
# whichever results are made: what one table suppresses must not follow from
# another.

# Which of these sets may be shown, by their names: those of a scale, or those that
# concern none. Without a profile all may.
is_published <- function(named, cohort, scale = NULL) {
  if (!is_suppressing(profile_of(cohort))) return(rep(TRUE, length(named)))
  published <- published_sets(cohort)
  named %in% if (is.null(scale)) published$cohort else published$scales[[scale]]
}

# The names of the sets that may be shown: `cohort`, of those that concern no
# scale, and `scales`, a list with those of each scale.
published_sets <- function(cohort) decided_once(cohort, "sets", decide_sets(cohort))

# What is decided of a cohort, by a name for it: the results of a few cohorts are asked
# for one after another, and one call of a result asks for the same several times.
decided_once <- function(cohort, named, decision) {
  key <- cohort_key(cohort)
  known <- decided$of[[key]]
  if (named %in% names(known)) return(known[[named]])
  # Asks for others of the same cohort, maybe.
  found <- decision
  of <- decided$of
  of[[key]][named] <- list(found)
  decided$of <- utils::tail(of, 4)
  found
}

decided <- new.env(parent = emptyenv())

# Names a cohort by all that is in it. The second format of serialize() writes sequences
# that R keeps short as it writes others, so that a cohort is the same after they have
# been looked at.
cohort_key <- function(cohort) {
  rlang::hash(serialize(unclass(cohort), NULL, xdr = FALSE, version = 2))
}

decide_sets <- function(cohort) {
  profile <- profile_of(cohort)
  if (!is.null(profile$base)) return(decide_rounded(cohort, profile))
  k <- profile$threshold
  scales <- stats::setNames(nm = names(cohort$study$scales))
  with_records <- records_of(cohort)
  sets <- lapply(scales, function(scale) {
    lapply(score_populations(cohort, scale), with_records)
  })
  pairs <- names(contrast_pairs(names(cohort$surveys)))
  everyone <- list(everyone = with_records(rep(TRUE, nrow(cohort$people))))
  first <- publish_sets(list(everyone), list(list()), k)
  # The pairs of a contrast come first: they are what a report is about.
  of_pairs <- lapply(sets, function(of) {
    publish_sets(one_by_one(of[pairs]), first$ledgers, k)
  })
  ledgers <- if (length(scales)) lapply(of_pairs, function(one) one$ledgers[[1]]) else
    first$ledgers
  whole <- publish_sets(c(lapply(asked_of_everyone(cohort), lapply, with_records),
                          cohort_populations(cohort)), ledgers, k)
  rest <- Map(function(of, scale, ledger) {
    items <- lapply(item_populations(cohort, cohort$study$scales[[scale]]$items),
                    with_records)
    publish_sets(one_by_one(c(of[setdiff(names(of), pairs)], items)), list(ledger), k)
  }, sets, scales, if (length(scales)) whole$ledgers else list())
  ledgers <- if (length(scales)) lapply(rest, function(one) one$ledgers[[1]]) else whole$ledgers
  divided <- lapply(asked_populations(cohort), lapply, with_records)
  asked <- publish_sets(divided, ledgers, k)
  of_asked <- Map(function(scale, ledger) {
    publish_sets(lapply(asked_of_scale(cohort, scale), lapply, with_records), list(ledger), k)
  }, scales, if (length(scales)) asked$ledgers else list())
  told <- unlist(unname(divided), recursive = FALSE)[asked$shown]
  list(
    cohort = c(first$shown, whole$shown, asked$shown),
    scales = Map(function(one, two, three) c(one$shown, two$shown, three$shown), of_pairs, rest,
                 of_asked),
    ledgers = stats::setNames(
      if (length(scales)) lapply(of_asked, function(one) one$ledgers[[1]]) else asked$ledgers,
      names(scales)
    ),
    base = lapply(whole$ledgers, function(ledger) unique(c(ledger, unname(told))))
  )
}

# The same where counts are rounded: all sets of all scales beside each other. Of
# columns that belong to no scale nothing is decided.
decide_rounded <- function(cohort, profile) {
  with_records <- records_of(cohort)
  scales <- stats::setNames(nm = names(cohort$study$scales))
  waves <- names(cohort$surveys)
  of_cohort <- c(
    list(everyone = with_records(rep(TRUE, nrow(cohort$people)))),
    unlist(unname(cohort_populations(cohort)), recursive = FALSE),
    lapply(unlist(unname(asked_populations(cohort)), recursive = FALSE), with_records)
  )
  of_cohort <- of_cohort[!duplicated(names(of_cohort))]
  of_scales <- lapply(scales, function(scale) {
    sets <- c(score_populations(cohort, scale),
              item_populations(cohort, cohort$study$scales[[scale]]$items),
              unlist(unname(asked_of_scale(cohort, scale)), recursive = FALSE))
    lapply(sets, with_records)
  })
  named <- lapply(scales, function(scale) paste(scale, names(of_scales[[scale]]), sep = "\r"))
  all <- c(of_cohort, stats::setNames(unlist(unname(of_scales), recursive = FALSE),
                                      unlist(named)))
  # Pairs, and those who answered every wave or one, come first.
  means <- c(names(contrast_pairs(waves)), paste(waves, collapse = "+"), waves)
  first <- unlist(lapply(means, function(set) paste(scales, set, sep = "\r")))
  asked <- unlist(lapply(asked_of_everyone(cohort), names))
  all <- all[unique(c("everyone", asked, intersect(first, names(all)), names(all)))]
  # The ways in which people can be in waves are no counts, and must not follow.
  ways <- lapply(combinations_of_waves(cohort), with_records)
  # Beside rounded pairs these are suppressed in any case.
  away <- "\r(before only|after only|any wave|any of|not last)"
  shown <- grep(away, names(all), value = TRUE, invert = TRUE)
  published <- publish_rounded(c(all, ways), shown, profile)
  list(cohort = intersect(names(of_cohort), published),
       scales = Map(function(sets, names) names(sets)[names %in% published],
                    of_scales, named))
}

# The people by the waves that they are in, usable in, and have each score in.
combinations_of_waves <- function(cohort) {
  waves <- names(cohort$surveys)
  there <- c(
    list(lapply(waves, function(wave) !is.na(cohort$people[[wave]])),
         lapply(waves, usable_records, cohort = cohort)),
    lapply(names(cohort$study$scales), function(scale) {
      lapply(scores_wide(cohort, scale)[waves], Negate(is.na))
    })
  )
  sets <- unlist(lapply(there, function(of) {
    way <- do.call(paste, lapply(of, as.integer))
    lapply(unique(way), function(one) way == one)
  }), recursive = FALSE)
  stats::setNames(sets, paste("way", seq_along(sets)))
}

# Each set as a candidate of its own.
one_by_one <- function(sets) {
  lapply(seq_along(sets), function(i) sets[i])
}

# Adds to a set of people the records that are nobody's. `more` says which of these
# are in the set.
records_of <- function(cohort) {
  others <- nrow(records_of_nobody(cohort))
  function(people, more = rep(FALSE, others)) c(people, more)
}

# The records that stand for no person: those set aside as duplicates or by a rule
# (`outcome`), and the invited who are on no list.
records_of_nobody <- function(cohort) {
  twice <- cohort$respondents[cohort$respondents$status == "duplicate", ]
  excluded <- count_excluded(cohort)
  invited <- invited_only(cohort)
  data.frame(
    outcome = c(rep("duplicate", nrow(twice)), rep(excluded$outcome, excluded$n),
                rep("invited", invited)),
    wave = c(as.character(twice$wave), rep(excluded$wave, excluded$n),
             rep(NA_character_, invited))
  )
}

invited_only <- function(cohort) {
  invited <- cohort$study$attendance$invited
  if (is.null(invited)) return(0L)
  max(0L, as.integer(invited) - sum(!is.na(cohort$people$attended)))
}

# ---- of the cohort -----------------------------------------------------------

# The sets that concern no scale, those that matter most first, as candidates for
# publish_sets().
cohort_populations <- function(cohort) {
  with_records <- records_of(cohort)
  asked <- every_population(cohort)
  asked <- asked[names(asked) != "everyone"]
  names(asked) <- paste("who", names(asked), recycle0 = TRUE)
  people <- function(sets) one_by_one(lapply(sets, with_records))
  c(
    attendance_populations(cohort),
    people(asked[intersect(paste("who", c("linked", cohort$study$attendance$groups)),
                           names(asked))]),
    people(followed_up(cohort)),
    unlist(lapply(names(cohort$surveys), wave_populations, cohort = cohort),
           recursive = FALSE),
    people(asked)
  )
}

attendance_populations <- function(cohort) {
  spec <- cohort$study$attendance
  if (is.null(spec)) return(list())
  with_records <- records_of(cohort)
  attended <- cohort$people$attended
  listed <- !is.na(attended)
  steps <- unique(c(1, 3, seq_len(max(attended, 1, na.rm = TRUE))))
  at_least <- lapply(steps, function(k) listed & attended >= k)
  names(at_least) <- paste0("at_least_", steps)
  c(
    one_by_one(list(
      invited = with_records(listed, records_of_nobody(cohort)$outcome == "invited"),
      attended = with_records(attenders(cohort)),
      listed = with_records(listed), none = with_records(listed & attended %in% 0)
    )),
    one_by_one(lapply(at_least, function(set) with_records(set %in% TRUE)))
  )
}

# The people of each contrast, as attrition() divides those of its earlier wave.
followed_up <- function(cohort) {
  pairs <- contrast_pairs(names(cohort$surveys))
  sides <- lapply(pairs, function(pair) {
    from <- usable_records(cohort, pair[1])
    to <- usable_records(cohort, pair[2])
    list(both = from & to, lost = from & !to)
  })
  unlist(lapply(names(sides), function(name) {
    stats::setNames(sides[[name]], paste(c("both", "lost"), name))
  }), recursive = FALSE)
}

# The records of a wave: all of them, who sent them, and what became of them. The
# parts are shown together or not at all.
wave_populations <- function(cohort, wave) {
  with_records <- records_of(cohort)
  respondents <- cohort$respondents
  others <- records_of_nobody(cohort)
  in_wave <- others$wave %in% wave
  repeated <- in_wave & others$outcome == "duplicate"
  people <- cohort$people
  here <- respondents[as.character(respondents$wave) == wave &
                        respondents$status != "duplicate", ]
  at <- match(people$person, here$person)
  status <- as.character(here$status)[at]
  link <- as.character(here$link)[at]
  usable <- usable_records(cohort, wave)
  there <- !is.na(people[[wave]])
  elsewhere <- rowSums(!is.na(people[setdiff(names(cohort$surveys), wave)])) > 0
  of <- function(sets, prefix) {
    stats::setNames(lapply(sets, function(set) with_records(set %in% TRUE)),
                    paste(prefix, names(sets)))
  }
  statuses <- list(linked = status == "linked", unlinked = status == "unlinked",
                   no_id = status == "no_id")
  of_nobody <- function(which) with_records(there & FALSE, which)
  duplicate <- stats::setNames(list(of_nobody(repeated)), paste(wave, "duplicate"))
  rules <- count_excluded(cohort)
  rules <- rules$outcome[rules$wave == wave]
  excluded <- lapply(stats::setNames(rules, paste(wave, rules, recycle0 = TRUE)), function(rule) {
    of_nobody(in_wave & others$outcome == rule)
  })
  came <- if (!is.null(cohort$study$attendance)) {
    came <- attenders(cohort)
    of(list(attended = came & there, not_received = came & !there), wave)
  }
  parts <- of(c(lapply(statuses, `&`, usable), list(unusable = there & !usable)), wave)
  links <- of(lapply(list(linked_exact = "exact", linked_near = "near",
                          linked_reviewed = "reviewed"),
                     function(how) usable & link %in% how), wave)
  c(
    one_by_one(of(list(in_other = there & elsewhere, in_no_other = there & !elsewhere),
                  wave)),
    list(stats::setNames(list(with_records(there, in_wave)), paste(wave, "received"))),
    if (length(excluded)) {
      list(stats::setNames(list(with_records(there, repeated)), paste(wave, "kept")))
    },
    one_by_one(came),
    list(c(of(statuses, paste(wave, "status")),
           stats::setNames(duplicate, paste(wave, "status duplicate")))),
    list(c(excluded, duplicate, parts, if (any(cohort$links$linked)) links))
  )
}

# The populations of which demographics() shows nothing: what other results show
# would give a few people away beside their numbers.
populations_not_published <- function(cohort) {
  names <- names(every_population(cohort))
  names[!is_published(ifelse(names == "everyone", names, paste("who", names)), cohort)]
}

# The sets of people whose number is shown rounded, without records that are
# nobody's: of scales those with a score.
counted_people <- function(cohort) {
  if (is.null(profile_of(cohort)$base)) return(list())
  decided_once(cohort, "counted people", decide_counted(cohort))
}

decide_counted <- function(cohort) {
  published <- published_sets(cohort)
  people <- seq_len(nrow(cohort$people))
  sets <- unlist(unname(c(cohort_populations(cohort),
                          lapply(asked_populations(cohort), lapply, records_of(cohort)))),
                 recursive = FALSE)
  sets <- lapply(sets[names(sets) %in% published$cohort], `[`, people)
  of_scales <- lapply(names(cohort$study$scales), function(scale) {
    of <- score_populations(cohort, scale)
    of[names(of) %in% published$scales[[scale]]]
  })
  unique(unname(c(sets, unlist(of_scales, recursive = FALSE))))
}

# ---- of a scale --------------------------------------------------------------

contrast_pairs <- function(waves) {
  at <- wave_contrasts(waves)
  pairs <- Map(c, waves[at$from], waves[at$to])
  stats::setNames(pairs, vapply(pairs, paste, "", collapse = "+"))
}

# Finds who answered each of these columns in both waves of a contrast, then who did in
# one of them only: "both gse1 pre+post", "before only gse1 pre+post", "after only ...".
item_populations <- function(cohort, items) {
  pairs <- contrast_pairs(names(cohort$surveys))
  if (!length(pairs)) return(list())
  answered <- lapply(stats::setNames(nm = items), function(item) {
    lapply(people_answers(cohort, item), function(x) !is_missing_answer(x))
  })
  sets <- function(which, take) {
    found <- lapply(answered, function(of) {
      lapply(pairs, function(pair) take(of[[pair[1]]], of[[pair[2]]]))
    })
    named <- paste(which, rep(items, each = length(pairs)), names(pairs))
    stats::setNames(unlist(found, recursive = FALSE), if (length(found)) named)
  }
  c(sets("both", `&`), sets("before only", function(one, other) one & !other),
    sets("after only", function(one, other) other & !one))
}

# Which answers to columns that belong to no scale may be counted: all such columns
# are decided together, whichever are asked for. Without a threshold all may.
published_columns <- function(cohort) {
  asked <- table(factor(unlist(lapply(cohort$surveys, names)),
                        unique(unlist(lapply(cohort$surveys, names)))))
  items <- setdiff(names(asked)[asked >= 2], cohort$study$id$column)
  lists <- vapply(items, function(item) {
    any(vapply(cohort$surveys, function(survey) is.list(survey[[item]]), NA))
  }, NA)
  items <- items[!lists]
  sets <- item_populations(cohort, items)
  k <- profile_of(cohort)$threshold
  if (is.null(k)) return(names(sets))
  sets <- lapply(sets, records_of(cohort))
  publish_sets(one_by_one(sets), published_sets(cohort)$base, k)$shown
}
