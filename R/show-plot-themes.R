# The theme map: how themes lead to each other by the study's claim, and beside it how
# often they came together.

# The map of `nodes` (as of theme_nodes(), with the number of `participants` as a
# text), and the published pairs of their codes.
themes_plot <- function(nodes, lanes, pairs) {
  coded <- nodes[!is.na(nodes$at), ]
  frame <- as.data.frame(pairs)
  names <- shortened(coded$label, 24)
  width <- map_width(nodes, lanes)
  room <- width_with_tiles(width + 4, names)
  map <- place_nodes(nodes, lanes, room)
  # A triangle takes the width that long names or many themes need.
  shown <- any(!is.na(frame$both)) && nrow(coded) <= most_beside && !map$crowded
  if (!shown) {
    room <- width + 16
    map <- place_nodes(nodes, lanes, room)
  }
  tiles <- if (shown) triangle_tiles(
    frame, coded$code, names, x = map$width + 4, y = map$top, width = 3.1,
    height = (map$top - map$bottom) / max(6, nrow(coded))
  )
  labels <- stats::setNames(coded$label, coded$code)
  made <- ggplot2::ggplot() +
    lane_layers(map) + arrow_layers(map) +
    ggplot2::geom_label(
      ggplot2::aes(x = .data$x, y = .data$y, label = .data$text), data = map$nodes,
      size = if (map$close) 2.7 else 3, lineheight = 0.95,
      label.size = ifelse(map$nodes$role == "theme", 0.3, 0.7),
      label.padding = ggplot2::unit(if (map$close) 2.5 else 4, "pt"),
      fill = plot_colours[["ground"]],
      colour = plot_colours[["ink"]]
    ) +
    ggplot2::geom_text(
      ggplot2::aes(x = .data$x, y = .data$y, label = .data$name), data = map$titles, vjust = 0,
      fontface = "bold", size = 3.4, lineheight = 0.95, colour = plot_colours[["ink"]]
    ) +
    (if (shown) c(
      triangle_layers(tiles, 2.9),
      list(ggplot2::annotate(
        "text", x = map$width + 4, y = map$titles$y[1], hjust = 0, vjust = 0, fontface = "bold",
        size = 3.4, label = worded("Together, {count}", count = in_language(frame$count[1])),
        colour = plot_colours[["ink"]]
      ))
    )) +
    ggplot2::coord_cartesian(
      xlim = if (shown) c(0, room) else c(-8, room - 8),
      ylim = c(map$low, map$high), clip = "off", expand = FALSE
    ) +
    ggplot2::labs(
      caption = wrap_lines(if (shown) worded(paste(
        "Arrows are what the study claims; numbers are counted: participants with the theme,",
        "and beside the map those with both."
      )) else paste(c(
        worded(
          "Arrows are what the study claims; numbers are counted: participants with the theme."
        ), if (all(is.na(frame$both)) && nrow(frame)) worded("No pair may be shown.")
      ), collapse = " "), 100)
    ) +
    ggplot2::theme_void() +
    ggplot2::theme(plot.caption = ggplot2::element_text(hjust = 0, colour = plot_colours[["mute"]],
                                                        size = 9),
                   plot.caption.position = "plot",
                   plot.margin = ggplot2::margin(6, 6, 6, 6))
  as_picture(
    made, worded("Theme map"), paste0(theme_words(nodes, lanes), if (nrow(frame)) {
      paste0(" ", pair_words(frame, labels))
    }),
    height = map_height(max(lengths(lanes)))
  )
}

# ---- places ------------------------------------------------------------------

# Widths are in units of the map. How many of them a character of a name, of a title or of
# a box takes depends on how many there are: figures here are for seven inches, as in a
# report.
character_width <- c(box = 0.064, title = 0.079, name = 0.06) / 7
most_beside <- 12 # themes of which a triangle can still be read beside the map
lane_width <- 17

apart_of <- function(nodes) if (any(nodes$role == "centre")) 17 else 5

map_width <- function(nodes, lanes) {
  width <- length(lanes) * lane_width + (length(lanes) - 1) * apart_of(nodes)
  if (length(lanes) == 1 && any(nodes$role == "centre")) width + apart_of(nodes) else width
}

# Each name of the triangle begins a tile farther right, and takes its share of the width.
width_with_tiles <- function(left, names) {
  begins <- left + (seq_along(names) - 0.88) * 3.1
  max(begins / (1 - character_width[["name"]] * nchar(names, "width")), left + 12) + 1
}

shortened <- function(text, most) {
  long <- nchar(text, "width") > most
  text[long] <- paste0(trimws(strtrim(text[long], most - 1), "right"), "\u2026")
  text
}

# Fixed places: lanes from left to right, themes from the top down in their order, the
# centre between the lanes and the outcome below them. Text is broken to fit its lane in a
# map of `room` units; where boxes would touch, numbers stand in the line of the name.
place_nodes <- function(nodes, lanes, room) {
  apart <- apart_of(nodes)
  centres <- lane_width / 2 + (seq_along(lanes) - 1) * (lane_width + apart)
  longest <- max(lengths(lanes))
  right <- max(centres) + lane_width / 2
  width <- map_width(nodes, lanes)
  middle <- if (length(lanes) == 2) mean(centres) else right + apart / 2
  nodes$x <- ifelse(nodes$role == "theme", centres[nodes$lane],
                    ifelse(nodes$role == "centre", middle, mean(c(0, width))))
  lane_sizes <- lengths(lanes)[nodes$lane]
  nodes$y <- ifelse(nodes$role == "theme",
                    -1 - (nodes$order - 1) * ((longest - 1) / pmax(lane_sizes - 1, 1)) * 1.25,
                    ifelse(nodes$role == "centre", -1 - (longest - 1) * 0.625,
                           -1 - (longest - 1) * 1.25 - 2))
  bottom <- -1 - (longest - 1) * 1.25 - 0.7
  fits <- function(units, of) max(8, floor(units / (character_width[[of]] * room)))
  titles <- wrap_lines(names(lanes), fits(lane_width + apart, "title"))
  low <- min(nodes$y) - 0.6
  high <- 0.5 + 0.45 * max(count_lines(titles))
  most <- ifelse(nodes$role == "theme", min(28, fits(16, "box")),
                 ifelse(nodes$role == "centre", min(24, fits(13, "box")), 28))
  of_height <- (high - low) / (map_height(longest) - 0.65)
  text <- box_texts(nodes, most, close = FALSE)
  crowded <- function(close) {
    max(box_height(text, close)[nodes$role == "theme"]) * of_height > 1.05
  }
  close <- crowded(FALSE)
  if (close) text <- box_texts(nodes, most, close = TRUE)
  nodes$text <- text
  nodes$half <- box_height(text, close) * of_height / 2
  list(
    nodes = nodes, width = width, top = -0.3, bottom = bottom, low = low, high = high,
    close = close, crowded = crowded(close),
    lanes = data.frame(left = centres - lane_width / 2, right = centres + lane_width / 2),
    titles = data.frame(x = centres, y = 0.1, name = titles)
  )
}

# How high a map must be, in inches, for the boxes of its longest lane.
map_height <- function(longest) max(4.6, 1.8 + 0.55 * longest)

# A name and its number, each in a line of its own or, `close`, together.
box_texts <- function(nodes, most, close) {
  number <- gsub(" ", "\u00a0", nodes$participants, fixed = TRUE)
  number <- ifelse(is.na(nodes$participants), "", paste0(if (close) ", " else "\n", number))
  if (close) return(unname(mapply(wrap_lines, paste0(nodes$label, number), most)))
  paste0(unname(mapply(wrap_lines, nodes$label, most)), number)
}

# In inches.
box_height <- function(text, close) {
  if (close) count_lines(text) * 0.106 + 0.07 else count_lines(text) * 0.118 + 0.11
}

count_lines <- function(text) lengths(strsplit(text, "\n", fixed = TRUE))

# Each lane goes from light to dark in the order of its themes; in grey as in colour.
lane_layers <- function(map) {
  ends <- list(c("#F1F6FA", "#86B3D1"), c("#FDF4E3", "#E3B04B"))
  lapply(seq_len(nrow(map$lanes)), function(i) {
    ggplot2::annotation_raster(
      matrix(grDevices::colorRampPalette(ends[[i]])(64)), map$lanes$left[i], map$lanes$right[i],
      map$bottom, map$top, interpolate = TRUE
    )
  })
}

arrow_layers <- function(map) {
  nodes <- map$nodes
  lane <- nodes[nodes$role == "theme", ]
  within <- do.call(rbind, lapply(split(lane, lane$lane), function(one) {
    k <- nrow(one)
    if (k < 2) return(NULL)
    data.frame(x = one$x[-k], y = one$y[-k] - one$half[-k], xend = one$x[-1],
               yend = one$y[-1] + one$half[-1] + 0.05)
  }))
  centre <- nodes[nodes$role == "centre", ]
  both <- if (nrow(centre)) {
    at <- if (nrow(map$lanes) == 2) c(map$lanes$right[1], map$lanes$left[2])
          else map$lanes$right[1]
    side <- ifelse(at < centre$x, -1, 1)
    data.frame(x = centre$x + side * 6.2, y = centre$y, xend = at, yend = centre$y)
  }
  outcome <- nodes[nodes$role == "outcome", ]
  leads <- if (nrow(outcome)) {
    middle <- (map$lanes$left + map$lanes$right) / 2
    data.frame(x = middle, y = map$bottom,
               xend = outcome$x + (middle - outcome$x) * 0.18,
               yend = outcome$y + outcome$half + 0.05)
  }
  arrow <- function(data, ends) {
    if (is.null(data)) return(NULL)
    ggplot2::geom_segment(
      ggplot2::aes(x = .data$x, y = .data$y, xend = .data$xend, yend = .data$yend),
      data = data, colour = plot_colours[["mute"]], linewidth = 0.6,
      arrow = ggplot2::arrow(length = ggplot2::unit(5, "pt"), type = "closed", ends = ends)
    )
  }
  list(arrow(within, "last"), arrow(both, "both"), arrow(leads, "last"))
}

# What the map says, for those who hear it.
theme_words <- function(nodes, lanes) {
  name <- ifelse(is.na(nodes$participants), nodes$label,
                 paste0(nodes$label, " (", nodes$participants, ")"))
  themed <- nodes$role == "theme"
  each <- vapply(seq_along(lanes), function(i) {
    paste0(names(lanes)[i], ": ",
           paste(name[themed & nodes$lane %in% i], collapse = worded(", then ")))
  }, "")
  paste0(
    paste(each, collapse = ". "), ".",
    if (any(nodes$role == "centre")) {
      paste0(" ", if (length(lanes) == 2) {
        worded("{theme} stands between the two, cause and result.",
               theme = name[nodes$role == "centre"])
      } else {
        worded("{theme} stands beside it, cause and result.", theme = name[nodes$role == "centre"])
      })
    },
    if (any(nodes$role == "outcome")) {
      paste0(" ", worded("Together they lead to {outcome}.",
                         outcome = name[nodes$role == "outcome"]))
    }
  )
}

# The map of a cohort's study.
cohort_themes_plot <- function(cohort, material, coder, call) {
  themes <- cohort$study$themes
  check_any_themes(themes, call)
  material <- check_material(cohort, material %||% themes$of, call)
  codes <- cohort$codes[[material]]
  found <- counted_codings(codes, material_coder(cohort, material, coder, call))
  counted <- code_frequencies(cohort, material = material, count = "participants", coder = coder)
  nodes <- counted_nodes(theme_nodes(found$framework, themes, call), counted)
  pairs <- pairs_of_codes(found, nodes$at[!is.na(nodes$at)], "participants", cohort,
                          disclosure_of(cohort), call, material)
  themes_plot(nodes, themes$lanes, pairs)
}

# The map of codings.
codes_themes_plot <- function(x, themes, coder, disclosure, call) {
  check_any_themes(themes, call)
  found <- counted_codings(x, counted_coder(x, coder, call))
  counted <- code_frequencies(x, count = "participants", coder = coder, disclosure = disclosure)
  nodes <- counted_nodes(theme_nodes(found$framework, themes, call), counted)
  pairs <- pairs_of_codes(found, nodes$at[!is.na(nodes$at)], "participants", NULL, disclosure,
                          call)
  themes_plot(nodes, themes$lanes, pairs)
}

check_any_themes <- function(themes, call) {
  if (!is.null(themes)) {
    return(invisible())
  }
  abort_pairwave(
    c("A theme map must have themes.",
      i = "Put {.field themes} in the study file, or for codings give {.arg themes}."),
    "argument", call = call
  )
}

# The participants of each node, as they were published.
counted_nodes <- function(nodes, frequencies) {
  all <- as.data.frame(frequencies)
  mine <- all[match(nodes$code, all$code), ]
  found <- ifelse(is.na(mine$denominator), mine$estimate,
                  worded("{some} of {n}", some = mine$estimate, n = mine$denominator))
  nodes$participants <- ifelse(is.na(nodes$at), NA, ifelse(
    is.na(mine$estimate), worded("suppressed"), found
  ))
  nodes
}
