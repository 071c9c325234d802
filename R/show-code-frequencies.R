# Prints who said what: codes in the order of the framework, indented by level.

as_print_table.pairwave_code_frequencies <- function(x, ...) {
  frame <- as.data.frame(x)
  profile <- attr(x, "disclosure")
  mark <- if (is.null(profile)) dash() else profile$mark
  codes <- unique(frame$code)
  sides <- unique(frame$group)
  statistics <- unique(frame$statistic)
  cells <- list()
  head <- character()
  for (side in sides) for (statistic in statistics) {
    rows <- frame[frame$group %in% side & frame$statistic == statistic, ]
    rows <- rows[match(codes, rows$code), ]
    cells <- c(cells, list(frequency_cells(rows, mark)))
    head <- c(head, frequency_head(rows, side, statistic, length(sides) > 1, profile))
  }
  names(cells) <- paste0("n", seq_along(cells))
  first <- frame[match(codes, frame$code), ]
  label <- paste0(strrep("\u00a0\u00a0", first$level - min(first$level, 1)), first$label)
  new_print_table(
    new_frame(c(list(code = label), cells)),
    align = c("l", rep("r", length(cells))),
    head = c("Code", head),
    notes = frequency_notes(x, frame, profile)
  )
}

frequency_cells <- function(rows, mark) {
  text <- ifelse(is.na(rows$percent) | !rows$statistic %in% "participants",
                 format(rows$estimate, trim = TRUE),
                 format_n_percent(rows$estimate, ifelse(is.na(rows$percent), 0, rows$percent)))
  text[is.na(rows$estimate)] <- ifelse(rows$status[is.na(rows$estimate)] %in% "suppressed",
                                       mark, dash())
  text
}

frequency_head <- function(rows, side, statistic, several, profile) {
  size <- rows$denominator[1]
  named <- if (!several) NULL else if (is.na(side)) worded("Everyone") else side
  what <- if (is.null(named)) counted_head(statistic) else in_language(statistic)
  if (statistic != "references" && !is.na(size)) {
    what <- worded("{count} of {n}", count = what, n = total_text(size, profile))
  }
  paste0(if (!is.null(named)) paste0(named, ": "), what,
         if (statistic == "participants") ", n (%)")
}

# What is counted, as a head has it.
counted_head <- function(statistic) capital(in_language(statistic))

frequency_notes <- function(x, frame, profile) {
  coder <- attr(x, "coder")
  unlinked <- attr(x, "unlinked")
  material <- attr(x, "material")
  c(
    if (!is.null(material)) worded("Coded material: {material}.", material = material),
    paste(
      if (is.null(material)) worded("Of those who were read, with a code or without.")
      else worded("Of those who could have been coded, with a code or without."),
      worded("A code with others below it counts whoever has one of them, once.")
    ),
    counted_words(coder),
    if (length(unlinked) && unlinked > 0 && is.null(profile)) {
      said_of(unlinked, "coding is of nobody who is known.",
              "codings are of nobody who is known.")
    },
    absence_note(frame),
    if (!is.null(profile) && !is.null(profile$base)) worded(
      "Participants are rounded to the nearest {base} ({title}).", base = profile$base,
      title = profile_words(profile$title)
    ),
    if (!is.null(profile) && any(frame$status == "suppressed")) few_participants_note(profile)
  )
}

few_participants_note <- function(profile) {
  worded("{mark} is suppressed under {title}: few participants, or what would tell of few.",
         mark = profile$mark, title = profile_words(profile$title))
}

# Whose codings were counted.
counted_words <- function(coder) {
  if (identical(coder, "any")) worded("Codes that any coder gave.")
  else if (identical(coder, "all")) worded("Codes that every coder who read the unit gave.")
  else worded("Codes that {coder} gave.", coder = coder)
}
