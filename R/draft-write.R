# Writes a drafted study as the lines of a study file, a comment beside each
# guess.

draft_lines <- function(draft) {
  c(
    "# A draft by pairwave::use_study(). Each comment says why something stands here;",
    "# what is wrong, correct. ?study_file lists every key.",
    "version: 1",
    paste0("title: ", yaml_scalar(draft$title %||% "Untitled study")),
    wave_lines(draft$waves),
    id_lines(draft$id, draft$demographics),
    exclusion_lines(draft$exclude),
    scale_lines(draft$scales),
    demographic_lines(draft),
    undisclosed_lines(draft$undisclosed),
    attendance_lines(draft$attendance)
  )
}

wave_lines <- function(waves) {
  c(
    paste0("# ", capital(attr(waves, "reason")), "."),
    "waves:",
    unlist(lapply(names(waves), function(name) {
      wave <- waves[[name]]
      entries <- c(
        file = yaml_scalar(wave$file), label = yaml_scalar(wave$label),
        platform = wave$platform, key = if (!is.null(wave$key)) yaml_scalar(wave$key),
        where = if (!is.null(wave$where)) yaml_mapping(wave$where)
      )
      if (length(wave$rename)) entries["rename"] <- yaml_mapping(wave$rename)
      line <- paste0("  ", name, ": {",
                     paste0(names(entries), ": ", entries, collapse = ", "), "}")
      c(
        if (!is.null(wave$note)) paste0("  # ", wave$note),
        if (isTRUE(wave$same_words)) {
          "  # Renamed: questions that are those of the first wave, word for word."
        },
        if (isTRUE(wave$same_codes)) {
          "  # Renamed: the column that holds the codes of the wave before."
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

id_lines <- function(id, demographics) {
  if (is.null(id$column)) {
    return(c(paste0("# TO FILL IN. ", capital(id$reason), "."), "id: {column: \"?\"}"))
  }
  more <- id$more %||% 0
  constant <- Filter(function(entry) entry$waves > 1, demographics)
  constant <- vapply(constant, `[[`, "", "column")
  c(
    paste0("# ", capital(id$reason), "."),
    if (id$weak) "# Hardly anybody is found again: is it the right column?",
    if (length(id$others)) {
      paste0("# Could be it as well: ", paste(id$others, collapse = ", "), ".")
    },
    paste0("# Codes that differ by a slip are found where you add max_edits: 1",
           if (!length(constant)) "."),
    if (length(constant)) {
      paste0("# and confirm: ", yaml_list(constant),
             ", which people answer alike in each wave.")
    },
    if (more > 0) paste0(
      "# Numbers are compared without leading zeros (007, 07 and 7 are one), which finds ",
      said_of(more, "more code", "more codes"), " again."
    ),
    paste0("id: {column: ", yaml_scalar(id$column),
           if (more > 0) ", leading_zeros: drop", "}")
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
  items <- yaml_items(scale$items)
  entries <- c(
    instrument = scale$instrument, items = items,
    range = if (is.null(scale$instrument) && !is.null(scale$range)) {
      yaml_list(scale$range)
    },
    answers = if (is.null(scale$instrument) && length(c(scale$answers, scale$texts))) {
      yaml_list(scale$answers %||% scale$texts)
    }
  )
  c(
    paste0("  # ", capital(scale$reason), "."),
    if (is.null(scale$instrument)) {
      "  # The mean of all items, unless `score` and `min_items` say otherwise."
    },
    if (length(scale$against)) paste0(
      "  # Against the rest goes ", paste(scale$against, collapse = ", "),
      ": if it is worded the other way, add reverse: ", yaml_list(scale$against), "."
    ),
    if (length(scale$only)) {
      paste0("  # Not in every wave: ", paste(scale$only, collapse = ", "), ".")
    },
    if (length(scale$ends)) paste0("  # ", scale$ends, "."),
    if (isTRUE(scale$unordered)) "  # Put the answers in order, the lowest first, and uncomment.",
    if (length(scale$trouble)) {
      paste0("  # Can't be scored as it stands. ", scale$trouble, " Correct it, and uncomment.")
    },
    paste0("  ", name, ": {", paste0(names(entries), ": ", entries, collapse = ", "), "}")
  )
}

demographic_lines <- function(draft) {
  c(
    if (length(draft$demographics)) {
      "demographics:"
    } else {
      "# No demographics: no question of a few answers was asked in the first wave."
    },
    unlist(lapply(draft$demographics, function(entry) {
      paste0("  - {column: ", yaml_scalar(entry$column), ", label: ", yaml_scalar(entry$label),
             if (entry$undisclosed) ", undisclosed: true", "} # ", entry$reason)
    })),
    if (length(draft$later)) paste0(
      "  # Asked in a later wave only, so perhaps about the workshops: ",
      paste(draft$later, collapse = ", "), "."
    )
  )
}

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
  paste0("{", paste0(yaml_scalar(names(x)), ": ", yaml_scalar(unlist(x)), collapse = ", "), "}")
}

# gse1:gse10, where that means just these.
yaml_items <- function(items) {
  ends <- paste0(items[1], ":", items[length(items)])
  range <- tryCatch(expand_items(ends, "items"), pairwave_error = function(e) NULL)
  if (identical(range, items)) {
    if (grepl("^[A-Za-z_][A-Za-z0-9_]*:[A-Za-z0-9_]+$", ends)) ends else yaml_scalar(ends)
  } else {
    yaml_list(items)
  }
}
