# The change since the programme ended, against the margin.

margin_plot <- function(x) {
  frame <- as.data.frame(x)
  rows <- frame[frame$statistic == "change_since", ]
  margin <- frame$estimate[frame$statistic == "margin"]
  p <- frame[frame$statistic == "p_persistence", ]
  waves <- attr(x, "waves")
  panel <- panel_names(rows)
  possible <- attr(x, "possible")
  figures <- ifelse(is.na(rows$estimate), rows$note,
                    limits_text(rows$estimate, rows$conf_low, rows$conf_high))
  also <- paste0(
    ifelse(is.na(margin), worded("no margin"),
           worded("margin {margin}", margin = vapply(margin, decimals, ""))),
    vapply(p$estimate, function(p) if (is.na(p)) "" else paste0(", ", p_words(p)), "")
  )
  # The dashed line is at the largest loss that does not matter: a fall, or a rise.
  at <- -direction_sign(rows$direction) * margin
  both <- p$method %in% equivalence_methods
  limits <- data.frame(margin = c(at, -at[both]), panel = as.integer(panel)[c(seq_along(at),
                                                                             which(both))])
  limits <- limits[!is.na(limits$margin), ]
  limits$cell <- factor(paste("dots", limits$panel, recycle0 = TRUE),
                        paste("dots", seq_len(nlevels(panel))))
  level <- format(100 * (2 * attr(x, "conf_level") - 1))
  change <- worded("Change from {from} to {to} in points", from = waves[2], to = waves[3])
  change <- axis_of_change(change, rows$direction)
  lines <- n_text(rows$n)
  said <- alt_items(paste0(panel, ", ", lines), paste0(figures, "; ", also))
  dot_plot(
    rows, panel, lines,
    axes = panel_axes(rows, panel, possible_widths(rows, panel, possible), 0.5,
                      hold = lapply(seq_len(nlevels(panel)), function(i) {
                        c(0, limits$margin[limits$panel == i])
                      })),
    heads = panel_heads(panel, rows$scale, possible, 70), axis = change,
    caption = caption_lines(
      worded("With {level}% intervals.", level = level), side_of_margin(rows$direction),
      paste0("p: ", persistence_tests(frame), ".")
    ),
    name = worded("{figure}, with {level}% intervals", figure = change, level = level),
    said = paste0(said, "."),
    text = paste0(figures, "\n", also), filled = TRUE,
    extra = if (nrow(limits)) ggplot2::geom_vline(
      ggplot2::aes(xintercept = .data$margin), data = limits, linetype = "dashed",
      linewidth = 0.8, colour = plot_colours[["ink"]]
    )
  )
}

side_of_margin <- function(directions) {
  if (all(directions %in% "higher")) {
    worded("Right of the dashed line the loss is smaller than the margin that the study declared.")
  } else if (all(directions %in% "lower")) {
    worded(paste(
      "Left of the dashed line the loss (a rise) is smaller than the margin that the study",
      "declared."
    ))
  } else if (all(directions %in% "none")) {
    worded(
      "Between the dashed lines the change is smaller than the margin that the study declared."
    )
  } else {
    worded(paste(
      "On that side of the dashed line where 0 is the loss is smaller than the margin that the",
      "study declared."
    ))
  }
}
