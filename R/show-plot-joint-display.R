# By code, how the change of those who have it differs from that of the others.

#' @rdname pairwave_plots
#' @method autoplot pairwave_joint_display
autoplot.pairwave_joint_display <- function(object, ...) {
  check_dots_empty()
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
    ifelse(is.na(n), "suppressed", n)
  }
  lines <- wrap_label(paste0(rows$label, " (", size("with"), " with, ", size("without"),
                             " without)"), 40)
  level <- format(100 * attr(object, "conf_level"))
  note <- ifelse(is.na(rows$note), "no figure", rows$note)
  figures <- ifelse(is.na(rows$estimate), note,
                    limits_text(rows$estimate, rows$conf_low, rows$conf_high))
  dot_plot(
    rows, panel, lines, panel_axes(rows, panel), wrap_label(levels(panel), 70),
    axis = "Difference of the changes in points",
    caption = caption_lines(
      "Mean change of those who have the code less that of those without",
      with_intervals(rows, level), ": what goes together, not what brought it about.",
      filled_dots(rows)
    ),
    name = paste0("Change of those with a code against those without",
                  with_intervals(rows, level)),
    said = paste0(alt_items(paste0(panel, ", ", lines), figures), "."), note = note
  )
}
