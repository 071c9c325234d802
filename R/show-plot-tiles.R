# Which codes come together, as a triangle of tiles.

co_occurrence_plot <- function(x) {
  frame <- as.data.frame(x)
  labels <- attr(x, "code_labels")
  codes <- unique(c(rbind(frame$first, frame$second)))
  # A code that nobody has comes together with none.
  n <- c(frame$first_n, frame$second_n)[match(codes, c(frame$first, frame$second))]
  codes <- codes[is.na(n) | n > 0]
  order <- match(codes, names(labels))
  codes <- codes[order(order)]
  tiles <- triangle_tiles(frame, codes, unname(labels[codes]))
  made <- ggplot2::ggplot() + triangle_layers(tiles, 3.1) +
    ggplot2::scale_x_continuous(expand = c(0, 0.1)) +
    ggplot2::coord_cartesian(xlim = c(0, tiles$size * 1.45), clip = "off") +
    ggplot2::labs(
      caption = if (nrow(frame)) caption_lines(
        paste0(counted_pairs(x), "."),
        if (any(frame$status == "suppressed")) worded("What is blank is suppressed.")
      )
    ) +
    plot_look() +
    ggplot2::theme(axis.text = ggplot2::element_blank(), axis.title = ggplot2::element_blank(),
                   panel.grid.major = ggplot2::element_blank(), legend.position = "none")
  as_picture(
    made, if (attr(x, "together") == "overlap") {
      worded("Codes that stand on the same words, by {count}",
             count = in_language(attr(x, "count")))
    } else {
      worded("Codes that come together, by {count}", count = in_language(attr(x, "count")))
    },
    pair_words(frame, labels), height = 0.6 + max(1.4, 0.34 * tiles$size)
  )
}

# The places of the tiles of `codes`, one unit wide and high, the first row on top; the
# names stand where rows and columns meet. `x` and `y` are where the triangle's left
# and upper edges are, `size` how many codes it has.
triangle_tiles <- function(frame, codes, names, x = 0, y = 0, width = 1, height = 1) {
  first <- match(frame$first, codes)
  second <- match(frame$second, codes)
  row <- pmax(first, second)
  column <- pmin(first, second)
  inside <- !is.na(row)
  at <- function(column) x + (column - 0.5) * width
  down <- function(row) y - (row - 0.5) * height
  both <- frame$both[inside]
  most <- max(1, both, na.rm = TRUE)
  tiles <- data.frame(
    x = at(column[inside]), y = down(row[inside]), width = rep(width * 0.94, sum(inside)),
    height = rep(height * 0.94, sum(inside)), both = both,
    fill = tile_colours(both / most), ink = ifelse(!is.na(both) & both / most > 0.75,
                                                   "white", plot_colours[["ink"]])
  )
  tiles$text <- ifelse(is.na(both), "", both)
  places <- seq_along(codes)
  list(tiles = tiles, size = length(codes),
       names = data.frame(x = x + (places - 1) * width + 0.12 * width, y = down(places),
                          name = names))
}

# From white to dark blue by the share of the most; without a number white.
tile_colours <- function(share) {
  ramp <- grDevices::colorRamp(c("#FFFFFF", "#9CC3DC", "#0B4F7D"))
  share[is.na(share)] <- 0
  if (length(share) == 0) return(character())
  grDevices::rgb(ramp(share), maxColorValue = 255)
}

triangle_layers <- function(tiles, size) {
  list(
    ggplot2::geom_tile(
      ggplot2::aes(x = .data$x, y = .data$y, width = .data$width, height = .data$height),
      data = tiles$tiles, fill = tiles$tiles$fill, colour = "#BFBFBF", linewidth = 0.2
    ),
    ggplot2::geom_text(
      ggplot2::aes(x = .data$x, y = .data$y, label = .data$text), data = tiles$tiles,
      colour = tiles$tiles$ink, size = size
    ),
    ggplot2::geom_text(
      ggplot2::aes(x = .data$x, y = .data$y, label = .data$name), data = tiles$names,
      hjust = 0, size = size, colour = plot_colours[["ink"]]
    )
  )
}

# The pairs that come together most, for the alt text.
pair_words <- function(frame, labels, most = 5) {
  known <- frame[!is.na(frame$both) & frame$both > 0, ]
  known <- known[order(-known$both), ]
  known <- utils::head(known, most)
  if (nrow(known) == 0) return(worded("No pair is shown."))
  both <- known$both
  of <- !is.na(known$n)
  both[of] <- worded("{some} of {n}", some = known$both[of], n = known$n[of])
  pairs <- vapply(seq_along(both), function(i) {
    paste0(and_words(unname(labels[c(known$first[i], known$second[i])])), ", ", both[i])
  }, "")
  worded("Most often together: {pairs}.", pairs = paste(pairs, collapse = "; "))
}
