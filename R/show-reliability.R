# Prints reliability.

as_print_table.pairwave_reliability <- function(x, ...) {
  frame <- as.data.frame(x)
  keys <- factor(paste(frame$scale, frame$wave, sep = "\r"),
                 unique(paste(frame$scale, frame$wave, sep = "\r")))
  body <- do.call(rbind, lapply(split(frame, keys), reliability_cells,
                                mark = disclosure_mark(x)))
  labels <- attr(x, "wave_labels")
  if (!is.null(labels)) body$wave <- unname(labels[body$wave])
  keep <- c(any(nzchar(body$scale)), !anyNA(body$wave), rep(TRUE, 5))
  level <- level_head(attr(x, "conf_level"))
  new_print_table(
    body[keep], align = c("l", "l", "r", "r", "r", "r", "l")[keep],
    head = c("Scale", "Wave", "n", "Items", worded("alpha [{level}]", level = level),
             "omega", "Lowest item-rest r")[keep],
    row_heads = max(1L, sum(keep[1:2])),
    notes = c(
      worded(paste(
        "n answered every item. alpha is Cronbach's with Feldt's interval; omega is",
        "McDonald's, from one factor."
      )),
      absence_note(frame[frame$statistic %in% c("alpha", "omega"), ]),
      figure_notes(x)
    )
  )
}

reliability_cells <- function(part, mark) {
  at <- function(statistic) part[part$statistic == statistic, ]
  alpha <- at("alpha")
  rest <- at("item_rest")
  lowest <- which.min(rest$estimate)
  label <- if (is.na(part$label[1])) part$scale[1] else part$label[1]
  data.frame(
    scale = if (is.na(label)) "" else label, wave = part$wave[1],
    n = people_text(at("n")$estimate, mark),
    items = people_text(at("items")$estimate, mark),
    alpha = estimate_text(alpha, write = bounded_text),
    omega = bounded_text(at("omega")$estimate),
    lowest = if (!length(lowest)) dash() else paste0(
      bounded_text(rest$estimate[lowest]), " (", rest$item[lowest], ")")
  )
}
