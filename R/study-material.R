# Completes what a study says of coded material: which files, who said it, when.

# The coded material of a study, NULL where it has none.
complete_codes <- function(study) {
  if (is.null(study$codes)) {
    return(NULL)
  }
  Map(function(entry, name) {
    where <- c("codes", name)
    one_of_two(entry, "file", "files", where)
    if (!is.null(entry$question)) check_question_wave(entry, study, where)
    check_material_group(entry$group, study, where)
    entry$label <- entry$label %||% name
    entry
  }, study$codes, names(study$codes))
}

# Stops unless an entry has one of two keys, and not both.
one_of_two <- function(entry, one, other, where) {
  given <- c(one, other)[c(!is.null(entry[[one]]), !is.null(entry[[other]]))]
  if (length(given) == 1) {
    return(invisible())
  }
  abort_study(
    c("{.field {where}} must have {.field {one}} or {.field {other}}.",
      x = if (length(given)) "It has both." else "It has neither.")
  )
}

# An answer is one of a wave's file.
check_question_wave <- function(entry, study, where) {
  if (is_wave_of(entry$wave, study)) {
    return(invisible())
  }
  abort_study(
    c("{.field {where}} must name the wave that asked its {.field question}.",
      x = if (is.null(entry$wave)) "It has no {.field wave}."
        else "There is no wave {.val {entry$wave}}.",
      if (!is.null(entry$wave)) did_you_mean(entry$wave, names(study$waves)))
  )
}

is_wave_of <- function(wave, study) !is.null(wave) && wave %in% names(study$waves)

check_material_group <- function(group, study, where) {
  known <- study$attendance$groups
  if (is.null(group) || group %in% known) {
    return(invisible())
  }
  where <- c(where, "group")
  abort_study(
    c("{.field {where}} must be one of {.field attendance: groups}.",
      x = "There is no group {.val {group}}.",
      did_you_mean(group, known))
  )
}

check_framework_keys <- function(study) {
  spec <- study$framework
  one_of_two(spec, "file", "name", "framework")
  unknown <- setdiff(spec$of, names(study$codes))
  if (length(unknown)) {
    abort_study(
      c("{.field framework: of} must name coded material of {.field codes}.",
        x = "There is no {.val {unknown[1]}}.",
        did_you_mean(unknown[1], names(study$codes)))
    )
  }
  columns <- c("path", "description")[c(length(spec$path) > 0, !is.null(spec$description))]
  if (!is.null(spec$name) && length(columns)) {
    abort_study(
      c("{.field framework} can't have {.field {columns[1]}} with {.field name}.",
        i = "It names a column of a {.field file}.")
    )
  }
}

check_consensus <- function(study) {
  if (!is.null(study$consensus) && is.null(study$codes)) {
    abort_study(
      c("A study with {.field consensus} must have {.field codes}.",
        i = "{.field consensus} says whose codings of them are counted.")
    )
  }
}

# The files of coded material and of the framework, as the study names them. A
# project that is a folder is the database in it.
coded_files <- function(study) {
  entries <- lapply(study$codes, function(entry) {
    coded <- c(entry$file, entry$files)
    folder <- dir.exists(vapply(coded, study_path, "", dir = study$dir))
    coded[folder] <- file.path(coded[folder], "data.qda")
    c(coded, entry$key, entry$transcripts)
  })
  unname(c(unlist(entries), study$framework$file))
}
