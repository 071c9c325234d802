# Reads the surveys of the study's waves: each file is read once, the rows of a
# wave are taken out of it, columns get the study's names, and texts that stand for
# the answers of a scale get their numbers. A cohort is the same whether its
# files are SPSS or text: whole numbers are doubles.

# `reading` runs the reading of one file for a wave, and may return NULL; `odd`
# says what becomes of a wave without rows and of texts that are no answers of
# their scale: an error, or they are kept for a check to find.
read_waves <- function(study, reading = function(wave, read) read(),
                       odd = c("error", "keep"), call = rlang::caller_env()) {
  odd <- match_choice(odd)
  recalled <- recalled_waves(study)
  all <- names(study$waves)
  own <- study$waves[setdiff(all, names(recalled))]
  sources <- lapply(own, wave_source, dir = study$dir)
  first <- match(sources, sources)
  files <- lapply(unique(first), function(i) {
    reading(names(sources)[i], function() do.call("read_survey", sources[[i]]))
  })
  whole <- stats::setNames(files[match(first, unique(first))], names(sources))
  whole <- whole[lengths(whole) > 0]
  rows <- lapply(stats::setNames(nm = names(whole)), function(name) {
    wave <- study$waves[[name]]
    keep <- rows_of_wave(whole[[name]], wave, name, odd, call)
    beside <- names(sources)[first == first[match(name, names(sources))]]
    asked <- own_questions(whole[[name]], own, name, beside, study$id$column, call)
    if (length(asked)) keep[row_has_answer(asked, keep)] else keep
  })
  surveys <- lapply(stats::setNames(nm = names(whole)), function(name) {
    wave <- study$waves[[name]]
    survey <- survey_rows(whole[[name]], rows[[name]])
    same <- names(sources)[first == first[match(name, names(sources))]]
    if (length(wave$where)) {
      survey <- carry_forward(survey, whole[[name]], rows[[name]], study)
    }
    if (length(wave$where) || length(same) > 1) {
      attr(survey, "survey")$no_wave <- no_wave_note(whole[[name]], rows[same], wave)
    }
    if (length(wave$rename)) survey <- rename_columns(survey, wave$rename, name, call)
    if (length(study$exclude)) survey <- exclude_records(survey, study, name, odd, call)
    survey <- number_texts(as_spss_numbers(survey), study, name, odd, call)
    refuse_identifying(survey, study, call)
    if (study$identifying == "drop") {
      survey <- drop_identifying(survey, except = study$id$column)
    }
    survey
  })
  with_recalled_surveys(surveys, recalled, all, study, odd, call)
}

# A table of people's names or addresses is no table of demographics.
refuse_identifying <- function(survey, study, call) {
  columns <- vapply(study$demographics, `[[`, "", "column")
  found <- intersect(columns, identifying_columns(survey))
  if (length(found)) {
    abort_pairwave(
      c("A demographic can't be a column that identifies a person.",
        x = "{.field {found[1]}} is one.",
        i = "Leave it out of {.field demographics}."),
      "cohort", call = call
    )
  }
}

# The columns that one wave of several out of the same rows asked: those that it
# and the others call alike, though at least one of them renames them. None where
# the waves are rows of their own. The code, `id`, is no question.
own_questions <- function(survey, waves, name, beside, id, call) {
  renamed <- setdiff(unlist(lapply(waves[beside], function(one) names(one$rename))), id)
  if (length(beside) < 2 || length(renamed) == 0 || length(waves[[name]]$where)) {
    return(NULL)
  }
  called <- lapply(beside, function(one) {
    names(rename_columns(survey, waves[[one]]$rename, one, call))
  })
  shared <- Reduce(intersect, called, unique(renamed))
  unclass(rename_columns(survey, waves[[name]]$rename, name, call))[shared]
}

# Counts as taking part who answered one of the columns at least in the wave.
row_has_answer <- function(columns, rows) {
  Reduce(`|`, lapply(columns, function(x) {
    given <- !is_missing_answer(x)
    if (is.character(bare_values(x))) given <- given & nzchar(trimws(bare_values(x)))
    given[rows]
  }))
}

# Says how a wave's file is read. Waves with the same source share one reading.
wave_source <- function(wave, dir) {
  # A cohort without the last rows of a wave would look complete.
  platform <- wave$platform
  if (is_layout_file(platform)) platform <- study_path(dir, platform)
  given <- list(path = study_path(dir, wave$file), platform = platform,
                encoding = wave$encoding, choices = wave$choices, sheet = wave$sheet,
                header = wave$header,
                skip = wave$skip, na = wave$na, delim = wave$delim,
                decimal_mark = wave$decimal_mark, damaged = "error")
  if (!is.null(wave$key)) {
    given$key <- study_path(dir, wave$key)
  }
  given[!vapply(given, is.null, NA)]
}

# The rows in which every column of `where` has one of its values; an empty
# text stands for no value.
rows_of_wave <- function(survey, wave, name, odd, call) {
  keep <- rep(TRUE, nrow(survey))
  for (column in names(wave$where)) {
    check_known(column, names(survey), "{.field where} of a wave must name columns of its file.",
                where = "Wave {.field {name}} ({.file {wave$file}})", topic = "cohort",
                call = call)
    keep <- keep & has_value(survey[[column]], wave$where[[column]])
  }
  if (!any(keep) && length(wave$where) && odd == "error") {
    column <- names(wave$where)[1]
    found <- unique(as.character(bare_values(survey[[column]])))
    known <- length(found) <= 12
    abort_pairwave(
      c("A wave must have rows in its file.",
        x = "No row of {.file {wave$file}} fits {.field where} of wave {.field {name}}.",
        i = if (known) "{.field {column}} has the values {.val {found}}."),
      "cohort", call = call
    )
  }
  which(keep)
}

survey_rows <- function(survey, rows) {
  if (length(rows) == nrow(survey)) {
    return(survey)
  }
  facts <- attr(survey, "survey")
  facts$n_rows <- length(rows)
  structure(lapply(survey, column_slice, rows), names = names(survey), class = class(survey),
            row.names = .set_row_names(length(rows)), survey = facts)
}

# Where a file has a row for each record and event, a demographic question is
# asked at one event, often one that is no wave: a wave that left it blank
# throughout takes each record's first answer in the file.
carry_forward <- function(survey, whole, rows, study) {
  respondent <- attr(whole, "survey")$respondent
  if (is.null(respondent)) respondent <- study$id$column
  if (!all(respondent %in% names(whole))) {
    return(survey)
  }
  parts <- lapply(whole[respondent], function(x) as.character(bare_values(x)))
  record <- do.call(paste, c(unname(parts), sep = "\r"))
  record[Reduce(`|`, lapply(parts, is.na))] <- NA
  carried <- character()
  columns <- c(vapply(study$demographics, `[[`, "", "column"), study$id$confirm)
  for (column in intersect(unique(columns), names(survey))) {
    if (!all(is.na(bare_values(survey[[column]]))) || nrow(survey) == 0) next
    values <- bare_values(whole[[column]])
    given <- which(!is.na(values) & !is.na(record))
    from <- given[match(record[rows], record[given])]
    if (all(is.na(from))) next
    survey[[column]] <- column_slice(whole[[column]], from)
    carried <- c(carried, column)
  }
  if (length(carried)) {
    attr(survey, "survey")$notes <- c(attr(survey, "survey")$notes, paste0(
      paste(carried, collapse = ", "), ": carried over from other rows of the record."
    ))
  }
  survey
}

# Says what to tell of the rows that no wave of the study takes; NULL where none is.
no_wave_note <- function(whole, in_waves, wave) {
  left <- setdiff(seq_len(nrow(whole)), unlist(in_waves))
  if (length(left) == 0) {
    return(NULL)
  }
  some <- if (length(left) == 1) " row of " else " rows of "
  if (length(wave$where) == 0) {
    return(paste0(length(left), some, basename(wave$file), " answered nothing in any wave"))
  }
  column <- names(wave$where)[1]
  values <- as.character(bare_values(whole[[column]])[left])
  count <- table(ifelse(is.na(values), "(empty)", values))
  shown <- utils::head(sort(count, decreasing = TRUE), 5)
  paste0(length(left), some,
         basename(wave$file), if (length(left) == 1) " belongs" else " belong",
         " to no wave (", column, ": ",
         paste(names(shown), shown, collapse = ", "), ")")
}

# `rename` has, by the name the study uses, the column's name in the file, or
# its heading, or its label.
rename_columns <- function(survey, rename, wave, call) {
  headings <- attr(survey, "survey")$headings
  for (new in names(rename)) {
    old <- rename[[new]]
    at <- which(names(survey) == old)
    if (length(at) == 0) at <- which(names(survey) %in% names(headings)[headings == squash(old)])
    if (length(at) == 0) at <- which(vapply(survey, function(x) {
      squash(column_label(x) %||% "") == squash(old)
    }, NA))
    if (length(at) != 1) {
      abort_pairwave(
        c("{.field rename} of a wave must name one column of its file each.",
          x = if (length(at)) {
            "Wave {.field {wave}} has {length(at)} columns called {.val {old}}."
          } else {
            "Wave {.field {wave}} has no column {.val {old}}."
          },
          if (length(at) == 0) did_you_mean(old, c(names(survey), headings))),
        "cohort", call = call
      )
    }
    if (new %in% names(survey)[-at]) {
      abort_pairwave(
        c("{.field rename} of a wave can't use the name of another column.",
          x = "Wave {.field {wave}} has a column {.field {new}} already."),
        "cohort", call = call
      )
    }
    names(survey)[at] <- new
  }
  survey
}
