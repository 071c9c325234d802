# Says what of a study lets people be followed from wave to wave: a code, or one form that
# asked about both.

# The `id` section of a study; of one without it, that there is no code.
complete_id <- function(study) {
  if (is.null(study$id)) {
    if (!is.null(study$attendance)) {
      abort_study(
        c("{.field attendance} needs {.field id}, the column with each person's code.",
          i = "Without a code nobody on the list can be found in a wave.")
      )
    }
    return(read_section(list(column = character()), study_keys()$id$keys, "id"))
  }
  if (!length(study$id$column)) {
    abort_study(
      c("{.field id: column} must name at least one column.",
        i = "A study whose files have no code leaves {.field id} out.")
    )
  }
  study$id
}

has_code <- function(study) length(study$id$column) > 0

# Tells whether anybody could be followed.
links_people <- function(study) has_code(study) || length(recalled_waves(study)) > 0

# Tells whether a study has several waves whose people nobody could follow.
is_unlinked <- function(study) length(study$waves) > 1 && !links_people(study)

# Stops where there is no code to link by; `what` begins the sentence.
need_code <- function(study, what, call = rlang::caller_env()) {
  if (has_code(study)) return(invisible())
  abort_pairwave(
    c(paste0(what, " needs a code that people wrote in each wave."),
      x = "The study has no {.field id}.",
      i = "{.fn unpaired_change} compares waves whose people are not linked."),
    "argument", call = call
  )
}

# Stops where nobody can be followed; `what` begins the sentence, as in "Change of people".
need_links <- function(study, what, call = rlang::caller_env()) {
  if (!is_unlinked(study)) return(invisible())
  abort_pairwave(
    c(paste0(what, " needs people who are linked over the waves."),
      x = "The study has no {.field id}, so each record is a person of one wave.",
      i = "{.fn unpaired_change} compares the waves as groups."),
    "argument", call = call
  )
}
