# How many have each code, as bars in the order of the framework.

code_frequencies_plot <- function(x) {
  frame <- as.data.frame(x)
  statistic <- if ("participants" %in% frame$statistic) "participants" else frame$statistic[1]
  rows <- frame[frame$statistic %in% statistic, ]
  profile <- attr(x, "disclosure")
  codes <- unique(rows$code)
  rows$line <- -match(rows$code, codes)
  leaf <- !rows$code %in% rows$parent
  rows$name <- paste0(strrep("\u2003", if (all(leaf)) 0 else rows$level - min(rows$level, 1)),
                      wrap_label(rows$label, 42))
  side <- ifelse(is.na(rows$group), worded("Everyone"), rows$group)
  sizes <- ifelse(is.na(rows$denominator), side, paste0(side, " (n = ", rows$denominator, ")"))
  rows$side <- factor(sizes, unique(sizes))
  rows$text <- frequency_cells(rows, if (is.null(profile)) dash() else profile$mark)
  several <- length(unique(side)) > 1
  first <- rows[!duplicated(rows$code), ]
  made <- ggplot2::ggplot(rows, ggplot2::aes(y = .data$line)) +
    ggplot2::geom_col(
      ggplot2::aes(x = ifelse(is.na(.data$estimate), 0, .data$estimate)),
      fill = ifelse(leaf, plot_colours[["higher"]], plot_colours[["grey"]]), width = 0.7,
      orientation = "y"
    ) +
    ggplot2::geom_text(
      ggplot2::aes(x = ifelse(is.na(.data$estimate), 0, .data$estimate), label = .data$text),
      hjust = -0.12, size = 3, colour = plot_colours[["ink"]]
    ) +
    (if (several) ggplot2::facet_wrap(ggplot2::vars(.data$side), nrow = 1)) +
    ggplot2::scale_y_continuous(breaks = first$line, labels = first$name, name = NULL,
                                expand = c(0, 0.5)) +
    ggplot2::scale_x_continuous(breaks = function(limits) whole_breaks(1.3 * limits),
                                expand = ggplot2::expansion(c(0, 0.3))) +
    ggplot2::labs(
      x = if (!several && !is.na(rows$denominator[1])) {
        worded("{count}, of {n}", count = counted_head(statistic), n = rows$denominator[1])
      } else counted_head(statistic),
      caption = caption_lines(
        if (!all(leaf)) worded("Grey: whoever has one of the codes below, once."),
        if (any(rows$status == "suppressed")) {
          worded("{mark} is suppressed under {title}.", mark = profile$mark,
                 title = profile_words(profile$title))
        }
      )
    ) +
    plot_look() +
    ggplot2::theme(panel.grid.major.y = ggplot2::element_blank(),
                   axis.text.y = ggplot2::element_text(hjust = 0))
  as_picture(
    made, worded("{count} by code", count = counted_head(statistic)),
    frequency_words(rows, several),
    height = 0.9 + nrow(first) * max(0.25, 0.14 * line_count(first$name) + 0.06) +
      0.2 * several
  )
}

frequency_words <- function(rows, several) {
  said <- vapply(split(rows, rows$side), function(one) {
    figure <- n_or_suppressed(one$estimate)
    paste0(if (several) paste0(as.character(one$side[1]), ": "),
           paste(one$label, figure, collapse = ", "))
  }, "")
  paste0(paste(said, collapse = ". "), ".")
}
