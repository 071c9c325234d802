# Means over the waves, of everyone and of those who answered every wave.

same_people <- " Only those who answered every wave are the same people throughout."

trajectory_plot <- function(x) {
  frame <- as.data.frame(x)
  at <- frame$statistic == "mean"
  rows <- frame[at, ]
  rows$panel <- panel_names(rows)
  rows$wave <- factor(shown_wave(x)[at], unique(shown_wave(x)))
  names <- c(`every wave` = "Answered every wave", wave = "Everyone in the wave")
  rows$who <- factor(names[rows$who], names)
  known <- rows[!is.na(rows$estimate), ]
  both <- length(unique(rows$who)) > 1
  # A line joins two points.
  joined <- known[stats::ave(seq_len(nrow(known)), known$panel, known$who, FUN = length) > 1, ]
  apart <- ggplot2::position_dodge(width = 0.3)
  level <- format(100 * attr(x, "conf_level"))
  colours <- stats::setNames(plot_colours[c("higher", "faint")], names)
  ggplot2::ggplot(
    rows, ggplot2::aes(x = .data$wave, y = .data$estimate, colour = .data$who,
                        group = .data$who)
  ) +
    ggplot2::geom_line(
      ggplot2::aes(linetype = .data$who), data = joined, position = apart,
      linewidth = 0.8
    ) +
    ggplot2::geom_linerange(
      ggplot2::aes(ymin = .data$conf_low, ymax = .data$conf_high),
      data = known[!is.na(known$conf_low), ], position = apart, linewidth = 0.8,
      show.legend = FALSE
    ) +
    ggplot2::geom_point(ggplot2::aes(shape = .data$who), data = known,
                        position = apart, size = 2.8, fill = "white") +
    ggplot2::geom_text(
      ggplot2::aes(
        y = ifelse(.data$who == names[[1]], Inf, -Inf),
        vjust = ifelse(.data$who == names[[1]], 1.3, -0.5),
        label = paste("n =", ifelse(is.na(.data$n), "suppressed", .data$n))
      ),
      position = apart, size = 3.1, show.legend = FALSE
    ) +
    scale_panels(as.character(rows$panel), "free_y") +
    ggplot2::scale_x_discrete(limits = levels(rows$wave)) +
    ggplot2::scale_y_continuous(expand = ggplot2::expansion(mult = 0.2)) +
    ggplot2::scale_colour_manual(values = colours, drop = FALSE) +
    ggplot2::scale_shape_manual(values = stats::setNames(c(16, 21), names),
                                drop = FALSE) +
    ggplot2::scale_linetype_manual(
      values = stats::setNames(c("solid", "dashed"), names), drop = FALSE
    ) +
    ggplot2::labs(
      x = NULL, y = "Mean score",
      caption = caption_lines("Means", sub("^,", "", with_intervals(known, level)),
                              ".", if (both) same_people),
      alt = alt_text("Mean scores over the waves", with_intervals(known, level), ". ",
                   alt_items(
                     paste0(rows$panel, ", ", lower_case(rows$who), ", ", rows$wave),
                     paste0(limits_text(rows$estimate, rows$conf_low,
                                        rows$conf_high), ", n = ",
                            ifelse(is.na(rows$n), "suppressed", rows$n))
                   ), ".")
    ) +
    plot_look() +
    ggplot2::theme(panel.grid.major.x = ggplot2::element_blank(),
                   legend.direction = "vertical",
                   legend.position = if (both) "top" else "none",
                   legend.key.width = ggplot2::unit(24, "pt"))
}
