#' Describe a study in R
#'
#' `study()` makes the same object as [read_study()], from values instead of a
#' file. It checks them as strictly: an unknown key, a wrong type or a missing
#' file name is an error.
#'
#' @param waves A named list, in time order: each wave a list with `file` and,
#'   where wanted, `label`, `platform`, `key`, `encoding`, `header`, `skip`, `na`,
#'   `delim`, `decimal_mark`, `id` (the code's columns, where they have other names in
#'   the wave), `date` (the column that says when a record was completed),
#'   `where`, `rename` and `choices` (see [study_file]). The name of its file alone does as
#'   well, of one wave or of all: `c(pre = "pre.sav", post = "post.csv")`.
#' @param ... Must be empty.
#' @param sources `NULL`, or a named list of where waves stand that are tables of a database:
#'   each a list with `connections`, `dialect`, `shard`, `timeout`, `moments` and `codes`, all of
#'   which may be left out (`list(warehouse = list())`). A wave then has `source`, `table` and,
#'   where people may have several records, `order`; see [engine_cohorts].
#' @param codebook `NULL`, or the file that says the labels and user-missing codes of tables'
#'   columns; see [engine_cohorts].
#' @param id The column that holds the person's code, or several where each
#'   element of the code was asked for on its own, or a list with `column`,
#'   `max_edits`, `elements`, `agree`, `confirm`, `leading_zeros`, `admissible` and
#'   `near` (see [link_waves()]),
#'   `decisions` (the file of [review_links()]), `pseudonymise` (`"none"`,
#'   `"drop"` or `"salted hash"`; see [read_cohort()]) and `duplicates` (which record stands for
#'   a person who answered a wave more than once: `"most_complete"`, the default,
#'   `"first"`, `"last"` or `"none"`). `NULL` where the files have no code: each record is
#'   then a person of one wave (see [unpaired_change()]).
#' @param exclude A list of lists, a rule each by which records are set aside: `reason`
#'   (`"preview"`, `"test"`, `"unfinished"`, `"too_fast"`, `"attention"` or
#'   `"other"`), `column`, one of `is`, `is_not`, `below` and `above`, and where wanted
#'   `label` and `waves`. [participation()] counts each rule.
#' @param scales A named list of scales: `items` (names, or ranges such as
#'   `"gse1:gse10"`), and `instrument`, or `label`, `range`, `answers` (their
#'   texts, from the lowest: texts and labelled codes are scored by them), `reverse`,
#'   `score` (`"mean"` or `"sum"`) and `min_items`; `margin` is the smallest
#'   change that matters for whether a gain lasted. `reliability`, `cutoff` (a list with `below` or
#'   `above`, the good side, and `source`) or `norm` (`mean`, `sd`, `source`) and
#'   `important` (the smallest important difference) are what
#'   [paired_change()] holds a change against. Without an instrument, the score is the mean and
#'   every item must be answered.
#' @param questions A list of lists with `column`, and where wanted `label`, `range` and
#'   `answers` (from the lowest): single questions, such as satisfaction with a session,
#'   whose answers [item_frequencies()] and the report count.
#' @param contrasts Which waves are compared: `"all"` (every two), `"next"` (each with
#'   the one after it), `"first"` (each with the first), or names such as
#'   `"pre -> post"`.
#' @param primary `NULL`, or a list with the `scale` and the `contrast` (such as
#'   `"pre -> post"`) of the primary outcome, declared before the data were seen:
#'   its p is not adjusted, and all others are called exploratory.
#' @param demographics A list of lists with `column`, `label` and
#'   `undisclosed` (whether a person could decline to say), and where wanted
#'   `summary`, `bands`, `columns` with `counted`, and `population` (see
#'   [demographics()]).
#' @param undisclosed A list with the `label` of undisclosed answers and the
#'   `codes` that stand for them.
#' @param attendance `NULL`, or a list with `file`, `id` (the code's column, as
#'   in the waves when left out), `sessions` and `groups` (columns),
#'   `at_least` (sessions that make an attender) and `invited` (how many people
#'   were invited).
#' @param retrospective `NULL`, or a named list of waves that are answered from
#'   memory: each a list with `of` (the wave they stand for), `asked_in` (the
#'   later wave that asked), `prefix` or `suffix` (which turns the name of an
#'   item into that of its column there: with `suffix: _then`, `q1` is asked as
#'   `q1_then`) and `label`. See [response_shift()]. Without `of` it is a pretest that was
#'   asked in retrospect alone, and a wave of its own: the rows of the form that asked it,
#'   each the same person in both.
#' @param codes `NULL`, or a named list of coded material: each a list with `file`, or
#'   `files` by coder, and where wanted `label`, `question`, `wave`, `unit`, `code`,
#'   `coder`, `participants`, `source`, `text`, `speaker`, `key`, `group`, `separator`,
#'   `levels`, `uncoded`, `encoding` and `transcripts` (see [study_file] and [read_codes()]).
#' @param framework `NULL`, or a list with the `file` of the codes that could be given,
#'   its `path` and `description` columns, or the `name` of a [framework()] that comes with
#'   pairwave, and the names of the `codes` that it is `of`.
#' @param consensus `NULL`, or a list with the `coder` whose codings counts use: a name,
#'   `"any"` or `"all"`.
#' @param themes `NULL`, or a list with the `lanes` of the theme map, a `centre`, an
#'   `outcome` and the name of the `codes` that it is `of`; see [study_file].
#' @param quotes `NULL`, or a list with the file of `decisions` about quotes, the
#'   `attributes` to show of a person and the `threshold` for them; see [quotes()].
#' @param disclosure The disclosure profile: `"none"`, `"hesa"`, `"ofs"`,
#'   `"nhs"`, `"ofqual"` or a threshold such as `list(threshold = 5)`; see
#'   [disclosure].
#' @param identifying What becomes of columns that identify a person: `"mask"`
#'   hides them in print, `"drop"` leaves them out (see [read_survey()]).
#' @param style A list with `language`, `house`, `decimals`, `order` and `words`, as
#'   [study_file] has them under `style`.
#' @param checks A list with `min_linked` (a share), `min_records` (in each
#'   wave), `max_worse` (a share of those compared), `previous` (the study file of the
#'   cohort before), `rules` (another `severity` or `share` for rules of
#'   [check_cohort()], and rules of your own; see
#'   [study_file]), `ignore` (rules to leave out) and `fail_on` (`"error"`, `"warning"` or
#'   `"never"`).
#' @param title A title, for reports.
#' @param dir The folder that file names are relative to.
#' @return A list of class `pairwave_study` with the elements `version`,
#'   `title`, `waves`, `id`, `exclude`, `scales`, `questions`, `contrasts`, `primary`,
#'   `demographics`, `undisclosed`, `attendance`, `retrospective`, `codes`,
#'   `framework`, `consensus`, `themes`, `quotes`, `disclosure`,
#'   `identifying`, `checks` and `dir`. Item ranges are expanded, instruments merged in
#'   and defaults filled in.
#' @section Errors: `pairwave_error_study`, which names the place.
#' @export
#' @examples
#' study(
#'   waves = c(pre = "pre.sav", post = "post.csv"),
#'   id = "code",
#'   scales = list(self_efficacy = list(instrument = "gse", items = "gse1:gse10"))
#' )
study <- function(waves, ..., sources = NULL, codebook = NULL, id = NULL, exclude = list(),
                  scales = list(),
                  questions = list(), contrasts = "all", primary = NULL, demographics = list(),
                  undisclosed = NULL, attendance = NULL, retrospective = NULL,
                  codes = NULL, framework = NULL, consensus = NULL, themes = NULL,
                  quotes = NULL, disclosure = "none", identifying = "mask",
                  style = NULL, checks = NULL, title = NULL, dir = ".") {
  check_dots_empty()
  waves <- as_wave_entries(waves)
  if (is.character(id)) {
    id <- list(column = id)
  }
  build_study(
    list(
      title = title, waves = waves, sources = sources, codebook = codebook, id = id,
      exclude = exclude,
      scales = if (length(scales)) scales, questions = questions, contrasts = contrasts,
      primary = primary,
      demographics = demographics, undisclosed = undisclosed,
      attendance = attendance, retrospective = retrospective,
      codes = codes, framework = framework, consensus = consensus,
      themes = themes, quotes = quotes,
      disclosure = disclosure, identifying = identifying, style = style, checks = checks
    ),
    dir = dir
  )
}

# A wave that is a text is the name of its file.
as_wave_entries <- function(waves) {
  frame <- if (is.data.frame(waves)) "" else names(waves)[vapply(waves, is.data.frame, NA)]
  if (length(frame)) {
    where <- c("waves", frame[1][nzchar(frame[1])])
    abort_study(
      c("{.field {where}} must name a file.",
        x = "It is a data frame.",
        i = "{.fn paired_change} and the other functions take a data frame without a study.")
    )
  }
  if (is.character(waves) && !has_all_names(waves)) {
    abort_study(
      c("Each of {.field waves} must have a name.",
        x = "The file {.file {waves[!nzchar(rlang::names2(waves))][1]}} has none.",
        i = "Such as {.code c(pre = \"pre.csv\", post = \"post.csv\")}, in the order of time.")
    )
  }
  if (!is.list(waves)) waves <- as.list(waves)
  text <- vapply(waves, is_text, NA)
  waves[text] <- lapply(waves[text], function(file) list(file = file))
  waves
}

# Checks raw values, typed or text, against the schema and completes them.
build_study <- function(raw, dir) {
  raw <- as.list(raw)
  if (length(raw) && has_all_names(raw)) {
    raw <- raw[!vapply(raw, is.null, NA)]
  }
  study <- read_section(raw, study_keys(), where = NULL)
  check_sources(study)
  study$scales <- Map(complete_scale, study$scales, names(study$scales))
  study$questions <- complete_questions(study)
  study$waves <- Map(function(wave, name) {
    wave$label <- wave$label %||% name
    wave
  }, study$waves, names(study$waves))
  study <- with_recalled_waves(study)
  study$demographics <- lapply(study$demographics, complete_demographic)
  refuse_repeats(
    vapply(study$demographics, `[[`, "", "column"), "demographics"
  )
  study$undisclosed <- study$undisclosed %||%
    list(label = "Undisclosed", codes = character())
  study$id <- complete_id(study)
  if (!is.null(study$attendance)) {
    study$attendance$id <- study$attendance$id %||% study$id$column
    if (length(study$attendance$id) != length(study$id$column)) {
      abort_study(
        c("{.field attendance: id} must name as many columns as {.field id: column}.",
          x = "It names {length(study$attendance$id)}, and {.field id: column}
               {length(study$id$column)}.")
      )
    }
  }
  study$waves <- Map(function(wave, name) rename_codes(wave, name, study$id$column),
                     study$waves, names(study$waves))
  check_admissible(study$id)
  study$exclude <- complete_exclusions(study)
  if (length(study$retrospective)) study$retrospective <- complete_retrospective(study)
  study["codes"] <- list(complete_codes(study))
  if (!is.null(study$framework)) check_framework_keys(study)
  check_consensus(study)
  check_theme_keys(study)
  check_quote_keys(study)
  refuse_clashes(study)
  check_contrasts(study)
  if (!is.null(study$primary)) check_primary(study)
  check_own_rules(study)
  check_ignored(study$checks$ignore)
  check_style_words(study$style$words)
  study <- with_order(study)
  # Absolute, for a report is knitted in another folder.
  study$dir <- normalizePath(dir, "/", mustWork = FALSE)
  structure(study, class = "pairwave_study")
}

complete_demographic <- function(entry) {
  entry$label <- entry$label %||% entry$column
  where <- c("demographics", entry$column)
  if (length(entry$columns) == 1) {
    abort_study(
      c("{.field {where}}: {.field columns} must name at least two columns.",
        i = "They hold the ticks of one question; a single column is {.field column}.")
    )
  }
  numbers <- c("bands", "summary")[c(!is.null(entry$bands), entry$summary != "count")]
  if (length(numbers) > 1 || (length(numbers) && length(entry$columns))) {
    abort_study(
      c("{.field {where}} must be counted in one way.",
        x = "It has {.field {c(numbers, if (length(entry$columns)) 'columns')}}.")
    )
  }
  entry
}

# The columns of a cohort's people must have names of their own.
refuse_clashes <- function(study) {
  columns <- c(
    "person", "attended", names(study$waves), names(study$retrospective),
    unlist(lapply(study$demographics, entry_columns)), study$attendance$groups
  )
  repeated <- columns[duplicated(columns)]
  if (length(repeated)) {
    abort_study(
      c("Waves, demographics and attendance groups must have different names.",
        x = "{.val {repeated[1]}} stands for two things.",
        i = "{.val person} and {.val attended} are taken as well.")
    )
  }
}

# A rule that is misspelt would be looked for all the same.
check_ignored <- function(ignored) {
  unknown <- setdiff(ignored, check_rules$rule)
  if (length(unknown)) {
    abort_study(
      c("{.field checks: ignore} must name rules of {.fn check_cohort}.",
        x = "There is no rule {.val {unknown[1]}}.",
        did_you_mean(unknown[1], check_rules$rule))
    )
  }
  if (all(check_rules$rule %in% ignored)) {
    abort_study("{.field checks: ignore} must leave at least one rule.")
  }
}

# The columns that hold a demographic: its own, or those of a set of ticks.
entry_columns <- function(entry) {
  if (length(entry$columns)) entry$columns else entry$column
}

# Finds what a demographic is called: its label, or its column; NULL for none.
demographic_label <- function(study, by) {
  if (is.null(by)) return(NULL)
  for (one in study$demographics) if (one$column == by) return(one$label)
  by
}
