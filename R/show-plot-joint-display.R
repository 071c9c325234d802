# By code, how the change of those who have it differs from that of the others.

#' @rdname pairwave_plots
#' @method autoplot pairwave_joint_display
autoplot.pairwave_joint_display <- function(object, ...) {
  check_dots_empty()
  object <- in_its_style(object)
  joint_display_plot(object)
}

joint_display_plot <- function(object) {
  frame <- as.data.frame(object)
  at <- frame$statistic == "difference"
  rows <- frame[at, ]
  head <- joint_outcome_words(object, frame)[at]
  panel <- factor(head, unique(head))
  sizes <- frame[frame$statistic == "n", ]
  size <- function(side) {
    here <- sizes[sizes$side %in% side, ]
    key <- function(x) paste(x$code, x$scale, x$contrast, sep = "\r")
    n <- here$estimate[match(key(rows), key(here))]
    n_or_suppressed(n)
  }
  lines <- wrap_label(worded("{code} ({with} with, {without} without)", code = rows$label,
                             with = size("with"), without = size("without")), 40)
  level <- format(100 * attr(object, "conf_level"))
  note <- ifelse(is.na(rows$note), worded("no figure"), rows$note)
  figures <- ifelse(is.na(rows$estimate), note,
                    limits_text(rows$estimate, rows$conf_low, rows$conf_high))
  dot_plot(
    rows, panel, lines, panel_axes(rows, panel), wrap_label(levels(panel), 70),
    axis = worded("Difference of the changes in points"),
    caption = caption_lines(
      worded("{figure}: what goes together, not what brought it about.", figure = with_intervals(
        worded("Mean change of those who have the code less that of those without"), rows, level
      )),
      filled_dots(rows)
    ),
    name = with_intervals(worded("Change of those with a code against those without"), rows,
                          level),
    said = paste0(alt_items(paste0(panel, ", ", lines), figures), "."), note = note
  )
}
