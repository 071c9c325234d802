# The flow of participants: down the left who came and who was compared, at the side of each
# stage those who were lost there, and why.

flow_plot <- function(x) {
  rows <- as.data.frame(x)
  rows$said <- flow_texts(x)
  rows$label <- flow_labels(x)
  boxes <- place_boxes(flow_boxes(rows, stage_titles(x)))
  frames <- do.call(rbind, lapply(boxes, `[[`, "frame"))
  texts <- do.call(rbind, lapply(boxes, `[[`, "text"))
  arrows <- flow_arrows(frames)
  ink <- plot_colours[["ink"]]
  said <- vapply(boxes, function(box) paste(one_line(box$said), collapse = ", "), "")
  arrow <- ggplot2::arrow(length = ggplot2::unit(5, "pt"), type = "closed")
  made <- ggplot2::ggplot() +
    ggplot2::geom_segment(
      ggplot2::aes(x = .data$x, xend = .data$xend, y = .data$y, yend = .data$yend),
      data = arrows, colour = plot_colours[["mute"]], arrow = arrow
    ) +
    ggplot2::geom_rect(
      ggplot2::aes(xmin = .data$left, xmax = .data$right, ymin = .data$bottom,
                   ymax = .data$top),
      data = frames, fill = plot_colours[["ground"]],
      colour = ifelse(frames$kind == "compared", plot_colours[["accent"]], plot_colours[["mute"]]),
      linewidth = ifelse(frames$kind == "compared", 0.7, 0.4)
    ) +
    ggplot2::geom_text(
      ggplot2::aes(x = .data$x, y = .data$y, label = .data$text), data = texts, hjust = 0,
      vjust = 0, size = 3, colour = ink, fontface = ifelse(texts$title, "bold", "plain")
    ) +
    ggplot2::coord_cartesian(xlim = c(0, plot_width), ylim = c(min(frames$bottom) - 0.03, 0.03),
                             expand = FALSE) +
    ggplot2::theme_void()
  as_picture(made, worded("The flow of participants"), paste0(paste(said, collapse = ". "), "."),
             height = 0.06 - min(frames$bottom))
}

# Inches: the columns, the height of a line, and what stands around text.
flow_at <- list(main = c(0.05, 3.35), side = c(3.75, 6.95), line = 0.17, pad = 0.07, gap = 0.22)
flow_letters <- 42 # of a line in a box

# The boxes in their order, each a list of `title`, `lines` and whether it is `lost`,
# "compared" or a "stage". A loss stands beside the stage before it.
flow_boxes <- function(rows, titles) {
  level <- ifelse(rows$stage %in% c("attendance", "group"), "attendance", rows$stage)
  titles[level == "attendance"] <- worded("Attendance")
  key <- paste(level, titles, sep = "\r")
  boxes <- lapply(unique(key), function(one) {
    here <- rows[key == one, ]
    title <- titles[match(one, key)]
    switch(level[match(one, key)],
      invited = list(flow_box("stage", worded("{n} invited", n = here$said), character())),
      wave = wave_boxes(here, title),
      contrast = list(contrast_box(here, title)),
      list(flow_box("stage", title, paste(here$said, here$label)))
    )
  })
  unlist(boxes, recursive = FALSE)
}

flow_box <- function(kind, title, lines) list(kind = kind, title = title, lines = lines)

# Those who were received and linked, and beside them those who were set aside or not
# found, where there may be some.
wave_boxes <- function(rows, title) {
  stays <- rows$outcome %in% c("received", "linked", paste0("linked_", c("exact", "near",
                                                                         "reviewed")))
  lost <- rows[!stays & !rows$n %in% 0, ]
  of <- function(outcome) rows$said[rows$outcome == outcome]
  kept <- rows[stays & rows$outcome != "received", ]
  c(
    list(flow_box("stage", worded("{wave}: {n} records received", wave = title,
                                  n = of("received")),
                  paste(kept$said, trimws(kept$label)))),
    if (nrow(lost)) list(flow_box("lost", NULL, paste(lost$said, lost$label)))
  )
}

# Of many scales those that have fewer people than the contrast.
contrast_box <- function(rows, title) {
  both <- rows$said[rows$outcome == "both"]
  scales <- rows[rows$outcome == "analysed", ]
  fewer <- rows[rows$outcome == "not_scored", ]
  if (nrow(scales) > 4) scales <- scales[scales$said != both, ]
  why <- fewer$said[match(scales$scale, fewer$scale)]
  few <- fewer$n[match(scales$scale, fewer$scale)]
  lines <- paste0(scales$said, " ", scales$label)
  lacking <- !few %in% 0
  lines[lacking] <- worded("{scale} ({n} too few items)", scale = lines[lacking],
                           n = why[lacking])
  flow_box("compared", worded("{contrast}: {n} in both", contrast = title, n = both), lines)
}

# Where each box and each of its lines stand: stages at the left, downwards; losses at the
# right of the stage that they follow; contrasts in both columns below.
place_boxes <- function(boxes) {
  top <- 0
  row <- 0
  column <- 1
  out <- list()
  for (i in seq_along(boxes)) {
    box <- boxes[[i]]
    title <- wrap_label(box$title %||% character(), flow_letters - 4)
    lines <- wrap_label(box$lines, flow_letters)
    text <- unlist(strsplit(c(title, lines), "\n", fixed = TRUE))
    heads <- length(unlist(strsplit(title, "\n", fixed = TRUE)))
    tall <- length(text) * flow_at$line + 2 * flow_at$pad
    if (box$kind == "lost") {
      at <- out[[length(out)]]$frame$top
      side <- flow_at$side
      row <- min(row, at - tall)
    } else if (box$kind == "compared" && column == 2) {
      at <- out[[length(out)]]$frame$top
      side <- flow_at$side
      row <- min(row, at - tall)
      column <- 1
    } else {
      at <- if (i == 1) 0 else row - flow_at$gap
      side <- flow_at$main
      row <- at - tall
      if (box$kind == "compared") column <- 2
    }
    out <- c(out, list(list(
      frame = data.frame(kind = box$kind, left = side[1], right = side[2], top = at,
                         bottom = at - tall),
      text = data.frame(
        x = side[1] + flow_at$pad, text = text, title = seq_along(text) <= heads,
        y = at - flow_at$pad - seq_along(text) * flow_at$line + 0.045
      ),
      said = c(box$title, box$lines)
    )))
  }
  out
}

# Down from stage to stage, and from each to those who were lost.
flow_arrows <- function(frames) {
  left <- frames[frames$kind == "stage", ]
  down <- data.frame(x = 0.8, xend = 0.8, y = left$bottom, yend = c(left$top[-1], NA))
  compared <- frames[frames$kind == "compared", ]
  down$yend[nrow(down)] <- compared$top[1] %||% NA
  lost <- which(frames$kind == "lost")
  at <- (pmax(frames$bottom[lost], frames$bottom[lost - 1]) + frames$top[lost]) / 2
  side <- data.frame(x = rep(flow_at$main[2], length(lost)),
                     xend = rep(flow_at$side[1], length(lost)), y = at, yend = at)
  all <- rbind(down, side)
  all[!is.na(all$yend), ]
}
