# Prints the patterns of missing answers: a column for each wave.

as_print_table.pairwave_patterns <- function(x, ...) {
  frame <- as.data.frame(x)
  waves <- attr(x, "waves")
  labels <- attr(x, "wave_labels") %||% stats::setNames(nm = waves)
  scale <- ifelse(is.na(frame$label), frame$scale, frame$label)
  scale[is.na(scale)] <- ""
  there <- lapply(seq_along(waves), function(wave) {
    ifelse(substr(frame$pattern, wave, wave) == "1", worded("yes"), dash())
  })
  names(there) <- sprintf("wave%d", seq_along(waves))
  body <- data.frame(scale = ifelse(same_as_above(scale), "", scale), there,
                     people = format_n_percent(frame$estimate, frame$percent))
  keep <- c(any(nzchar(body$scale)), rep(TRUE, length(waves) + 1))
  n <- unique(frame$n)
  new_print_table(
    body[keep], align = c("l", rep("l", length(waves)), "r")[keep],
    head = c("Scale", unname(labels[waves]), "People (%)")[keep], row_heads = sum(keep[1]),
    notes = if (length(n) == 1) worded(
      "yes: has a score in the wave; a dash: has none. Everyone is counted once, n = {n}.", n = n
    ) else worded("yes: has a score in the wave; a dash: has none. Everyone is counted once.")
  )
}
