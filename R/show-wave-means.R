# Prints the means of waves.

# Waves by their labels, where the study has them.
shown_wave <- function(x) {
  labels <- attr(x, "wave_labels")
  if (is.null(labels)) x$wave else unname(labels[x$wave])
}

as_print_table.pairwave_wave_means <- function(x, ...) {
  means <- as.data.frame(x)[x$statistic == "mean", ]
  spreads <- x$estimate[x$statistic == "sd"]
  scale <- ifelse(is.na(means$label), means$scale, means$label)
  scale[is.na(scale)] <- ""
  body <- data.frame(
    scale = scale,
    who = in_language(ifelse(means$who == "wave", "Everyone in the wave", "Answered every wave")),
    wave = shown_wave(x)[x$statistic == "mean"],
    n = vapply(means$n, people_text, "", mark = disclosure_mark(x)),
    mean = vapply(means$estimate, decimals, ""),
    sd = vapply(spreads, decimals, ""),
    interval = ifelse(is.na(means$conf_low), dash(), paste0(
      "[", vapply(means$conf_low, decimals, ""), limits_separator(),
      vapply(means$conf_high, decimals, ""), "]"
    ))
  )
  # A heading is said once.
  body$who[same_as_above(body[c("scale", "who")])] <- ""
  body$scale[same_as_above(body$scale)] <- ""
  keep <- c(any(nzchar(body$scale)), rep(TRUE, 6))
  new_print_table(
    body[keep], align = c("l", "l", "l", "r", "r", "r", "r")[keep],
    head = c("Scale", "Who", "Wave", "n", "Mean", "SD",
             level_head(attr(x, "conf_level")))[keep],
    row_heads = sum(keep[1:3]),
    notes = c(
      if (any(means$who == "every wave"))
        worded("Only those who answered every wave are the same people throughout."),
      direction_notes(means, signed = FALSE), recall_note(x), absence_note(means),
      figure_notes(x)
    )
  )
}
