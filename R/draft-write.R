# Writes a drafted study as the lines of a study file, a comment beside each
# guess.

draft_lines <- function(draft) {
  c(
    "# A draft by pairwave::use_study(). Each comment says why something stands here;",
    "# what is wrong, correct. ?study_file lists every key.",
    "version: 1",
    paste0("title: ", yaml_scalar(draft$title %||% "Untitled study")),
    wave_lines(draft$waves),
    recalled_lines(draft$waves),
    id_lines(draft$id),
    exclusion_lines(draft$exclude),
    scale_lines(draft$scales),
    question_lines(draft$questions),
    drafted_contrasts(draft$waves),
    demographic_lines(draft),
    undisclosed_lines(draft$undisclosed),
    attendance_lines(draft$attendance)
  )
}

wave_lines <- function(waves) {
  reason <- attr(waves, "reason")
  waves <- Filter(function(wave) length(wave$asked_in) == 0, waves)
  c(
    paste0("# ", capital(reason), "."),
    "waves:",
    unlist(lapply(names(waves), function(name) {
      wave <- waves[[name]]
      entries <- c(
        file = yaml_scalar(wave$file), label = yaml_scalar(wave$label),
        id = if (!is.null(wave$id)) yaml_scalar(wave$id),
        platform = wave$platform, key = if (!is.null(wave$key)) yaml_scalar(wave$key),
        where = if (!is.null(wave$where)) yaml_mapping(wave$where)
      )
      if (length(wave$rename)) entries["rename"] <- yaml_mapping(wave$rename)
      line <- paste0("  ", name, ": {",
                     paste0(names(entries), ": ", entries, collapse = ", "), "}")
      c(
        if (!is.null(wave$note)) paste0("  # ", wave$note),
        if (length(wave$renamed)) paste0("  # Renamed: ", renamed_words[wave$renamed], "."),
        if (!is.null(wave$id)) {
          paste0("  # Its column ", wave$id, " holds the codes of the wave before.")
        },
        if (isTRUE(wave$side)) {
          "  # Renamed: the same questions stand in the file once for each wave."
        },
        line,
        if (length(wave$choices)) paste0(
          "  # Which options these have can't be told; add to this wave: choices: {",
          paste0(wave$choices, ": [...]", collapse = ", "), "}"
        )
      )
    }))
  )
}

# A comment in lines that fit a screen.
comment_lines <- function(..., indent = "") {
  paste0(indent, "# ", wrap_text(paste0(...), 98 - nchar(indent)))
}

# "Before", asked in the form that asks of now.
recalled_lines <- function(waves) {
  recalled <- Filter(function(wave) length(wave$asked_in) > 0, waves)
  if (length(recalled) == 0) return(NULL)
  c(
    comment_lines(
      "Asked from memory, in the same form as the answers of now: such gains tend to be larger ",
      "than those between two surveys, which the report says."
    ),
    "retrospective:",
    vapply(names(recalled), function(name) {
      wave <- recalled[[name]]
      paste0("  ", name, ": {asked_in: ", wave$asked_in, ", suffix: _", name, ", label: ",
             yaml_scalar(wave$label), "}")
    }, "")
  )
}

renamed_words <- c(
  words = "questions that are those of the first wave, word for word",
  time = "names that differ from the first wave's in a word for the time only",
  place = "as many items with the same answers, taken in their order: check that they are the same"
)

id_lines <- function(id) {
  if (isTRUE(id$recalled)) return(comment_lines(capital(id$reason), "."))
  if (is.null(id$column)) {
    return(c(comment_lines("TO FILL IN. ", capital(id$reason), "."), "# id: {column: \"?\"}"))
  }
  more <- id$more %||% 0
  near <- id$near %||% 0
  entries <- c(
    column = if (length(id$column) == 1) yaml_scalar(id$column) else yaml_list(id$column),
    leading_zeros = if (more > 0) "drop",
    admissible = if (length(id$admissible)) yaml_mapping(id$admissible),
    max_edits = if (near > 0) "1",
    confirm = if (near > 0 && length(id$constant)) yaml_list(id$constant)
  )
  c(
    comment_lines(capital(id$reason), "."),
    if (id$weak) "# Hardly anybody is found again: is it the right column?",
    if (length(id$others)) {
      paste0("# Could be it as well: ", paste(id$others, collapse = ", "), ".")
    },
    if (near > 0) comment_lines(
      said_of(near, "pair of codes differs", "pairs of codes differ"),
      " by a slip: max_edits puts them on the list of review_links(), and links nobody before ",
      "you decide.",
      if (length(id$constant)) " In what confirm names people answer alike in each wave."
    ),
    if (more > 0) comment_lines(
      "Numbers are compared without leading zeros (007, 07 and 7 are one), which finds ",
      said_of(more, "more code", "more codes"), " again."
    ),
    if (length(id$admissible)) "# Another day or month than there is counts as a slip.",
    paste0("id: {", paste0(names(entries), ": ", entries, collapse = ", "), "}")
  )
}

scale_lines <- function(scales) {
  if (length(scales) == 0) {
    return(c("# No three columns side by side are answered alike in every wave.",
             "# scales:", "#   belonging: {items: [b1, b2, b3], range: [1, 5]}"))
  }
  ready <- vapply(scales, function(scale) !isTRUE(scale$unordered) && is.null(scale$trouble), NA)
  c(
    if (any(ready)) "scales:" else "# scales:",
    unlist(lapply(names(scales), function(name) {
      one <- one_scale_lines(name, scales[[name]])
      if (ready[[name]]) one else sub("^  (# )?", "#   \\1", one)
    }))
  )
}

one_scale_lines <- function(name, scale) {
  known <- !is.null(scale$instrument)
  entries <- c(
    instrument = scale$instrument,
    label = if (!known && length(scale$label) && scale$label != name) yaml_scalar(scale$label),
    items = yaml_items(scale$items),
    range = if (!known && !is.null(scale$range)) yaml_list(scale$range),
    answers = if (!known && length(scale$answers)) yaml_list(scale$answers),
    reverse = if (length(scale$reverse)) yaml_list(scale$reverse),
    min_items = if (!known && length(scale$items) > 1) code_text(scale$min_items),
    better = if (!known) scale$better
  )
  c(
    comment_lines(capital(scale$reason), ".", indent = "  "),
    if (length(scale$items) > 1) score_lines(scale, known),
    if (length(scale$turned)) comment_lines(
      "Against the rest clearly goes ", scale$turned, ": taken as worded the other way.",
      indent = "  "
    ),
    if (length(scale$against)) comment_lines(
      "Against the rest goes ", paste(scale$against, collapse = ", "),
      ": if it is worded the other way, add it to reverse.", indent = "  "
    ),
    if (length(scale$only)) comment_lines(
      "Not in every wave: ", paste(scale$only, collapse = ", "), ".", indent = "  "
    ),
    if (length(scale$ends)) comment_lines(scale$ends, ".", indent = "  "),
    if (!known && identical(length(scale$answers), 2L)) paste0(
      "  # ", scale$answers[1], " and ", scale$answers[2], " count as 0 and 1."
    ),
    if (!known && identical(scale$better, "lower")) {
      "  # Its words ask for trouble, so a lower score is the better one."
    },
    if (isTRUE(scale$unordered)) {
      "  # TO FILL IN. A guess: put the answers in order, the lowest first, and uncomment."
    },
    if (length(scale$trouble)) comment_lines(
      "TO FILL IN. It can't be scored as it stands. ", scale$trouble, " Then uncomment.",
      indent = "  "
    ),
    paste0("  ", name, ": {", paste0(names(entries), ": ", entries, collapse = ", "), "}")
  )
}

score_lines <- function(scale, known) {
  n <- length(scale$items)
  if (known) {
    return(paste0(
      "  # Scored where ", if (scale$min_items == n) {
        "every item is answered, since no rule for missing ones is certain"
      } else {
        paste(scale$min_items, "of the", n, "items are answered, as its manual has it")
      },
      if (identical(scale$better, "lower")) "; lower is better", "."
    ))
  }
  "  # The mean, where half of the items are answered: put the manual's rule in, if it has one."
}

question_lines <- function(questions) {
  if (length(questions) == 0) return(NULL)
  c(
    "# Single questions, counted by item_frequencies().",
    "questions:",
    vapply(questions, function(one) {
      paste0("  - ", question_yaml(one), " # ", one$reason)
    }, "")
  )
}

question_yaml <- function(one) {
  entries <- c(
    column = yaml_scalar(one$column), label = yaml_scalar(one$label),
    range = if (length(one$range)) yaml_list(one$range),
    answers = if (length(one$answers)) yaml_list(one$answers)
  )
  paste0("{", paste0(names(entries), ": ", entries, collapse = ", "), "}")
}

drafted_contrasts <- function(waves) {
  n <- length(waves)
  if (n > 3) c(
    paste0("# ", n, " waves make ", n * (n - 1) / 2, " pairs; each later wave is compared with ",
           "the first. next or all are the others."),
    "contrasts: first"
  )
}

demographic_lines <- function(draft) {
  c(
    if (length(draft$demographics)) "demographics:" else no_demographics,
    unlist(lapply(draft$demographics, function(entry) {
      paste0("  - ", demographic_yaml(entry), " # ", entry$reason)
    })),
    if (length(draft$open)) paste0(
      "# Asked in several waves, and perhaps about the person: ",
      paste(draft$open, collapse = ", "), "."
    )
  )
}

demographic_yaml <- function(entry) {
  paste0("{column: ", yaml_scalar(entry$column), ", label: ", yaml_scalar(entry$label),
         if (length(entry$bands)) paste0(", bands: ", yaml_list(entry$bands)),
         if (entry$undisclosed) ", undisclosed: true", "}")
}

no_demographics <- "# No demographics: no question of a few answers is about the person."

undisclosed_lines <- function(texts) {
  if (length(texts)) c(
    "# Answers that decline to say.",
    paste0("undisclosed: {label: Undisclosed, codes: ", yaml_list(texts), "}")
  )
}

attendance_lines <- function(attendance) {
  if (is.null(attendance)) {
    return(NULL)
  }
  c(
    paste0("# ", capital(attendance$reason), "."),
    paste0("attendance: {file: ", yaml_scalar(attendance$file),
           ", id: ", yaml_scalar(attendance$id), ", sessions: ", yaml_list(attendance$sessions),
           if (length(attendance$groups)) paste0(", groups: ", yaml_list(attendance$groups)), "}")
  )
}

# A text as YAML reads it back, quoted where a plain one would be something
# else. (A text may end in a line end, before which $ would match.)
yaml_scalar <- function(x) {
  x <- enc2utf8(as.character(x))
  plain <- grepl("^[\\p{L}_](?:[\\p{L}\\p{N}_ ./()+-]*[\\p{L}\\p{N}_./()+])?\\z", x, perl = TRUE) |
    grepl("^-?[0-9]+([.][0-9]+)?$", x)
  plain <- plain &
    !lower_case(x) %in% c("null", "true", "false", "yes", "no", "on", "off", "y", "n")
  escaped <- gsub("\"", "\\\"", gsub("\\", "\\\\", x, fixed = TRUE), fixed = TRUE)
  escaped <- gsub("\n", "\\n", gsub("\r", "\\r", escaped, fixed = TRUE), fixed = TRUE)
  ifelse(plain, x, paste0("\"", escaped, "\""))
}

yaml_list <- function(x) paste0("[", paste(yaml_scalar(x), collapse = ", "), "]")

yaml_mapping <- function(x) {
  value <- vapply(x, function(one) if (length(one) > 1) yaml_list(one) else yaml_scalar(one), "")
  paste0("{", paste0(yaml_scalar(names(x)), ": ", value, collapse = ", "), "}")
}

# gse1:gse10, where that means just these.
yaml_items <- function(items) {
  ends <- paste0(items[1], ":", items[length(items)])
  range <- tryCatch(expand_items(ends, "items"), pairwave_error = function(e) NULL)
  if (length(items) > 1 && identical(range, items)) {
    if (grepl("^[A-Za-z_][A-Za-z0-9_]*:[A-Za-z0-9_]+$", ends)) ends else yaml_scalar(ends)
  } else {
    yaml_list(items)
  }
}
