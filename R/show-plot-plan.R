# The smallest change that so many people could show.

#' @rdname pairwave_plots
#' @method autoplot pairwave_plan
autoplot.pairwave_plan <- function(object, ...) {
  check_dots_empty()
  object <- in_its_style(object)
  plan_plot(object)
}

plan_plot <- function(object) {
  rows <- as.data.frame(object)
  rows$estimate <- rows$change
  rows$conf_low <- rows$conf_high <- rep(NA_real_, nrow(rows))
  scale <- as.character(panel_names(rows))
  head <- trimws(paste0(scale, ifelse(is.na(rows$contrast), "", paste0(
    ifelse(nzchar(scale), ", ", ""), rows$contrast
  ))))
  panel <- factor(head, unique(head))
  lines <- wrap_label(paste0(
    ifelse(is.na(rows$group), "", paste0(rows$group, ", ")),
    ifelse(is.na(rows$n), worded("no number of pairs"), worded("{n} pairs", n = rows$n)), ", ",
    worded("power {power}", power = with_decimal_mark(round(rows$power, 2)))
  ), 34)
  text <- paste0(vapply(rows$change, function(x) if (is.na(x)) "" else decimals(x), ""),
                 ifelse(is.na(rows$d_z), "", paste0(" (d_z ", vapply(rows$d_z, function(x) {
                   if (is.na(x)) "" else decimals(x)
                 }, ""), ")")))
  dot_plot(
    rows, panel, lines, panel_axes(rows, panel), wrap_label(levels(panel), 70),
    axis = worded("Change in points"),
    caption = caption_lines(worded(
      paste(
        "The change that so many complete pairs show with this power, in a two-sided or",
        "one-sided test as the table says; alpha {alpha}."
      ), alpha = paste(with_decimal_mark(unique(rows$alpha)), collapse = worded(" or "))
    )),
    name = worded("The change that so many people can show"),
    said = paste0(alt_items(paste0(panel, ", ", lines), text), "."), text = text, filled = TRUE
  )
}
