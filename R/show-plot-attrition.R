# How far those who stayed differ from those who were lost, in standard deviations.

#' @rdname pairwave_plots
#' @method autoplot pairwave_attrition
autoplot.pairwave_attrition <- function(object, ...) {
  check_dots_empty()
  attrition_plot(object)
}

attrition_plot <- function(object) {
  frame <- as.data.frame(object)
  labels <- attr(object, "wave_labels")
  groups <- if (frame$compare[1] %in% "linkage") c("linked", "not linked") else
    c("stayed", "were lost")
  title <- ifelse(is.na(frame$to), labels[frame$from],
                  contrast_label(labels[frame$from], labels[frame$to]))
  sizes <- frame[frame$statistic == "n", ]
  said_n <- tapply(ifelse(is.na(sizes$estimate), "suppressed", sizes$estimate),
                   factor(title[frame$statistic == "n"], unique(title)),
                   function(n) paste(n, groups, collapse = ", "))
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
  note <- ifelse(is.na(rows$note), words_en$reason[["no_pair"]], rows$note)
  dot_plot(
    rows, panel, lines, panel_axes(rows, panel, hold = c(-0.3, 0.3)),
    wrap_label(levels(panel), 80), axis = "Standardised difference (SMD)",
    caption = caption_lines(
      "Those who ", groups[1], " less those who ", groups[2], ", in standard deviations. ",
      "Between the dashed lines (0.25) they differ little; a filled dot is beyond."
    ),
    name = paste("How those who", groups[1], "differ from those who", groups[2]),
    said = paste0(alt_items(paste0(panel, ", ", lines), ifelse(is.na(rows$estimate), note, text)),
                  "."),
    note = note, text = text, filled = abs(rows$estimate) > 0.25,
    extra = if (nrow(ends)) ggplot2::geom_vline(
      ggplot2::aes(xintercept = .data$x), data = ends, linetype = "dashed",
      colour = plot_colours[["mute"]]
    )
  )
}
