# How many scored higher, the same and lower, as parts of a bar.

shares_plot <- function(x) {
  frame <- with_common_names(as.data.frame(x))
  parts <- moved_words(frame$direction)
  at <- frame$statistic == "same"
  rows <- frame[at, ]
  panel <- panel_names(rows)
  rows$line <- -seq_len(nrow(rows))
  lines <- contrast_lines(rows, shown_contrast(x)[at], 34)
  moved <- moved_bars(frame, rows, from = 0, line = identity)
  moved$panel <- panel[match(moved$line, rows$line)]
  head <- panel_heads(panel, rows$scale, NULL, 70)
  made <- ggplot2::ggplot(moved, ggplot2::aes(y = .data$line)) +
    moved_layers(moved, parts, legend = TRUE) +
    (if (any(nzchar(head))) ggplot2::facet_wrap(
      ggplot2::vars(.data$panel), ncol = 1, scales = "free_y",
      labeller = ggplot2::as_labeller(stats::setNames(head, levels(panel)))
    )) +
    ggplot2::scale_y_continuous(breaks = rows$line, labels = lines,
                                expand = ggplot2::expansion(add = 0.6)) +
    ggplot2::scale_x_continuous(
      labels = percent_texts(),
      limits = c(0, 1.0001), expand = ggplot2::expansion(mult = c(0, 0.03))
    ) +
    ggplot2::labs(
      x = worded("Share of people"), y = NULL,
      caption = caption_lines(worded("Numbers are people who answered both waves (n)."),
                              moved_caption(frame$direction))
    ) +
    plot_look() +
    ggplot2::theme(panel.grid.major.y = ggplot2::element_blank())
  as_picture(
    made, moved_name(frame$direction),
    paste0(alt_items(paste0(panel, ", ", lines), moved_said(moved, rows, parts)), "."),
    height = 1.2 + 0.15 * line_count(made$labels$caption) + length(head) *
      (0.1 + 0.19 * line_count(head)) +
      max(table(panel), 1) * length(head) * max(0.3, 0.14 * line_count(lines) + 0.08)
  )
}

moved_name <- function(directions) {
  switch(moved_kind(directions),
    higher = worded("How many people scored higher, the same and lower"),
    lower = worded("How many people scored lower, the same and higher"),
    both = worded("How many people became better, stayed the same and became worse")
  )
}

# Where the axis of bars begins beside an axis of points, and how far below their lines:
# panels of one plot have their own axes but one scale.
moved_at <- 1e9
moved_line <- function(line) line - 1e6

# The parts of the bar of each of `rows`, in order of a scale's good side; one row without
# a share where they are not shown. Rounded parts need not sum to a rounded n.
moved_bars <- function(frame, rows, from = moved_at, line = moved_line) {
  frame <- with_common_names(frame)
  key <- function(frame) paste(frame$scale, frame$contrast, frame$group, sep = "\r")
  do.call(rbind, lapply(seq_len(nrow(rows)), function(i) {
    mine <- frame[key(frame) == key(rows[i, ]), ]
    n <- mine$estimate[match(c("improved", "same", "worse"), mine$statistic)]
    whole <- sum(n)
    note <- NA_character_
    if (is.na(whole) || whole == 0) {
      note <- mine$note[match("same", mine$statistic)]
      if (is.na(note)) note <- in_language(words_en$reason[["no_pair"]])
    }
    share <- if (is.na(note)) n / whole else c(0, 0, 0)
    to <- cumsum(share)
    data.frame(line = rows$line[i], y = line(rows$line[i]), part = c("improved", "same", "worse"),
               n = n, share = share, from = from + to - share, to = from + to, start = from,
               note = note)
  }))
}

moved_layers <- function(moved, parts, legend = FALSE) {
  moved$name <- factor(parts[moved$part], unname(parts))
  counted <- moved[is.na(moved$note), ]
  absent <- moved[!is.na(moved$note) & moved$part == "same", ]
  absent$note <- wrap_label(absent$note, 34)
  ends <- data.frame(start = rep(moved$start, 2) + rep(0:1, each = nrow(moved)),
                     y = rep(moved$y, 2))
  for (column in intersect(c("cell", "panel"), names(moved))) {
    ends[[column]] <- rep(moved[[column]], 2)
  }
  list(
    ggplot2::geom_blank(ggplot2::aes(x = .data$start, y = .data$y), data = ends,
                        inherit.aes = FALSE),
    ggplot2::geom_rect(
      ggplot2::aes(xmin = .data$from, xmax = .data$to, ymin = .data$y - 0.32,
                   ymax = .data$y + 0.32, fill = .data$name),
      data = counted[counted$n > 0, ], colour = plot_colours[["ground"]], linewidth = 0.3,
      inherit.aes = FALSE
    ),
    ggplot2::geom_text(
      ggplot2::aes(x = (.data$from + .data$to) / 2, y = .data$y, label = .data$n,
                   colour = .data$name),
      data = counted[counted$share >= 0.05, ], size = 3, show.legend = FALSE,
      inherit.aes = FALSE
    ),
    ggplot2::geom_text(
      ggplot2::aes(x = .data$start, y = .data$y, label = .data$note), data = absent, hjust = 0,
      size = 2.8, lineheight = 0.95, colour = plot_colours[["ink"]], inherit.aes = FALSE
    ),
    ggplot2::scale_fill_manual(
      values = stats::setNames(plot_colours[c("higher", "same", "lower")], parts),
      limits = unname(parts), guide = if (legend) "legend" else "none"
    ),
    ggplot2::scale_colour_manual(
      values = stats::setNames(c("white", "black", "black"), parts), limits = unname(parts),
      guide = "none"
    )
  )
}

# "19 higher, 3 same, 5 lower", for each of `rows`.
moved_said <- function(moved, rows, parts) {
  vapply(rows$line, function(line) {
    one <- moved[moved$line == line, ]
    if (!is.na(one$note[1])) return(worded("no figure"))
    paste0(one$n, " ", lower_case(parts[one$part]), collapse = ", ")
  }, "")
}
