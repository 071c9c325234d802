# How far those who stayed differ from those who were lost, in standard deviations.

#' @rdname pairwave_plots
#' @method autoplot pairwave_attrition
autoplot.pairwave_attrition <- function(object, ...) {
  check_dots_empty()
  object <- in_its_style(object)
  attrition_plot(object)
}

attrition_plot <- function(object) {
  frame <- as.data.frame(object)
  labels <- attr(object, "wave_labels")
  by_link <- frame$compare[1] %in% "linkage"
  groups <- if (by_link) c("{n} linked", "{n} not linked") else c("{n} stayed", "{n} were lost")
  title <- ifelse(is.na(frame$to), labels[frame$from],
                  contrast_label(labels[frame$from], labels[frame$to]))
  sizes <- frame[frame$statistic == "n", ]
  said_n <- tapply(n_or_suppressed(sizes$estimate),
                   factor(title[frame$statistic == "n"], unique(title)),
                   function(n) paste(mapply(worded, groups, n = n), collapse = ", "))
  rows <- frame[frame$statistic == "smd", ]
  head <- paste0(title, " (", said_n[title], ")")[frame$statistic == "smd"]
  panel <- factor(head, unique(head))
  lines <- wrap_label(ifelse(is.na(rows$label), rows$variable, rows$label), 36)
  rows$conf_low <- rows$conf_high <- rep(NA_real_, nrow(rows))
  ends <- data.frame(
    x = rep(c(-0.25, 0.25), nlevels(panel)),
    cell = factor(rep(paste("dots", seq_len(nlevels(panel))), each = 2),
                  paste("dots", seq_len(nlevels(panel))))
  )
  text <- vapply(rows$estimate, function(one) if (is.na(one)) "" else decimals(one), "")
  note <- ifelse(is.na(rows$note), in_language(words_en$reason[["no_pair"]]), rows$note)
  dot_plot(
    rows, panel, lines, panel_axes(rows, panel, hold = c(-0.3, 0.3)),
    wrap_label(levels(panel), 80), axis = worded("Standardised difference (SMD)"),
    caption = caption_lines(
      if (by_link) {
        worded("Those who linked less those who did not, in standard deviations.")
      } else {
        worded("Those who stayed less those who were lost, in standard deviations.")
      },
      worded("Between the dashed lines ({limit}) they differ little; a filled dot is beyond.",
             limit = decimals(0.25))
    ),
    name = if (by_link) worded("How those who linked differ from those who did not") else
      worded("How those who stayed differ from those who were lost"),
    said = paste0(alt_items(paste0(panel, ", ", lines), ifelse(is.na(rows$estimate), note, text)),
                  "."),
    note = note, text = text, filled = abs(rows$estimate) > 0.25,
    extra = if (nrow(ends)) ggplot2::geom_vline(
      ggplot2::aes(xintercept = .data$x), data = ends, linetype = "dashed",
      colour = plot_colours[["mute"]]
    )
  )
}
