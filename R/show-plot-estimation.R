# The change in every contrast with its interval. `of` begins the title of the axis, `who`
# says whose change it is.

estimation_plot <- function(x, statistic, of = "Change",
                            who = "on the people who answered both waves (n)") {
  frame <- as.data.frame(x)
  at <- frame$statistic == statistic
  rows <- frame[at, ]
  rows$panel <- panel_names(rows)
  rows$line <- -seq_len(nrow(rows))
  lines <- contrast_lines(rows, shown_contrast(x)[at])
  rows$text <- ifelse(
    is.na(rows$estimate), rows$note,
    limits_text(rows$estimate, rows$conf_low, rows$conf_high)
  )
  known <- rows[!is.na(rows$estimate), ]
  level <- format(100 * attr(x, "conf_level"))
  axis <- paste(of, c(change = "in points", d_av = "in SDs (d_av)")[[statistic]])
  axis <- axis_of_change(axis, rows$direction)
  ggplot2::ggplot(rows, ggplot2::aes(y = .data$line)) +
    ggplot2::geom_vline(xintercept = 0, colour = plot_colours[["faint"]]) +
    ggplot2::geom_linerange(
      ggplot2::aes(xmin = .data$conf_low, xmax = .data$conf_high),
      data = known[!is.na(known$conf_low), ], linewidth = 0.9,
      colour = plot_colours[["higher"]]
    ) +
    ggplot2::geom_point(ggplot2::aes(x = .data$estimate), data = known, size = 2.8,
                        colour = plot_colours[["higher"]]) +
    figure_texts(rows, 3.1) +
    scale_panels(as.character(rows$panel)) +
    ggplot2::scale_y_continuous(
      breaks = rows$line, labels = lines,
      expand = ggplot2::expansion(add = c(0.5, 0.8))
    ) +
    ggplot2::scale_x_continuous(expand = ggplot2::expansion(mult = 0.15)) +
    ggplot2::labs(
      x = axis, y = NULL,
      caption = caption_lines("Later less earlier, ", who, with_intervals(known, level), "."),
      alt = alt_text(axis, with_intervals(known, level), ". ", alt_items(
        paste0(rows$panel, ", ", lines), rows$text
      ), ".")
    ) +
    plot_look() +
    ggplot2::theme(panel.grid.major.y = ggplot2::element_blank())
}

# Finds what a caption says of the intervals, where there are any.
with_intervals <- function(rows, level) {
  if (nrow(rows) && all(is.na(rows$conf_low))) "" else paste0(", with ", level, "% intervals")
}

# Finds what stands beside each line: the contrast, the group, and n.
contrast_lines <- function(rows, contrast) {
  paste0(contrast, ifelse(is.na(rows$group), "", paste0(", ", rows$group)),
         "\n(n = ", ifelse(is.na(rows$n), "suppressed", rows$n), ")")
}
