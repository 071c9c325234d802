# Prints pooled change.

pooled_names <- c(change_random = "Random effects", change_fixed = "Fixed effect",
                  next_cohort = "Next cohort, expected")

as_print_table.pairwave_pooled <- function(x, ...) {
  frame <- as.data.frame(x)
  names <- in_language(pooled_names)
  names(names) <- names(pooled_names)
  shown <- frame$statistic %in% c("change", names(names))
  rows <- frame[shown, ]
  scale <- ifelse(is.na(rows$label), rows$scale, rows$label)
  scale[is.na(scale)] <- ""
  # What is expected of the next cohort is an interval.
  estimate <- ifelse(rows$statistic == "next_cohort" & !is.na(rows$estimate), "",
                     vapply(rows$estimate, decimals, ""))
  interval <- ifelse(is.na(rows$conf_low), dash(), paste0(
    "[", vapply(rows$conf_low, decimals, ""), limits_separator(),
    vapply(rows$conf_high, decimals, ""), "]"
  ))
  p <- vapply(seq_len(nrow(rows)), function(i) {
    which <- c(change_random = "p_random", change_fixed = "p_fixed")[rows$statistic[i]]
    if (is.na(which)) return("")
    p_text(frame$estimate[frame$scale %in% rows$scale[i] &
                            frame$contrast == rows$contrast[i] &
                            frame$statistic == which])
  }, "")
  body <- data.frame(
    scale = scale, contrast = shown_contrast(x)[shown],
    cohort = ifelse(is.na(rows$cohort), names[rows$statistic], rows$cohort),
    n = vapply(rows$n, people_text, "", mark = disclosure_mark(x)), change = estimate,
    interval = interval, p = p
  )
  body[same_as_above(body[c("scale", "contrast")]), c("scale", "contrast")] <- ""
  keep <- c(any(nzchar(body$scale)), rep(TRUE, 6))
  new_print_table(
    body[keep], align = c("l", "l", "l", "r", "r", "r", "r")[keep],
    head = c("Scale", "Contrast", "Cohort", "n", "Change",
             level_head(attr(x, "conf_level")), "p")[keep],
    row_heads = sum(keep[1:3]), notes = pooled_notes(x, frame, shown_contrast(x))
  )
}

pooled_notes <- function(x, frame, contrast) {
  at <- frame$statistic == "tau2"
  tau2 <- frame[at, ]
  of <- function(statistic, what = "estimate") {
    frame[[what]][frame$statistic == statistic]
  }
  name <- ifelse(is.na(tau2$label), "", paste0(tau2$label, ", "))
  said <- ifelse(is.na(tau2$estimate), tau2$note, paste0(
    "tau2 ", vapply(tau2$estimate, decimals, "", digits = 3), ", I2 ",
    vapply(vapply(of("i2"), decimals, "", digits = 0), with_percent, ""), ", Q(", of("q_df"),
    ") = ",
    vapply(of("q"), decimals, ""), ", ", lapply(of("p_q"), p_words)
  ))
  out <- frame$statistic == "change" & frame$in_summary %in% FALSE
  left <- frame[out, ]
  c(
    worded(paste(
      "Change is later less earlier. Random effects: REML with Hartung-Knapp",
      "intervals; fixed effect: inverse variance. n is people. p is not adjusted."
    )),
    direction_notes(frame),
    worded("Do the cohorts differ? {tests}.",
           tests = paste0(name, contrast[at], ": ", said, collapse = "; ")),
    if (nrow(left)) worded(
      "Left out of a summary: {cohorts}.", cohorts = paste0(
        left$cohort, " (", contrast[out], ", ", reason_text(left), ")", collapse = "; "
      )
    ),
    figure_notes(x)
  )
}
