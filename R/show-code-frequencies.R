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
  of <- if (statistic == "references") "" else if (is.na(size)) "" else
    paste0(" of ", total_text(size, profile))
  named <- if (!several) NULL else if (is.na(side)) "Everyone" else side
  paste0(if (!is.null(named)) paste0(named, ": "),
         if (is.null(named)) capital(statistic) else statistic, of,
         if (statistic == "participants") ", n (%)")
}

frequency_notes <- function(x, frame, profile) {
  coder <- attr(x, "coder")
  unlinked <- attr(x, "unlinked")
  material <- attr(x, "material")
  c(
    if (!is.null(material)) paste0("Coded material: ", material, "."),
    paste0(
      if (is.null(material)) "Of those who were read, with a code or without. "
      else "Of those who could have been coded, with a code or without. ",
      "A code with others below it counts whoever has one of them, once."
    ),
    counted_words(coder),
    if (length(unlinked) && unlinked > 0 && is.null(profile)) {
      paste(said_of(unlinked, "coding is", "codings are"), "of nobody who is known.")
    },
    absence_note(frame),
    if (!is.null(profile) && !is.null(profile$base)) paste0(
      "Participants are rounded to the nearest ", profile$base, " (", profile$title, ")."
    ),
    if (!is.null(profile) && any(frame$status == "suppressed")) paste0(
      profile$mark, " is suppressed under ", profile$title,
      ": few participants, or what would tell of few."
    )
  )
}

# Whose codings were counted.
counted_words <- function(coder) {
  if (identical(coder, "any")) "Codes that any coder gave."
  else if (identical(coder, "all")) "Codes that every coder who read the unit gave."
  else paste0("Codes that ", coder, " gave.")
}
