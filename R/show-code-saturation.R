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
    head = c("Source", "New codes", "Codes so far", paste("New in the last", run)),
    notes = c(
      paste0("Share of the codes of the first ", base, " (Guest, Namey and Chen 2020)."),
      if (is.na(reached$estimate)) paste0("Saturation can't be told: ", reached$note, ".")
      else paste0("At most ", share_text(attr(x, "threshold")), " is new after source ",
                  reached$estimate, " (", reached$estimate, "+", run, ").")
    )
  )
}
