# Splits questions with several answers whose chosen options stand in one cell:
# one logical column for each option. Where only the texts suggest that, they are
# kept.

# All chosen options in one cell, with a separator between them. `choices` has
# the options of a question where the file leaves them open; an empty vector
# says that the question has single answers. What only the texts suggest is kept
# as text beside its options.
multiple_cells <- function(survey, rule, heading, choices, path, call) {
  out <- list(survey = survey, sets = list(), unanswered = integer(), note = character())
  if (!is.null(choices)) check_choices(choices, names(survey), path, call)
  asked <- if (length(rule$separators)) names(survey) else intersect(names(survey), names(choices))
  asked <- setdiff(asked, fitting_columns(rule$except, heading))
  if (length(asked)) split_columns(out, asked, rule, heading, choices, path, call) else out
}

split_columns <- function(out, asked, rule, heading, choices, path, call) {
  survey <- out$survey
  unclear <- list()
  guessed <- character()
  open <- fitting_columns(rule$open, heading)
  for (name in asked) {
    told <- name %in% names(choices)
    label <- column_label(survey[[name]])
    x <- survey[[name]]
    if (!is.character(x)) next
    x <- plain_values(x)
    options <- choices[[name]]
    if (told && length(options) == 0) next
    split <- if (told) {
      split_by_options(x, options, name, path, call)
    } else {
      split_cells(x, rule)
    }
    if (is.null(split)) next
    if (!told && is_ranking(split)) {
      out$note <- c(out$note, paste0(
        name, ": every answer has all the options, in an order of its own, so it is a ",
        "ranking and left as text."
      ))
      next
    }
    if (isTRUE(split$guess) && name %in% open) {
      out$note <- c(out$note, paste0(
        name, ": it asks for a text of one's own, so it is left as text; `choices` splits it."
      ))
      next
    }
    if (length(split$together)) {
      unclear[[name]] <- split$together
      next
    }
    if (isTRUE(split$guess)) guessed <- c(guessed, name)
    out <- put_options(out, name, label %||% name, split)
  }
  out$note <- c(out$note, guessed_note(guessed))
  warn_unclear(unclear, path)
  out
}

guessed_note <- function(names) {
  if (length(names) == 0) {
    return(NULL)
  }
  one <- length(names) == 1
  sprintf(
    "%s taken for %s, as the texts suggest: %s kept beside the options. `choices` settles it.",
    if (one) paste0(names, ": it is") else paste0(
      length(names), " questions (", paste(utils::head(names, 3), collapse = ", "),
      if (length(names) > 3) ", ...", ") are"
    ),
    if (one) "a question with several answers" else "ones with several answers",
    if (one) "its text is" else "their texts are"
  )
}

# Puts the options of one question in the place of its column, or behind it where
# they are a guess.
put_options <- function(out, name, question, split) {
  answered <- lengths(split$chosen) > 0
  suffix <- unique_names(sub("^question$", "option", text_name(split$options, 24)))
  if (all(grepl("^[0-9]+$", split$options))) suffix <- split$options
  columns <- lapply(split$options, function(option) {
    value <- vapply(split$chosen, function(cell) option %in% cell, TRUE)
    value[!answered] <- NA
    new_labelled_column(value, label = part_label(question, option))
  })
  variables <- paste0(name, "_", suffix)
  clash <- variables %in% names(out$survey)
  variables[clash] <- paste0(variables[clash], "_chosen")
  names(columns) <- variables
  at <- match(name, names(out$survey))
  facts <- attr(out$survey, "survey")
  rest <- as.list(out$survey)
  before <- seq_len(if (isTRUE(split$guess)) at else at - 1)
  whole <- c(rest[before], columns, rest[-seq_len(at)])
  out$survey <- structure(whole, names = names(whole),
                          row.names = .set_row_names(nrow(out$survey)),
                          class = class(out$survey), survey = facts)
  out$sets[[name]] <- new_multiple_set(name, question, names(columns))
  out$unanswered[name] <- sum(!answered)
  out
}

# The options in cells such as "A;B;" or "A, B", or NULL where the column has
# single answers. `together` names options that the file never shows apart:
# they may be one option that holds the separator. `guess` says that the texts
# alone suggest options.
split_cells <- function(x, rule) {
  given <- !is.na(x) & trimws(x) != ""
  if (!any(given)) {
    return(NULL)
  }
  for (separator in rule$separators) {
    mark <- trimws(separator$text)
    if (isTRUE(separator$ends)) {
      # The separator stands behind the last option too: nothing is open.
      if (!all(endsWith(trimws(x[given]), mark))) next
      return(cells_as_options(x, given, paste0("\\Q", mark, "\\E")))
    }
    between <- separator$between %||% paste0("\\Q", separator$text, "\\E")
    if (!any(grepl(between, x[given], perl = TRUE))) next
    pattern <- separator$only
    if (!is.null(pattern)) {
      # Codes rise; "7,5" may be a number with a decimal comma.
      if (!all(grepl(pattern, x[given], perl = TRUE)) || !all(rising(x[given]))) next
      return(cells_as_options(x, given, between))
    }
    split <- cells_as_options(x, given, between)
    # Free text: its pieces hardly ever come again.
    if (length(split$options) > 30) next
    count <- tabulate(match(unlist(split$chosen), split$options))
    if (mean(count > 1) < 0.5) next
    distinct <- list(chosen = unique(split$chosen), options = split$options)
    if (!is_ranking(split) && !listed_alike(distinct)) next
    split$guess <- TRUE
    bound <- bound_options(distinct)
    # Bound pieces as one: when no cell has two options then, the question has
    # single answers, and an answer happens to hold the separator.
    cells <- vapply(distinct$chosen, function(cell) {
      length(unique(bound[match(cell, split$options)]))
    }, 0L)
    if (all(cells <= 1)) next
    split$together <- unname(vapply(
      Filter(function(part) length(part) > 1, base::split(split$options, bound)),
      paste, "", collapse = separator$text
    ))
    return(split)
  }
  NULL
}

rising <- function(x) {
  vapply(strsplit(x, ",", fixed = TRUE), function(cell) all(diff(as.numeric(cell)) > 0), NA)
}

# The `options` of cells, and those `chosen` in each. `between` is the pattern of what
# separates them. Cells that are alike are cut once.
cells_as_options <- function(x, given, between) {
  distinct <- unique(x[given])
  pieces <- strsplit(distinct, between, perl = TRUE)
  cell <- rep(seq_along(distinct), lengths(pieces))
  text <- squash(unlist(pieces))
  keep <- nzchar(text) & !duplicated(paste(cell, text))
  parts <- unname(split(text[keep], factor(cell[keep], seq_along(distinct))))
  chosen <- rep(list(character()), length(x))
  chosen[given] <- parts[match(x[given], distinct)]
  options <- unique(text[keep])
  if (all(grepl("^[0-9]+$", options))) options <- options[order(as.numeric(options))]
  list(chosen = chosen, options = options)
}

# Tells whether cells name options as a form does: always in one order, and each in one
# spelling.
listed_alike <- function(split) {
  options <- split$options
  if (anyDuplicated(lower_case(options))) {
    return(FALSE)
  }
  first <- matrix(FALSE, length(options), length(options))
  for (cell in split$chosen[lengths(split$chosen) > 1]) {
    at <- match(cell, options)
    for (i in seq_along(at)[-1]) first[at[seq_len(i - 1)], at[i]] <- TRUE
  }
  !any(first & t(first))
}

# Everybody chose everything, in different orders.
is_ranking <- function(split) {
  answers <- split$chosen[lengths(split$chosen) > 0]
  length(split$options) > 2 && length(answers) > 1 &&
    all(lengths(answers) == length(split$options)) && length(unique(answers)) > 1
}

# A group number for each option: those always chosen by the same respondents,
# side by side, share one.
bound_options <- function(split) {
  options <- split$options
  has <- vapply(options, function(option) {
    vapply(split$chosen, function(cell) option %in% cell, TRUE)
  }, logical(length(split$chosen)))
  has <- matrix(has, ncol = length(options))
  group <- seq_along(options)
  for (i in seq_along(options)) for (j in seq_len(i - 1)) {
    if (identical(has[, i], has[, j]) && beside(split$chosen, options[j], options[i])) {
      group[group == group[i]] <- group[j]
    }
  }
  group
}

beside <- function(chosen, first, second) {
  all(vapply(chosen, function(cell) {
    at <- match(c(first, second), cell)
    anyNA(at) || at[2] - at[1] == 1
  }, TRUE))
}

# By options that were told, the longest first, so that one may hold the
# separator. What is left over is an answer that no option explains.
split_by_options <- function(x, options, name, path, call) {
  options <- as.character(options)
  by_length <- options[order(-nchar(options))]
  rest <- ifelse(is.na(x), "", x)
  has <- matrix(FALSE, length(x), length(options), dimnames = list(NULL, options))
  for (option in by_length) {
    quoted <- gsub("([][{}()+*^$|\\\\?.])", "\\\\\\1", option)
    pattern <- paste0("(^|[,;] *)", quoted, "(?= *([,;]|$))")
    has[, option] <- grepl(pattern, rest, perl = TRUE)
    rest <- sub(pattern, "\\1", rest, perl = TRUE)
  }
  left <- grepl("[^,; ]", rest)
  if (any(left)) {
    abort_pairwave(
      c("{.arg choices} must list every option of {.field {name}}.",
        x = "{sum(left)} answer{?s} in {.file {basename(path)}} hold{?s/} something else.",
        i = "Name all options as the survey shows them; {.code character()} leaves the answers
             as they are."),
      "choices", call = call
    )
  }
  chosen <- lapply(seq_along(x), function(i) options[has[i, ]])
  list(chosen = chosen, options = options)
}

check_choices <- function(choices, columns, path, call) {
  if (!is.list(choices) || !has_all_names(choices)) {
    abort_pairwave(
      c("{.arg choices} must be a list of options with the columns as names.",
        i = "For example {.code list(what_helped = c(\"Talks\", \"Groups\"))}."),
      "choices", call = call
    )
  }
  unknown <- setdiff(names(choices), columns)
  if (length(unknown)) {
    abort_pairwave(
      c("{.arg choices} must name columns of {.file {basename(path)}}.",
        x = "There is no column {.val {unknown[1]}}.",
        did_you_mean(unknown[1], columns)),
      "choices", call = call
    )
  }
}

warn_unclear <- function(unclear, path) {
  if (length(unclear) == 0) {
    return(invisible())
  }
  one <- names(unclear)[1]
  found <- vapply(names(unclear), function(name) {
    paste0(escape_braces(name), ": ", escape_braces(paste0(
      "\"", unclear[[name]], "\"", collapse = ", "
    )))
  }, "")
  warn_pairwave(
    c("Questions in {.file {basename(path)}} must show where one option ends.",
      stats::setNames(
        paste0("One option or several? ", found), rep("x", length(found))
      ),
      i = "They are left as they are. Name the options, as in
           {.code choices = list({one} = c(\"...\", \"...\"))}, or
           {.code choices: {{{one}: [...]}}} in a study's wave."),
    "choices", questions = names(unclear)
  )
}
