# A cohort whose people stay where they are: its sources count, and only counts come.

# `surveys` has for each wave its columns without rows, with labels and user-missing
# codes; `records` what count_records() says of all sources together. `people` has the
# columns that a cohort in memory would have.
new_engine_cohort <- function(study, sources, surveys, records) {
  people <- new_frame(c(
    list(person = integer()),
    lapply(surveys, function(survey) integer())
  ))
  for (column in unlist(lapply(study$demographics, entry_columns))) {
    asked <- surveys[vapply(surveys, function(survey) column %in% names(survey), NA)]
    people[[column]] <- first_answers(lapply(asked, `[[`, column), people[names(asked)])
  }
  structure(
    list(study = study, sources = sources, surveys = surveys, people = people,
         records = records),
    class = "pairwave_engine_cohort"
  )
}

# The cohort of some patterns: like one in memory, with a person for each pattern of
# presence in the waves, of the first answers in `columns` and of the scores of `scales`;
# where `usable`, of whether records are, and of which of the items in `answered` people
# answered. `counts` has how many people show it.
counted_cohort <- function(cohort, columns = character(), scales = character(),
                           usable = FALSE, answered = NULL, call = rlang::caller_env()) {
  study <- cohort$study
  waves <- names(cohort$surveys)
  measures <- counted_measures(cohort, columns, scales, usable, answered)
  found <- patterns_of_sources(cohort$sources, measures, call)
  check_people_of_waves(found, cohort, call)
  n <- nrow(found)
  there <- lapply(stats::setNames(nm = waves), function(wave) {
    found[[paste0("in.", wave)]] == 1
  })
  surveys <- lapply(stats::setNames(nm = waves), function(wave) {
    has <- intersect(columns, names(cohort$surveys[[wave]]))
    new_frame(c(list(pattern = seq_len(n)), lapply(stats::setNames(nm = has), function(column) {
      with_prototype(typed_as(found[[paste0("first.", column)]], cohort$surveys[[wave]][[column]]),
                     list(cohort$surveys[[wave]][[column]]))
    })))
  })
  people <- new_frame(c(
    list(person = seq_len(n)),
    lapply(there, function(here) ifelse(here, seq_len(n), NA_integer_))
  ))
  for (column in columns) {
    asked <- surveys[vapply(surveys, function(s) column %in% names(s), NA)]
    people[[column]] <- first_answers(lapply(asked, `[[`, column), people[names(asked)])
  }
  scores <- stack_frames(unlist(lapply(scales, function(scale) {
    lapply(waves, function(wave) scores_of_sums(found, study$scales[[scale]], wave, there[[wave]]))
  }), recursive = FALSE))
  if (!is.null(scores)) scores$wave <- factor(scores$wave, waves)
  list(
    study = study, surveys = surveys, people = people, scores = scores, counts = found$n,
    coded = if (usable || !is.null(answered)) found$coded == 1,
    answered = if (!is.null(answered)) lapply(stats::setNames(nm = waves), function(wave) {
      lapply(stats::setNames(nm = answered), function(item) found[[answered_name(wave, item)]])
    }),
    usable = if (usable) lapply(stats::setNames(nm = waves), function(wave) {
      there[[wave]] & found[[paste0("any.", wave)]] %in% 1
    })
  )
}

# The answers to an item over the waves as labelled columns, and how many people gave each
# pattern of them.
counted_items <- function(cohort, item, call = rlang::caller_env()) {
  waves <- names(cohort$surveys)
  asked <- waves[vapply(cohort$surveys, function(survey) item %in% names(survey), NA)]
  found <- patterns_of_sources(cohort$sources, item_measures(cohort, item), call)
  check_people_of_waves(found, cohort, call)
  columns <- lapply(stats::setNames(nm = asked), function(wave) {
    prototype <- cohort$surveys[[wave]][[item]]
    with_prototype(typed_as(found[[paste0("item.", wave)]], prototype), list(prototype))
  })
  blank <- column_blank(columns[[1]], rep(TRUE, nrow(found)))
  list(
    columns = lapply(stats::setNames(nm = waves), function(wave) columns[[wave]] %||% blank),
    counts = found$n
  )
}

item_measures <- function(cohort, item) {
  waves <- names(cohort$surveys)
  asked <- waves[vapply(cohort$surveys, function(survey) item %in% names(survey), NA)]
  c(named_measures("in.", waves, presence_of),
    named_measures("item.", asked, function(wave) value_of(wave, item)))
}

named_measures <- function(prefix, of, make) {
  stats::setNames(lapply(of, make), paste0(prefix, of, recycle0 = TRUE))
}

answered_name <- function(wave, item) paste("answered", wave, item, recycle0 = TRUE)

counted_measures <- function(cohort, columns, scales, usable, answered = NULL) {
  study <- cohort$study
  waves <- names(cohort$surveys)
  sums <- lapply(scales, function(scale) {
    scale <- study$scales[[scale]]
    named_measures(paste0(scale$name, "."), waves, function(wave) {
      sum_of(wave, scale$items, turned_items(scale))
    })
  })
  items <- unique(unlist(lapply(study$scales, `[[`, "items")))
  c(
    named_measures("in.", waves, presence_of),
    unlist(sums, recursive = FALSE),
    named_measures("first.", columns, function(column) {
      has <- vapply(cohort$surveys, function(survey) column %in% names(survey), NA)
      first_of(waves[has], column)
    }),
    unlist(lapply(waves, function(wave) {
      stats::setNames(lapply(answered, function(item) answered_any(wave, item)),
                      answered_name(wave, answered))
    }), recursive = FALSE),
    if (usable || !is.null(answered)) list(coded = coded_measure()),
    if (usable) c(
      named_measures("any.", waves, function(wave) if (length(items)) answered_any(wave, items)
            else presence_of(wave))
    )
  )
}

# Scores from sums of answers, in the order of operations of the kernel (scale_score.c).
scores_of_sums <- function(found, scale, wave, there) {
  total <- found[[paste0(scale$name, ".", wave, ".sum")]][there]
  answered <- found[[paste0(scale$name, ".", wave, ".answered")]][there]
  items <- length(scale$items)
  score <- if (scale$score == "mean") total / answered else
    ifelse(answered == items, total, total * items / answered)
  score[answered < scale$min_items] <- NA
  new_frame(list(
    person = which(there), wave = rep(wave, sum(there)), scale = rep(scale$name, sum(there)),
    score = score, n_answered = as.integer(answered)
  ))
}

# The values of a source in the type of the study's column.
typed_as <- function(values, prototype) {
  if (is.character(bare_values(prototype))) return(as.character(values))
  if (is.logical(prototype)) return(as.logical(as.double(values)))
  as.double(values)
}

# Every statement counts everyone: the people of each wave are those of its records.
check_people_of_waves <- function(found, cohort, call = rlang::caller_env()) {
  for (wave in names(cohort$surveys)) {
    counted <- sum(found$n[found[[paste0("in.", wave)]] == 1])
    known <- cohort$records$people[match(wave, cohort$records$wave)]
    check_total(known, counted, "the people of wave {.field {wave}}", call)
  }
}

abort_engine_rows <- function(what, call = rlang::caller_env()) {
  abort_pairwave(
    c("{what} needs the people's rows.",
      x = "The cohort's sources give counts alone.",
      i = "Export the tables and read the cohort from the files."),
    "engine_rows", call = call
  )
}
