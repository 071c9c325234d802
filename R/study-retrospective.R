# Completes what a study says of a wave that was asked in retrospect.

# Retrospective waves with their labels. Each stands for one wave and is asked
# in a later one.
complete_retrospective <- function(study) {
  waves <- names(study$waves)
  for (name in names(study$retrospective)) {
    where <- c("retrospective", name)
    entry <- study$retrospective[[name]]
    if (!entry$of %in% waves) {
      abort_study(
        c("{.field {where}}: {.field of} must be a wave of the study.",
          x = "There is no wave {.val {entry$of}}.",
          did_you_mean(entry$of, waves))
      )
    }
    check_asked_in(entry, where, waves)
    if (match(entry$of, waves) >= match(entry$asked_in, waves)) {
      abort_study(
        c("{.field {where}} must be asked in a wave after the one it is of.",
          x = "It is of {.val {entry$of}} and asked in {.val {entry$asked_in}}.")
      )
    }
    check_recalled_name(entry, where)
    study$retrospective[[name]]$label <- entry$label %||% name
  }
  study$retrospective
}

retrospective_items <- function(entry, items) {
  paste0(entry$prefix, items, entry$suffix)
}

# The columns of a wave that ask a scale again, whether or not they are there.
retrospective_columns <- function(study, wave, scale) {
  here <- Filter(function(entry) entry$asked_in == wave, study$retrospective)
  unlist(lapply(here, retrospective_items, items = scale$items), use.names = FALSE)
}
