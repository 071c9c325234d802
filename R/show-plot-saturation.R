# How many new codes each source brought.

#' @rdname pairwave_plots
#' @method autoplot pairwave_saturation
autoplot.pairwave_saturation <- function(object, ...) {
  check_dots_empty()
  object <- in_its_style(object)
  saturation_plot(object)
}

saturation_plot <- function(object) {
  frame <- as.data.frame(object)
  rows <- frame[frame$statistic == "new_codes", ]
  rows$value <- rows$estimate
  rows$text <- ifelse(is.na(rows$estimate), disclosure_mark(object), rows$estimate)
  rows$line_name <- wrap_label(rows$source, 40)
  panel <- factor(rep("", nrow(rows)))
  bar_plot(
    rows, panel, axis = worded("Codes that no earlier source has"),
    caption = caption_lines(worded("Sources in their order, the first on top.")),
    name = worded("New codes of each source"),
    said = paste0(alt_items(rows$source, rows$text), ".")
  )
}
