# What estimates are made from: figures of people in memory, or of the patterns that a
# cohort's sources have counted. Everything behind is the same.

# ---- scales ------------------------------------------------------------------

# `answers` has a vector for each wave, `groups` a factor along them where `by` names a
# column, `there` who has a record in each wave, `counts` how many people each place
# stands for (NULL: one) and `people` their numbers.
scale_patterns <- function(cohort, scale, waves = names(cohort$study$waves), by = NULL,
                           call = rlang::caller_env()) {
  UseMethod("scale_patterns")
}

scale_patterns.pairwave_cohort <- function(cohort, scale, waves = names(cohort$study$waves),
                                           by = NULL, call = rlang::caller_env()) {
  people <- scale_people(cohort$scores, scale)
  at <- match(people, cohort$people$person)
  list(
    answers = scale_answers(cohort$scores, scale, waves),
    groups = if (!is.null(by)) people_groups(cohort, by)[at],
    there = lapply(cohort$people[waves], function(rows) !is.na(rows[at])),
    counts = cohort$counts[at], people = people
  )
}

scale_patterns.pairwave_engine_cohort <- function(cohort, scale,
                                                  waves = names(cohort$study$waves),
                                                  by = NULL, call = rlang::caller_env()) {
  counted <- counted_cohort(cohort, columns = by, scales = scale, call = call)
  scale_patterns.pairwave_cohort(counted, scale, waves, by, call)
}

# The same with a `tally` of sums, and no answers, where the sources give no patterns.
scale_tally <- function(cohort, scale, by, call = rlang::caller_env()) {
  if (!has_moments(cohort)) return(scale_patterns(cohort, scale, by = by, call = call))
  waves <- names(cohort$surveys)
  list(
    answers = lapply(stats::setNames(nm = waves), function(wave) double()),
    tally = new_moments_tally(cohort, cohort$study$scales[[scale]],
                              change_sets(waves, study_contrasts(cohort$study)), call)
  )
}

# How many people have a score in both waves of each contrast.
scored_pairs <- function(cohort, scale, from, to, call = rlang::caller_env()) {
  if (has_moments(cohort)) {
    sets <- Map(function(from, to) moments_set(c(from, to), "none"), from, to)
    return(vapply(new_moments_tally(cohort, scale, sets, call)$sets, `[[`, 0, "n"))
  }
  found <- scale_patterns(cohort, scale$name, unique(c(from, to)), call = call)
  scored <- lapply(found$answers, Negate(is.na))
  vapply(seq_along(from), function(i) {
    as.double(people_meant(scored[[from[i]]] & scored[[to[i]]], found$counts))
  }, 0)
}

# The people of a wave who answered every item of a scale, reversed items turned: `n`, the
# `sums` of the items and their `products`.
scale_products <- function(cohort, scale, wave, call = rlang::caller_env()) {
  found <- lapply(cohort$sources, function(source) {
    count_products(source, wave, scale$items, turned_items(scale), call)
  })
  out <- Reduce(function(one, other) Map(`+`, one, other), lapply(found, function(one) {
    list(n = one$n, sums = unname(one$sums[scale$items]),
         products = unname(one$products[scale$items, scale$items, drop = FALSE]))
  }))
  check_exact_counts(out$n, call)
  out
}

# ---- items -------------------------------------------------------------------

# `columns` has the answers to an item, a labelled column for each wave, `counts` how many
# people each place of them stands for (NULL: one).
item_patterns <- function(cohort, item, call = rlang::caller_env()) UseMethod("item_patterns")

item_patterns.pairwave_cohort <- function(cohort, item, call = rlang::caller_env()) {
  list(columns = people_answers(cohort, item), counts = NULL)
}

item_patterns.pairwave_engine_cohort <- function(cohort, item, call = rlang::caller_env()) {
  counted_items(cohort, item, call)
}

# ---- records -----------------------------------------------------------------

# `usable` says by wave who gave a usable record, `counts` how many people each place
# stands for (NULL: one).
usable_patterns <- function(cohort, call = rlang::caller_env()) UseMethod("usable_patterns")

usable_patterns.pairwave_cohort <- function(cohort, call = rlang::caller_env()) {
  waves <- names(cohort$surveys)
  list(usable = lapply(stats::setNames(nm = waves), usable_records, cohort = cohort),
       counts = NULL)
}

usable_patterns.pairwave_engine_cohort <- function(cohort, call = rlang::caller_env()) {
  counted_cohort(cohort, usable = TRUE, call = call)[c("usable", "counts")]
}

# What became of the records, by wave: how many `records` it has, of how many `people`,
# the `parts` that they fall into, and how each usable one was linked (`link`, of people
# in memory).
count_waves <- function(cohort, call) UseMethod("count_waves")

count_waves.pairwave_cohort <- function(cohort, call) {
  people <- cohort$people
  lapply(stats::setNames(nm = names(cohort$surveys)), function(wave) {
    records <- cohort$respondents[as.character(cohort$respondents$wave) == wave, ]
    usable <- records$person %in% people$person[usable_records(cohort, wave)]
    duplicate <- records$status == "duplicate"
    list(
      records = nrow(cohort$surveys[[wave]]), people = sum(!is.na(people[[wave]])),
      parts = c(
        duplicate = sum(duplicate),
        unusable = sum(!duplicate & !usable),
        no_id = sum(usable & records$status == "no_id"),
        unlinked = sum(usable & records$status == "unlinked"),
        linked = sum(usable & records$status == "linked")
      ),
      link = records$link[usable]
    )
  })
}

count_waves.pairwave_engine_cohort <- function(cohort, call) {
  found <- counted_cohort(cohort, usable = TRUE, call = call)
  there <- lapply(found$people[names(found$surveys)], Negate(is.na))
  elsewhere <- Reduce(`+`, there) > 1
  n <- function(which) people_meant(which, found$counts)
  lapply(stats::setNames(nm = names(cohort$surveys)), function(wave) {
    records <- cohort$records[match(wave, cohort$records$wave), ]
    usable <- found$usable[[wave]]
    list(
      records = records$records, people = n(there[[wave]]),
      parts = c(
        duplicate = records$records - records$people,
        unusable = n(there[[wave]] & !usable),
        no_id = n(usable & !found$coded),
        unlinked = n(usable & found$coded & !elsewhere),
        linked = n(usable & found$coded & elsewhere)
      ),
      link = NULL
    )
  })
}
