# What people said beside how they changed, as a table that fits a portrait page: a
# line for each code.

as_print_table.pairwave_joint_display <- function(x, ...) {
  frame <- as.data.frame(x)
  mark <- disclosure_mark(x)
  outcomes <- unique(joint_outcome_words(x, frame))
  of <- match(joint_outcome_words(x, frame), outcomes)
  several <- length(outcomes) > 1
  body <- do.call(rbind, lapply(seq_along(outcomes), function(i) {
    lines <- joint_lines(frame[of == i, ], mark)
    if (!several) return(lines)
    lines[1] <- lapply(lines[1], function(code) paste0("\u00a0\u00a0", code))
    heading <- lines[1, ]
    heading[] <- c(outcomes[i], rep("", length(lines) - 1))
    rbind(heading, lines)
  }))
  level <- level_head(attr(x, "conf_level"))
  quoted <- "quote" %in% names(body)
  new_print_table(
    body, align = c("l", rep("r", 5), if (quoted) "l"),
    head = c("Code", "With: n", "M (SD)", "Without: n", "M (SD)",
             worded("Difference [{level}]", level = level), if (quoted) "Quote"),
    wrap = if (quoted) 7L else integer(),
    notes = joint_notes(x, frame, if (!several) outcomes)
  )
}

# "Self-efficacy, Before -> After" of each row.
joint_outcome_words <- function(x, frame) {
  paste0(attr(x, "scale_labels")[frame$scale], ", ", shown_contrast(x))
}

# A line for each code of one outcome.
joint_lines <- function(frame, mark) {
  codes <- unique(frame$code)
  parts <- lapply(codes, function(code) frame[frame$code == code, ])
  cell <- function(make, ...) vapply(parts, make, "", mark = mark, ...)
  lines <- list(
    code = indented_codes(frame[match(codes, frame$code), ]),
    n_with = cell(joint_people, "with"), with = cell(joint_change, "with"),
    n_without = cell(joint_people, "without"), without = cell(joint_change, "without"),
    difference = cell(joint_difference)
  )
  if ("quote" %in% frame$statistic) lines$quote <- vapply(parts, joint_quote, "")
  new_frame(lines)
}

# The words, and behind them who said them.
joint_quote <- function(part) {
  row <- part[part$statistic == "quote", ]
  if (is.na(row$text)) "" else paste0("\u201c", row$text, "\u201d (", row$said_by, ")")
}

# Labels below those of their parents, where these are shown too.
indented_codes <- function(first) {
  depth <- if (any(first$parent %in% first$code)) first$level - min(first$level) else 0
  paste0(strrep("\u00a0\u00a0", depth), first$label)
}

joint_value <- function(part, side, statistic) {
  part$estimate[part$side %in% side & part$statistic == statistic]
}

# Those with both answers, of the participants.
joint_people <- function(part, side, mark) {
  n <- joint_value(part, side, "n")
  all <- joint_value(part, side, "participants")
  if (is.na(n)) mark else worded("{some} of {n}", some = format(n), n = format(all))
}

joint_change <- function(part, side, mark) {
  mean <- joint_value(part, side, "mean")
  if (is.na(mean)) {
    return(if (part$status[1] == "suppressed") mark else dash())
  }
  paste0(decimals(mean), " (", decimals(joint_value(part, side, "sd")), ")")
}

joint_difference <- function(part, mark) {
  row <- part[part$statistic == "difference", ]
  if (row$status == "suppressed") mark else estimate_text(row)
}

joint_notes <- function(x, frame, outcome) {
  coder <- attr(x, "coder")
  c(
    paste(c(worded("Coded material: {material}.", material = attr(x, "material")),
            if (!is.null(outcome)) worded("Change of {outcome}.", outcome = outcome)),
          collapse = " "),
    direction_notes(data.frame(scale = frame$scale,
                               label = unname(attr(x, "scale_labels")[frame$scale]),
                               direction = frame$direction)),
    paste(
      worded(paste(
        "n: of the participants with the code, or without it, those with both answers;",
        "M (SD): of their change."
      )), counted_words(coder)
    ),
    worded(paste(
      "Who said something chose to. No test is made; of many codes some differ by chance, and",
      "what goes together need not bring about the other."
    )),
    if ("quote" %in% frame$statistic) joint_quote_note(attr(x, "quote")),
    absence_note(frame[frame$statistic %in% c("mean", "difference"), ]), figure_notes(x)
  )
}

joint_quote_note <- function(quote) {
  switch(quote,
    shortest = worded("Quote: the shortest of those that a person approved for showing."),
    first = worded("Quote: the first of those that a person approved for showing.")
  )
}
