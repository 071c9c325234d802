# Checks what a study says of its theme map and of quotes.

check_theme_keys <- function(study) {
  themes <- study$themes
  if (is.null(themes)) {
    return(invisible())
  }
  check_needs_codes(study, "themes")
  if (!is.null(themes$of) && !themes$of %in% names(study$codes)) {
    abort_study(
      c("{.field themes: of} must name coded material of {.field codes}.",
        x = "There is no {.val {themes$of}}.",
        did_you_mean(themes$of, names(study$codes)))
    )
  }
}

# The codes of each lane, in their order, by its title.
as_lanes <- function(value, where) {
  named <- length(value) %in% 1:2 && has_all_names(value)
  if (named) {
    refuse_repeats(names(value), where)
    lanes <- Map(function(codes, name) as_texts(codes, c(where, name)), as.list(value),
                 names(value))
    if (all(lengths(lanes) %in% 1:8)) return(lanes)
  }
  abort_study(
    c("{.field {where}} must be one or two lanes, each a title and one to eight codes.",
      x = if (named) "A lane has {max(lengths(lanes))} codes." else
        "It is {describe_value(value)}.",
      i = "For example {.code {{Relationships: [Type, Strength]}}}.")
  )
}

check_quote_keys <- function(study) {
  if (is.null(study$quotes)) {
    return(invisible())
  }
  check_needs_codes(study, "quotes")
  known <- unlist(lapply(study$demographics, entry_columns))
  unknown <- setdiff(study$quotes$attributes, known)
  if (length(unknown)) {
    abort_study(
      c("{.field quotes: attributes} must be columns of {.field demographics}.",
        x = "There is no {.val {unknown[1]}}.",
        did_you_mean(unknown[1], known))
    )
  }
}

check_needs_codes <- function(study, key) {
  if (is.null(study$codes)) {
    abort_study("A study with {.field {key}} must have {.field codes}.")
  }
}
