# Finds the file with an export's labels among those that lie beside it: by its name,
# or, where a platform puts the time of the download and a language into the name, by
# the questions that it has.

# The `path` of that file, NULL for none, and what to `note` of the choice.
labels_beside <- function(path, layout, heading, call) {
  stem <- without_ending(path)
  suffix <- layout$key$suffix
  beside <- paste0(stem, c(suffix, sub("[.]csv$", ".xlsx", suffix), ".sps"))
  named <- beside[file.exists(beside)][1]
  if (!is.na(named)) {
    return(list(path = named))
  }
  keys <- keys_beside(path, layout)
  if (nrow(keys) == 0) {
    return(list())
  }
  cells <- lapply(keys$path, function(key) {
    tryCatch(read_key_cells(key, call), pairwave_error = function(e) NULL)
  })
  keys$strange <- I(lapply(cells, strange_questions, layout, heading))
  key_by_questions(keys, cells)
}

# The key files of the folder, by the layout's pattern of their names, that are not
# another export's by name, nor of another survey: `path`, `language` ("" for none), and
# whether the name is that of the `same` survey.
keys_beside <- function(path, layout) {
  if (is.null(layout$key$names)) return(no_keys())
  keys_in_folder(path, layout)
}

no_keys <- function() new_frame(list(path = character()))

keys_in_folder <- function(path, layout) {
  files <- list.files(dirname(path), full.names = TRUE)
  found <- lapply(c(survey = "survey", language = "language"), function(group) {
    at <- regexpr(layout$key$names, basename(files), perl = TRUE, ignore.case = TRUE)
    start <- attr(at, "capture.start")[, group]
    ifelse(at > 0, substring(basename(files), start,
                             start + attr(at, "capture.length")[, group] - 1), NA)
  })
  is_key <- !is.na(found$survey)
  exports <- without_ending(basename(files[!is_key]))
  free <- is_key & !found$survey %in% exports
  if (!any(free)) return(no_keys())
  undated <- function(name) lower_case(sub(layout$key$time, "", name, perl = TRUE))
  own <- without_ending(basename(path))
  survey <- found$survey[free]
  same <- undated(survey) == undated(own)
  # Names with a time are the platform's own, so that they tell surveys apart.
  another <- !same & undated(survey) != lower_case(survey) & undated(own) != lower_case(own)
  data.frame(path = files[free], language = lower_case(found$language[free]), same = same)[
    !another, ]
}

# What a key and an export don't have in common: questions of the export without an
# entry, and names in the key that the export lacks. A code is no such name.
strange_questions <- function(cells, layout, heading) {
  known <- key_starts(heading)
  names <- cells$first[grepl("^\\p{L}", cells$first, perl = TRUE)]
  own <- fitting_columns(own_headings(layout), heading)
  asked <- !heading$name %in% own & !heading$unnamed
  told <- heading$header %in% names | heading$stem %in% names | heading$cell %in% names |
    heading$grid %in% names
  c(heading$header[asked & !told], setdiff(names, known))
}

# The key that has the export's questions, each of them and no others. Of several in
# different languages it takes the one without a language, else English, else the
# first; several of one language must say the same.
key_by_questions <- function(keys, cells) {
  fits <- lengths(keys$strange) == 0 & lengths(cells) > 0
  if (any(fits & keys$same)) fits <- fits & keys$same
  if (!any(fits)) {
    return(list(note = stranger_note(keys[keys$same & lengths(cells) > 0, ])))
  }
  fit <- which(fits)
  language <- keys$language[fit]
  best <- sort(unique(language))
  best <- c(intersect(c("", "en"), best), best)[1]
  take <- fit[language == best]
  if (length(unique(cells[take])) > 1) {
    return(list(note = sprintf(
      "%s have this export's questions with different labels: `key` says which it is.",
      and_words(basename(keys$path[take]))
    )))
  }
  others <- setdiff(language, best)
  list(path = keys$path[take[1]], note = paste0(
    "Labels are those of ", basename(keys$path[take[1]]), ", found by its questions",
    if (length(others)) paste0("; `key` takes the one in ", and_words(sort(others))), "."
  ))
}

stranger_note <- function(keys) {
  if (nrow(keys) == 0) {
    return(NULL)
  }
  strange <- keys$strange[[1]]
  paste0(
    basename(keys$path[1]), " is not taken for the labels: ",
    and_words(utils::head(strange, 3)), if (length(strange) > 3) " and others",
    if (length(strange) == 1) " is" else " are", " in one of the two files only. ",
    "`key` takes it all the same."
  )
}
