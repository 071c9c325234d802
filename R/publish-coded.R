# Which numbers of people who said something may be shown of a cohort where a threshold
# holds: those of all codes, pairs of codes, groups and sides of joint displays are
# decided at once, beside what other results show of the same people.

# The names of the sets that may be shown: coded_key() makes them.
published_codes <- function(cohort) {
  decided_once(cohort, "codes", decide_codes(cohort, profile_of(cohort)$threshold))
}

coded_key <- function(..., recycle0 = FALSE) paste(..., sep = "\r", recycle0 = recycle0)

is_code_published <- function(cohort, ..., recycle0 = FALSE) {
  coded_key(..., recycle0 = recycle0) %in% published_codes(cohort)
}

# Of two codes it does not matter which is the first.
pair_key <- function(material, first, second) {
  coded_key("pair", material, pmin(first, second), pmax(first, second), recycle0 = TRUE)
}

# The denominator of each material comes first, then its codes, both sides of each beside
# change, pairs of codes, and groups: of each question by itself, as what people answered
# to two of them is not counted together. Of a pair those whose stretches overlap come
# last, beside the groups of every question.
decide_codes <- function(cohort, k) {
  coded <- lapply(stats::setNames(nm = names(cohort$codes)), coded_people_sets, cohort = cohort)
  as_set <- set_of_cohort_and_strangers(cohort, coded)
  ledgers <- lapply(published_sets(cohort)$ledgers, function(ledger) lapply(ledger, as_set))
  open <- lapply(coded, function(one) one$codes[!codes_to_suppress(one$whole, NULL, k)$alone])
  first <- publish_sets(code_candidates(coded, open, as_set), ledgers, k)
  open <- Map(function(codes, material) {
    codes[coded_key("code", material, codes) %in% first$shown]
  }, open, names(open))
  joint <- Map(function(scale, ledger) {
    publish_sets(joint_candidates(cohort, coded, open, scale, as_set), list(ledger), k)
  }, names(cohort$study$scales), first$ledgers[seq_along(cohort$study$scales)])
  if (length(joint)) first$ledgers <- lapply(joint, function(one) one$ledgers[[1]])
  pairs <- publish_sets(pair_candidates(coded, open, as_set, k), first$ledgers, k)
  groups <- lapply(questions_of_codes(cohort), function(by) {
    of_question <- lapply(question_sets(cohort, by, k), as_set)
    ledgers <- lapply(pairs$ledgers, function(ledger) unique(c(ledger, of_question)))
    publish_sets(group_candidates(cohort, coded, open, by, as_set, k), ledgers, k)
  })
  beside <- c(pairs$ledgers, unlist(lapply(unname(groups), `[[`, "ledgers"), recursive = FALSE))
  overlaps <- publish_sets(overlap_candidates(coded, pairs$shown, as_set), beside, k)
  c(first$shown, unlist(lapply(unname(joint), `[[`, "shown")), pairs$shown,
    unlist(lapply(unname(groups), `[[`, "shown")), overlaps$shown)
}

# Of one material who was asked and who has each code: people of the cohort, then those
# who are not.
coded_people_sets <- function(cohort, material) {
  found <- counted_codings(cohort$codes[[material]], usual_coder(cohort, material))
  names <- unique(c(as.character(cohort$people$person), stats::na.omit(found$asked$participant)))
  lines <- code_lines(found$framework)
  codes <- found$framework$code
  has <- lapply(seq_along(codes), function(place) {
    below <- lines$code[lines$above == place]
    names %in% found$given$participant[found$given$at %in% below]
  })
  list(
    material = material, found = found, names = names, codes = codes,
    asked = names %in% found$asked$participant, has = stats::setNames(has, codes),
    whole = estimate_code_frequencies(found, NULL, "all", "participants")
  )
}

# A set of a material's people as a set of all that is counted of the cohort: its people
# and records, and behind them whoever is in one of the materials only. Sets of other
# results have none of these.
set_of_cohort_and_strangers <- function(cohort, coded) {
  people <- nrow(cohort$people)
  with_records <- records_of(cohort)
  more <- vapply(coded, function(one) length(one$names) - people, 0)
  function(set, material = NULL) {
    if (is.null(material)) {
      return(c(if (length(set) == people) with_records(set) else set, rep(FALSE, sum(more))))
    }
    mine <- set[people + seq_len(more[[material]])]
    strangers <- unlist(lapply(names(coded), function(name) {
      if (name == material) mine else rep(FALSE, more[[name]])
    }))
    c(with_records(set[seq_len(people)]), as.logical(strangers))
  }
}

code_candidates <- function(coded, open, as_set) {
  asked <- lapply(coded, function(one) {
    stats::setNames(list(as_set(one$asked, one$material)), coded_key("asked", one$material))
  })
  codes <- lapply(coded, function(one) {
    sets <- lapply(one$has[open[[one$material]]], as_set, material = one$material)
    one_by_one(stats::setNames(sets, coded_key("code", one$material, open[[one$material]],
                                               recycle0 = TRUE)))
  })
  c(unname(asked), unlist(unname(codes), recursive = FALSE))
}

# Both sides of a code, and those of each with a score in both waves of a contrast.
joint_candidates <- function(cohort, coded, open, scale, as_set) {
  wide <- scores_wide(cohort, scale)
  people <- seq_len(nrow(cohort$people))
  pairs <- contrast_pairs(names(cohort$surveys))
  candidates <- lapply(names(pairs), function(contrast) {
    scored <- !is.na(wide[[pairs[[contrast]][1]]]) & !is.na(wide[[pairs[[contrast]][2]]])
    lapply(coded, function(one) lapply(open[[one$material]], function(code) {
      asked <- one$asked[people]
      sides <- list(asked & one$has[[code]][people], asked & !one$has[[code]][people])
      sets <- lapply(c(sides, lapply(sides, `&`, scored)), as_set)
      stats::setNames(sets, coded_key("joint", one$material, scale, contrast, code, 1:4))
    }))
  })
  unlist(unlist(candidates, recursive = FALSE), recursive = FALSE)
}

pair_candidates <- function(coded, open, as_set, k) {
  candidates <- lapply(coded, function(one) {
    levels <- lapply(c("code", "top"), function(level) {
      places <- frequency_codes(one$found$framework, level)
      people <- estimate_co_occurrence(one$found, places, "participants")
      people <- people[!pairs_to_suppress(people, one$whole, k), ]
      people[people$first %in% open[[one$material]] & people$second %in% open[[one$material]], ]
    })
    people <- unique(do.call(rbind, levels)[c("first", "second")])
    sets <- Map(function(a, b) as_set(one$has[[a]] & one$has[[b]], one$material),
                people$first, people$second)
    one_by_one(stats::setNames(sets, pair_key(one$material, people$first, people$second)))
  })
  unlist(unname(candidates), recursive = FALSE)
}

# Of the pairs that are shown those who have both codes on the same words.
overlap_candidates <- function(coded, pairs, as_set) {
  candidates <- lapply(coded, function(one) {
    overlap <- people_with_overlap(one$found)
    overlap <- overlap[pair_key(one$material, overlap$first, overlap$second) %in% pairs, ]
    sets <- lapply(overlap$people, function(who) as_set(one$names %in% who, one$material))
    one_by_one(stats::setNames(sets, overlap_key(one$material, overlap$first, overlap$second)))
  })
  unlist(unname(candidates), recursive = FALSE)
}

overlap_key <- function(material, first, second) {
  coded_key("overlap", material, pmin(first, second), pmax(first, second), recycle0 = TRUE)
}

# A row for each pair of codes with none above, with the `people` of each (a list);
# none where no coding has a place in a text.
people_with_overlap <- function(found) {
  places <- if (any(is_placed(found$given))) frequency_codes(found$framework, "top")
  rows <- estimate_overlaps(found, places, "participants")[c("first", "second")]
  met <- overlaps_of(found, places, "participants")
  code <- found$framework$code[places]
  who <- split(met$names[met$who], factor(
    paste(met$first, met$second),
    paste(match(rows$first, code), match(rows$second, code), recycle0 = TRUE)
  ))
  rows$people <- unname(who)
  rows
}

# The same of codings that belong to no cohort, beside the codes and pairs that are shown.
overlaps_to_show <- function(found, whole, k) {
  names <- unique(stats::na.omit(found$asked$participant))
  places <- frequency_codes(found$framework, "top")
  pairs <- estimate_co_occurrence(found, places, "participants")
  pairs <- pairs[!pairs_to_suppress(pairs, whole, k), ]
  lines <- code_lines(found$framework)
  has <- function(code) {
    below <- lines$code[lines$above == match(code, found$framework$code)]
    names %in% found$given$participant[found$given$at %in% below]
  }
  shown <- whole$code[!codes_to_suppress(whole, NULL, k)$alone]
  codes <- lapply(stats::setNames(nm = shown), has)
  both <- Map(function(a, b) codes[[a]] & codes[[b]], pairs$first, pairs$second)
  overlap <- people_with_overlap(found)
  overlap <- overlap[pair_key("", overlap$first, overlap$second) %in%
                       pair_key("", pairs$first, pairs$second), ]
  sets <- lapply(overlap$people, function(who) names %in% who)
  ledger <- unique(c(list(rep(TRUE, length(names))), unname(codes), unname(both)))
  publish_sets(one_by_one(stats::setNames(sets, overlap_key("", overlap$first, overlap$second))),
               list(ledger), k)$shown
}

# ---- groups ------------------------------------------------------------------

# What codes can be counted by.
questions_of_codes <- function(cohort) {
  c("wave", "source", setdiff(names(coded_people(cohort)), "participant"))
}

# The people of a question's answers as other results count them: of each population of
# demographics() and attrition(), and of the pairs of each scale, for which the question
# is shown.
question_sets <- function(cohort, by, k) {
  if (by %in% c("wave", "source")) return(list())
  label <- group_labels(cohort$people[[by]])
  every <- every_population(cohort)
  pairs <- names(contrast_pairs(names(cohort$surveys)))
  scored <- lapply(names(cohort$study$scales), function(scale) {
    sets <- score_populations(cohort, scale)[pairs]
    stats::setNames(sets, paste(scale, names(sets), "scored", recycle0 = TRUE))
  })
  sets <- lapply(c(list(compared_people(cohort)), scored), function(more) {
    members <- c(every, more)
    parts <- parts_of(members)
    n <- matrix(vapply(parts$people, function(part) {
      as.double(tabulate(label[part], nlevels(label)))
    }, numeric(nlevels(label))), nlevels(label))
    suppressed <- c(names(suppressed_populations(members, k)), populations_not_published(cohort))
    members[shown_populations(n, parts$inside, suppressed, k)]
  })
  sets <- unlist(sets, recursive = FALSE)
  unlist(lapply(levels(label), function(level) {
    unname(lapply(sets, function(set) set & label == level))
  }), recursive = FALSE)
}

# The groups of a material's people, then those of each code; all groups are shown or
# none.
group_candidates <- function(cohort, coded, open, by, as_set, k) {
  candidates <- lapply(coded, function(one) {
    groups <- code_groups(one$found, by, coded_people(cohort))
    known <- seq_along(groups$labels)
    if (length(known) == 0) return(list())
    of_group <- function(who, group, at = TRUE) {
      lapply(known, function(i) as_set(one$names %in% who[at & group %in% i], one$material))
    }
    all <- estimate_code_frequencies(one$found, groups, "all", "participants")
    hidden <- all$code[codes_to_suppress(all, groups$rest, k)$alone]
    lines <- code_lines(one$found$framework)
    codes <- setdiff(open[[one$material]], hidden)
    of_codes <- lapply(codes, function(code) {
      below <- lines$code[lines$above == match(code, one$codes)]
      of_group(one$found$given$participant, groups$given, one$found$given$at %in% below)
    })
    asked <- list(of_group(one$found$asked$participant, groups$asked))
    keys <- coded_key("groups", one$material, by, c("", codes))
    Map(function(sets, key) stats::setNames(sets, rep(key, length(sets))), c(asked, of_codes), keys)
  })
  unlist(unname(candidates), recursive = FALSE)
}

# ---- of one result -----------------------------------------------------------

# What codes_to_suppress() gives for the rows of `whole`, and what the cohort's other
# results suppress besides.
codes_to_suppress_beside <- function(hidden, whole, cohort, material, by) {
  group <- !is.na(whole$group)
  key <- ifelse(group, coded_key("groups", material, by %||% "", whole$code),
                coded_key("code", material, whole$code))
  total <- ifelse(group, coded_key("groups", material, by %||% "", ""),
                  coded_key("asked", material))
  known <- published_codes(cohort)
  hidden$total <- hidden$total | !total %in% known
  hidden$alone <- hidden$alone | !key %in% known | (group & hidden$total)
  hidden$below <- with_codes_below(hidden$alone, whole)
  hidden
}
