# Prints whether a gain lasted.

#' @exportS3Method
as_print_table.pairwave_persistence <- function(x, ...) {
  frame <- as.data.frame(x)
  key <- factor(paste0(frame$scale), unique(paste0(frame$scale)))
  body <- do.call(rbind, lapply(split(frame, key), persistence_cells,
                                mark = disclosure_mark(x)))
  keep <- c(any(nzchar(body$scale)), rep(TRUE, 8))
  level <- attr(x, "conf_level")
  percent <- function(level) paste0(" [", format(100 * level), "% CI]")
  new_print_table(
    body[keep], align = c("l", rep("r", 8))[keep],
    head = c("Scale", "n", paste0("Change since", percent(2 * level - 1)),
             "Margin", "p", paste0("Retained", percent(level)),
             paste0("Kept gain", percent(level)), "Lost",
             "Tipping point")[keep],
    notes = c(
      paste0("n answered after and later. p: ",
             frame$rule[frame$statistic == "p_persistence"][1],
             ". Retained: later less before over after less before, on those ",
             "who answered all three waves. Lost: answered before or after, not ",
             "later."),
      absence_note(frame), figure_notes(x)
    )
  )
}

persistence_cells <- function(part, mark) {
  at <- function(statistic) part[part$statistic == statistic, ]
  with_limits <- function(statistic) {
    row <- at(statistic)
    if (is.na(row$estimate)) return(dash())
    text <- decimals(row$estimate)
    if (is.na(row$conf_low)) return(text)
    paste0(text, " [", decimals(row$conf_low), ", ", decimals(row$conf_high), "]")
  }
  label <- if (is.na(part$label[1])) part$scale[1] else part$label[1]
  data.frame(
    scale = if (is.na(label)) "" else label,
    n = people_text(at("change_since")$n, mark), since = with_limits("change_since"),
    margin = decimals(at("margin")$estimate),
    p = p_text(at("p_persistence")$estimate),
    retained = with_limits("retention"), kept = with_limits("kept"),
    lost = people_text(at("n_lost")$estimate, mark),
    tipping = decimals(at("tipping_point")$estimate)
  )
}
