# Which questions a table counts, and how each of them is to be read.

# One question: its `columns` (several for a set of ticks), whether
# non-disclosure was `possible` (NA: the answers tell), how it is summed up, what it is
# compared with, and who was `asked` (a logical vector along the people; NULL: everyone).
new_variable <- function(name, label, possible, columns = name,
                         summary = "count", bands = NULL, counted = NULL,
                         population = NULL, asked = NULL) {
  list(name = name, label = label, possible = possible, columns = columns,
       summary = summary, bands = bands, counted = counted,
       population = population, asked = asked)
}

variable_names <- function(variables) {
  vapply(variables, `[[`, "", "name", USE.NAMES = FALSE)
}

# The questions of a data frame, from the arguments of demographics(); `sets`
# are those of answer_sets().
frame_variables <- function(x, columns, labels, undisclosed, summary, bands,
                            sets, population, call) {
  columns <- demographic_columns(x, columns, sets, call)
  known <- c(names(sets), names(x))
  if (length(labels)) {
    check_named(labels, "labels", "c(sex = \"Sex\")", call)
    check_columns_exist(names(labels), known, "labels", call)
  }
  check_bands(bands, names(x), call)
  check_population(population, known, call)
  summary <- check_summary(summary, known, call)
  possible <- check_undisclosed(undisclosed, columns, known, call)
  label <- variable_labels(x, columns, labels)
  lapply(seq_along(columns), function(i) {
    name <- columns[i]
    set <- sets[[name]]
    new_variable(
      name, label[i], possible[i],
      columns = if (is.null(set)) name else set$columns,
      summary = if (name %in% names(summary)) summary[[name]] else "count",
      bands = bands[[name]], counted = set$counted,
      population = population[[name]]
    )
  })
}

check_undisclosed <- function(undisclosed, columns, known, call) {
  if (is.null(undisclosed)) return(rep(NA, length(columns)))
  if (is.character(undisclosed)) {
    check_columns_exist(undisclosed, known, "undisclosed", call)
    return(columns %in% undisclosed)
  }
  if (!is_flag(undisclosed)) {
    abort_pairwave(
      c("{.arg undisclosed} must be column names, TRUE, FALSE or NULL.",
        x = "It is {.obj_type_friendly {undisclosed}}."),
      topic = "input", call = call
    )
  }
  rep(undisclosed, length(columns))
}

check_summary <- function(summary, known, call) {
  if (!length(summary)) return(character())
  check_named(summary, "summary", "c(age = \"median\")", call)
  check_columns_exist(names(summary), known, "summary", call)
  choices <- c("count", "mean", "median")
  unknown <- setdiff(summary, choices)
  if (length(unknown)) {
    abort_pairwave(
      c("{.arg summary} must say {.or {.val {choices}}} for each column.",
        x = "It says {.val {unknown[[1]]}}.",
        did_you_mean(unknown[[1]], choices)),
      topic = "input", call = call
    )
  }
  summary
}

# The sets of ticks: those given, and those that the survey's file declares and
# that `columns` asks for. Each has `columns` and perhaps `counted`.
answer_sets <- function(x, sets, columns, call) {
  if (length(sets)) {
    check_named(sets, "sets", "list(ethnicity = c(\"eth1\", \"eth2\"))", call)
  }
  declared <- declared_sets(x)
  if (!length(sets) && !length(declared)) return(list())
  taken <- c(names(sets), names(x))
  sets <- c(sets, declared[setdiff(intersect(names(declared), columns), taken)])
  out <- lapply(names(sets), function(name) {
    set <- sets[[name]]
    set <- if (is.list(set)) as.list(set) else list(columns = set)
    if (!is.character(set$columns) || length(set$columns) < 2) {
      abort_pairwave(
        c("Each of {.arg sets} must name at least two columns.",
          x = "{.val {name}} is {.obj_type_friendly {set$columns}}."),
        topic = "input", call = call
      )
    }
    check_columns_exist(set$columns, names(x), "sets", call)
    set[c("columns", "counted")]
  })
  stats::setNames(out, names(sets))
}

check_named <- function(x, argument, example, call) {
  if (!are_named(x) || anyDuplicated(names(x))) {
    abort_pairwave(
      c("{.arg {argument}} must be named by column, each of them once.",
        i = "For example {.code {example}}."),
      topic = "input", call = call
    )
  }
}

# The names of the columns and sets to count, in order.
demographic_columns <- function(x, columns, sets, call) {
  if (is.null(columns)) {
    countable <- vapply(x, function(column) {
      is_labelled(column) || is.factor(column) || is.character(column) ||
        is.logical(column)
    }, NA)
    in_set <- unlist(lapply(sets, `[[`, "columns"))
    columns <- c(setdiff(names(x)[countable], in_set), names(sets))
    if (length(columns) == 0) {
      abort_pairwave(
        c("There must be a column to count.",
          x = "No column is labelled, a factor, text or logical.",
          i = "Name the columns in {.arg columns}."),
        topic = "input",
        call = call
      )
    }
    return(columns)
  }
  if (!is.character(columns) || length(columns) == 0 || anyNA(columns)) {
    abort_pairwave(
      c("{.arg columns} must be column names.",
        x = "It is {.obj_type_friendly {columns}}."),
      topic = "input",
      call = call
    )
  }
  check_columns_exist(columns, c(names(sets), names(x)), "columns", call = call)
  unique(columns)
}

# Finds what to print for each column: the label given, its variable label, or its
# name.
variable_labels <- function(x, columns, given) {
  vapply(columns, function(column) {
    if (column %in% names(given)) return(as.character(given[[column]]))
    own <- column_label(.subset2(x, column))
    if (!is.null(own) && is_text(own) && nzchar(own)) own else column
  }, "", USE.NAMES = FALSE)
}

# The questions of a study, by the name of each.
study_variables <- function(study, people, call = rlang::caller_env()) {
  declared <- study$demographics
  if (length(declared) == 0) {
    abort_pairwave(
      c("The study must declare its demographics.",
        x = "{.file study.yml} has none.",
        i = "Add them under {.field demographics}."),
      topic = "input", call = call
    )
  }
  names <- vapply(declared, `[[`, "", "column")
  given <- lapply(declared, `[[`, "label")
  names(given) <- names
  labels <- variable_labels(people, names, given[lengths(given) > 0])
  variables <- lapply(seq_along(declared), function(i) {
    entry <- declared[[i]]
    new_variable(
      names[i], labels[i], isTRUE(entry$undisclosed),
      columns = entry_columns(entry), summary = entry$summary %||% "count",
      bands = entry$bands, counted = entry$counted,
      population = entry$population
    )
  })
  stats::setNames(variables, names)
}

# The questions of a cohort's study, with the people who were asked each of them.
asked_variables <- function(cohort, call = rlang::caller_env()) {
  lapply(study_variables(cohort$study, cohort$people, call), function(variable) {
    asked <- asked_people(cohort, variable$columns)
    if (!all(asked)) variable$asked <- asked
    variable
  })
}
