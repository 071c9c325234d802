# A plan: a study file in the making, which somebody decides about. It is drafted from
# exports, or opened as it was written; each decision changes one value of its text.

# `text` is the study file as it stands, `path` where it belongs, `own` the comments that the
# draft wrote itself, `drafted` what use_study() found (NULL for a file that was opened),
# `waves` the surveys, `kinds` how the columns are answered that every wave has, and `saved`
# the bytes of the file as it was opened or saved last.
draft_plan <- function(files, path, title = NULL, call = rlang::caller_env()) {
  drafted <- draft_study(files, dirname(path), title, call)
  lines <- draft_lines(drafted)
  new_study_plan(paste0(enc2utf8(lines), "\n", collapse = ""), path, with_file_names(drafted),
           own = lines[grepl("^ *#", lines)], drafted = drafted)
}

open_plan <- function(path) {
  study <- read_study(path)
  if (has_sources(study)) {
    abort_pairwave(
      c("A study in the window must be of files.",
        x = "The waves of {.file {basename(path)}} are tables of a database.",
        i = "Change it in an editor; {.code ?engine_cohorts} has its keys."),
      "draft", call = NULL
    )
  }
  check_files(study, call = NULL)
  # As the files have them: what the study makes of answers is for it to say.
  bare <- study
  bare[c("scales", "exclude", "questions", "demographics", "retrospective")] <- list(list())
  bare$identifying <- "mask"
  bare$waves <- bare$waves[setdiff(names(bare$waves), names(recalled_waves(study)))]
  bare$waves <- lapply(bare$waves, function(wave) {
    if (length(wave$id)) wave$rename <- wave$rename[setdiff(names(wave$rename), study$id$column)]
    wave
  })
  surveys <- suppressWarnings(read_waves(bare, odd = "keep", call = NULL))
  waves <- Map(function(survey, wave) list(survey = survey, where = wave$where),
               surveys, study$waves[names(surveys)])
  context <- "Can't read the study."
  new_study_plan(read_utf8(path, context, "study"), path, waves,
                 saved = all_bytes(path, context, "study", NULL))
}

new_study_plan <- function(text, path, waves, own = character(), drafted = NULL, saved = NULL) {
  columns <- Reduce(intersect, lapply(waves, answered_columns))
  columns <- setdiff(columns, identifying_columns(waves[[1]]$survey))
  list(
    text = text, path = path, waves = waves, own = own, drafted = drafted, saved = saved,
    kinds = lapply(stats::setNames(nm = columns), function(name) answer_set(waves, name))
  )
}

# What the plan says, as it was written and as a study.
plan_raw <- function(plan) parse_study_text(plan$text)

plan_study <- function(plan) {
  study <- build_study(plan_raw(plan), dirname(plan$path))
  study$file <- basename(plan$path)
  study
}

# The waves of a draft, their codes under the names that the files have for them.
with_file_names <- function(drafted) {
  column <- drafted$id$column
  lapply(drafted$waves, function(wave) {
    if (is.null(wave$id)) return(wave)
    own <- names(wave$survey)
    own[own == column] <- wave$id
    own[own == paste0(column, "_here")] <- column
    names(wave$survey) <- own
    wave
  })
}

# The waves in the order that the plan has them in, their codes under its names or, for
# `files`, under those of the files.
plan_waves <- function(plan, raw, files = FALSE) {
  order <- intersect(names(raw$waves), names(plan$waves))
  waves <- plan$waves[c(setdiff(names(plan$waves), order), order)]
  for (name in if (!files) order) {
    own <- raw$waves[[name]]$id
    for (i in seq_along(own)) {
      rename <- stats::setNames(list(own[i]), name)
      waves <- rename_id(waves, list(column = raw$id$column[i], rename = rename))
    }
  }
  waves
}

# The plan with one change to its text (see edit_study_text()), if what it says then is a
# study. `instead` stands in the place of the draft's own comments above what is changed.
edit_plan <- function(plan, what, path, value = NULL, note = NULL, instead = NULL,
                      call = rlang::caller_env()) {
  before <- plan$text
  plan$text <- edit_study_text(before, what, path, value, note, call)
  if (length(instead)) plan$text <- replace_own_comments(plan$text, path, plan$own, instead)
  # Of a section that is gone nothing needs to be explained.
  if (what == "remove" && !path[[1]] %in% names(plan_raw(plan))) {
    before <- replace_own_comments(before, path[1], plan$own)
    plan$text <- edit_study_text(before, what, path, value, note, call)
  }
  plan
}

# Without some entries of a section that is a list.
without_entries <- function(plan, section, gone) {
  for (at in rev(which(gone))) plan <- edit_plan(plan, "remove", list(section, at))
  plan
}

# Without what the draft left as comments about something that is decided now.
without_own_lines <- function(plan, lines) {
  lines <- intersect(lines, plan$own)
  if (length(lines)) {
    plan$text <- change_lines(plan$text, function(all) all[!all %in% lines])
  }
  plan
}

# The plan with one of its decisions changed to `value`: the names of what is chosen, in
# order; what a text says; or nothing for what is done once. It is left as it was where the
# value can't be chosen, or no study would come of it.
change_plan <- function(plan, id, value = character(), call = rlang::caller_env()) {
  decision <- find_decision(plan_decisions(plan), id, call)
  value <- check_choice(decision, value, call)
  changed <- decision$change(plan, value)
  tryCatch(plan_study(changed), pairwave_error_study = function(cnd) {
    abort_pairwave("{.field {decision$label}} can't be changed to this.", "draft", parent = cnd,
                   call = NULL)
  })
  changed
}

find_decision <- function(decisions, id, call) {
  for (one in decisions) if (identical(one$id, id)) return(one)
  ids <- vapply(decisions, `[[`, "", "id")
  check_known(id, ids, "There must be something to decide of that name.", what = "decision",
              topic = "draft", call = call)
}

check_choice <- function(decision, value, call) {
  value <- as.character(value)
  known <- decision$choices$value
  fits <- switch(
    decision$kind,
    text = length(value) == 1 && !is.na(value),
    choice = length(value) == 1 && value %in% known,
    ticks = all(value %in% known) && !anyDuplicated(value),
    order = identical(sort(value), sort(known)),
    once = length(value) == 0
  )
  if (!fits) {
    abort_pairwave(
      c("{.field {decision$label}} must be one of what can be chosen.",
        x = "It is {describe_value(value)}."),
      "draft", call = call
    )
  }
  if (decision$kind == "ticks") known[known %in% value] else value
}

# Writes the plan as its file. What somebody else wrote since it was opened stays.
save_plan <- function(plan, existing = "error", call = rlang::caller_env()) {
  path <- plan$path
  there <- if (file.exists(path)) all_bytes(path, "Can't read the study.", "study", call)
  if (!is.null(plan$saved) && existing == "error" && !identical(there, plan$saved)) {
    abort_pairwave(
      c("The study file must be as it was opened.",
        x = "{.file {basename(path)}} was changed by something else since.",
        i = "Nothing was written. Open it again, or choose to replace it."),
      "draft", call = call
    )
  }
  if (is.null(plan$saved)) {
    check_not_there(path, "The study file", existing, topic = "draft", call = call)
  }
  plan$saved <- plan_bytes(plan)
  write_file(plan$saved, path, call = call)
  plan
}

# The mark of UTF-8 that some editors put in front of a text stays.
plan_bytes <- function(plan) {
  mark <- as.raw(c(0xef, 0xbb, 0xbf))
  c(if (identical(plan$saved[1:3], mark)) mark, charToRaw(enc2utf8(plan$text)))
}
