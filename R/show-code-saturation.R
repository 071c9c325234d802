# Prints what each further source brought.

as_print_table.pairwave_saturation <- function(x, ...) {
  frame <- as.data.frame(x)
  new <- frame[frame$statistic == "new_codes", ]
  runs <- frame[frame$statistic == "new_share", ]
  share <- runs$estimate[match(new$position, runs$position)]
  reached <- frame[frame$statistic == "saturated_at", ]
  base <- attr(x, "base")
  run <- attr(x, "run")
  new_print_table(
    new_frame(list(
      source = new$source, new = format(new$estimate, trim = TRUE),
      all = format(new$n, trim = TRUE), share = vapply(share, share_text, "")
    )),
    align = c("l", "r", "r", "r"),
    head = c("Source", "New codes", "Codes so far", worded("New in the last {n}", n = run)),
    notes = c(
      worded("Share of the codes of the first {base} (Guest, Namey and Chen 2020).", base = base),
      if (is.na(reached$estimate)) {
        worded("Saturation can't be told: {why}.", why = reached$note)
      } else {
        worded("At most {share} is new after source {source} ({source}+{run}).", run = run,
               share = share_text(attr(x, "threshold")), source = reached$estimate)
      }
    )
  )
}
