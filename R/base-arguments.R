# Checks what users pass to functions. Each check stops with the argument,
# what must hold and what was found.

check_resamples <- function(resamples, call = rlang::caller_env()) {
  if (is_whole_number(resamples) && resamples >= 100 &&
      resamples <= 1e7) {
    return(invisible())
  }
  abort_pairwave(
    c("{.arg resamples} must be a whole number from 100 to 10 million.",
      x = "It is {.val {resamples}}."),
    "argument", call = call
  )
}

check_conf_level <- function(conf_level, call = rlang::caller_env()) {
  fine <- is.numeric(conf_level) && length(conf_level) == 1 &&
    !is.na(conf_level) && conf_level > 0 && conf_level < 1
  if (!fine) {
    abort_pairwave(
      c("{.arg conf_level} must be one number between 0 and 1.",
        x = "It is {.val {conf_level}}."),
      "argument", call = call
    )
  }
}

check_two_waves <- function(waves, call = rlang::caller_env()) {
  if (!is.character(waves) || anyNA(waves) || length(waves) < 2) {
    abort_pairwave(
      c("{.arg waves} must name at least two columns, in time order.",
        x = "There {?is/are} {length(waves)}."),
      "argument", call = call
    )
  }
  if (anyDuplicated(waves)) {
    abort_pairwave(
      c("{.arg waves} must name each column once.",
        x = "Column {.val {waves[anyDuplicated(waves)]}} comes twice."),
      "argument", call = call
    )
  }
}

check_one_name <- function(name, arg, call = rlang::caller_env()) {
  if (is.character(name) && length(name) == 1 && !is.na(name)) return(invisible())
  abort_pairwave(
    c("{.arg {arg}} must be the name of one column.",
      x = "It is {.obj_type_friendly {name}}."),
    "argument", call = call
  )
}

check_column <- function(x, column, arg, call) {
  check_known(column, names(x), "{.arg {arg}} must name columns of {.arg x}.",
              call = call)
}

check_wave_columns <- function(x, waves, call = rlang::caller_env()) {
  check_two_waves(waves, call)
  check_column(x, waves, "waves", call)
  check_wave_labels(wave_labels(waves), call)
}

check_wave_labels <- function(labels, call) {
  if (anyDuplicated(labels)) {
    abort_pairwave(
      c("{.arg waves} must have a different label for each wave.",
        x = "{.val {labels[anyDuplicated(labels)]}} comes twice."),
      "argument", call = call
    )
  }
}

wave_labels <- function(waves) {
  labels <- names(waves)
  if (is.null(labels)) return(unname(waves))
  ifelse(nzchar(labels), labels, waves)
}

check_three_waves <- function(waves, call = rlang::caller_env()) {
  if (!is.character(waves) || length(unique(waves)) != 3 || length(waves) != 3) {
    abort_pairwave(
      c("{.arg waves} must name three waves: before, after and later.",
        x = "There {?is/are} {length(waves)}."),
      "argument", call = call
    )
  }
}

# Finds what every analysis says of an object that it can't analyse.
abort_not_cohort <- function(x, hint = "{.fun read_cohort} makes a cohort.",
                             call = rlang::caller_env()) {
  abort_pairwave(
    c("{.arg x} must be a cohort.",
      x = "It is {.obj_type_friendly {x}}.",
      i = hint),
    "argument", call = call
  )
}

abort_not_answers <- function(x, call = rlang::caller_env()) {
  abort_pairwave(
    c("{.arg x} must be a cohort or a data frame.",
      x = "It is {.obj_type_friendly {x}}.",
      i = "Read a cohort with {.code read_cohort()}."),
    "argument", call = call
  )
}

# The scales asked for, all by default; each must be one of the study's.
check_scale_names <- function(study, scales, call = rlang::caller_env()) {
  known <- names(study$scales)
  check_known(scales, known,
              "Every one of {.arg scales} must be a scale of the study.",
              "scale", call = call)
  scales %||% known
}

`%||%` <- function(x, otherwise) if (is.null(x)) otherwise else x

has_all_names <- function(x) {
  !is.null(names(x)) && all(nzchar(names(x))) && !anyNA(names(x))
}

check_one_column <- function(by, argument, call) {
  if (!rlang::is_string(by)) {
    abort_pairwave(
      c("{.arg {argument}} must be the name of one column, or NULL.",
        x = "It is {.obj_type_friendly {by}}."),
      topic = "input", call = call
    )
  }
}

# Stops where `...` of the calling function holds anything: an argument whose name is
# written in another way, or a value that no name says the meaning of.
check_dots_empty <- function(call = parent.frame()) {
  frame <- parent.frame()
  if (evalq(...length(), frame) == 0) return(invisible())
  given <- as.list(eval(quote(substitute(list(...))), frame))[-1]
  known <- setdiff(names(formals(sys.function(sys.parent()))), "...")
  abort_more_arguments(names(given) %||% "", given, known, call)
}

abort_more_arguments <- function(named, given, known, call) {
  unknown <- named[nzchar(named)][1]
  value <- if (is.na(unknown)) rlang::as_label(given[[1]])
  abort_pairwave(
    c("A call must have no other arguments than the function takes.",
      x = if (is.na(unknown)) "{.code {value}} has no name that says what it is."
          else "There is no argument {.arg {unknown}}.",
      if (!is.na(unknown)) did_you_mean(unknown, known),
      i = if (is.na(unknown) || is.null(did_you_mean(unknown, known))) {
        "It takes {.arg {known}}."
      }),
    "argument", call = call
  )
}

# What follows does as rlang's functions of these names do; rlang itself is loaded for an
# error only, since loading it takes as long as reading a survey.

# The option that was chosen: one of `choices`, the first where the caller left
# the argument alone. Without `choices`, those of the calling function's argument.
match_choice <- function(argument, choices = NULL, call = parent.frame()) {
  name <- substitute(argument)
  choices <- choices %||%
    eval(formals(sys.function(sys.parent()))[[as.character(name)]], parent.frame())
  if (identical(argument, choices)) return(choices[1])
  if (is_text(argument) && argument %in% choices) return(argument)
  rlang::arg_match(argument, choices, error_arg = as.character(name), error_call = call)
}

is_text <- function(x) is.character(x) && length(x) == 1 && !is.na(x)

is_flag <- function(x) is.logical(x) && length(x) == 1 && !is.na(x)

are_whole_numbers <- function(x) is.numeric(x) && all(is.finite(x) & x == trunc(x))

is_whole_number <- function(x) length(x) == 1 && are_whole_numbers(x)

are_named <- function(x) {
  !is.null(names(x)) && !anyNA(names(x)) && all(nzchar(names(x)))
}

# As rlang has it, so that tests can say that nobody is there.
is_interactive <- function() getOption("rlang_interactive", interactive())

check_columns_exist <- function(columns, known, argument,
                                call = rlang::caller_env()) {
  check_known(columns, known, "Every column in {.arg {argument}} must exist.",
              topic = "column", call = call)
}
