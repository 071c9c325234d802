# A pretest that was asked in retrospect alone: a later form asked how people had been before,
# and no wave did. It is a wave of its own, out of the rows of that form.

# The study with a wave for each entry of `retrospective` that stands for no other wave, just
# before the wave that asked it.
with_recalled_waves <- function(study) {
  alone <- vapply(study$retrospective, function(entry) is.null(entry$of), NA)
  for (name in names(study$retrospective)[alone]) {
    study$waves <- add_recalled_wave(study$waves, name, study$retrospective[[name]])
  }
  rest <- study$retrospective[!alone]
  study["retrospective"] <- list(if (length(rest)) rest)
  study
}

add_recalled_wave <- function(waves, name, entry) {
  where <- c("retrospective", name)
  check_asked_in(entry, where, names(waves))
  check_recalled_name(entry, where)
  if (name %in% names(waves)) {
    abort_study(
      c("{.field {where}} must have a name of its own.",
        x = "There is a wave {.val {name}} already.")
    )
  }
  wave <- waves[[entry$asked_in]]
  wave$label <- entry$label %||% name
  wave["date"] <- list(NULL)
  wave$recalled <- entry[c("asked_in", "prefix", "suffix")]
  append(waves, stats::setNames(list(wave), name), match(entry$asked_in, names(waves)) - 1)
}

check_asked_in <- function(entry, where, waves) {
  if (entry$asked_in %in% waves) return(invisible())
  abort_study(
    c("{.field {where}}: {.field asked_in} must be a wave of the study.",
      x = "There is no wave {.val {entry$asked_in}}.",
      did_you_mean(entry$asked_in, waves))
  )
}

check_recalled_name <- function(entry, where) {
  if (nzchar(entry$prefix) || nzchar(entry$suffix)) return(invisible())
  abort_study(
    c("{.field {where}} must have a {.field prefix} or a {.field suffix}.",
      i = "With {.code suffix: _then} the item {.field q1} is asked again
           as {.field q1_then}.")
  )
}

# By name of each wave that was asked in retrospect alone the wave that asked it.
recalled_waves <- function(study) {
  asked <- lapply(study$waves, function(wave) wave$recalled$asked_in)
  unlist(asked[lengths(asked) > 0])
}
