# Drafts what is asked by a single question: an outcome of its own where every wave asks
# it, satisfaction with a session where one does.

# `scales`, outcomes of one item, and `questions` (column, label, answers, range,
# reason). `known` are columns that have their place in the study already.
draft_questions <- function(waves, known, id) {
  found <- lapply(single_columns(waves, known, id), function(column) {
    describe_question(column, waves)
  })
  found <- found[lengths(found) > 0]
  scale <- vapply(found, `[[`, NA, "scale")
  scales <- found[scale]
  names(scales) <- unique_names(vapply(scales, `[[`, "", "name"))
  list(scales = scales, questions = found[!scale])
}

describe_question <- function(column, waves) {
  asked <- Filter(function(wave) column %in% answered_columns(wave), waves)
  x <- asked[[1]]$survey[[column]]
  kind <- answer_set(asked, column)
  label <- squash(column_label(x) %||% column)
  if (is_counted_thing(label)) return(NULL)
  if (!is.null(kind) && kind$by %in% c("numbers", "numbered")) {
    points <- rated_points(kind$range, label)
    if (is.null(points)) return(NULL)
    return(one_question(column, label, waves, asked, range = points,
                        seen = !identical(points, named_points(label))))
  }
  if (!is_single_choice(x)) return(NULL)
  texts <- kind$texts %||% names(kind$labels)
  answers <- if (length(texts) > 2) match_answers(texts)
  if (!is.null(kind$labels) && length(answers)) answers <- answers_of_labels(kind$labels)$answers
  one_question(column, label, waves, asked, answers = answers, two = length(texts) == 2)
}

one_question <- function(column, label, waves, asked, range = NULL, answers = NULL,
                         seen = FALSE, two = FALSE) {
  scale <- length(waves) > 1 && length(asked) == length(waves) &&
    (length(range) || length(answers))
  said <- if (length(range)) paste0("answered from ", range[1], " to ", range[2]) else
    if (length(answers)) "answers in order, from the lowest: check it" else
      if (two) "two answers" else "answers in no order that is known"
  name <- text_name(label, 24)
  list(
    column = column, items = column, name = name, label = label, range = range,
    answers = answers, scale = scale, by = "single",
    better = if (scale && is_lower_better(name, label)) "lower",
    reason = paste0(
      if (scale) "One question, asked in every wave, " else
        paste0("asked in ", and_words(names(asked)), ", "), said,
      if (seen) "; the range is that of the answers seen: check it"
    )
  )
}

# Numbers that count or measure something are no rating.
is_counted_thing <- function(label) {
  grepl(paste0("\\b(how many|number of|how often|hours|days|weeks|months|years|year|minutes|times|",
               "children|wie viele|anzahl|stunden|tage|jahre|jahr|semester)\\b"),
        gsub("_", " ", lower_case(label), fixed = TRUE), perl = TRUE)
}

# The points of a rating: those that the question names, else the usual ones about the
# answers seen. NULL for numbers that are no rating.
rated_points <- function(seen, label) {
  named <- named_points(label)
  if (!is.null(named) && seen[1] >= named[1] && seen[2] <= named[2]) return(named)
  if (seen[2] < 3) return(NULL)
  high <- c(4, 5, 6, 7, 10)
  c(if (seen[1] == 0) 0 else 1, high[match(TRUE, seen[2] <= high)])
}

# "(1 to 10)", "from 0 to 10", "1-5" in the words of a question.
named_points <- function(label) {
  found <- regmatches(label, regexec(
    "\\b([01]) ?(?:-|\u2013|\u2014|to|bis|\u00e0|a) ?([3-9]|10)\\b", label, perl = TRUE
  ))[[1]]
  if (length(found)) as.numeric(found[2:3])
}
