# The change of each item, as dots with their intervals.

#' @rdname pairwave_plots
#' @method autoplot pairwave_item_change
autoplot.pairwave_item_change <- function(object, ...) {
  check_dots_empty()
  object <- in_its_style(object)
  item_change_plot(object)
}

item_change_plot <- function(object) {
  frame <- as.data.frame(object)
  at <- frame$statistic == "change"
  rows <- frame[at, ]
  scale <- as.character(panel_names(rows))
  panel <- ifelse(nzchar(scale), paste0(scale, ", ", shown_contrast(object)[at]),
                  shown_contrast(object)[at])
  panel <- factor(panel, unique(panel))
  # A label says by itself that its item was reversed.
  item <- ifelse(rows$reversed %in% TRUE, item_words(rows$item), rows$item)
  item <- ifelse(is.na(rows$item_label), item, rows$item_label)
  lines <- wrap_label(paste(item, n_text(rows$n)), 40)
  level <- format(100 * attr(object, "conf_level"))
  name <- with_intervals(worded("Change of each item, in points"), rows, level)
  figures <- ifelse(is.na(rows$estimate), rows$note,
                    limits_text(rows$estimate, rows$conf_low, rows$conf_high))
  dot_plot(
    rows, panel, lines, panel_axes(rows, panel), wrap_label(levels(panel), 70),
    axis = axis_of_change(worded("Change in points"), rows$direction),
    caption = caption_lines(
      paste0(with_intervals(
        worded("Later less earlier, on the people who answered the item in both waves (n)"),
        rows, level
      ), "."), filled_dots(rows)
    ),
    name = name, said = paste0(alt_items(paste0(panel, ", ", lines), figures), ".")
  )
}
