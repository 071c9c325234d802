# How well the items of each scale agree in each wave, as dots with their intervals.

#' @rdname pairwave_plots
#' @method autoplot pairwave_reliability
autoplot.pairwave_reliability <- function(object, ...) {
  check_dots_empty()
  object <- in_its_style(object)
  reliability_plot(object)
}

reliability_plot <- function(object) {
  frame <- as.data.frame(object)
  at <- frame$statistic == "alpha" & is.na(frame$item)
  rows <- frame[at, ]
  panel <- panel_names(rows)
  lines <- wrap_label(paste(shown_wave(object)[at], n_text(rows$n)), 34)
  level <- format(100 * attr(object, "conf_level"))
  figures <- ifelse(is.na(rows$estimate), rows$note,
                    limits_text(rows$estimate, rows$conf_low, rows$conf_high))
  dot_plot(
    rows, panel, lines, panel_axes(rows, panel, hold = c(0, 1)),
    wrap_label(levels(panel), 70), axis = worded("Cronbach's alpha"),
    caption = caption_lines(
      paste0(with_intervals(worded("Of the people who answered every item in the wave (n)"),
                            rows, level), "."),
      worded("The nearer to 1, the more the items agree.")
    ),
    name = with_intervals(worded("Cronbach's alpha of each scale in each wave"), rows, level),
    said = paste0(alt_items(paste0(panel, ", ", lines), figures), "."), reference = 0,
    filled = TRUE
  )
}
