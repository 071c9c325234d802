# The change of each cohort and their summary.

forest_plot <- function(x) {
  frame <- as.data.frame(x)
  kinds <- c(change = "Cohort", change_random = "Random effects",
             change_fixed = "Fixed effect",
             next_cohort = "Next cohort, expected")
  shown <- frame$statistic %in% names(kinds)
  rows <- frame[shown, ]
  contrast <- shown_contrast(x)[shown]
  scale <- as.character(panel_names(rows))
  panel <- ifelse(nzchar(scale), paste0(scale, ", ", contrast), contrast)
  rows$panel <- factor(panel, unique(panel))
  rows$kind <- factor(kinds[rows$statistic], kinds)
  rows$line <- -seq_len(nrow(rows))
  lines <- paste0(ifelse(is.na(rows$cohort), as.character(rows$kind), rows$cohort),
                  " (n = ", rows$n, ")")
  # What is expected of the next cohort is an interval, not a point.
  ahead <- rows$statistic == "next_cohort"
  text <- limits_text(rows$estimate, rows$conf_low, rows$conf_high)
  text[ahead] <- sub("^[^[]*", "", text[ahead])
  rows$text <- ifelse(is.na(rows$estimate),
                      reason_text(rows), text)
  points <- rows[!is.na(rows$estimate) & !ahead, ]
  level <- format(100 * attr(x, "conf_level"))
  ggplot2::ggplot(rows, ggplot2::aes(y = .data$line)) +
    ggplot2::geom_vline(xintercept = 0, colour = plot_colours[["faint"]]) +
    ggplot2::geom_linerange(
      ggplot2::aes(xmin = .data$conf_low, xmax = .data$conf_high,
                   linetype = .data$statistic == "next_cohort"),
      data = rows[!is.na(rows$conf_low), ], linewidth = 0.8,
      colour = plot_colours[["higher"]]
    ) +
    ggplot2::geom_point(
      ggplot2::aes(x = .data$estimate, shape = .data$kind), data = points,
      size = 3, fill = "white", colour = plot_colours[["higher"]]
    ) +
    figure_texts(rows, 2.9) +
    ggplot2::facet_wrap(ggplot2::vars(.data$panel), ncol = 1, scales = "free") +
    ggplot2::scale_y_continuous(breaks = rows$line, labels = lines,
                                expand = ggplot2::expansion(add = c(0.5, 0.9))) +
    ggplot2::scale_x_continuous(expand = ggplot2::expansion(mult = 0.15)) +
    ggplot2::scale_shape_manual(
      values = stats::setNames(c(16, 15, 22, NA), kinds), guide = "none"
    ) +
    ggplot2::scale_linetype_manual(values = c(`FALSE` = "solid", `TRUE` = "dashed"),
                                   guide = "none") +
    ggplot2::labs(
      x = axis_of_change("Change in points", rows$direction), y = NULL,
      caption = caption_lines(
        "Later less earlier, on the people who answered both waves (n), with ", level,
        "% intervals."
      ),
      alt = alt_text("Change of each cohort and of all together, with ", level,
                     "% intervals. ",
                     alt_items(paste0(rows$panel, ", ", lines), rows$text), ".")
    ) +
    plot_look() +
    ggplot2::theme(panel.grid.major.y = ggplot2::element_blank())
}
