# Waves that are tables of a database: where they stand. A study names connections, and
# never says how to open one: whoever reads the cohort hands them over.

# Stops unless each wave is a file, or a table of a source that the study has.
check_sources <- function(study) {
  for (name in names(study$waves)) {
    wave <- study$waves[[name]]
    where <- paste0("waves: ", name)
    if (is.null(study$sources)) {
      given <- c("source", "table", "order")[lengths(wave[c("source", "table", "order")]) > 0]
      if (length(given)) {
        abort_study(c("{.field {where}} can have {.field {given[1]}} only with {.field sources}.",
                      i = "Such as {.code sources: {{warehouse: {{}}}}}."))
      }
      if (is.null(wave$file)) abort_study("{.field {where}} must have the key {.field file}.")
      next
    }
    if (is.null(wave$table)) {
      abort_study(c("{.field {where}} must have the key {.field table}.",
                    x = if (!is.null(wave$file)) "It is the file {.file {wave$file}}.",
                    i = "Where a study has {.field sources}, every wave is one of their tables."))
    }
    if (!is.null(wave$source)) {
      check_study_name(wave$source, names(study$sources), where, "source")
    }
  }
  used <- unique(unlist(lapply(study$waves, wave_source_name, study = study)))
  if (length(used) > 1) {
    abort_study(c("All waves must be tables of one source.",
                  x = "They are of {.field {used}}.",
                  i = "People are linked where the tables stand."))
  }
}

# The source that a wave is a table of: the first, where it names none.
wave_source_name <- function(wave, study) wave$source %||% names(study$sources)[1]

check_study_name <- function(name, known, where, key) {
  if (name %in% known) return(invisible())
  abort_study(c("{.field {where}: {key}} must name one of {.field sources}.",
                x = "It is {.val {name}}.", did_you_mean(name, known)))
}

# Whether a study's waves are tables of a database.
has_sources <- function(study) !is.null(study$sources)

# The dialects of SQL that are known (source-dialects.R).
dialects <- c("postgresql", "duckdb", "sqlite", "mariadb", "sqlserver", "spark", "snowflake",
              "bigquery", "trino")
