# The people behind patterns, one by one again: what a threshold needs to decide which
# counts give others away.

# More people than this are not decided on one by one.
most_people_decided <- 1000000

# A cohort as in memory whose people are those of the sources, in no order: in which waves
# each has a record, which items of scales they answered (1; not what), whether they have a
# score (1), and their answers to `columns` of one question, or one by another.
people_of_counts <- function(cohort, columns = character(), call = rlang::caller_env(),
                             most = most_people_decided) {
  study <- cohort$study
  waves <- names(cohort$surveys)
  items <- unique(unlist(lapply(study$scales, `[[`, "items"), use.names = FALSE))
  check_questions_apart(cohort, items, call)
  counted <- counted_cohort(cohort, columns, answered = items %||% character(), call = call)
  total <- sum(counted$counts)
  if (total > most) {
    abort_pairwave(
      c("A threshold is decided on for at most {format_count(most)} people.",
        x = "The sources have {format_count(total)}.",
        i = "Where counts may be seen as they are, declare {.code disclosure: none}."),
      c("engine_rows", "disclosure"), call = call
    )
  }
  at <- rep(seq_along(counted$counts), counted$counts)
  there <- lapply(counted$people[waves], function(rows) !is.na(rows[at]))
  people <- new_frame(c(
    list(person = seq_along(at)),
    lapply(there, function(here) ifelse(here, cumsum(here), NA_integer_))
  ))
  for (column in columns) people[[column]] <- column_slice(counted$people[[column]], at)
  answered <- lapply(stats::setNames(nm = waves), function(wave) {
    lapply(counted$answered[[wave]], function(x) x[at][there[[wave]]])
  })
  surveys <- surveys_answered(cohort, people[columns], answered, there, call)
  scores <- stack_frames(unlist(lapply(study$scales, function(scale) {
    lapply(waves, function(wave) {
      n <- as.integer(Reduce(`+`, answered[[wave]][scale$items]))
      new_frame(list(
        person = which(there[[wave]]), wave = rep(wave, length(n)),
        scale = rep(scale$name, length(n)),
        score = ifelse(n >= scale$min_items & n > 0, 1, NA_real_), n_answered = n
      ))
    })
  }), recursive = FALSE))
  if (!is.null(scores)) scores$wave <- factor(scores$wave, waves)
  structure(
    list(study = study, surveys = surveys, people = people, scores = scores,
         respondents = records_of_people(cohort, there, counted$coded[at]),
         links = new_frame(list(linked = logical()))),
    class = "pairwave_cohort"
  )
}

# An answer to an item is not asked for beside others, and a column of yes and no is a group of
# people beside all tables.
check_questions_apart <- function(cohort, items, call) {
  columns <- unlist(lapply(cohort$study$demographics, entry_columns))
  groups <- vapply(columns, function(column) is.logical(cohort$people[[column]]), NA)
  odd <- columns[columns %in% items | groups]
  if (!length(odd)) return(invisible())
  abort_pairwave(
    c("Under a threshold a question must be no item of a scale, and of numbers or texts.",
      x = "{.field {odd}} {?is/are} not.",
      i = "Leave {cli::qty(odd)}{?it/them} out of {.field demographics}, let a view give 1 and 0,
           or read the cohort from files."),
    c("engine_rows", "disclosure"), call = call
  )
}

# Surveys with a row for each of the people: 1 where they answered an item, what they said in
# the columns of `given`, and of other demographics whether the wave asked.
surveys_answered <- function(cohort, given, answered, there, call) {
  columns <- unlist(lapply(cohort$study$demographics, entry_columns))
  filled <- lapply(cohort$sources, function(source) count_records(source, columns, call)$filled)
  lapply(stats::setNames(nm = names(there)), function(wave) {
    n <- sum(there[[wave]])
    asked <- intersect(columns, names(cohort$surveys[[wave]]))
    asked <- lapply(stats::setNames(nm = asked), function(column) {
      if (column %in% names(given)) return(column_slice(given[[column]], there[[wave]]))
      any <- sum(vapply(filled, function(one) one[[wave]][[column]], 0)) > 0
      rep(if (any) 1 else NA_real_, n)
    })
    items <- lapply(answered[[wave]], function(x) ifelse(x == 1, 1, NA_real_))
    new_frame(c(asked, items))
  })
}

# What became of each record: of a person, or set aside as a duplicate.
records_of_people <- function(cohort, there, coded) {
  elsewhere <- Reduce(`+`, there) > 1
  stack_frames(lapply(names(there), function(wave) {
    here <- there[[wave]]
    known <- cohort$records[match(wave, cohort$records$wave), ]
    repeated <- known$records - known$people
    status <- ifelse(!coded, "no_id", ifelse(elsewhere, "linked", "unlinked"))[here]
    new_frame(list(
      wave = rep(wave, sum(here) + repeated), person = c(which(here), rep(NA, repeated)),
      status = c(status, rep("duplicate", repeated)),
      link = c(ifelse(status == "linked", "exact", NA), rep(NA, repeated))
    ))
  }))
}
