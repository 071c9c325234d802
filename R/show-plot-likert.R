# The answers to each item, wave by wave, left and right of the scale's middle.

likert_plot <- function(cohort, scales, call = rlang::caller_env()) {
  publish(new_picture("Bars of single answers"), cohort, call = call)
  scales <- scales %||% utils::head(names(cohort$study$scales), 1)
  check_scale_names(cohort$study, scales, call)
  if (length(scales) != 1) {
    abort_pairwave(
      c("{.arg scales} must name one scale for a plot of its items.",
        x = "It names {length(scales)}."),
      "argument", call = call
    )
  }
  scale <- cohort$study$scales[[scales]]
  counts <- item_counts(cohort, scale, call)
  bars <- likert_bars(counts)
  named <- item_names(counts, scale)
  stem <- shared_stem(named)
  items <- wrap_label(substring(named, nchar(stem) + 1), 85)
  bars$panel <- factor(items[match(bars$item, unique(counts$item))], items)
  bar <- paste(bars$item, bars$wave)
  bars$line <- -match(bar, unique(bar))
  totals <- likert_totals(bars, bar)
  lower <- scale_direction(scale) == "lower"
  colours <- likert_colours(levels(bars$answer), lower)
  dark <- grey_of(colours) < 60
  furthest <- max(abs(c(bars$from, bars$to)), 0.5)
  waves <- wrap_label(paste(totals$wave_label, n_text(totals$denominator)), 30)
  drawn <- bars[bars$n > 0, ]
  legend <- wrap_label(names(colours), 26)
  legend_rows <- ceiling(length(legend) / legend_columns(legend))
  title <- scale_label(scale, scale$name)
  if (lower) title <- worded("{scale} (lower is better)", scale = title)
  totals$left <- ifelse(is.na(totals$below), "", with_percent(rounded_percent(totals$below)))
  totals$right <- ifelse(is.na(totals$above), "", with_percent(rounded_percent(totals$above)))
  sign <- with_percent("")
  made <- ggplot2::ggplot(bars) +
    # Behind the bars: it goes through no figure.
    ggplot2::geom_vline(xintercept = 0, colour = plot_colours[["ink"]],
                        linewidth = 0.3) +
    ggplot2::geom_rect(
      ggplot2::aes(xmin = .data$from, xmax = .data$to, ymin = .data$line - 0.4,
                   ymax = .data$line + 0.4, fill = .data$answer),
      data = drawn, colour = plot_colours[["ground"]], linewidth = 0.2
    ) +
    ggplot2::geom_text(
      ggplot2::aes(x = (.data$from + .data$to) / 2, y = .data$line,
                   label = rounded_percent(.data$to - .data$from), colour = .data$answer),
      data = drawn[drawn$to - drawn$from > 0.05, ], size = 2.6, show.legend = FALSE
    ) +
    # The share of either side, without the middle answer.
    ggplot2::geom_text(
      ggplot2::aes(x = -furthest * 1.03, y = .data$line, label = .data$left),
      data = totals, hjust = 1, size = 2.8, colour = plot_colours[["ink"]]
    ) +
    ggplot2::geom_text(
      ggplot2::aes(x = furthest * 1.03, y = .data$line, label = .data$right),
      data = totals, hjust = 0, size = 2.8, colour = plot_colours[["ink"]]
    ) +
    ggplot2::facet_wrap(ggplot2::vars(.data$panel), ncol = 1, scales = "free_y") +
    ggplot2::scale_y_continuous(
      breaks = totals$line, labels = waves, expand = ggplot2::expansion(add = 0.25)
    ) +
    ggplot2::scale_x_continuous(
      limits = c(-1, 1) * furthest * 1.14,
      breaks = Filter(function(share) abs(share) <= furthest, c(-1, -0.5, 0, 0.5, 1)),
      labels = function(share) paste0(abs(100 * share), sign), expand = c(0, 0)
    ) +
    ggplot2::scale_fill_manual(
      values = colours, drop = FALSE, labels = legend,
      guide = ggplot2::guide_legend(ncol = legend_columns(legend), byrow = TRUE)
    ) +
    ggplot2::scale_colour_manual(
      values = stats::setNames(ifelse(dark, "white", "black"), names(colours))
    ) +
    ggplot2::labs(
      title = wrap_label(title, 75),
      subtitle = if (nzchar(stem)) wrap_label(trimws(stem), 90),
      x = NULL, y = NULL,
      caption = caption_lines(
        if (length(colours) %% 2) worded(paste(
          "Percent of the n who answered the item in the wave, linked or not; at either side the",
          "share of the answers there, without the middle one."
        )) else worded(paste(
          "Percent of the n who answered the item in the wave, linked or not; at either side the",
          "share of the answers there."
        )),
        if (length(scale$reverse)) worded("Answers of reversed items are shown as given.")
      )
    ) +
    plot_look() +
    ggplot2::theme(
      plot.title = ggplot2::element_text(size = 11, face = "bold"),
      plot.subtitle = ggplot2::element_text(size = 9),
      strip.text = ggplot2::element_text(
        hjust = 0, vjust = 0, size = 9, face = "plain",
        margin = ggplot2::margin(3, 0, 1, 0)
      ),
      panel.grid.major.y = ggplot2::element_blank(),
      panel.spacing.y = ggplot2::unit(3, "pt"),
      axis.text.y = ggplot2::element_text(size = 8)
    )
  said <- alt_items(
    paste0(item_names(counts, scale)[match(totals$item, unique(counts$item))], ", ",
           totals$wave_label, " (n = ", totals$denominator, ")"),
    vapply(unique(bar), function(one) {
      paste0(bars$n[bar == one], " ", bars$answer[bar == one], collapse = ", ")
    }, "")
  )
  as_picture(
    made, worded("The answers to each item of {scale} in each wave", scale = title),
    paste0(said, "."),
    height = 1.05 + 0.2 * legend_rows * line_count(legend) + 0.15 * line_count(
      c(made$labels$caption, made$labels$subtitle)
    ) + length(items) * (0.14 + 0.145 * line_count(items) +
                           nrow(totals) / length(items) * max(0.19, 0.125 * line_count(waves)))
  )
}

# Half away from zero.
rounded_percent <- function(share) floor(100 * share + 0.5)

legend_columns <- function(labels) {
  wide <- max(nchar(unlist(strsplit(labels, "\n", fixed = TRUE)), "width"), 1)
  max(1, min(length(labels), 95 %/% (wide + 6)))
}

# The bars' lines, with the share `below` the middle of the answers and that `above` it.
likert_totals <- function(bars, bar) {
  first <- bars[!duplicated(bar), ]
  share <- function(keep) {
    part <- keep(as.integer(bars$answer), (nlevels(bars$answer) + 1) / 2)
    sums <- tapply(ifelse(part, bars$to - bars$from, 0), factor(bar, unique(bar)), sum)
    ifelse(first$denominator > 0, as.vector(sums), NA)
  }
  first$below <- share(`<`)
  first$above <- share(`>`)
  first
}

# Says how often each answer was given to each item in each wave, by those whose
# record counts. `denominator` is those who answered the item there.
item_counts <- function(cohort, scale, call) {
  answers <- likert_answers(cohort, scale, call)
  labels <- study_wave_labels(cohort$study)
  parts <- lapply(scale$items, function(item) {
    lapply(names(cohort$surveys), function(wave) {
      records <- cohort$respondents[cohort$respondents$wave == wave, ]
      rows <- records$row[!is.na(records$person)]
      given <- numeric_answers(cohort$surveys[[wave]][[item]])[rows]
      n <- as.integer(table(factor(given, answers$value)))
      data.frame(
        item = item, wave = wave, wave_label = labels[[wave]],
        answer = factor(answers$text, answers$text), n = n, denominator = sum(n)
      )
    })
  })
  counts <- do.call(rbind, unlist(parts, recursive = FALSE))
  attr(counts, "item_labels") <- item_labels(cohort, scale)
  counts
}

# What each item asks, or its name.
item_labels <- function(cohort, scale) {
  vapply(scale$items, function(item) {
    question <- shared_question(lapply(cohort$surveys, `[[`, item))
    if (length(question)) question else item
  }, "")
}

# The possible answers, lowest first, with the texts of their labels.
likert_answers <- function(cohort, scale, call) {
  columns <- unlist(unname(lapply(cohort$surveys, function(survey) {
    lapply(scale$items, function(item) survey[[item]])
  })), recursive = FALSE)
  given <- unlist(lapply(columns, numeric_answers))
  given <- given[!is.na(given)]
  value <- if (is.null(scale$range)) sort(unique(given)) else
    seq(scale$range[1], scale$range[2])
  if (length(value) > 11 || !all(given %in% value)) {
    abort_pairwave(
      c("Items must have at most 11 answers, one apart, to be drawn as bars.",
        x = "The scale {.val {scale$name}} has {length(unique(given))} different ones."),
      "argument", call = call
    )
  }
  labels <- unlist(unname(lapply(columns, function(column) {
    labels <- column_labels(column)
    if (is.numeric(labels)) labels
  })))
  at <- match(value, labels)
  text <- ifelse(is.na(at), format(value, trim = TRUE), names(labels)[at])
  list(value = value, text = make.unique(text, " "))
}

# The words with which all questions of a battery begin, up to the end of a clause, with
# the blanks behind them: they are said once.
shared_stem <- function(texts) {
  if (length(texts) < 2) return("")
  ends <- gregexpr("[:.?,-]+[[:space:]]+", texts[1])[[1]]
  ends <- ends + attr(ends, "match.length") - 1L
  alike <- vapply(ends, function(end) {
    end > 0 && end < min(nchar(texts)) && all(startsWith(texts, substr(texts[1], 1, end)))
  }, NA)
  if (any(alike)) substr(texts[1], 1, max(ends[alike])) else ""
}

item_names <- function(counts, scale) {
  items <- unique(counts$item)
  names <- attr(counts, "item_labels")[items]
  if (anyDuplicated(names)) names <- paste(items, names)
  turned <- items %in% scale$reverse
  names[turned] <- item_words(names[turned])
  names
}

# Where each part of a bar begins and ends: the middle of the scale is at 0, in
# the midst of a middle answer where there is one.
likert_bars <- function(counts) {
  parts <- split(counts, factor(paste(counts$item, counts$wave),
                                unique(paste(counts$item, counts$wave))))
  do.call(rbind, lapply(parts, function(part) {
    share <- part$n / max(part$denominator[1], 1)
    k <- length(share)
    below <- sum(utils::head(share, k %/% 2)) +
      if (k %% 2) share[(k + 1) / 2] / 2 else 0
    part$to <- cumsum(share) - below
    part$from <- part$to - share
    part
  }))
}

# From light to dark, and from one hue to another: order shows in grey as well. The better
# answers are dark.
likert_colours <- function(answers, lower = FALSE) {
  anchors <- c("#FFE3AD", "#E3C27A", "#9FB0BF", "#3F7FB5", "#08306B")
  ramp <- grDevices::colorRampPalette(anchors, space = "Lab")
  colours <- ramp(length(answers))
  stats::setNames(if (lower) rev(colours) else colours, answers)
}

# Lightness from 0 to 100, as it is seen in grey.
grey_of <- function(colours) {
  rgb <- t(grDevices::col2rgb(colours)) / 255
  grDevices::convertColor(rgb, "sRGB", "Lab")[, 1]
}
