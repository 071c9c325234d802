# The flow of participants as boxes: who came, each wave, each contrast.

flow_plot <- function(x) {
  rows <- as.data.frame(x)
  if (!is.null(attr(x, "disclosure"))) rows$n <- flow_texts(x)
  boxes <- flow_boxes(rows, stage_titles(x))
  lines <- do.call(rbind, lapply(boxes, function(box) box$lines))
  frames <- do.call(rbind, lapply(boxes, function(box) box$frame))
  arrows <- flow_arrows(frames) %||% no_arrows
  lines$label <- cut_label(lines$text, 31)
  ink <- plot_colours[["ink"]]
  said <- vapply(boxes, function(box) {
    paste0(box$frame$title, ": ", paste(box$lines$n, trimws(box$lines$text), collapse = ", "))
  }, "")
  ggplot2::ggplot() +
    ggplot2::geom_segment(
      ggplot2::aes(x = .data$x, xend = .data$xend, y = .data$y, yend = .data$yend),
      data = arrows[!arrows$head, ], colour = plot_colours[["faint"]]
    ) +
    ggplot2::geom_segment(
      ggplot2::aes(x = .data$x, xend = .data$xend, y = .data$y, yend = .data$yend),
      data = arrows[arrows$head, ], colour = plot_colours[["faint"]],
      arrow = ggplot2::arrow(length = ggplot2::unit(5, "pt"), type = "closed")
    ) +
    ggplot2::geom_rect(
      ggplot2::aes(xmin = .data$left, xmax = .data$right, ymin = .data$bottom,
                   ymax = .data$top),
      data = frames, fill = "white", colour = ink
    ) +
    ggplot2::geom_text(
      ggplot2::aes(x = .data$left + 0.04, y = .data$top - 0.9, label = .data$title),
      data = frames, hjust = 0, fontface = "bold", size = 3.2, colour = ink
    ) +
    ggplot2::geom_text(
      ggplot2::aes(x = .data$left + 0.04, y = .data$y, label = .data$label),
      data = lines, hjust = 0, size = 2.9, colour = ink
    ) +
    ggplot2::geom_text(
      ggplot2::aes(x = .data$right - 0.04, y = .data$y, label = .data$n),
      data = lines, hjust = 1, size = 2.9, colour = ink
    ) +
    ggplot2::scale_x_continuous(limits = c(0, 3), expand = c(0.01, 0)) +
    ggplot2::scale_y_continuous(expand = c(0.01, 0)) +
    ggplot2::labs(alt = alt_text("The flow of participants. ",
                                 paste(said, collapse = ". "), ".")) +
    ggplot2::theme_void()
}

# Three boxes a row, as wide as a third of the plot: the attendance first, then
# a row of waves, then of contrasts. A line is one unit high.
flow_boxes <- function(rows, title) {
  level <- ifelse(rows$stage %in% c("attendance", "group"), "attended", rows$stage)
  title[level == "attended"] <- "Attendance"
  top <- 0
  boxes <- list()
  for (stage in unique(level)) {
    groups <- split(which(level == stage), factor(title[level == stage],
                                                  unique(title[level == stage])))
    for (row in split(groups, (seq_along(groups) - 1) %/% 3)) {
      tall <- max(lengths(row)) + 1.8
      for (i in seq_along(row)) {
        middle <- (i - (length(row) + 1) / 2) + 1.5
        boxes <- c(boxes, list(flow_box(rows[row[[i]], ], names(row)[i], stage,
                                        middle, top, tall)))
      }
      top <- top - tall - 1.6
    }
  }
  boxes
}

flow_box <- function(rows, title, stage, middle, top, tall) {
  left <- middle - 0.48
  right <- middle + 0.48
  list(
    frame = data.frame(title = title, stage = stage, left = left, right = right,
                       top = top, bottom = top - tall),
    lines = data.frame(text = rows$label, n = rows$n, left = left, right = right,
                       y = top - 1 - seq_len(nrow(rows)))
  )
}

# Cut to what fits a box, at a word where there is one.
cut_label <- function(text, width) {
  ifelse(nchar(text) > width,
         paste0(sub("\\s+\\S*$", "", substr(text, 1, width)), "\u2026"), text)
}

# A single row of boxes has nothing below it.
no_arrows <- data.frame(x = double(), xend = double(), y = double(),
                        yend = double(), head = logical())

# From the boxes of each row into one line, and from there down to each box of
# the next: a contrast takes from two waves.
flow_arrows <- function(frames) {
  frames$x <- (frames$left + frames$right) / 2
  tops <- sort(unique(frames$top), decreasing = TRUE)
  do.call(rbind, lapply(seq_along(tops)[-1], function(i) {
    above <- frames[frames$top == tops[i - 1], ]
    below <- frames[frames$top == tops[i], ]
    middle <- (above$bottom[1] + tops[i]) / 2
    ends <- range(c(above$x, below$x))
    rbind(
      data.frame(x = above$x, xend = above$x, y = above$bottom, yend = middle,
                 head = FALSE),
      data.frame(x = ends[1], xend = ends[2], y = middle, yend = middle,
                 head = FALSE),
      data.frame(x = below$x, xend = below$x, y = middle, yend = below$top + 0.1,
                 head = TRUE)
    )
  }))
}
