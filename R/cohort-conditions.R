# Finds the records of a wave that a condition of the study is about, and sets aside
# those that the study excludes.

# Tells which rows of a survey meet a condition. An empty text stands for no answer; a
# number that was not given is neither below nor above.
meets_condition <- function(survey, entry, where, call = rlang::caller_env()) {
  column <- survey[[entry$column]]
  # Not by $, for which "is" is the beginning of "is_not".
  if (!is.null(entry[["is"]])) return(has_value(column, entry[["is"]]))
  if (!is.null(entry[["is_not"]])) return(!has_value(column, entry[["is_not"]]))
  number <- condition_numbers(column, entry$column, where, call)
  met <- if (!is.null(entry$below)) number < entry$below else number > entry$above
  met %in% TRUE
}

# Tells whether the label or the code of an answer is one of `values`.
has_value <- function(column, values) {
  fits <- function(x) ifelse(is.na(x), "", trimws(as.character(x))) %in% values
  fits(bare_values(as_label_text(column))) | fits(bare_values(column))
}

# The answers as numbers; durations as seconds.
condition_numbers <- function(column, name, where, call) {
  plain <- plain_values(column)
  if (inherits(column, "difftime")) return(as.numeric(column, units = "secs"))
  if (is.numeric(plain)) return(as.numeric(plain))
  text <- trimws(as.character(plain))
  given <- !is.na(text) & nzchar(text)
  number <- suppressWarnings(as.numeric(text))
  odd <- sum(is.na(number[given]))
  if (odd) {
    abort_pairwave(
      c("A column that is compared by {.field below} or {.field above} must have numbers.",
        x = "{where}: {.field {name}} has {odd} {cli::qty(odd)}value{?s} that {?is/are} none.",
        i = "Values are compared by {.field is} and {.field is_not}."),
      "cohort", call = call
    )
  }
  number
}

# A wave without the records that the study excludes. A record that meets several
# rules counts under the first of them. How many each rule set aside stays with the
# survey. `odd` is as read_waves() takes it.
exclude_records <- function(survey, study, wave, odd, call) {
  rules <- Filter(function(entry) is_in_wave(entry, wave), study$exclude)
  if (length(rules) == 0) {
    return(survey)
  }
  file <- study$waves[[wave]]$file
  columns <- vapply(rules, `[[`, "", "column")
  if (odd == "error") {
    check_known(columns, names(survey), "Every column of {.field exclude} must be in its waves.",
                where = "Wave {.field {wave}} ({.file {file}})", topic = "cohort", call = call)
  }
  rules <- rules[columns %in% names(survey)]
  where <- cli::format_inline("Wave {.field {wave}}")
  by <- rep(NA_integer_, nrow(survey))
  for (i in seq_along(rules)) {
    by[is.na(by) & meets_condition(survey, rules[[i]], where, call)] <- i
  }
  survey <- survey_rows(survey, which(is.na(by)))
  attr(survey, "survey")$excluded <- data.frame(
    outcome = vapply(rules, `[[`, "", "outcome"), reason = vapply(rules, `[[`, "", "reason"),
    label = vapply(rules, function(rule) rule$label %||% NA_character_, ""),
    n = tabulate(by, length(rules)), row.names = NULL
  )
  survey
}

# How many records of each wave each rule set aside: a frame with `wave`, `outcome`,
# `reason`, `label` (NA where the study gives none) and `n`.
count_excluded <- function(cohort) {
  none <- data.frame(wave = character(), outcome = character(), reason = character(),
                     label = character(), n = integer())
  parts <- lapply(names(cohort$surveys), function(wave) {
    excluded <- attr(cohort$surveys[[wave]], "survey")$excluded
    if (!is.null(excluded)) data.frame(wave = rep(wave, nrow(excluded)), excluded)
  })
  do.call(rbind, c(list(none), parts))
}
