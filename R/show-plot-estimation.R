# The change in every contrast with its interval, and beside it how many moved.

# The change is that of people, or of a `group`. With `shares` how many scored higher, the
# same and lower stands beside each line.
change_plot <- function(x, statistic, shares, group = FALSE) {
  frame <- as.data.frame(x)
  at <- frame$statistic == statistic
  rows <- frame[at, ]
  panel <- panel_names(rows)
  lines <- contrast_lines(rows, shown_contrast(x)[at], if (shares) 24 else 34)
  possible <- if (statistic == "change") attr(x, "possible")
  level <- format(100 * attr(x, "conf_level"))
  axis <- axis_of_change(change_axis(statistic, group), rows$direction)
  parts <- moved_words(frame$direction)
  rows$line <- -seq_len(nrow(rows))
  moved <- if (shares) moved_bars(frame, rows)
  if (shares) moved$panel <- as.integer(panel)[match(moved$line, rows$line)]
  figures <- ifelse(is.na(rows$estimate), rows$note,
                    limits_text(rows$estimate, rows$conf_low, rows$conf_high))
  said <- alt_items(paste0(panel, ", ", lines), paste0(
    figures,
    in_language(verdict_words)[
      vapply(seq_along(figures), function(i) change_verdict(rows[i, ]), "")
    ],
    if (shares) paste0("; ", moved_said(moved, rows, parts))
  ))
  heads <- panel_heads(panel, rows$scale, possible, if (shares) 32 else 70)
  dot_plot(
    rows, panel, lines, axes = panel_axes(rows, panel, possible_widths(rows, panel, possible),
                                          if (shares) 1 else 0.34),
    heads = heads, axis = axis, caption = caption_lines(
      paste0(with_intervals(whose_change(group), rows, level), "."), filled_dots(rows),
      if (shares) moved_caption(frame$direction)
    ),
    name = with_intervals(axis, rows, level), said = paste0(said, "."),
    beside = if (shares) list(
      layers = function(cells) {
        moved$cell <- factor(paste("beside", moved$panel), cells)
        moved_layers(moved, parts)
      },
      lines = moved_line(rows$line), from = moved_at,
      heads = rep(capital(lower_case(paste(parts, collapse = ", "))), nlevels(panel))
    )
  )
}

# The title of an axis of changes.
change_axis <- function(statistic, group) {
  if (group) {
    if (statistic == "change") worded("Change of the group, not of people, in points") else
      worded("Change of the group, not of people, in SDs (d_av)")
  } else if (statistic == "change") worded("Change in points") else
    worded("Change in SDs (d_av)")
}

whose_change <- function(group) {
  if (group) {
    worded("Later less earlier, of everyone who answered in either wave (n), as two groups")
  } else worded("Later less earlier, on the people who answered both waves (n)")
}

# What a change is called by its interval, for those who hear it.
verdict_words <- c(rose = ", rose", fell = ", fell", unclear = ", no clear change", none = "")

# How wide the range of each panel's scale is; 1 where one is not known, which makes the axes
# the same.
possible_widths <- function(rows, panel, possible) {
  scale <- rows$scale[match(levels(panel), panel)]
  wide <- vapply(scale, function(one) diff(possible_scores_of(one, possible)), 0)
  if (anyNA(wide) || any(wide <= 0)) rep(1, length(wide)) else unname(wide)
}

possible_scores_of <- function(scale, possible) {
  if (is.na(scale) || is.null(possible[[scale]])) c(NA_real_, NA_real_) else possible[[scale]]
}

# Each panel's title: its name and, where it is known, the range of its scores.
panel_heads <- function(panel, scale, possible, width) {
  scale <- scale[match(levels(panel), panel)]
  range <- vapply(scale, function(one) {
    ends <- possible_scores_of(one, possible)
    if (anyNA(ends)) return("")
    paste0("\n", worded("scores from {low} to {high}", low = ends[1], high = ends[2]))
  }, "")
  unname(paste0(wrap_label(levels(panel), width), range))
}

# Finds what stands beside each line: the contrast, the group, and n.
contrast_lines <- function(rows, contrast, width = 30) {
  head <- paste0(contrast, ifelse(is.na(rows$group), "", paste0(", ", rows$group)))
  wrap_label(trimws(paste(head, n_text(rows$n))), width)
}
