# Who answered when: how many people have each pattern of waves.

#' @rdname pairwave_plots
#' @method autoplot pairwave_patterns
autoplot.pairwave_patterns <- function(object, ...) {
  check_dots_empty()
  object <- in_its_style(object)
  patterns_plot(object)
}

patterns_plot <- function(object) {
  frame <- as.data.frame(object)
  rows <- frame[frame$statistic == "people", ]
  labels <- attr(object, "wave_labels")
  waves <- attr(object, "waves")
  panel <- panel_names(rows)
  rows$line_name <- vapply(strsplit(rows$pattern, ""), function(marks) {
    there <- waves[marks == "1"]
    if (!length(there)) return(worded("Never answered"))
    and_words(unname(if (is.null(labels)) there else labels[there]))
  }, "")
  rows$line_name <- wrap_label(rows$line_name, 40)
  rows$value <- rows$estimate
  rows$text <- paste0(rows$estimate, " (", share_of_bar(rows$percent), ")", recycle0 = TRUE)
  bar_plot(
    rows, panel, axis = worded("People"),
    caption = caption_lines(
      worded("Each bar is the people who answered in these waves and no other.")
    ),
    name = worded("How many people answered in which waves"),
    said = paste0(alt_items(paste0(panel, ", ", one_line(rows$line_name)),
                            worded("{some} of {n}", some = rows$text, n = rows$n)), ".")
  )
}
