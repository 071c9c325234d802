# Means over the waves, of everyone and of those who answered every wave.

trajectory_plot <- function(x) {
  frame <- as.data.frame(x)
  at <- frame$statistic == "mean"
  rows <- frame[at, ]
  panel <- panel_names(rows)
  heads <- panel_heads(panel, rows$scale, attr(x, "possible"), 70)
  columns <- if (length(heads) > 3) 2 else 1
  if (columns == 2) heads <- panel_heads(panel, rows$scale, attr(x, "possible"), 38)
  rows$panel <- factor(as.integer(panel), seq_along(heads))
  waves <- max(1, length(unique(rows$wave)))
  wave <- wrap_label(shown_wave(x)[at], max(8, 84 %/% columns %/% waves))
  rows$at <- match(rows$wave, unique(rows$wave))
  names <- stats::setNames(in_language(c("Answered every wave", "Everyone in the wave")),
                           c("every wave", "wave"))
  rows$who <- factor(names[rows$who], names)
  both <- length(unique(rows$who)) > 1
  # Beside each other, not over each other.
  rows$at <- rows$at + if (both) ifelse(rows$who == names[[1]], -0.08, 0.08) else 0
  ends <- mean_axis(rows, attr(x, "possible"))
  rows$low <- pmax(rows$conf_low, ends$low[rows$panel], na.rm = FALSE)
  rows$high <- pmin(rows$conf_high, ends$high[rows$panel], na.rm = FALSE)
  known <- rows[!is.na(rows$estimate), ]
  # A line joins two points.
  joined <- known[stats::ave(seq_len(nrow(known)), known$panel, known$who, FUN = length) > 1, ]
  level <- format(100 * attr(x, "conf_level"))
  colours <- stats::setNames(plot_colours[c("accent", "mute")], names)
  made <- ggplot2::ggplot(
    rows, ggplot2::aes(x = .data$at, y = .data$estimate, colour = .data$who, group = .data$who)
  ) +
    ggplot2::geom_line(ggplot2::aes(linetype = .data$who), data = joined, linewidth = 0.8) +
    ggplot2::geom_linerange(
      ggplot2::aes(ymin = .data$low, ymax = .data$high),
      data = known[!is.na(known$conf_low), ], linewidth = 0.8, show.legend = FALSE
    ) +
    ggplot2::geom_point(ggplot2::aes(shape = .data$who), data = known, size = 2.8,
                        fill = plot_colours[["ground"]]) +
    n_layer(rows, ends, names) +
    (if (any(nzchar(heads))) ggplot2::facet_wrap(
      ggplot2::vars(.data$panel), ncol = columns, scales = "free_y",
      labeller = ggplot2::as_labeller(stats::setNames(heads, seq_along(heads)))
    )) +
    ggplot2::scale_x_continuous(
      breaks = seq_along(unique(rows$wave)), labels = wave[!duplicated(rows$wave)],
      expand = ggplot2::expansion(add = 0.4)
    ) +
    ggplot2::scale_y_continuous(breaks = mean_breaks(ends), labels = axis_texts(),
                                expand = ggplot2::expansion(mult = 0.02)) +
    ggplot2::scale_colour_manual(values = colours, drop = FALSE) +
    ggplot2::scale_shape_manual(values = stats::setNames(c(16, 21), names),
                                drop = FALSE) +
    ggplot2::scale_linetype_manual(
      values = stats::setNames(c("solid", "dashed"), names), drop = FALSE
    ) +
    ggplot2::labs(
      x = NULL, y = worded("Mean score"),
      caption = caption_lines(
        if (nrow(known) && all(is.na(known$conf_low))) worded("Means.") else
          worded("Means with {level}% intervals.", level = level),
        if (both) worded("Only those who answered every wave are the same people throughout.")
      )
    ) +
    plot_look() +
    ggplot2::theme(panel.grid.major.x = ggplot2::element_blank(),
                   legend.position = if (both) "top" else "none",
                   legend.key.width = ggplot2::unit(24, "pt"))
  said <- alt_items(
    paste0(panel, ", ", lower_case(rows$who), ", ", shown_wave(x)[at]),
    paste0(limits_text(rows$estimate, rows$conf_low, rows$conf_high), ", n = ",
           n_or_suppressed(rows$n))
  )
  as_picture(
    made, with_intervals(worded("Mean scores over the waves"), known, level), paste0(said, "."),
    height = 0.85 + ceiling(length(heads) / columns) *
      (1.7 + 0.19 * line_count(heads) + 0.14 * line_count(wave))
  )
}

# The axis of each panel: the range of the scale's scores where that is known, and the means
# with their intervals where it is not.
mean_axis <- function(rows, possible) {
  ends <- vapply(split(rows, rows$panel), function(one) {
    known <- possible_scores_of(one$scale[1], possible)
    if (!anyNA(known)) return(known)
    found <- c(one$estimate, one$conf_low, one$conf_high)
    found <- found[is.finite(found)]
    if (!length(found)) return(c(0, 1))
    range(found) + c(-1, 1) * (0.05 * diff(range(found)) + (length(unique(found)) == 1) / 2)
  }, c(0, 0))
  data.frame(low = ends[1, ], high = ends[2, ])
}

mean_breaks <- function(ends) {
  function(limits) {
    # The room for n is a sixth of the axis at either end.
    middle <- mean(limits)
    at <- which.min(abs((ends$low + ends$high) / 2 - middle) +
                      abs((ends$high - ends$low) * 4 / 3 - diff(limits)))
    breaks <- pretty(c(ends$low[at], ends$high[at]), 4)
    breaks[breaks >= ends$low[at] & breaks <= ends$high[at]]
  }
}

# How many, above the axis for those who answered every wave and below it for everyone.
n_layer <- function(rows, ends, names) {
  top <- rows$who == names[[1]]
  low <- ends$low[rows$panel]
  high <- ends$high[rows$panel]
  rows$y <- ifelse(top, high + (high - low) / 9, low - (high - low) / 9)
  rows$answered <- n_or_suppressed(rows$n)
  room <- data.frame(at = 1, panel = factor(rep(levels(rows$panel), 2), levels(rows$panel)),
                     y = c(ends$low - (ends$high - ends$low) / 6,
                           ends$high + (ends$high - ends$low) / 6))
  many <- length(unique(rows$wave)) > 5
  list(
    ggplot2::geom_text(
      ggplot2::aes(y = .data$y, x = round(.data$at),
                   label = paste0(if (many) "n=" else "n = ", .data$answered)),
      data = rows, size = if (many) 2.6 else 3, show.legend = FALSE
    ),
    ggplot2::geom_blank(ggplot2::aes(x = .data$at, y = .data$y), data = room,
                        inherit.aes = FALSE)
  )
}
