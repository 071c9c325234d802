# The change of each cohort and their summary.

forest_plot <- function(x) {
  frame <- as.data.frame(x)
  kinds <- c(change = "Cohort", pooled_names)
  shown <- frame$statistic %in% names(kinds)
  rows <- frame[shown, ]
  contrast <- shown_contrast(x)[shown]
  scale <- as.character(panel_names(rows))
  panel <- ifelse(nzchar(scale), paste0(scale, ", ", contrast), contrast)
  panel <- factor(panel, unique(panel))
  name <- ifelse(is.na(rows$cohort), in_language(kinds)[rows$statistic], rows$cohort)
  lines <- wrap_label(paste(name, n_text(rows$n)), 34)
  # What is expected of the next cohort is an interval, not a point.
  ahead <- rows$statistic == "next_cohort"
  text <- limits_text(rows$estimate, rows$conf_low, rows$conf_high)
  text[ahead] <- limits_alone(rows[ahead, ])
  level <- format(100 * attr(x, "conf_level"))
  figures <- ifelse(is.na(rows$estimate), reason_text(rows), text)
  shapes <- c(change = 21, change_random = 22, change_fixed = 22, next_cohort = 0)
  dot_plot(
    rows, panel, lines, axes = panel_axes(rows, panel), heads = wrap_label(levels(panel), 70),
    axis = axis_of_change(worded("Change in points"), rows$direction),
    caption = caption_lines(
      paste0(worded("{figure}, with {level}% intervals", figure = whose_change(FALSE),
                    level = level), "."),
      worded(paste(
        "Squares are the summaries of all cohorts; dashed is what is expected of the next."
      )), filled_dots(rows)
    ),
    name = worded("{figure}, with {level}% intervals", level = level,
                  figure = worded("Change of each cohort and of all together")),
    said = paste0(alt_items(paste0(panel, ", ", lines), figures), "."),
    note = reason_text(rows), text = text, dashed = ahead, shape = unname(shapes[rows$statistic])
  )
}

# "[0.87, 3.08]".
limits_alone <- function(rows) {
  ifelse(is.na(rows$conf_low), "", limits_in_brackets(rows$conf_low, rows$conf_high))
}
