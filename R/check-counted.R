# What the rules of check_cohort() look at: figures of people in memory, or those that the
# cohort's sources have counted. The rules behind are the same.

# What stands in a column of a wave: `column`, labelled, and how many records each place of
# it stands for (NULL: one).
wave_values <- function(cohort, wave, column) UseMethod("wave_values")

wave_values.default <- function(cohort, wave, column) {
  list(column = cohort$surveys[[wave]][[column]], counts = NULL)
}

wave_values.pairwave_engine_cohort <- function(cohort, wave, column) {
  found <- values_of_sources(cohort$sources, wave, column, FALSE)
  list(column = labelled_as(found$value, cohort$surveys[[wave]][[column]]), counts = found$n)
}

# Values of a source as a column like the one that has none.
labelled_as <- function(values, prototype) {
  with_prototype(typed_as(values, prototype), list(prototype))
}

# The answers to a question of the people in each of the waves, as wave_values() has them.
answers_in_waves <- function(cohort, waves, column) UseMethod("answers_in_waves")

answers_in_waves.default <- function(cohort, waves, column) {
  list(columns = lapply(stats::setNames(nm = waves), function(wave) {
    cohort$surveys[[wave]][[column]][cohort$people[[wave]]]
  }), counts = NULL)
}

answers_in_waves.pairwave_engine_cohort <- function(cohort, waves, column) {
  found <- counted_items(cohort, column)
  list(columns = found$columns[waves], counts = found$counts)
}

# The demographic of the people, by their first answer, as wave_values() has it.
demographic_values <- function(cohort, column) UseMethod("demographic_values")

demographic_values.default <- function(cohort, column) {
  list(column = cohort$people[[column]], counts = NULL)
}

demographic_values.pairwave_engine_cohort <- function(cohort, column) {
  if (!column %in% names(cohort$people)) return(list(column = NULL, counts = NULL))
  found <- counted_cohort(cohort, columns = column)
  list(column = found$people[[column]], counts = found$counts)
}

# How many records each wave has, by its name.
wave_sizes <- function(cohort) UseMethod("wave_sizes")

wave_sizes.default <- function(cohort) vapply(cohort$surveys, NROW, 0L)

wave_sizes.pairwave_engine_cohort <- function(cohort) {
  stats::setNames(cohort$records$records, cohort$records$wave)
}

# By wave, how many records are `linked`, a `duplicate`, or without a code (`no_id`).
record_states <- function(cohort) UseMethod("record_states")

record_states.default <- function(cohort) {
  lapply(stats::setNames(nm = names(cohort$surveys)), function(wave) {
    status <- cohort$respondents$status[cohort$respondents$wave == wave]
    vapply(c(linked = "linked", duplicate = "duplicate", no_id = "no_id", all = NA),
           function(one) if (is.na(one)) length(status) else sum(status == one), 0L)
  })
}

record_states.pairwave_engine_cohort <- function(cohort) {
  found <- counted_cohort(cohort, answered = character())
  there <- there_of(found$people, cohort)
  elsewhere <- Reduce(`+`, there) > 1
  lapply(stats::setNames(nm = names(cohort$surveys)), function(wave) {
    known <- cohort$records[match(wave, cohort$records$wave), ]
    c(linked = people_meant(there[[wave]] & found$coded & elsewhere, found$counts),
      duplicate = known$records - known$people,
      no_id = people_meant(there[[wave]] & !found$coded, found$counts), all = known$records)
  })
}

# Who is there in each wave, and how many people each place stands for (NULL: one).
presence_in_waves <- function(cohort) UseMethod("presence_in_waves")

presence_in_waves.default <- function(cohort) {
  list(there = there_of(cohort$people, cohort), counts = NULL)
}

presence_in_waves.pairwave_engine_cohort <- function(cohort) {
  found <- counted_cohort(cohort)
  list(there = there_of(found$people, cohort), counts = found$counts)
}

# By wave, which of the people are there.
there_of <- function(people, cohort) lapply(people[names(cohort$surveys)], Negate(is.na))

# ---- scales ------------------------------------------------------------------

# What is known of a scale, by wave: how many people it was `not_scored` of though they
# answered, how many gave the `same` answer to all of five items or more, how many
# `answered` an item, the `values` of each item with their `n` (NULL: too many to count), how
# many answered every item (`whole`), and the correlation of each item with the sum of the
# others (`rest`, NA where it is not asked for).
scale_facts <- function(cohort, scale) UseMethod("scale_facts")

scale_facts.default <- function(cohort, scale) {
  lapply(stats::setNames(nm = names(cohort$surveys)), function(wave) {
    scores <- cohort$scores[cohort$scores$scale == scale$name & cohort$scores$wave == wave, ]
    answers <- scale_item_answers(cohort, scale, wave)
    same <- apply(answers, 1, function(row) {
      length(row) >= 5 && !anyNA(row) && all(row == row[1])
    })
    c(list(not_scored = sum(is.na(scores$score) & scores$n_answered > 0), same = sum(same)),
      item_facts(answers, scale))
  })
}

# Those of items, from answers in memory.
item_facts <- function(answers, scale) {
  answers <- answers[rowSums(!is.na(answers)) > 0, , drop = FALSE]
  whole <- sum(stats::complete.cases(answers))
  columns <- lapply(seq_len(ncol(answers)), function(i) as.double(answers[, i]))
  turned <- match(scale$reverse, scale$items)
  columns[turned] <- lapply(columns[turned], function(x) sum(scale$range) - x)
  list(
    answered = nrow(answers),
    values = lapply(stats::setNames(nm = colnames(answers)), function(item) {
      x <- answers[, item]
      list(value = x[!is.na(x)], n = rep(1, sum(!is.na(x))))
    }),
    whole = whole,
    rest = if (has_item_rest(whole, scale)) check_kernel(
      .Call(pw_call_reliability, columns, NULL), "Can't correlate the items."
    )$item_rest
  )
}

has_item_rest <- function(whole, scale) whole >= 10 && length(scale$items) >= 3

scale_facts.pairwave_engine_cohort <- function(cohort, scale) {
  # What sums do not tell findings_of_unchecked() names.
  if (has_moments(cohort)) return(NULL)
  waves <- names(cohort$surveys)
  found <- counted_cohort(cohort, scales = scale$name)
  alike <- if (length(scale$items) >= 5) {
    patterns_of_sources(cohort$sources, c(
      named_measures("in.", waves, presence_of),
      named_measures("alike.", waves, function(wave) answered_alike(wave, scale$items))
    ))
  }
  lapply(stats::setNames(nm = waves), function(wave) {
    scores <- found$scores[found$scores$wave == wave, ]
    n <- found$counts[scores$person]
    some <- scores$n_answered > 0
    people <- scale_products(cohort, scale, wave)
    list(
      not_scored = people_meant(is.na(scores$score) & some, n),
      same = if (is.null(alike)) 0 else
        people_meant(alike[[paste0("alike.", wave)]] %in% 1, alike$n),
      answered = people_meant(some, n),
      values = lapply(stats::setNames(nm = scale$items), function(item) {
        counted_answers(cohort, wave, item)
      }),
      whole = people$n,
      rest = if (has_item_rest(people$n, scale)) check_kernel(
        .Call(pw_call_reliability_sums, people$n, people$sums, people$products),
        "Can't correlate the items."
      )$item_rest
    )
  })
}

# The answers of people to an item, NULL where they are too many to count.
counted_answers <- function(cohort, wave, item) {
  unless_too_many(function() {
    found <- values_of_sources(cohort$sources, wave, item, TRUE)
    x <- as.double(numeric_answers(labelled_as(found$value, cohort$surveys[[wave]][[item]])))
    list(value = x[!is.na(x)], n = found$n[!is.na(x)])
  })
}

# NULL where a source refuses to count a column's values, for being too many or of a type
# that is not counted.
unless_too_many <- function(count) {
  tryCatch(count(), pairwave_error_column = function(e) NULL,
           pairwave_error_engine_rows = function(e) NULL)
}

# ---- what was not checked ------------------------------------------------------

# The rules that compare whole records, or the times of people.
rules_of_rows <- c("wave_twice", "record_twice", "waves_out_of_order", "dates_out_of_order")

# Those that look at scores or at single answers to items.
rules_of_scores <- c("not_scored", "same_answer", "item_empty", "item_missing", "item_constant",
                     "between_codes", "item_against")

findings_of_unchecked <- function(cohort) {
  if (!inherits(cohort, "pairwave_engine_cohort")) return(no_findings())
  rbind(findings_of_unchecked_rows(cohort),
        if (has_moments(cohort)) findings_of_unchecked_scores(cohort))
}

findings_of_unchecked_scores <- function(cohort) {
  if (!length(cohort$study$scales)) return(no_findings())
  rules <- c(rules_of_scores, if (!is.null(cohort$study$checks$max_worse)) "many_worse")
  finding("not_checked", NA, NA, length(rules), kind = "scores",
          about = join_codes(rules))
}

# Why a column's values were not counted: an item's are not given, others are too many.
unchecked_kind <- function(cohort, column) {
  items <- unlist(lapply(cohort$study$scales, `[[`, "items"))
  if (column %in% items && has_moments(cohort)) "item" else "values"
}

findings_of_unchecked_rows <- function(cohort) {
  rules <- c(rules_of_rows, if (length(cohort$study$id$admissible)) "code_inadmissible")
  finding("not_checked", NA, NA, length(rules), kind = "rows",
          about = join_codes(rules))
}

# A cohort of counts with all columns that its waves have, for rules that compare labels.
with_all_columns <- function(cohort) {
  if (inherits(cohort, "pairwave_engine_cohort")) {
    cohort$surveys <- wave_columns(cohort$sources[[1]])
  }
  cohort
}
