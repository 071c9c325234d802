# How far coders agree on each code, as dots with their intervals.

#' @rdname pairwave_plots
#' @method autoplot pairwave_agreement
autoplot.pairwave_agreement <- function(object, ...) {
  check_dots_empty()
  object <- in_its_style(object)
  agreement_plot(object)
}

agreement_plot <- function(object) {
  frame <- as.data.frame(object)
  # Of the coefficients the first that allows for chance; the share of agreement without one.
  known <- unique(frame$statistic[frame$statistic != "percent"])
  statistic <- c(known, "percent")[1]
  rows <- frame[frame$statistic == statistic, ]
  panel <- factor(rows$coders, unique(rows$coders))
  labels <- attr(object, "code_labels")
  code <- ifelse(is.na(rows$code), worded("All codes"), rows$code)
  named <- rows$code %in% names(labels)
  code[named] <- labels[rows$code[named]]
  lines <- wrap_label(paste(code, n_text(rows$n)), 40)
  level <- format(100 * attr(object, "conf_level"))
  axis <- in_language(agreement_heads[[statistic]])
  figures <- ifelse(is.na(rows$estimate), rows$note,
                    limits_text(rows$estimate, rows$conf_low, rows$conf_high))
  dot_plot(
    rows, panel, lines, panel_axes(rows, panel, hold = c(0, 1)), wrap_label(levels(panel), 70),
    axis = axis, caption = caption_lines(
      paste0(with_intervals(worded("Of what both coders read (n)"), rows, level), "."),
      worded("1 is full agreement, 0 what chance would make.")
    ),
    name = with_intervals(worded("Agreement of coders: {figure}", figure = axis), rows, level),
    said = paste0(alt_items(paste0(panel, ", ", lines), figures), "."), filled = TRUE
  )
}
