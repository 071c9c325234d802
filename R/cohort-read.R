#' Read a cohort
#'
#' Reads every wave of a study, links each person's answers, scores the scales
#' and joins the attendance list. Every respondent is kept, linked or not.
#'
#' Links are exact, after the codes are normalised, and near where the study's
#' `id` has `max_edits` or `elements`; see [link_waves()] for the rule and
#' [review_links()] for what is left to decide.
#'
#' Without `id` in the study each record is a person of one wave: nobody is followed, who
#' answered in several waves counts in each, and [unpaired_change()] compares the waves as
#' groups. Where a form asked in retrospect about an earlier time (`retrospective` without `of`
#' in the study file), its rows are two waves of the same people.
#'
#' With `pseudonymise: salted hash` under `id`, the codes in the result are
#' replaced, once linked, by the first 16 hexadecimal digits of their
#' HMAC-SHA-256 under a secret of your own, taken from the environment variable
#' `PAIRWAVE_SALT`; with `drop` the column of codes is emptied. The files stay
#' as they are.
#'
#' @param study The path of a study file or a study from [read_study()] or
#'   [study()]; a cohort is
#'   returned as it is, so that a report can take either. Files are sought relative to the
#'   study's folder.
#' @param ... Must be empty.
#' @param connections For a study whose waves are tables of a database: a named list of
#'   connections of DBI, by the names that its `sources` have. See [engine_cohorts].
#' @param rows `"stream"` counts files that memory need not hold: text files, `.sav` and
#'   `.zsav` go past block by block, and of their rows nothing is kept but, where the study has
#'   an `id`, each different code and whose each record is. People beyond a gigabyte of these
#'   (`options(pairwave.link_memory = )`, in bytes) are put on disk, in files of [tempdir()] that
#'   nobody else can open, that hold no code, only keyed hashes, and that are gone however the
#'   session ends. The results are those of `"memory"`, to the last digit. What needs all rows
#'   of a file at once (near codes, `attendance`, `exclude`, exports of platforms) is refused
#'   with `pairwave_error_engine_rows`, and so is what [engine_cohorts] says of counts.
#' @return A cohort of tables, or of files that are streamed past, is a
#'   `pairwave_engine_cohort`, see [engine_cohorts]; else a list
#'   of class `pairwave_cohort`:
#'   * `study`;
#'   * `surveys`: the waves as read, by name;
#'   * `respondents`: as from [link_waves()], a row per row of each export;
#'   * `people`: a row per person who answered or is on the attendance list: `person`, a column
#'     per wave with the row there (or `NA`), the demographic columns (from the first wave in
#'     which the person answered), `attended` (sessions, `NA` for people not on the list) and a
#'     logical column per attendance group;
#'   * `scores`: `person`, `wave`, `scale`, `score` (`NA` where too few items
#'     are answered), `n_answered`; a row for each person, wave and scale;
#'   * `retrospective`: the same for scales that were asked in retrospect (see
#'     [response_shift()]), `NULL` where the study has none;
#'   * `attendance`: how many rows the attendance list has (`listed`) and how many
#'     of them repeat a person (`repeated`); `NULL` without a list;
#'   * `codes`: the coded material by name, as from [read_codes()] but without texts and
#'     memos: a `participant` is the number of a person, or `not linked 1` and so on for
#'     whose code is nobody's here (the attribute `unlinked` has them); `NULL` where the
#'     study has none;
#'   * `links`: the near links that were looked at (see [review_links()]), and
#'     `expected_false`, how many links are expected to join two people; `NULL`
#'     where the study asks for exact links only.
#' @section Errors: Nothing is returned unless everything is right.
#'   `pairwave_error_study` from the study file; `pairwave_error_cohort` when a
#'   file does not exist, or a wave lacks the id column or a scale's item, or
#'   no wave has a demographic column (the nearest name is offered), or the
#'   attendance list can't be used; `pairwave_error_score` when answers lie
#'   outside a scale's range; and the errors of [read_survey()].
#' @export
#' @examples
#' folder <- tempfile()
#' dir.create(folder)
#' write.csv(data.frame(code = c("A1", "B2"), q1 = c(1, 2), q2 = c(2, 2)),
#'           file.path(folder, "pre.csv"), row.names = FALSE)
#' write.csv(data.frame(code = c("a-1", "C3"), q1 = c(3, 2), q2 = c(4, 1)),
#'           file.path(folder, "post.csv"), row.names = FALSE)
#' read_cohort(study(
#'   waves = c(pre = "pre.csv", post = "post.csv"), id = "code",
#'   scales = list(confidence = list(items = "q1:q2", range = c(1, 4))),
#'   dir = folder
#' ))
read_cohort <- function(study, ..., connections = NULL, rows = c("memory", "stream")) {
  check_dots_empty()
  rows <- match_choice(rows)
  if (inherits(study, c("pairwave_cohort", "pairwave_engine_cohort"))) {
    return(study)
  }
  if (!inherits(study, "pairwave_study")) {
    if (!is_text(study)) {
      abort_pairwave(
        c("{.arg study} must be the path of a study file or a study.",
          x = "It is {.obj_type_friendly {study}}.",
          i = if (is.data.frame(study)) {
            "{.fn paired_change} and the other functions take a data frame without a study."
          }),
        "cohort"
      )
    }
    study <- read_study(study)
  }
  if (has_sources(study)) return(read_engine_cohort(study, connections))
  refuse_connections(connections)
  if (rows == "stream") return(read_stream_cohort(study))
  cohort_of_files(study)
}

# The cohort of a study whose waves are files, each of which `reading` reads.
cohort_of_files <- function(study, reading = function(wave, read) read(),
                            call = rlang::caller_env()) {
  check_files(study, call)
  surveys <- read_waves(study, reading, call = call)
  study <- complete_sets(study, surveys)
  check_waves(study, surveys, call)
  build_cohort(study, surveys, call = call)
}

# Links the people of the waves, joins the attendance list, scores the scales. `...` is
# what read_cohort_codes() may know besides.
build_cohort <- function(study, surveys, ..., call = rlang::caller_env()) {
  attendance <- read_attendance(study, call)
  linked <- link_cohort(study, surveys, attendance$codes)
  people <- collect_people(study, surveys, linked)
  people <- join_attendance(people, linked$listed, attendance, study)
  codes <- if (!is.null(study$codes)) {
    read_cohort_codes(study, surveys, linked, attendance, people, call, ...)
  }
  pseudonymise(structure(
    list(
      study = study,
      surveys = surveys,
      respondents = linked$respondents,
      people = people,
      scores = score_cohort(study, surveys, linked$respondents),
      retrospective = score_retrospective(study, surveys, linked$respondents, call),
      attendance = count_listed(attendance),
      codes = codes,
      links = linked$near,
      expected_false = linked$expected_false
    ),
    class = "pairwave_cohort"
  ))
}

link_cohort <- function(study, surveys, listed) {
  id <- study$id
  own <- setdiff(names(surveys), names(recalled_waves(study)))
  linked <- link_records(
    surveys[own], id$column, id$duplicates, listed, study_rule(id), id$confirm,
    if (has_code(study)) read_decisions(decisions_path(study))
  )
  with_recalled_respondents(linked, study)
}

# Every file of the study is there before the first is read.
check_files <- function(study, call = rlang::caller_env()) {
  files <- c(
    unlist(lapply(study$waves, `[`, c("file", "key"))),
    study$attendance$file, coded_files(study)
  )
  paths <- vapply(files, study_path, "", dir = study$dir)
  absent <- files[!file.exists(paths) | dir.exists(paths)]
  if (length(absent)) {
    abort_pairwave(
      c("Every file of the study must exist in its folder.",
        stats::setNames(
          paste0("There is no ", escape_braces(
            encodeString(unname(absent), quote = "\"")
          ), "."),
          "x"
        ),
        did_you_mean(absent[1], list.files(study$dir))),
      "cohort", call = call
    )
  }
}

# A demographic may name a set of ticks that a wave's file declares: its columns
# are those of the first wave that does.
complete_sets <- function(study, surveys) {
  everywhere <- unlist(lapply(surveys, names))
  study$demographics <- lapply(study$demographics, function(entry) {
    if (length(entry$columns) || entry$column %in% everywhere) return(entry)
    for (survey in surveys) {
      set <- declared_sets(survey)[[entry$column]]
      if (is.null(set)) next
      entry$columns <- set$columns
      if (is.null(entry$counted)) entry$counted <- set$counted
      if (entry$label == entry$column && nzchar(set$label)) {
        entry$label <- set$label
      }
      break
    }
    entry
  })
  study
}

# The columns that the study names are in the waves.
check_waves <- function(study, surveys, call = rlang::caller_env()) {
  for (wave in names(surveys)) {
    file <- study$waves[[wave]]$file
    columns <- names(surveys[[wave]])
    where <- "Wave {.field {wave}} ({.file {file}})"
    check_known(study$id$column, columns, "Every wave must have the study's id column.",
                where = where, topic = "cohort", call = call)
    for (scale in study$scales) {
      # The nearest name must not be that of another item.
      absent <- setdiff(scale$items, columns)
      check_known(absent, setdiff(columns, scale$items),
                  "Every item of the scale {.field {scale$name}} must be in every wave.",
                  where = where, topic = "cohort", call = call)
    }
  }
  for (name in names(study$checks$rules)) for (wave in names(surveys)) {
    entry <- study$checks$rules[[name]]
    if (is_in_wave(entry, wave)) {
      check_known(entry$column, names(surveys[[wave]]),
                  "The column of the rule {.field {name}} must be in its waves.",
                  where = "Wave {.field {wave}}", topic = "cohort", call = call)
    }
  }
  everywhere <- unique(unlist(lapply(surveys, names)))
  check_known(unlist(lapply(study$demographics, entry_columns)), everywhere,
              "Every demographic column must be in at least one wave.",
              topic = "cohort", call = call)
  check_known(question_columns(study), everywhere,
              "Every column of {.field questions} must be in at least one wave.",
              topic = "cohort", call = call)
  check_known(study$id$confirm, everywhere,
              "Every column of {.field id: confirm} must be in at least one wave.",
              topic = "cohort", call = call)
}

# A row per person: which row of each wave is theirs, and their demographics.
collect_people <- function(study, surveys, linked) {
  people <- data.frame(person = seq_len(linked$people))
  respondents <- linked$respondents
  for (wave in names(surveys)) {
    theirs <- respondents[respondents$wave == wave & !is.na(respondents$person), ]
    people[[wave]] <- theirs$row[match(people$person, theirs$person)]
  }
  for (column in unlist(lapply(study$demographics, entry_columns))) {
    asked <- surveys[vapply(surveys, function(s) column %in% names(s), NA)]
    people[[column]] <- first_answers(
      lapply(asked, `[[`, column), people[names(asked)]
    )
  }
  people
}

# One column out of several waves' columns: the first wave's answer that is
# not missing, else the first value that at least says why. `rows` has, per
# wave, each person's row or NA.
first_answers <- function(columns, rows) {
  columns <- unname(columns)
  if (!same_coding(columns)) {
    columns <- lapply(columns, as_label_text)
  }
  missing <- lapply(columns, function(x) is_missing_answer(x) | is_blank_text(x))
  values <- lapply(columns, bare_values)
  with_prototype(first_known(Map(`[`, values, rows), Map(`[`, missing, rows)), columns)
}

check_is_cohort <- function(cohort, call = rlang::caller_env()) {
  if (inherits(cohort, "pairwave_engine_cohort")) abort_engine_rows("This", call)
  if (!inherits(cohort, "pairwave_cohort")) {
    abort_pairwave(
      c("{.arg cohort} must be a cohort.",
        x = "It is {.obj_type_friendly {cohort}}.",
        i = if (inherits(cohort, "pairwave_cohorts")) {
          "Take one of the stack at a time: {.code cohorts[[\"{names(cohort)[1]}\"]]}."
        } else {
          "Make one with {.code read_cohort(\"study.yml\")}."
        }),
      topic = "argument", call = call
    )
  }
}
