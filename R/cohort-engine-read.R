# Reads a cohort whose waves are tables of a database: what columns they have and how many
# records, and no record.

#' Cohorts that stay in a database
#'
#' Where the waves are tables of a database, pairwave counts them where they stand: it sends
#' a few kinds of statement, receives counts, and makes of them the results that it would
#' make of the rows, to the last digit. No row leaves, and nothing is written.
#'
#' The study file says which tables; whoever reads the cohort hands over the connection:
#'
#' ```yaml
#' sources: {warehouse: {timeout: 600}}
#' codebook: labels.csv
#' waves:
#'   pre:  {table: survey.pre, order: submitted}
#'   post: {table: survey.post, order: submitted}
#' id: {column: code}
#' ```
#'
#' ```r
#' con <- DBI::dbConnect(RPostgres::Postgres(), service = "survey")
#' cohort <- read_cohort("study.yml", connections = list(warehouse = con))
#' paired_change(cohort)
#' ```
#'
#' @section What is counted:
#' [demographics()], [paired_change()], [item_change()], [persistence()],
#' [scale_reliability()], [wave_means()], [participation()] and [check_cohort()] take such a
#' cohort.
#' What needs rows (weights, reviews of near codes, what single people said) is refused
#' with class `pairwave_error_engine_rows`. Each question of a table is counted by a statement
#' of its own, never the joint table of several. A pattern that one person shows is that
#' person's record all the same: whoever may not see counts of one may not run this.
#'
#' @section Sums in place of scores:
#' A pattern of scores that one person shows is that person's scores. Where the owner of a
#' database lets none leave, `moments` says over how many people scores may be summed:
#'
#' ```yaml
#' sources: {warehouse: {moments: 10}}
#' ```
#'
#' Scores are then made and summed where they are. Of each scale come, for each contrast, the
#' number of pairs, the sums of both scores, of their squares and of their product; for each wave
#' the number of scores, their sum and that of their squares: one row, and one for each wave's
#' records, however many people there are. What follows from these is what [paired_change()] and
#' [wave_means()] give: n, means, standard deviations, the correlation, t, its p and interval,
#' d and g with their intervals, the Bayes factor. What needs the scores themselves (medians,
#' ranks, who improved, the likelihood, tests of all waves) is `NA`, with `"moments_only"` in
#' `reason`; so are a reliability, unless the study or the call gives one, and what rests on it.
#' [participation()] and [demographics()] count as always. Groups (`by`), the bootstrap and all
#' other results are refused with class `pairwave_error_engine_rows`; [check_cohort()] names the
#' rules that it could not try.
#'
#' Sums leave only where they are over at least so many people, and where the people whom
#' they are of and those of another sum of the same scale differ by nobody or by at least so
#' many, whatever is asked for; what is held back is `NA` with `"sums_withheld"`. It is the
#' statement that holds back, so the engine does. Counts of people are not held back, and
#' against whoever subtracts three sums or more, or sums of last month's table, this is no
#' protection: that is the owner's to judge. Of several connections each holds back its own.
#'
#' The sums are exact: a score is summed as a whole number of a part of a point that is the same
#' for everyone (with a mean of 3 or 4 answered items, twelfths), squares included, up to 2^51;
#' beyond, the error is `pairwave_error_patterns`. Numbers of people, means of scores that are
#' whole numbers and their change are then those of the rows to the last digit, and all else
#' within the rounding of its last step, 1e-12 of its size.
#'
#' @section Disclosure profiles:
#' Under a threshold (`disclosure: {threshold: 5}`) [demographics()] and [paired_change()]
#' suppress what they suppress of the same people's rows. What to suppress follows from who
#' has a record in which wave and answered which items, so a statement counts that beside one
#' question; it tells that items were answered and not what. At most 1,000,000 people are decided
#' on. Other results, and profiles that round, decide from all answers of a cohort beside each
#' other: they are refused with class `pairwave_error_disclosure`. The remedy is to export the
#' tables and read the cohort from the files.
#'
#' Items must be whole numbers: the engine gives the sum of a person's items and how many
#' they answered, and the score is made of these here.
#'
#' @section Several connections:
#' `connections: [east, west]` under a source runs every statement on each and adds the
#' counts up. A person must be in one of them alone. Where one table is spread over servers
#' (postgres_fdw, Citus), `shard` names the column by which it is, and each server counts its own.
#'
#' @section Codes and duplicates:
#' Codes are compared in their normal form, small letters and digits, as those of files are;
#' letters beyond ASCII are refused, since engines differ in them. With `codes: exact` they are
#' compared byte by byte as they stand. Near codes are for files. Where a person has several
#' records in a wave, `order` names the column that says which came first.
#'
#' @section Proofs:
#' Every statement counts all records and all people of each wave as well. Where these are not
#' what they were when the cohort was read, as after a change of the tables, or with an
#' engine that counts a part of its servers or hides small groups, the error is
#' `pairwave_error_total`, and there is no result.
#'
#' @section Errors: `pairwave_error_source` for a connection that is closed, a table or a column
#'   that is not there; `pairwave_error_dialect` for an engine whose SQL is not known, or that
#'   refuses a statement; `pairwave_error_order` where people have several records and nothing
#'   says which comes first; `pairwave_error_collation` for codes that the engine can't tell apart;
#'   `pairwave_error_patterns` for items with fractions, so many patterns that they are
#'   nearly records, or sums too large to be exact;
#'   `pairwave_error_column` for a column with more than 1,000 values, none of which is fetched;
#'   `pairwave_error_total`, `pairwave_error_cancelled` and `pairwave_error_engine_rows` as said
#'   above.
#' @name engine_cohorts
NULL

read_engine_cohort <- function(study, connections, call = rlang::caller_env()) {
  need_package("DBI", "to count in a database", call)
  refuse_what_needs_rows(study, call)
  check_microdata_allowed(
    study$disclosure, "Patterns as a database counts them", call,
    remedy = "Export the tables and read the cohort from the files, where the profile counts;
              or declare {.code disclosure: {{threshold: 5}}}, which patterns suffice for.",
    under_threshold = TRUE
  )
  name <- wave_source_name(study$waves[[1]], study)
  spec <- study$sources[[name]]
  given <- given_connections(spec$connections %||% name, connections, call)
  study$codebook_columns <- read_codebook(study, call)
  sources <- Map(function(con, called) open_source(con, called, study, spec, call),
                 given, names(given))
  surveys <- lapply(sources[[1]]$plan$waves, function(wave) wave$survey)
  check_same_columns(sources, call)
  check_waves(table_study(study), surveys, call)
  for (source in sources) check_source(source, study, call)
  columns <- unlist(lapply(study$demographics, entry_columns))
  counted <- lapply(sources, function(source) count_records(source, columns, call))
  surveys <- asked_columns(surveys, study, counted)
  check_codings(study, surveys, call)
  new_engine_cohort(study, unname(sources), surveys, add_records(lapply(counted, `[[`, "records")))
}

# The study with what messages call the files of waves.
table_study <- function(study) {
  study$waves <- lapply(study$waves, function(wave) {
    wave$file <- wave$table
    wave
  })
  study
}

refuse_connections <- function(connections, call = rlang::caller_env()) {
  if (is.null(connections)) return(invisible())
  abort_pairwave(
    c("{.arg connections} are for a study with {.field sources}.",
      x = "The waves of this study are files.",
      i = "Say which {.field table} each wave is; see {.code ?engine_cohorts}."),
    "source", call = call
  )
}

# What a study says that counts alone can't do.
refuse_what_needs_rows <- function(study, call) {
  wave_keys <- c("rename", "choices", "id")
  renamed <- any(vapply(study$waves, function(wave) any(lengths(wave[wave_keys]) > 0), NA))
  found <- c(
    attendance = !is.null(study$attendance), retrospective = !is.null(study$retrospective),
    codes = !is.null(study$codes), exclude = length(study$exclude) > 0,
    `waves: rename` = renamed, `id: max_edits` = isTRUE(study$id$max_edits > 0),
    `id: elements` = length(study$id$elements) > 0, `id: confirm` = length(study$id$confirm) > 0,
    `id: leading_zeros` = identical(study$id$leading_zeros, "drop"),
    `id` = length(study$id$column) != 1
  )
  if (!any(found)) return(invisible())
  what <- names(found)[found]
  abort_pairwave(
    c("The waves of a study with {.field sources} are counted where they stand.",
      x = "{.field {what}} need{?s/} the people's rows.",
      i = "Let a view of the database do it (set records aside, rename columns, make one code
           of several), or read the cohort from files."),
    "engine_rows", call = call
  )
}

given_connections <- function(wanted, connections, call) {
  if (is.object(connections) || !is.list(connections)) connections <- list(connections)
  if (length(wanted) == 1 && length(connections) == 1 && is.null(names(connections))) {
    names(connections) <- wanted
  }
  absent <- setdiff(wanted, names(connections))
  absent <- c(absent, intersect(wanted, names(connections)[lengths(connections) == 0 &
                                             !vapply(connections, isS4, NA)]))
  if (length(absent)) {
    abort_pairwave(
      c("{.arg connections} must have every connection that the study names.",
        x = "There is none called {.val {absent[1]}}.",
        i = "Such as {.code read_cohort(study, connections = list({absent[1]} = con))}, where
             {.code con} is what {.fn DBI::dbConnect} gave."),
      "source", call = call
    )
  }
  connections[wanted]
}

# ---- one source --------------------------------------------------------------

open_source <- function(con, name, study, spec, call) {
  if (!is_open(con)) {
    check_connection(structure(list(con = con, name = name), class = "pairwave_connection_source"),
                     call)
  }
  dialect <- dialect_of(spec$dialect %||% connection_dialect(con, call))
  plan <- list(
    dialect = dialect, quote = quoting_of(dialect, con), key = study$id$column,
    exact = spec$codes == "exact", duplicates = study$id$duplicates, shard = spec$shard,
    moments = spec$moments, scored = unique(unlist(lapply(study$scales, `[[`, "items")))
  )
  plan$waves <- lapply(stats::setNames(nm = names(study$waves)), function(wave) {
    wave_plan(con, name, plan, study, wave, call)
  })
  source <- new_connection_source(con, name, plan, spec$timeout)
  limit_time(source, call)
  with_records(source, call)
}

# Says to the engine how long a statement may take.
limit_time <- function(source, call) {
  if (is.null(source$seconds)) return(invisible())
  timeout <- source$plan$dialect$timeout
  if (is.null(timeout)) {
    warn_pairwave(
      c("{.field timeout} has no effect with {.val {source$plan$dialect$name}}.",
        i = "Set it where the connection is opened."), "source"
    )
    return(invisible())
  }
  statement <- timeout(source$seconds)
  tryCatch(DBI::dbExecute(source$con, statement), error = function(e) {
    abort_statement(source, "the timeout", statement, conditionMessage(e), call)
  })
}

# What is where in the table of a wave.
wave_plan <- function(con, name, plan, study, wave, call) {
  of <- study$waves[[wave]]
  table <- paste(plan$quote$name(strsplit(of$table, ".", fixed = TRUE)[[1]]), collapse = ".")
  types <- column_types(con, table, name, of$table, wave, call)
  types <- types_of_contents(types, new_connection_source(con, name, NULL), plan, table, call)
  wanted <- c(plan$key, plan$shard, of$order, names(of$where))
  check_known(wanted, names(types),
              "Every column that the study names must be in the table of its wave.",
              where = "Wave {.field {wave}} ({.val {of$table}})", topic = "source", call = call)
  survey <- table_survey(types, study, wave, call)
  out <- list(table = table, types = types, columns = unclass(survey), survey = survey,
              order = of$order, where = character(), plain = FALSE)
  plan$waves <- stats::setNames(list(out), wave)
  out$where <- sql_conditions(plan, wave, of$where)
  out
}

# The columns of a wave without rows, as an export of the same would have them.
table_survey <- function(types, study, wave, call) {
  columns <- lapply(stats::setNames(nm = names(types)), function(column) {
    values <- switch(types[[column]], text = character(), flag = logical(), other = character(),
                     double())
    said <- study$codebook_columns[[column]]
    if (is.null(said)) return(values)
    coded_column(values, said, column, call)
  })
  declared <- number_texts(with_codes(columns, study), study, wave, "error", call)
  survey <- lapply(declared, column_slice, integer())
  structure(survey, class = c("pairwave_survey", "data.frame"),
            row.names = .set_row_names(0L), survey = list(n_rows = 0L))
}

# The codes that may stand for a declined answer, as if they were answers, so that items
# declare them as number_texts() does.
with_codes <- function(columns, study) {
  codes <- suppressWarnings(as.double(study$undisclosed$codes))
  codes <- codes[!is.na(codes)]
  labels <- unlist(lapply(columns, function(x) {
    if (is.numeric(bare_values(x))) as.vector(column_labels(x))
  }))
  values <- unique(c(codes, labels))
  lapply(columns, function(x) {
    if (is.numeric(bare_values(x))) return(column_of_values(x, as.double(values)))
    column_of_values(x, rep(NA_character_, length(values)))
  })
}

column_of_values <- function(x, values) {
  if (is.logical(x)) values <- as.logical(values)
  attributes(values) <- attributes(x)
  values
}

# ---- records -----------------------------------------------------------------

# The source with what its records are: how many of how many people, and which waves need
# a record chosen for each person.
with_records <- function(source, call) {
  plan <- source$plan
  waves <- names(plan$waves)
  found <- ask_source(source, records_statement(plan), "records", length(waves), call)
  found <- lapply(unclass(found), as_count, call = call)
  by <- order(found[[1]])
  figures <- lapply(stats::setNames(2:7, c("records", "blank", "codes", "exact", "foreign",
                                           "unlike")), function(i) {
    x <- found[[i]][by]
    x[is.na(x)] <- 0
    x
  })
  refuse_codes(figures, source, call)
  twice <- figures$records - figures$blank - figures$exact
  for (i in seq_along(waves)) {
    of <- plan$waves[[i]]
    # In normal form no collation merges codes; as they stand one may.
    alike <- !plan$exact || of$types[[plan$key]] != "text" ||
      identical(plan$dialect$binary("x"), "x")
    plan$waves[[i]]$plain <- twice[i] == 0 && figures$unlike[i] == 0 && !length(of$where) && alike
    if (twice[i] > 0) check_order(source, waves[i], twice[i], call)
  }
  people <- figures$exact + figures$blank
  if (plan$duplicates == "none") people <- people - people_twice(source, twice, call)
  plan$records <- figures$records
  plan$people <- new_frame(list(wave = waves, records = figures$records, blank = figures$blank,
                                people = people))
  source$plan <- plan
  source
}

refuse_codes <- function(figures, source, call) {
  waves <- names(source$plan$waves)
  merged <- which(figures$codes != figures$exact)
  if (length(merged)) {
    abort_pairwave(
      c("Codes must be told apart by the engine as they are written.",
        x = "In wave {.field {waves[merged[1]]}} the collation takes
             {format_count(figures$exact[merged[1]])} codes for
             {format_count(figures$codes[merged[1]])}.",
        i = "Give the column of codes a binary collation, or leave {.code codes: exact} out."),
      "collation", call = call
    )
  }
  foreign <- which(figures$foreign > 0)
  if (length(foreign)) {
    abort_pairwave(
      c("Codes that an engine compares must be of plain letters and digits.",
        x = "In wave {.field {waves[foreign[1]]}} {format_count(figures$foreign[foreign[1]])}
             code{?s} {?has/have} others.",
        i = "Make a column of codes in normal form, and say {.code codes: exact} under
             {.field sources}."),
      "collation", call = call
    )
  }
}

# Which of several records stands for a person depends on an order, which tables have not.
check_order <- function(source, wave, twice, call) {
  if (source$plan$duplicates == "none") return(invisible())
  ties <- NULL
  order <- source$plan$waves[[wave]]$order
  if (!is.null(order)) {
    ties <- as_count(ask_source(source, ties_statement(source$plan, wave), "ties of order", 1L,
                                call)[[1]], call)
    if (ties == 0) return(invisible())
  }
  abort_pairwave(
    c("Where people have several records in a wave, {.field order} must say which comes first.",
      x = if (is.null(ties)) "Wave {.field {wave}} has {format_count(twice)} record{?s} too many
           and no {.field order}." else "In wave {.field {wave}} {format_count(ties)}
           {?person has/people have} records at the same place of {.field {order}}.",
      i = "Such as {.code order: submitted}, a column that differs between a person's records."),
    "order", call = call
  )
}

# How many people of each wave have several records, none of which counts.
people_twice <- function(source, twice, call) {
  vapply(seq_along(twice), function(i) {
    if (twice[i] == 0) return(0)
    as_count(ask_source(source, several_statement(source$plan, names(source$plan$waves)[i]),
                        "people with several records", 1L, call)[[1]], call)
  }, 0)
}

add_records <- function(frames) {
  out <- frames[[1]]
  for (column in c("records", "blank", "people")) {
    out[[column]] <- Reduce(`+`, lapply(frames, `[[`, column))
  }
  out
}

# ---- columns -----------------------------------------------------------------

check_same_columns <- function(sources, call) {
  types <- lapply(sources, function(source) lapply(source$plan$waves, `[[`, "types"))
  other <- Find(function(i) {
    !identical(lapply(types[[i]], names), lapply(types[[1]], names))
  }, seq_along(types))
  if (is.null(other)) return(invisible())
  abort_pairwave(
    c("The tables of a wave must have the same columns in every connection.",
      x = "Those of {.field {sources[[1]]$name}} and {.field {sources[[other]]$name}} differ."),
    "source", call = call
  )
}

# Without the demographic columns that a wave left blank throughout: it did not ask.
asked_columns <- function(surveys, study, counted) {
  for (column in unlist(lapply(study$demographics, entry_columns))) {
    filled <- vapply(names(surveys), function(wave) {
      sum(vapply(counted, function(one) {
        n <- one$filled[[wave]]
        if (column %in% names(n)) n[[column]] else 0
      }, 0))
    }, 0)
    if (!any(filled > 0)) next
    for (wave in names(surveys)[filled == 0]) surveys[[wave]][[column]] <- NULL
  }
  surveys
}

# What is taken from the first wave with an answer must mean the same in every wave.
check_codings <- function(study, surveys, call) {
  for (column in unlist(lapply(study$demographics, entry_columns))) {
    asked <- surveys[vapply(surveys, function(survey) column %in% names(survey), NA)]
    if (same_coding(unname(lapply(asked, `[[`, column)))) next
    abort_pairwave(
      c("A demographic must be coded alike in every wave.",
        x = "{.field {column}} is not.",
        i = "Let a view give one coding, or read the cohort from files."),
      "engine_rows", call = call
    )
  }
}
