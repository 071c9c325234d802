# Lists what can be decided about a study: each decision with its reason, what is chosen and
# what could be. What a decision does stands with it.

# A decision: `id`, a name; `section`, where it is shown; `kind`: "text", "choice" (one of
# several), "ticks" (any of several), "order" (all, in some order) or "once" (something to
# do); `label` and `reason` in words; `value`, what is chosen; `choices`, a frame of `value`,
# `label` and `why`; and `change`, which makes of a plan and a value the changed plan.
new_decision <- function(id, section, kind, label, value, change, reason = "",
                         choices = new_choices(), about = NULL) {
  list(id = id, section = section, kind = kind, label = label, value = as.character(value),
       change = change, reason = reason %||% "", choices = choices, about = about)
}

new_choices <- function(value = character(), label = value, why = rep("", length(value))) {
  list(value = unname(as.character(value)), label = unname(as.character(label)),
       why = unname(as.character(why)))
}

plan_decisions <- function(plan) {
  raw <- plan_raw(plan)
  study <- plan_study(plan)
  waves <- plan_waves(plan, raw)
  c(
    list(decide_title(raw)), decide_waves(plan, raw, study),
    decide_id(plan, raw, study, waves), decide_scales(plan, raw, study, waves),
    decide_people(plan, raw, study, waves), decide_attendance(plan, raw),
    decide_exclusions(plan, raw, waves)
  )
}

# The sections of the file that no decision is about; they stay as they are.
left_alone <- function(plan) {
  decided <- c("version", "title", "waves", "id", "scales", "questions", "demographics",
               "undisclosed", "exclude", "attendance")
  setdiff(names(plan_raw(plan)), decided)
}

as_filed <- "As the file has it"

chosen_by_hand <- "Chosen by hand."

decide_title <- function(raw) {
  new_decision("title", "waves", "text", "Title", raw$title %||% "", function(plan, value) {
    edit_plan(plan, "set", "title", yaml_scalar(value))
  })
}

decide_waves <- function(plan, raw, study) {
  named <- names(raw$waves)
  file <- vapply(named, function(name) study$waves[[name]]$file, "")
  label <- vapply(named, function(name) study$waves[[name]]$label, "")
  order <- if (length(named) > 1) list(new_decision(
    "waves", "waves", "order", "Waves, the earliest first", named,
    function(plan, value) {
      edit_plan(plan, "order", "waves", match(value, named),
                instead = "In the order chosen by hand.")
    },
    capital(attr(plan$drafted$waves, "reason") %||% as_filed),
    new_choices(named, paste0(label, " (", file, ")"))
  ))
  c(order, lapply(named, function(name) {
    new_decision(
      paste0("wave:", name, ":label"), "waves", "text", paste0("What ", name, " is called"),
      study$waves[[name]]$label,
      function(plan, value) edit_plan(
        plan, "set", list("waves", name, "label"), yaml_scalar(value)
      ),
      file[[name]]
    )
  }))
}

# ---- who is who --------------------------------------------------------------

decide_id <- function(plan, raw, study, waves) {
  now <- if (length(study$id$column)) paste(study$id$column, collapse = " + ") else ""
  items <- unlist(lapply(study$scales, `[[`, "items"), use.names = FALSE)
  found <- id_choices(plan, plan_waves(plan, raw, files = TRUE), items, study$id$column)
  value <- vapply(found, `[[`, "", "value")
  why <- vapply(found, `[[`, "", "why")
  id <- new_decision(
    "id", "id", "choice", "The code that links people", now,
    function(plan, value) change_id(plan, Filter(function(one) one$value == value, found)[[1]]),
    why[match(now, value)], new_choices(value, vapply(found, `[[`, "", "label"), why)
  )
  more <- if (length(study$id$column) && length(waves) > 1) c(
    decide_slips(raw, study, waves), decide_zeros(raw, study, found, now)
  )
  c(list(id), more)
}

# The columns that could be the id, best first, then all others that every wave has, and
# none. Each has its `columns` and, by wave, the `rename` of a column of another name.
id_choices <- function(plan, waves, items, now) {
  candidates <- id_candidates(id_worths(waves, items))
  rank <- vapply(candidates, function(one) one$rank$overlap + one$rank$unique, 0)
  likely <- lapply(candidates[order(-rank)], function(one) {
    list(value = one$column, label = one$column, columns = one$column, rename = one$rename,
         more = one$more,
         why = capital(shares_words(one$rank$unique, if (length(waves) > 1) one$rank$overlap)))
  })
  drafted <- plan$drafted$id
  joined <- lapply(list(drafted$column, now), function(columns) {
    if (length(columns) < 2) return(NULL)
    list(value = paste(columns, collapse = " + "), label = paste(columns, collapse = " + "),
         columns = columns, why = capital(
           if (identical(columns, drafted$column)) drafted$reason else as_filed
         ))
  })
  joined <- joined[lengths(joined) > 0][1]
  known <- vapply(likely, `[[`, "", "value")
  shared <- union(now[length(now) == 1], setdiff(names(plan$kinds), items))
  rest <- lapply(setdiff(shared, known), function(column) {
    list(value = column, label = column, columns = column, why = "It hardly tells people apart")
  })
  none <- list(list(
    value = "", label = "None", columns = character(),
    why = if (isTRUE(drafted$recalled)) capital(drafted$reason) else
      "The waves are compared as groups of people"
  ))
  c(likely, joined[lengths(joined) > 0], rest, none)
}

change_id <- function(plan, chosen) {
  raw <- plan_raw(plan)
  if (length(plan$drafted)) plan <- without_own_lines(plan, hole_lines(plan$drafted$id))
  if (!length(chosen$columns)) {
    plan$text <- replace_own_comments(plan$text, list("id"), plan$own)
    if (length(raw$id)) plan <- edit_plan(plan, "remove", "id")
  } else {
    column <- if (length(chosen$columns) == 1) yaml_scalar(chosen$columns) else
      yaml_list(chosen$columns)
    plan <- edit_plan(plan, "set", list("id", "column"), column)
    plan$text <- replace_own_comments(plan$text, list("id"), plan$own, paste0(chosen$why, "."))
  }
  for (wave in names(raw$waves)) {
    other <- chosen$rename[[wave]]
    place <- list("waves", wave, "id")
    if (length(other)) {
      plan <- edit_plan(plan, "set", place, yaml_scalar(other))
    } else if (length(raw$waves[[wave]]$id)) {
      plan <- edit_plan(plan, "remove", place)
    }
  }
  plan
}

# What a draft says in place of an id that it did not find.
hole_lines <- function(id) if (is.null(id$column)) id_lines(id)

# The id of a study as a draft has it.
plain_id <- function(id) {
  list(column = if (length(id$column)) id$column,
       more = as.integer(identical(id$leading_zeros, "drop")))
}

decide_slips <- function(raw, study, waves) {
  id <- study$id
  if (length(id$elements) || length(id$agree)) return(NULL)
  near <- count_near_codes(waves, plain_id(id), intersect(id$confirm, names(waves[[1]]$survey)))
  list(new_decision(
    "slips", "id", "choice", "Codes that differ by a slip", id$max_edits,
    function(plan, value) {
      if (value != "0") edit_plan(plan, "set", list("id", "max_edits"), value) else
        edit_plan(plan, "remove", list("id", "max_edits"))
    },
    if (near > 0) paste0(
      capital(said_of(near, "pair of codes differs", "pairs of codes differ")), " by one slip"
    ) else "None are near, or as many would be by chance",
    new_choices(0:2, c("Are two people", "Are reviewed, where they differ by one slip",
                       "Are reviewed, where they differ by up to two"))
  ))
}

decide_zeros <- function(raw, study, found, now) {
  more <- Filter(function(one) one$value == now, found)[[1]]$more %||% 0
  dropped <- study$id$leading_zeros == "drop"
  if (more == 0 && !dropped) return(NULL)
  list(new_decision(
    "zeros", "id", "choice", "007, 07 and 7", study$id$leading_zeros,
    function(plan, value) edit_plan(plan, "set", list("id", "leading_zeros"), value),
    if (more > 0) paste0("As one code they find ", said_of(more, "more code", "more codes"),
                         " again") else as_filed,
    new_choices(c("keep", "drop"), c("Are different codes", "Are one code"))
  ))
}

decide_attendance <- function(plan, raw) {
  if (!length(raw$attendance)) return(NULL)
  list(new_decision(
    "attendance", "people", "once", "Leave the attendance list out", character(),
    function(plan, value) {
      plan$text <- replace_own_comments(plan$text, "attendance", plan$own)
      edit_plan(plan, "remove", "attendance")
    },
    paste0(raw$attendance$file, ": ", plan$drafted$attendance$reason %||% "as the file has it")
  ))
}

# ---- who is set aside --------------------------------------------------------

decide_exclusions <- function(plan, raw, waves) {
  drafted <- draft_exclusions(waves)
  entry <- vapply(drafted, exclusion_yaml, "")
  said <- lapply(entry, parse_study_text)
  number <- match(lapply(raw$exclude, identity), said)
  other <- which(is.na(number))
  if (!length(drafted) && !length(other)) return(NULL)
  key <- c(paste0("rule ", seq_along(drafted), recycle0 = TRUE),
           paste0("entry ", other, recycle0 = TRUE))
  value <- character(length(raw$exclude))
  value[!is.na(number)] <- key[number[!is.na(number)]]
  value[other] <- paste0("entry ", other, recycle0 = TRUE)
  list(new_decision(
    "exclude", "exclude", "ticks", "Records that are set aside", value,
    function(plan, chosen) {
      plan <- without_entries(plan, "exclude", !value %in% chosen)
      for (at in match(setdiff(chosen, value), key)) {
        plan <- add_exclusion(plan, drafted[[at]], entry[[at]])
      }
      plan
    },
    "Each is counted by its reason",
    new_choices(
      key, vapply(c(said, raw$exclude[other]), exclusion_words, ""),
      c(vapply(drafted, function(one) one$why %||% (
        if (one$sure) "The platform marks it" else "The platform marks it; perhaps a true answer"
      ), ""), rep(as_filed, length(other)))
    )
  ))
}

add_exclusion <- function(plan, one, entry) {
  written <- exclusion_lines(list(replace(one, "sure", list(FALSE))))
  commented <- utils::tail(written, 1)
  plan <- without_own_lines(plan, commented)
  if (!grepl("\n  # - {reason", plan$text, fixed = TRUE)) plan <- without_own_lines(plan, written)
  edit_plan(plan, "append", "exclude", entry, one$why)
}

exclusion_words <- function(one) {
  reason <- excluded_words(one$reason, one$label %||% NA_character_)
  test <- c(is = "is", is_not = "is not", below = "is below", above = "is above")
  has <- intersect(names(test), names(one))[1]
  paste0(capital(reason), ": ", one$column, " ", test[has], " ", paste(one[[has]], collapse = ", "),
         if (length(one$waves)) paste0(" (", paste(one$waves, collapse = ", "), ")"))
}
