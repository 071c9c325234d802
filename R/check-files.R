# Finds what is wrong with the files of a study before they make a cohort. An
# export that read_cohort() would refuse at the first complaint is gone through
# whole.

check_files_on <- function(study, previous) {
  check_files(study)
  read <- read_waves_noting(study)
  study <- complete_sets(study, read$surveys)
  found <- rbind(read$found, findings_of_columns(study, read$surveys))
  if (any(found$rule %in% c("file_short", "wave_empty", "column_lost"))) {
    return(as_asked(found, study, wave_sizes(read)))
  }
  set_aside <- set_aside_answers(study, read$surveys)
  reading <- note_broken_material(study, function(one) found <<- rbind(found, one))
  cohort <- suppressWarnings(build_cohort(study, set_aside$surveys, reading = reading))
  if (study$id$pseudonymise != "none") {
    found <- rbind(found, findings_of_totals(study, read$surveys),
                   findings_of_inadmissible(study, read$surveys))
  }
  as_asked(rbind(found, set_aside$found, findings_of_cohort(cohort, previous)), study,
           wave_sizes(read))
}

# The waves, and as findings what their reader warned of.
read_waves_noting <- function(study) {
  found <- no_findings()
  note <- function(rule, wave, count, ...) {
    found <<- rbind(found, finding(rule, wave, NA, count, ...))
  }
  surveys <- read_waves(study, odd = "keep", reading = function(name, read) {
    withCallingHandlers(
      tryCatch(
        read(),
        pairwave_error_truncated = function(e) {
          note("file_short", name, 1)
          NULL
        }
      ),
      pairwave_warning_ragged = function(w) {
        note("row_ragged", name, length(w$lines), setting = w$lines[1])
        rlang::cnd_muffle(w)
      },
      pairwave_warning_names = function(w) {
        note("column_twice", name, 1)
        rlang::cnd_muffle(w)
      },
      pairwave_warning_encoding = function(w) {
        note("text_damaged", name, 1, kind = "bytes")
        rlang::cnd_muffle(w)
      }
    )
  })
  list(surveys = surveys, found = found)
}

# Columns that the study names and the files have not.
findings_of_columns <- function(study, surveys) {
  found <- no_findings()
  lost <- function(absent, wave, kind, known) {
    for (column in absent) {
      found <<- rbind(found, finding("column_lost", wave, column, 1, kind = kind,
                                     about = nearest_names(column, known)[1]))
    }
  }
  everywhere <- unique(unlist(lapply(surveys, names)))
  items <- unlist(lapply(study$scales, `[[`, "items"), use.names = FALSE)
  for (wave in names(surveys)) {
    columns <- names(surveys[[wave]])
    if (!nrow(surveys[[wave]])) {
      excluded <- attr(surveys[[wave]], "survey")$excluded
      found <- rbind(found, finding(
        "wave_empty", wave, NA, 0, kind = if (sum(excluded$n) > 0) "excluded" else "no_rows"
      ))
    }
    lost(setdiff(c(study$id$column, items), columns), wave, "in_wave",
         setdiff(columns, items))
  }
  demographics <- lapply(study$demographics, function(entry) {
    if (length(entry$columns)) entry$columns else entry$column
  })
  for (entry in c(study$exclude, own_rules(study))) for (wave in names(surveys)) {
    columns <- names(surveys[[wave]])
    if (is_in_wave(entry, wave)) {
      lost(setdiff(entry$column, columns), wave, "in_wave", columns)
    }
  }
  asked <- unique(c(unlist(demographics), study$id$confirm))
  lost(setdiff(asked, everywhere), NA, "in_all_waves", everywhere)
  spec <- study$attendance
  if (!is.null(spec)) {
    columns <- names(read_attendance_list(study, n_max = 0))
    lost(setdiff(c(spec$id, spec$sessions, spec$groups), columns), NA,
         "in_list", columns)
  }
  found
}

# The surveys without the answers to items that can't be scored, and a finding
# for each item that had some.
set_aside_answers <- function(study, surveys) {
  found <- no_findings()
  for (scale in study$scales) for (wave in names(surveys)) for (item in scale$items) {
    column <- surveys[[wave]][[item]]
    plain <- plain_values(column)
    answered <- !is.na(plain) & nzchar(trimws(plain))
    number <- suppressWarnings(as.numeric(plain))
    text <- answered & is.na(number)
    if (any(text)) found <- rbind(found, finding("not_numeric", wave, item, sum(text)))
    outside <- answered & !text & !is.null(scale$range) &
      (number < scale$range[1] | number > scale$range[2])
    if (any(outside)) found <- rbind(found, finding(
      "out_of_range", wave, item, sum(outside), range = scale$range
    ))
    if (any(text | outside)) {
      number[text | outside] <- NA
      surveys[[wave]][[item]] <- number
    }
  }
  list(surveys = surveys, found = found)
}
