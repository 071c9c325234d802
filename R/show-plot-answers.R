# The answers to items as bars of shares, wave by wave, in the order of the answers.

answers_plot <- function(x, items, who, call = rlang::caller_env()) {
  frame <- as.data.frame(x)
  frame$shown_wave <- shown_wave(x)
  rows <- answers_to_draw(frame, items, who, call)
  answers <- unique(rows$level_label)
  rows$answer <- factor(rows$level_label, answers)
  heads <- rows[!duplicated(rows[c("scale", "item")]), ]
  # Name and label, where they are two.
  head <- vapply(Map(c, heads$item, heads$item_label), function(said) {
    paste(unique(said[!is.na(said)]), collapse = ": ")
  }, "")
  head <- wrap_label(unname(head), 85)
  rows$panel <- factor(head[match(paste(rows$scale, rows$item), paste(heads$scale, heads$item))],
                       unique(head))
  bar <- paste(rows$scale, rows$item, rows$wave, sep = "\r")
  rows$line <- -match(bar, unique(bar))
  # A bar of which a part is not shown is none.
  rows$share <- rows$percent / 100
  whole <- !is.na(stats::ave(rows$share, bar, FUN = sum))
  rows$to <- stats::ave(ifelse(whole, rows$share, 0), bar, FUN = cumsum)
  rows$from <- rows$to - ifelse(whole, rows$share, 0)
  # Rounded shares can add up to more than all.
  rows$to <- pmin(rows$to, 1)
  rows$text <- share_of_bar(rows$percent)
  drawn <- rows[whole & rows$share > 0, ]
  first <- rows[!duplicated(bar), ]
  absent <- first[!whole[!duplicated(bar)], ]
  mark <- disclosure_mark(x)
  colours <- likert_colours(answers)
  dark <- grey_of(colours) < 60
  n <- ifelse(is.na(first$n), mark, as.character(first$n))
  legend <- wrap_label(answers, 26)
  legend_rows <- ceiling(length(legend) / legend_columns(legend))
  waves <- wrap_label(paste0(first$shown_wave, " (n\u00a0=\u00a0", n, ")"), 30)
  made <- ggplot2::ggplot(rows) +
    ggplot2::geom_rect(
      ggplot2::aes(xmin = .data$from, xmax = .data$to, ymin = .data$line - 0.4,
                   ymax = .data$line + 0.4, fill = .data$answer),
      data = drawn, colour = plot_colours[["ground"]], linewidth = 0.2
    ) +
    ggplot2::geom_text(
      ggplot2::aes(x = (.data$from + .data$to) / 2, y = .data$line,
                   label = .data$text, colour = .data$answer),
      data = drawn[drawn$share >= 0.08, ], size = 2.7, show.legend = FALSE
    ) +
    ggplot2::geom_text(
      ggplot2::aes(x = 0, y = .data$line), data = absent, label = worded("not shown"), hjust = 0,
      size = 2.7, colour = plot_colours[["ink"]]
    ) +
    # Keeps the line of a bar that is not shown.
    ggplot2::geom_blank(ggplot2::aes(x = 0, y = .data$line), data = first) +
    ggplot2::facet_wrap(ggplot2::vars(.data$panel), ncol = 1, scales = "free_y") +
    ggplot2::scale_y_continuous(
      breaks = first$line, labels = waves,
      expand = ggplot2::expansion(add = 0.25)
    ) +
    ggplot2::scale_x_continuous(
      limits = c(0, 1.0001), breaks = seq(0, 1, 0.25),
      labels = percent_texts(),
      expand = ggplot2::expansion(mult = c(0, 0.03))
    ) +
    ggplot2::scale_fill_manual(
      values = colours, drop = FALSE, labels = legend,
      guide = ggplot2::guide_legend(
        ncol = legend_columns(legend), byrow = TRUE
      )
    ) +
    ggplot2::scale_colour_manual(
      values = stats::setNames(ifelse(dark, "white", "black"), answers)
    ) +
    ggplot2::labs(
      x = worded("Share of those who answered"), y = NULL,
      caption = caption_lines(
        if (who == "wave") worded("n answered the item in the wave.") else
          worded("n answered the item every time it was asked."),
        if (all(rows$kind == "ordered")) {
          worded("Answers run from the lowest to the highest, as they were given.")
        }
      )
    ) +
    plot_look() +
    ggplot2::theme(
      strip.text = ggplot2::element_text(hjust = 0, size = 9, face = "plain",
                                         margin = ggplot2::margin(3, 0, 1, 0)),
      panel.grid.major.y = ggplot2::element_blank(),
      panel.spacing.y = ggplot2::unit(3, "pt"),
      axis.text.y = ggplot2::element_text(size = 8)
    )
  said <- alt_items(
    paste0(one_line(as.character(first$panel)), ", ", first$shown_wave, " (n = ", n, ")"),
    vapply(unique(bar), function(one) {
      part <- rows[bar == one, ]
      if (anyNA(part$percent)) return(worded("not shown"))
      paste(part$text, part$level_label, collapse = ", ")
    }, "")
  )
  as_picture(
    made, worded("Bars of the answers to each item"), paste0(said, "."),
    height = 1.15 + 0.2 * legend_rows * line_count(legend) +
      0.15 * line_count(made$labels$caption) + nlevels(rows$panel) *
        (0.14 + 0.145 * line_count(head)) + nrow(first) * max(0.19, 0.125 * line_count(waves))
  )
}

# A published percentage as it is, in the reader's language.
share_of_bar <- function(percent) {
  with_percent(sub(".", decimal_mark(), as.character(percent), fixed = TRUE))
}

# The counts of the items to draw: all of one set of possible answers.
answers_to_draw <- function(frame, items, who, call) {
  known <- unique(frame$item)
  if (!is.null(items)) {
    check_known(items, known, "{.arg items} must name items of the result.", "item",
                call = call)
  }
  rows <- frame[frame$statistic == "count" & frame$item %in% (items %||% known), ]
  rows <- rows[rows$who == who, ]
  if (!nrow(rows)) {
    abort_pairwave(
      c("There must be answers to draw.",
        x = "No item was asked in several waves, so nobody answered one every time."),
      "argument", call = call
    )
  }
  of <- factor(rows$item, unique(rows$item))
  sets <- vapply(split(rows$level_label, of), function(of) paste(unique(of), collapse = "\r"), "")
  if (length(unique(sets)) > 1) {
    of_first <- names(sets)[sets == sets[1]]
    other <- names(sets)[sets != sets[1]][1]
    abort_pairwave(
      c("Items that are drawn together must have the same possible answers.",
        x = "Those of {.val {of_first[1]}} and {.val {other}} differ.",
        i = "Draw them apart, as in {.code plot(x, items = {deparse1(of_first)})}."),
      "argument", call = call
    )
  }
  rows
}
