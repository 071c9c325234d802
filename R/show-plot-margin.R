# The change since the programme ended, against the margin.

margin_plot <- function(x) {
  frame <- as.data.frame(x)
  rows <- frame[frame$statistic == "change_since", ]
  margin <- frame$estimate[frame$statistic == "margin"]
  p <- frame[frame$statistic == "p_persistence", ]
  waves <- attr(x, "waves")
  rows$panel <- panel_names(rows)
  rows$line <- paste0("n = ", ifelse(is.na(rows$n), "suppressed", rows$n))
  rows$text <- paste0(
    ifelse(is.na(rows$estimate), rows$note,
           limits_text(rows$estimate, rows$conf_low, rows$conf_high)),
    ifelse(is.na(margin), "; no margin", paste0("; margin ", vapply(margin, decimals, ""))),
    vapply(p$estimate, function(p) {
      if (is.na(p)) "" else paste0(", ", p_words(p))
    }, "")
  )
  # The dashed line is at the largest loss that does not matter: a fall, or a rise.
  rows$margin <- -direction_sign(rows$direction) * margin
  limits <- rows[!is.na(margin), ]
  both <- limits[p$method[!is.na(margin)] %in% equivalence_methods, ]
  limits <- rbind(limits, transform(both, margin = -both$margin))
  level <- format(100 * (2 * attr(x, "conf_level") - 1))
  change <- paste0("Change from ", waves[2], " to ", waves[3], " in points")
  change <- axis_of_change(change, rows$direction)
  ggplot2::ggplot(rows, ggplot2::aes(y = .data$line)) +
    ggplot2::geom_vline(xintercept = 0, colour = plot_colours[["faint"]]) +
    ggplot2::geom_vline(ggplot2::aes(xintercept = .data$margin), data = limits,
                        linetype = "dashed", linewidth = 0.8,
                        colour = plot_colours[["ink"]]) +
    ggplot2::geom_linerange(
      ggplot2::aes(xmin = .data$conf_low, xmax = .data$conf_high),
      data = rows[!is.na(rows$conf_low), ], linewidth = 0.9,
      colour = plot_colours[["higher"]]
    ) +
    ggplot2::geom_point(ggplot2::aes(x = .data$estimate),
                        data = rows[!is.na(rows$estimate), ],
                        size = 2.8, colour = plot_colours[["higher"]]) +
    figure_texts(rows, 3.1) +
    scale_panels(as.character(rows$panel)) +
    ggplot2::scale_y_discrete(expand = ggplot2::expansion(add = c(0.5, 0.8))) +
    ggplot2::scale_x_continuous(expand = ggplot2::expansion(mult = 0.3)) +
    ggplot2::labs(
      x = change, y = NULL,
      caption = caption_lines(
        "With ", level, "% intervals. ", side_of_margin(rows$direction), "than the margin ",
        "that the study declared; p: ", persistence_tests(frame), "."
      ),
      alt = alt_text(change, ", with ", level, "% intervals. ",
                     alt_items(paste0(rows$panel, ", ", rows$line), rows$text), ".")
    ) +
    plot_look() +
    ggplot2::theme(panel.grid.major.y = ggplot2::element_blank())
}

side_of_margin <- function(directions) {
  if (all(directions %in% "higher")) {
    "Right of the dashed line the loss is smaller "
  } else if (all(directions %in% "lower")) {
    "Left of the dashed line the loss (a rise) is smaller "
  } else if (all(directions %in% "none")) {
    "Between the dashed lines the change is smaller "
  } else {
    "On that side of the dashed line where 0 is the loss is smaller "
  }
}
