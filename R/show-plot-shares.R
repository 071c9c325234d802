# How many scored higher, the same and lower, as parts of a bar.

shares_plot <- function(x) {
  frame <- with_common_names(as.data.frame(x))
  parts <- moved_words(frame$direction)
  at <- frame$statistic %in% names(parts)
  rows <- frame[at, ]
  rows$panel <- panel_names(rows)
  rows$part <- factor(parts[rows$statistic], rev(parts))
  lines <- contrast_lines(rows, shown_contrast(x)[at])
  key <- paste(rows$scale, rows$contrast, rows$group, sep = "\r")
  rows$line <- -match(key, unique(key))
  # Bars of parts that are all there; rounded ones need not sum to a rounded n.
  whole <- stats::ave(rows$estimate, rows$line, FUN = sum)
  counted <- rows[!is.na(whole) & whole > 0, ]
  counted$share <- counted$estimate / whole[!is.na(whole) & whole > 0]
  counted$middle <- stats::ave(counted$share, counted$line, FUN = cumsum) -
    counted$share / 2
  absent <- rows[(is.na(whole) | whole == 0) & rows$statistic == "same", ]
  absent$note[is.na(absent$note)] <- words_en$reason[["no_pair"]]
  firsts <- !duplicated(key)
  said <- vapply(split(seq_along(key), factor(key, unique(key))), function(i) {
    if (is.na(whole[i][1]) || whole[i][1] == 0) return("no figure")
    paste0(rows$estimate[i], " ", lower_case(parts[rows$statistic[i]]), collapse = ", ")
  }, "")
  ggplot2::ggplot(rows, ggplot2::aes(y = .data$line)) +
    ggplot2::geom_col(
      ggplot2::aes(x = .data$share, fill = .data$part),
      data = counted, width = 0.62, colour = "white", orientation = "y"
    ) +
    ggplot2::geom_text(
      ggplot2::aes(x = .data$middle, colour = .data$part, label = .data$estimate),
      data = counted[counted$share >= 0.04, ], size = 3.4, show.legend = FALSE
    ) +
    ggplot2::geom_text(ggplot2::aes(x = 0, label = .data$note), data = absent,
                       hjust = 0, size = 3.1, colour = plot_colours[["ink"]]) +
    scale_panels(as.character(rows$panel), "free_y") +
    ggplot2::scale_fill_manual(
      values = stats::setNames(plot_colours[c("higher", "same", "lower")], parts),
      breaks = unname(parts)
    ) +
    ggplot2::scale_colour_manual(
      values = stats::setNames(c("white", "black", "black"), parts)
    ) +
    ggplot2::scale_y_continuous(breaks = rows$line[firsts],
                                labels = lines[firsts]) +
    ggplot2::scale_x_continuous(
      labels = function(share) paste0(100 * share, "%"),
      limits = c(0, 1.0001), expand = ggplot2::expansion(mult = c(0, 0.03))
    ) +
    ggplot2::labs(
      x = "Share of people", y = NULL,
      caption = caption_lines("People who answered both waves (n). ",
                              moved_caption(frame$direction)),
      alt = alt_text(
        "Bars of how many people ",
        c(Higher = "scored higher, the same and lower. ",
          Lower = "scored lower, the same and higher. ",
          Better = "became better, stayed the same and became worse. ")[[parts[["improved"]]]],
        alt_items(paste0(rows$panel[firsts], ", ", lines[firsts]), said), "."
      )
    ) +
    plot_look() +
    ggplot2::theme(panel.grid.major.y = ggplot2::element_blank())
}
