# Bars from zero, a line each, with their figures behind them.

# `rows` have `value` (NA where there is none to draw), `text` (what stands behind the bar) and
# `line_name`; `panel` is a factor along them. `faint` bars are grey.
bar_plot <- function(rows, panel, axis, caption, name, said, faint = FALSE, breaks = whole_breaks,
                     labels = axis_texts(), most = max(rows$value, 0, na.rm = TRUE)) {
  rows$line <- -seq_len(nrow(rows))
  rows$faint <- rep_len(faint, nrow(rows))
  rows$length <- ifelse(is.na(rows$value), 0, rows$value)
  heads <- wrap_label(levels(panel), 80)
  rows$panel <- factor(as.integer(panel), seq_along(heads))
  if (most == 0) most <- 1
  made <- ggplot2::ggplot(rows, ggplot2::aes(y = .data$line)) +
    ggplot2::geom_rect(
      ggplot2::aes(xmin = 0, xmax = .data$length, ymin = .data$line - 0.35,
                   ymax = .data$line + 0.35),
      fill = ifelse(rows$faint, plot_colours[["grey"]], plot_colours[["higher"]])
    ) +
    ggplot2::geom_text(
      ggplot2::aes(x = .data$length + most / 80, label = .data$text), hjust = 0, size = 3,
      colour = plot_colours[["ink"]]
    ) +
    (if (any(nzchar(heads))) ggplot2::facet_grid(
      rows = ggplot2::vars(.data$panel), scales = "free_y", space = "free_y", switch = "y",
      labeller = ggplot2::as_labeller(stats::setNames(wrap_label(levels(panel), 24),
                                                      seq_along(heads)))
    )) +
    ggplot2::scale_y_continuous(breaks = rows$line, labels = rows$line_name, name = NULL,
                                expand = ggplot2::expansion(add = 0.6)) +
    ggplot2::scale_x_continuous(breaks = breaks, labels = labels, limits = c(0, most * 1.3),
                                expand = c(0, 0)) +
    ggplot2::labs(x = axis, caption = caption) +
    plot_look() +
    ggplot2::theme(
      panel.grid.major.y = ggplot2::element_blank(),
      axis.title.x = ggplot2::element_text(hjust = 0),
      strip.placement = "outside", panel.spacing.y = ggplot2::unit(5, "pt"),
      strip.text.y.left = ggplot2::element_text(angle = 0, hjust = 0, vjust = 1, face = "bold",
                                                size = 9.5, colour = plot_colours[["ink"]])
    )
  each <- max(0.22, 0.14 * line_count(rows$line_name) + 0.05)
  as_picture(
    made, name, said,
    height = 0.6 + 0.15 * line_count(caption) + sum(vapply(seq_along(heads), function(i) {
      max(sum(as.integer(panel) == i) * each + 0.15,
          0.17 * line_count(wrap_label(levels(panel)[i], 24)))
    }, 0))
  )
}

# Nobody is half a person.
whole_breaks <- function(limits) unique(round(pretty(limits / 1.3)))
