# Lists what can be decided about the questions that are no scales: those about the person,
# those that are counted one by one, and the answers that decline.

decide_people <- function(plan, raw, study, waves) {
  items <- unlist(lapply(study$scales, `[[`, "items"), use.names = FALSE)
  id <- plain_id(study$id)
  offered <- unlist(lapply(offered_scales(plan, study, waves), `[[`, "items"))
  columns <- setdiff(single_columns(waves, items, id), offered)
  c(
    list(decide_demographics(plan, raw, waves, id, items, columns)),
    decide_single_questions(plan, raw, waves, id, columns, items),
    decide_undisclosed(plan, raw, study, waves)
  )
}

decide_demographics <- function(plan, raw, waves, id, items, columns) {
  now <- vapply(raw$demographics, `[[`, "", "column")
  drafted <- draft_demographics(waves, items, id)$entries
  names(drafted) <- vapply(drafted, `[[`, "", "column")
  asked <- vapply(raw$questions, `[[`, "", "column")
  more <- Filter(function(column) {
    is_single_choice(first_asked(waves, column)$survey[[column]])
  }, setdiff(columns, c(now, names(drafted), asked)))
  value <- unique(c(now, names(drafted), more))
  why <- vapply(value, function(column) {
    if (!is.null(drafted[[column]])) capital(drafted[[column]]$reason) else
      if (column %in% now) as_filed else "Nothing shows that it is about the person"
  }, "")
  new_decision(
    "demographics", "people", "ticks", "Questions about the person", now,
    function(plan, chosen) {
      plan <- without_entries(plan, "demographics", !now %in% chosen)
      for (column in setdiff(chosen, now)) {
        entry <- drafted[[column]] %||% plain_demographic(column, waves)
        plan <- edit_plan(plan, "append", "demographics", demographic_yaml(entry), entry$reason)
      }
      without_own_lines(plan, if (length(chosen)) no_demographics)
    },
    "They make the table of who took part", question_choices(value, waves, why)
  )
}

first_asked <- function(waves, column) {
  Filter(function(wave) column %in% names(wave$survey), waves)[[1]]
}

plain_demographic <- function(column, waves) {
  x <- first_asked(waves, column)$survey[[column]]
  list(column = column, label = squash(column_label(x) %||% column),
       undisclosed = length(declining_answers(x)) > 0, reason = "chosen by hand")
}

# Columns with the words of their questions, as far as a wave has them.
question_choices <- function(columns, waves, why) {
  words <- vapply(columns, function(column) {
    asked <- Filter(function(wave) column %in% names(wave$survey), waves)
    if (length(asked)) survey_labels(asked[[1]]$survey)[[column]] else column
  }, "")
  new_choices(columns, ifelse(words == columns, columns, paste0(columns, ": ", words)), why)
}

decide_single_questions <- function(plan, raw, waves, id, columns, items) {
  now <- vapply(raw$questions, `[[`, "", "column")
  about <- vapply(raw$demographics, `[[`, "", "column")
  drafted <- draft_questions(waves, c(items, about), id)$questions
  names(drafted) <- vapply(drafted, `[[`, "", "column")
  value <- unique(c(now, names(drafted)))
  if (!length(value)) return(NULL)
  why <- vapply(value, function(column) {
    if (is.null(drafted[[column]])) as_filed else capital(drafted[[column]]$reason)
  }, "")
  list(new_decision(
    "questions", "people", "ticks", "Single questions", now,
    function(plan, chosen) {
      plan <- without_entries(plan, "questions", !now %in% chosen)
      for (column in setdiff(chosen, now)) {
        one <- drafted[[column]]
        plan <- edit_plan(plan, "append", "questions", question_yaml(one), one$reason)
      }
      plan
    },
    "Their answers are counted one by one", question_choices(value, waves, why)
  ))
}

# ---- answers that decline ----------------------------------------------------

decide_undisclosed <- function(plan, raw, study, waves) {
  now <- study$undisclosed$codes
  columns <- unlist(c(
    lapply(study$scales, `[[`, "items"), lapply(study$demographics, entry_columns),
    lapply(study$questions, `[[`, "column"), lapply(plan$drafted$scales, `[[`, "items")
  ), use.names = FALSE)
  declining <- declined_answers(list(list(items = unique(columns))), waves)
  offered <- Filter(function(scale) !isTRUE(scale$unordered), offered_scales(plan, study, waves))
  outside <- codes_outside(c(study$scales, offered), waves)
  value <- unique(c(now, declining, names(outside)))
  if (!length(value)) return(NULL)
  why <- vapply(value, function(code) {
    if (code %in% declining) "It declines to say" else
      if (code %in% names(outside)) outside[[code]] else as_filed
  }, "")
  list(new_decision(
    "undisclosed", "people", "ticks", "Answers that count as not given", now,
    function(plan, chosen) {
      if (!length(raw$undisclosed) && length(chosen)) {
        return(edit_plan(plan, "set", "undisclosed", paste0(
          "{label: Undisclosed, codes: ", yaml_list(chosen), "}"
        )))
      }
      edit_plan(plan, "list", list("undisclosed", "codes"), chosen)
    },
    "They are counted apart, and score nothing", new_choices(value, value, why)
  ))
}
