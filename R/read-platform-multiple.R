# Makes sets of questions with several answers: one logical column for each
# option, and a set that names them, as an SPSS file has it. Here the platform
# writes the options into columns of their own; read-platform-cells.R has those in
# one cell.

# Options in columns of their own. `rule$chosen` and `rule$empty` are the values
# of an option that was chosen and of one that was not; with `rule$own_text` an
# option that was chosen holds its own text or number. `own` are headings of
# columns that the platform fills in. Besides the survey and the sets it gives how
# many respondents left each question `unanswered`.
multiple_columns <- function(survey, rule, key, heading, own) {
  out <- list(survey = survey, sets = list(), unanswered = integer(), note = character())
  if (is.null(rule$chosen) && !isTRUE(rule$own_text)) {
    return(out)
  }
  for (stem in unique(stats::na.omit(heading$stem))) {
    at <- which(heading$stem %in% stem)
    columns <- heading$name[at]
    if (!all(columns %in% names(survey))) next
    part <- option_texts(columns, at, key, heading, rule)
    chosen <- Map(function(name, part, option) {
      chosen_option(survey[[name]], part, option, rule)
    }, columns, part, heading$option[at])
    other <- vapply(chosen, is.null, TRUE) &
      (whole_match(rule$other %||% "(?!)", part) |
         whole_match(rule$other %||% "(?!)", heading$option[at]))
    options <- columns[!other]
    lone <- length(options) == 1
    # A grid of yes/no questions has an entry for each row in the key file.
    grid <- is.null(rule$labels) && any(columns %in% names(key))
    if (length(options) == 0 || (lone && !may_stand_alone(stem, at[!other], key, heading, rule)) ||
        any(vapply(chosen[!other], is.null, TRUE)) || grid || !any(unlist(chosen))) {
      next
    }
    answered <- Reduce(`|`, lapply(columns, function(name) {
      if (is.null(chosen[[name]])) !is_missing_answer(survey[[name]])
      else chosen[[name]]
    }))
    if (in_grid(at, heading)) {
      answered <- grid_answered(survey, at, heading, rule)
    } else if (lone) {
      ticked <- answered
      answered <- answered | record_answered(survey, columns, heading, rule, own)
      out$note <- c(out$note, lone_note(stem, sum(answered & !ticked)))
    }
    question <- c(set_question(stem, columns, at, key, heading, rule), stem)
    question <- question[nzchar(question) & !is.na(question)][1]
    for (name in options) {
      value <- chosen[[name]]
      value[!answered] <- NA
      out$survey[[name]] <- new_labelled_column(
        value, label = part_label(question, part[match(name, columns)])
      )
    }
    out$sets[[stem]] <- new_multiple_set(stem, question, options)
    out$unanswered[stem] <- sum(!answered)
  }
  out
}

# Tells whether a question may have one option: by the form of its name, or because the
# key lists the option.
may_stand_alone <- function(stem, at, key, heading, rule) {
  isTRUE(rule$alone) || in_grid(at, heading) || heading$option[at] %in% key[[stem]]$codes
}

in_grid <- function(at, heading) !is.null(heading$cell) && !is.na(heading$cell[at[1]])

# Whoever ticked any box of a grid answered all of its rows.
grid_answered <- function(survey, at, heading, rule) {
  all_rows <- intersect(heading$name[heading$grid %in% heading$grid[at[1]]], names(survey))
  Reduce(`|`, lapply(all_rows, function(name) {
    chosen_option(survey[[name]], "", "", rule) %in% TRUE
  }))
}

# Which records answer any question but this one.
record_answered <- function(survey, columns, heading, rule, own) {
  aside <- c(columns, fitting_columns(own, heading))
  boxes <- heading$name[!is.na(heading$stem)]
  answers <- lapply(setdiff(names(survey), aside), function(name) {
    x <- survey[[name]]
    given <- !is_missing_answer(x)
    if (name %in% boxes) given & !lower_case(bare_values(x)) %in% lower_case(rule$empty) else given
  })
  Reduce(`|`, answers, logical(nrow(survey)))
}

lone_note <- function(name, n) {
  if (n) sprintf("%s: %d %s did not tick its only box count%s as no.", name, n,
                 if (n == 1) "respondent who" else "respondents who", if (n == 1) "s" else "")
}

# Says how many respondents left questions unanswered, by the questions' names.
unanswered_note <- function(counts) {
  counts <- counts[counts > 0]
  if (length(counts) == 1) {
    n <- counts[[1]]
    return(sprintf("%s: %d %s with no option chosen count%s as unanswered.", names(counts), n,
                   if (n == 1) "respondent" else "respondents", if (n == 1) "s" else ""))
  }
  if (length(counts)) sprintf(
    "%d questions: respondents with no option chosen count as unanswered (%s%s).",
    length(counts),
    paste0(utils::head(names(counts), 4), ": ", utils::head(counts, 4), collapse = ", "),
    if (length(counts) > 4) ", ..." else ""
  )
}

# Which respondents chose an option, or NULL where the column is no option.
chosen_option <- function(x, part, option, rule) {
  value <- bare_values(x)
  value[is_missing_answer(x)] <- NA
  distinct <- unique(value)
  text <- squash(as.character(distinct))
  chosen <- lower_case(text) %in% lower_case(unlist(rule$chosen))
  if (isTRUE(rule$own_text)) {
    chosen <- chosen | (!is.na(text) & strip_html(text) %in% c(part, option))
  }
  empty <- is.na(text) | lower_case(text) %in% c("", lower_case(unlist(rule$empty)))
  if (all(chosen | empty)) chosen[match(value, distinct)]
}

# Finds what each option says: by the key's list of the stem's codes, by the label of
# the column itself, else its number. A box in a grid has a list of its own.
option_texts <- function(columns, at, key, heading, rule) {
  listed <- vapply(at, function(i) {
    box <- in_grid(i, heading)
    entry <- key[[if (box) heading$cell[i] else heading$stem[i]]]
    text <- entry$texts[match(if (box) heading$box[i] else heading$option[i], entry$codes)]
    text %||% NA_character_
  }, "")
  own <- vapply(columns, function(name) key[[name]]$label %||% NA_character_, "")
  own <- split_by(rule$labels, own)$option
  out <- heading$option[at]
  for (text in list(heading$part[at], own, listed)) {
    take <- !is.na(text) & nzchar(text)
    out[take] <- text[take]
  }
  out
}

# Finds what a set asks, the best text first: by the key, else by the heading. A row of
# a grid asks the grid's question of the row.
set_question <- function(stem, columns, at, key, heading, rule) {
  if (in_grid(at, heading)) {
    grid <- key[[heading$grid[at[1]]]]$label
    row <- unlist(lapply(heading$cell[at], function(cell) key[[cell]]$label))[1]
    return(if (length(grid) && length(row)) part_label(grid, row) else c(grid, row))
  }
  own <- unlist(lapply(columns, function(name) key[[name]]$label))
  c(key[[stem]]$label, split_by(rule$labels, own)$stem, heading$question[at])
}
