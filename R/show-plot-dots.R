# Dots with their intervals, a line each, and their figures beside them: what plots of
# changes, coefficients and agreement share.

# `rows` have `estimate`, `conf_low` and `conf_high`, `panel` is a factor along them and
# `lines` says what stands beside each. `axes` is that of panel_axes(); `note` is the text of
# a row without an estimate. `beside` may add panels to the right, as a list of `layers` (a
# function of the levels of `cell`), `lines` (where they are), `heads` (their strips) and
# `from` (where their axis begins).
dot_plot <- function(rows, panel, lines, axes, heads, axis, caption, name, said,
                     note = rows$note, text = NULL, reference = 0, filled = excludes_zero(rows),
                     dashed = FALSE, shape = 21, extra = NULL, beside = NULL) {
  shares <- !is.null(beside)
  rows$line <- -seq_len(nrow(rows))
  absent <- is.na(rows$estimate)
  rows$text <- text %||% limits_text(rows$estimate, rows$conf_low, rows$conf_high)
  rows$text[absent] <- wrap_label(note, if (shares) 42 else 70)[absent]
  rows$filled <- filled
  rows$dashed <- rep_len(dashed, nrow(rows))
  rows$shape <- rep_len(shape, nrow(rows))
  cells <- c(paste("dots", seq_along(heads)), if (shares) paste("beside", seq_along(heads)))
  cells <- as.vector(t(matrix(cells, length(heads))))
  rows$cell <- factor(paste("dots", as.integer(panel)), cells)
  axes$cell <- factor(paste("dots", axes$panel), cells)
  ranges <- rows[!is.na(rows$conf_low) & !is.na(rows$conf_high), ]
  points <- rows[!absent & rows$shape > 0, ]
  accent <- plot_colours[["accent"]]
  strips <- stats::setNames(c(heads, if (shares) beside$heads),
                            c(paste("dots", seq_along(heads)),
                              if (shares) paste("beside", seq_along(heads))))
  made <- ggplot2::ggplot(rows, ggplot2::aes(y = .data$line)) +
    ggplot2::geom_blank(ggplot2::aes(x = .data$x, y = .data$line), data = axes) +
    # As high as a bar beside it.
    ggplot2::geom_blank(ggplot2::aes(ymin = .data$line - 0.32, ymax = .data$line + 0.32)) +
    (if (length(reference) && nrow(axes)) ggplot2::geom_vline(
      ggplot2::aes(xintercept = reference), data = axes[axes$end == "low", ],
      colour = plot_colours[["mute"]]
    )) +
    extra +
    ggplot2::geom_linerange(
      ggplot2::aes(xmin = .data$conf_low, xmax = .data$conf_high), data = ranges,
      linewidth = 0.9, linetype = ifelse(ranges$dashed, "22", "solid"), colour = accent
    ) +
    ggplot2::geom_point(
      ggplot2::aes(x = .data$estimate), data = points, size = 2.8, shape = points$shape,
      stroke = 0.9, fill = ifelse(points$filled, accent, plot_colours[["ground"]]),
      colour = accent
    ) +
    beside_texts(rows, axes) +
    (if (shares) beside$layers(cells)) +
    (if (shares || any(nzchar(heads))) ggplot2::facet_wrap(
      ggplot2::vars(.data$cell), ncol = if (shares) 2 else 1, scales = "free",
      labeller = ggplot2::as_labeller(strips)
    )) +
    ggplot2::scale_y_continuous(
      breaks = c(rows$line, beside$lines),
      labels = c(lines, rep("", length(beside$lines))), expand = ggplot2::expansion(add = 0.6)
    ) +
    ggplot2::scale_x_continuous(
      breaks = axis_breaks(axes, beside$from %||% Inf, if (shares) 3 else 5), labels = axis_texts(),
      expand = ggplot2::expansion(mult = 0.01)
    ) +
    ggplot2::labs(x = axis, y = NULL, caption = caption) +
    plot_look() +
    ggplot2::theme(panel.grid.major.y = ggplot2::element_blank(),
                   axis.title.x = ggplot2::element_text(hjust = 0), legend.position = "none")
  tall <- line_count(c(lines, rows$text))
  as_picture(
    made, name, said,
    height = 0.6 + 0.15 * line_count(caption) + length(heads) *
      (0.35 + 0.19 * line_count(heads)) +
      max(table(panel), 1) * length(heads) * max(0.3, 0.14 * tall + 0.08)
  )
}

excludes_zero <- function(rows) {
  known <- !is.na(rows$conf_low) & !is.na(rows$conf_high)
  known & (rows$conf_low > 0 | rows$conf_high < 0)
}

# The ends of each panel's axis and of the room for figures behind it, which takes `room`
# times the axis. `wide` is how much of each panel's measure makes the same length: the range
# of a scale, so that lines as long are changes as large; 1 where the axis is the same. The
# axis has what it must `hold`, for every panel or one by one in a list.
panel_axes <- function(rows, panel, wide = 1, room = 0.34, hold = 0) {
  wide <- rep_len(wide, nlevels(panel))
  if (!is.list(hold)) hold <- rep(list(hold), nlevels(panel))
  ends <- vapply(seq_len(nlevels(panel)), function(i) {
    at <- as.integer(panel) == i
    ends <- c(hold[[i]], rows$estimate[at], rows$conf_low[at], rows$conf_high[at])
    ends <- ends[is.finite(ends)]
    if (length(ends)) range(ends) else c(NA_real_, NA_real_)
  }, c(0, 0))
  if (!length(wide)) return(data.frame(panel = integer(), x = double(), end = character(),
                                       line = integer()))
  low <- suppressWarnings(min(ends[1, ] / wide, na.rm = TRUE))
  high <- suppressWarnings(max(ends[2, ] / wide, na.rm = TRUE))
  if (!is.finite(low)) low <- high <- 0
  if (high == low) {
    low <- low - 0.5 / max(wide)
    high <- high + 0.5 / max(wide)
  }
  pad <- 0.05 * (high - low)
  out <- c(low - pad, high + pad, high + pad + room * (high - low))
  data.frame(panel = rep(seq_along(wide), 3), x = as.vector(outer(wide, out)),
             end = rep(c("low", "high", "room"), each = length(wide)),
             line = rep(-match(levels(panel), panel), 3))
}

# Breaks of an axis up to the room for figures; none in panels beyond `from`.
axis_breaks <- function(axes, from, most) {
  highs <- axes$x[axes$end == "high"]
  rooms <- axes$x[axes$end == "room"]
  function(limits) {
    if (max(limits) >= from || !length(highs)) return(numeric())
    high <- highs[which.min(abs(rooms - limits[2]))]
    at <- pretty(c(limits[1], high), most)
    at[at >= limits[1] & at <= high]
  }
}

# What writes the numbers of an axis, which are drawn when nobody knows the language any more.
axis_texts <- function(mark = decimal_mark()) {
  force(mark)
  function(at) {
    text <- format(at, trim = TRUE, drop0trailing = TRUE, decimal.mark = mark)
    text[is.na(at)] <- NA
    text
  }
}

percent_texts <- function(whole = 1, sign = with_percent("")) {
  force(sign)
  function(at) paste0(at * 100 / whole, sign)
}

# The figures beside their lines; where there is none, the reason in its place.
beside_texts <- function(rows, axes) {
  of <- function(end) {
    axes <- axes[axes$end == end, ]
    axes$x[match(as.character(rows$cell), as.character(axes$cell))]
  }
  absent <- is.na(rows$estimate)
  rows$place <- ifelse(absent, of("low"), of("high"))
  ink <- plot_colours[["ink"]]
  list(
    ggplot2::geom_text(
      ggplot2::aes(x = .data$place, label = .data$text), data = rows[!absent, ], hjust = 0,
      size = 3, lineheight = 0.95, colour = ink
    ),
    # No line goes through a reason.
    ggplot2::geom_label(
      ggplot2::aes(x = .data$place, label = .data$text), data = rows[absent, ], hjust = 0,
      size = 3, lineheight = 0.95, colour = ink, fill = plot_colours[["ground"]],
      label.size = 0, label.padding = ggplot2::unit(1.5, "pt")
    )
  )
}

# A text with what it says of the intervals, where there are any.
with_intervals <- function(text, rows, level) {
  if (nrow(rows) && all(is.na(rows$conf_low))) return(text)
  worded("{figure}, with {level}% intervals", figure = text, level = level)
}

# What a caption says of filled dots, where there are intervals.
filled_dots <- function(rows) {
  if (any(!is.na(rows$conf_low))) worded("A filled dot: the interval excludes zero.")
}

# "(n = 27)", on one line.
n_text <- function(n) paste0("(n\u00a0=\u00a0", n_or_suppressed(n), ")")

n_or_suppressed <- function(n) ifelse(is.na(n), worded("suppressed"), n)
