# Reads what a study says of single records: the rules by which they are set aside,
# and rules of one's own that a cohort is checked by.

# A condition is about one column: which values count (`is`) or do not (`is_not`), or
# which numbers do (`below`, `above`).
condition_keys <- function(required) {
  list(
    column = key("text", required = required),
    is = key("texts"),
    is_not = key("texts"),
    below = key("number"),
    above = key("number"),
    waves = key("texts", default = character())
  )
}

condition_kinds <- c("is", "is_not", "below", "above")

exclusion_reasons <- c("preview", "test", "unfinished", "too_fast", "attention", "other")

# Stops unless a condition counts in one way, in waves of the study.
check_condition <- function(entry, where, waves) {
  asked <- condition_kinds[lengths(entry[condition_kinds]) > 0]
  if (length(asked) != 1) {
    abort_study(
      c("{.field {where}} must have one of {.field {condition_kinds}}.",
        x = if (length(asked)) "It has {.field {asked}}." else "It has none.",
        i = "Such as {.code is: Survey Preview} or {.code below: 120}.")
    )
  }
  unknown <- setdiff(entry$waves, waves)
  if (length(unknown)) {
    abort_study(
      c("{.field {where}}: {.field waves} must name waves of the study.",
        x = "There is no wave {.val {unknown[1]}}.",
        did_you_mean(unknown[1], waves))
    )
  }
}

# Whether a condition holds in a wave; without `waves` it holds in all.
is_in_wave <- function(entry, wave) !length(entry$waves) || wave %in% entry$waves

# The rules of exclusion, each with the code of its outcome in participation():
# the reason, numbered where a study gives it more than once.
complete_exclusions <- function(study) {
  waves <- names(study$waves)
  for (i in seq_along(study$exclude)) {
    check_condition(study$exclude[[i]], c("exclude", i), waves)
  }
  reasons <- vapply(study$exclude, `[[`, "", "reason")
  outcomes <- paste0("excluded_", make.unique(reasons, sep = "_"), recycle0 = TRUE)
  Map(function(entry, outcome) c(entry, outcome = outcome), study$exclude, outcomes)
}

# Rules of a cohort's checks: those of check_cohort() may be given another severity
# or share; one of the study's own says which records it counts.
check_own_rules <- function(study) {
  for (name in names(study$checks$rules)) {
    check_rule(study$checks$rules[[name]], name, names(study$waves))
  }
}

check_rule <- function(entry, name, waves) {
  where <- c("checks", "rules", name)
  said <- names(entry)[lengths(entry) > 0]
  about_records <- intersect(said, names(condition_keys(FALSE)))
  if (name %in% check_rules$rule) {
    return(check_known_rule(entry, name, where, about_records))
  }
  if (!grepl("^[A-Za-z][A-Za-z0-9_.-]*$", name)) {
    abort_study(
      c("{.field checks: rules} must have names of letters, digits, {.val _}, {.val -} and
         {.val .}, the first a letter.",
        x = "{.val {name}} has others.", i = "Say what the rule finds as its {.field label}.")
    )
  }
  if (is.null(entry$column)) {
    abort_study(
      c("{.field {where}} must name a rule of {.fn check_cohort}, or have a
         {.field column} for a rule of your own.",
        x = "There is no rule {.val {name}}.", did_you_mean(name, check_rules$rule))
    )
  }
  check_condition(entry, where, waves)
}

check_known_rule <- function(entry, name, where, about_records) {
  if (length(about_records)) {
    abort_study(
      c("{.field {where}} can't have {.field {about_records[1]}}.",
        x = "{.val {name}} is a rule of {.fn check_cohort}.",
        i = "A rule of your own must have another name.")
    )
  }
  if (!is.null(entry$share) && !name %in% rules_with_share) {
    abort_study(
      c("{.field {where}} can't have a {.field share}.",
        x = "{.val {name}} does not count records or people.",
        i = "A share can be given to {.or {.val {rules_with_share}}}.")
    )
  }
}
