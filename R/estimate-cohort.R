# Counts who is in a cohort: what its print shows.

# `people` and `attended` (NULL without a list), who of them fits nobody on the list
# (`not_listed`), the near links (`near`), the rows of files that belong to no wave
# (`no_wave`), and the frames `excluded` (records set aside by rule), `flow` and `pairs`.
estimate_cohort <- function(cohort) {
  listed <- !is.null(cohort$study$attendance)
  structure(
    list(
      people = nrow(cohort$people),
      attended = if (listed) sum(attenders(cohort)),
      not_listed = if (listed) count_not_listed(cohort),
      near = list(links = cohort$links, expected_false = cohort$expected_false),
      no_wave = unique(unlist(lapply(cohort$surveys, function(survey) {
        attr(survey, "survey")$no_wave
      }))),
      excluded = count_excluded(cohort), flow = cohort_flow(cohort), pairs = cohort_pairs(cohort)
    ),
    class = "pairwave_cohort_counts"
  )
}

# Says how many people fit nobody on the attendance list, whom a reader would take for
# attenders too many, and how many of them have a code.
count_not_listed <- function(cohort) {
  off <- cohort$people$person[is.na(cohort$people$attended)]
  records <- cohort$respondents[cohort$respondents$person %in% off, ]
  c(people = length(off),
    coded = length(unique(records$person[records$status != "no_id"])))
}

# A row per wave: how many came in and what became of them. The four statuses
# add up to the respondents.
cohort_flow <- function(cohort) {
  flow <- count_statuses(cohort$respondents)
  waves <- flow$wave
  flow$wave <- unname(study_wave_labels(cohort$study)[waves])
  if (!is.null(cohort$study$attendance)) {
    came <- attenders(cohort)
    flow$attended <- vapply(waves, function(wave) {
      sum(came & !is.na(cohort$people[[wave]]))
    }, 0L, USE.NAMES = FALSE)
  }
  flow
}

# A row per wave: its records, and how many have each status.
count_statuses <- function(respondents) {
  status <- table(respondents$wave, respondents$status)
  frame_of(
    wave = rownames(status), respondents = as.integer(rowSums(status)),
    linked = as.integer(status[, "linked"]),
    unlinked = as.integer(status[, "unlinked"]),
    duplicate = as.integer(status[, "duplicate"]),
    no_id = as.integer(status[, "no_id"])
  )
}

# Complete pairs of scores per scale and contrast, and how many people have a usable
# record in `both` waves.
cohort_pairs <- function(cohort) {
  waves <- names(cohort$surveys)
  at <- study_contrasts(cohort$study)
  pairs <- frame_of(from = waves[at$from], to = waves[at$to])
  usable <- lapply(stats::setNames(nm = waves), usable_records, cohort = cohort)
  both <- vapply(seq_len(nrow(pairs)), function(i) {
    sum(usable[[pairs$from[i]]] & usable[[pairs$to[i]]])
  }, 0L)
  parts <- lapply(cohort$study$scales, function(scale) {
    wide <- scores_wide(cohort, scale$name)
    n <- mapply(function(from, to) {
      sum(!is.na(wide[[from]]) & !is.na(wide[[to]]))
    }, pairs$from, pairs$to)
    frame_of(scale = rep(scale$name, nrow(pairs)),
             label = rep(scale$label, nrow(pairs)), pairs,
             n = as.integer(n), both = both)
  })
  stack_frames(parts)
}
