# Who took part, as bars of the shares of those who were asked.

#' @rdname pairwave_plots
#' @method autoplot pairwave_demographics
autoplot.pairwave_demographics <- function(object, ...) {
  check_dots_empty()
  object <- in_its_style(object)
  demographics_plot(object)
}

demographics_plot <- function(object, call = rlang::caller_env()) {
  frame <- as.data.frame(object)
  rows <- frame[frame$statistic == "count", ]
  if (!nrow(rows)) {
    abort_pairwave(
      c("There must be answers that were counted to draw bars.",
        x = "The result has means alone.",
        i = "{.fn print} shows them."),
      "argument", call = call
    )
  }
  whose <- paste(gsub("_", " ", capital(rows$who), fixed = TRUE),
                 ifelse(is.na(rows$group), "", rows$group))
  whose <- trimws(whose)
  several <- length(unique(whose)) > 1
  rows <- rows[order(match(rows$variable, rows$variable), match(whose, whose)), ]
  whose <- trimws(paste(gsub("_", " ", capital(rows$who), fixed = TRUE),
                        ifelse(is.na(rows$group), "", rows$group)))
  rows$level_label <- shown_level(rows$level_label)
  panel <- paste0(ifelse(is.na(rows$label), rows$variable, rows$label),
                  if (several) paste0(", ", whose))
  size <- stats::ave(rows$denominator, panel, FUN = function(n) {
    if (all(is.na(n))) NA else max(n, na.rm = TRUE)
  })
  # Of a group where nobody was asked there is nothing to draw.
  asked <- !size %in% 0
  if (any(asked)) {
    rows <- rows[asked, ]
    panel <- panel[asked]
    size <- size[asked]
  }
  mark <- disclosure_mark(object)
  shown <- people_text_of(size, mark)
  panel <- paste0(panel, " (n\u00a0=\u00a0", shown, ")")
  panel <- factor(panel, unique(panel))
  rows$value <- rows$percent
  count <- people_text_of(rows$n, mark)
  rows$text <- ifelse(is.na(rows$percent), count,
                      paste0(count, " (", share_of_bar(rows$percent), ")"))
  rows$line_name <- wrap_label(rows$level_label, 36)
  bar_plot(
    rows, panel, axis = worded("Percent of those who were asked (n)"),
    caption = caption_lines(
      worded("Numbers are people; who was not asked has no bar."),
      if (anyNA(rows$n)) {
        worded("{mark} is not shown, so that nobody can be known by it.", mark = mark)
      }
    ),
    name = worded("Who took part, in percent of those who were asked"),
    said = paste0(alt_items(paste0(panel, ", ", rows$level_label), rows$text), "."),
    breaks = function(limits) seq(0, 100, 25), labels = percent_texts(100), most = 100
  )
}

people_text_of <- function(n, mark) vapply(n, people_text, "", mark = mark, USE.NAMES = FALSE)
