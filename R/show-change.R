# Change as a table to read: the headline, and a line for every statistic.

#' @exportS3Method
as_print_table.pairwave_change <- function(x, ...) {
  whole <- x
  x <- x[!x$statistic %in% c("group_difference", "p_group") &
           x$contrast != all_waves, ]
  keys <- paste(x$scale, x$contrast, x$group, sep = "\r")
  rows <- lapply(split(seq_len(nrow(x)), factor(keys, unique(keys))),
                 function(at) change_cells(as.data.frame(x)[at, ], disclosure_mark(x)))
  body <- do.call(rbind, rows)
  body$contrast <- shown_contrast(x)[!duplicated(keys)]
  level <- paste0(format(100 * attr(x, "conf_level")), "% CI")
  adjusted <- adjusted_head(attr(x, "adjust"))
  head <- c(
    "Scale", "Contrast", attr(x, "by_label") %||% "Group", "n", "Before M (SD)", "After M (SD)",
    paste0("Change [", level, "]"), "t (df)", "p", adjusted,
    paste0("d_av [", level, "]"), "Better / same / worse"
  )
  align <- c("l", "l", "l", rep("r", 9))
  keep <- c(any(nzchar(body$scale)), TRUE, any(nzchar(body$group)), rep(TRUE, 6),
            has_adjusted(x), TRUE, TRUE)
  new_print_table(
    body[keep], align = align[keep], notes = change_notes(whole),
    head = head[keep], row_heads = sum(keep[1:3])
  )
}

change_cells <- function(part, mark) {
  of <- function(statistic) part$estimate[part$statistic == statistic]
  interval <- function(statistic) {
    at <- part$statistic == statistic
    if (is.na(part$estimate[at])) return(dash())
    if (is.na(part$conf_low[at])) return(decimals(part$estimate[at]))
    paste0(decimals(part$estimate[at]), " [", decimals(part$conf_low[at]), ", ",
           decimals(part$conf_high[at]), "]")
  }
  mean_sd <- function(wave) {
    mean <- of(paste0("mean_", wave))
    if (is.na(mean)) return(dash())
    paste0(decimals(mean), " (", decimals(of(paste0("sd_", wave))), ")")
  }
  scale <- if (is.na(part$label[1])) part$scale[1] else part$label[1]
  data.frame(
    scale = if (is.na(scale)) "" else scale,
    contrast = part$contrast[1],
    group = if (is.na(part$group[1])) "" else part$group[1],
    n = paste0(people_text(of("n"), mark),
               if (!is.na(part$group[1]) && of("n") %in% seq(0, few_pairs - 1)) " (few)"),
    before = mean_sd("before"), after = mean_sd("after"),
    change = interval("change"),
    t = if (is.na(of("t"))) dash() else {
      paste0(decimals(of("t")), " (", format(of("df")), ")")
    },
    p = p_text(of("p")),
    p_adjusted = adjusted_cell(of("p_adjusted"), part$role[1]),
    d_av = interval("d_av"),
    better = if (is.na(of("same"))) dash() else {
      paste(of("improved"), of("same"), of("worse"), sep = " / ")
    },
    stringsAsFactors = FALSE
  )
}

change_notes <- function(x) {
  shown <- c("mean_before", "sd_before", "t", "d_av")
  weighted <- unique(shown_contrast(x)[x$weighted %in% TRUE])
  drawn <- as.data.frame(x)[x$statistic == "d_av" & x$interval %in% "bca", ]
  c(
    paste(
      "Change is later less earlier, on the people who answered both waves;",
      "t test on complete pairs; d_av divides by sqrt((s1^2 + s2^2) / 2),",
      if (nrow(drawn)) {
        paste0("intervals by ", limits_words(drawn[1, ]), ".")
      } else {
        "interval by Algina and Keselman (noncentral t)."
      }
    ),
    if (length(weighted)) paste0(
      "Weighted for who answered again: ", paste(weighted, collapse = ", "),
      "; n is people."
    ),
    adjusted_notes(x), group_notes(x), wave_notes(x), caution_notes(x),
    absence_note(as.data.frame(x)[x$statistic %in% shown, ]), figure_notes(x)
  )
}

# A group below this is marked.
few_pairs <- 10

group_notes <- function(x) {
  tests <- as.data.frame(x)[x$statistic == "p_group", ]
  if (nrow(tests) == 0) return(NULL)
  apart <- as.data.frame(x)[x$statistic == "group_difference", ]
  n <- x$estimate[x$statistic == "n"]
  name <- ifelse(is.na(tests$label), "", paste0(tests$label, ", "))
  said <- ifelse(
    is.na(tests$estimate), paste0("no test, ", tests$note),
    paste0(ifelse(is.na(tests$detail), tests$rule, number_words(tests)), ", p ",
           ifelse(tests$estimate < 0.001, "", "= "),
           vapply(tests$estimate, p_text, ""),
           ifelse(is.na(apart$estimate), "", paste0(
             ", ", method_words(apart), " ",
             vapply(apart$estimate, decimals, ""), " [", vapply(apart$conf_low, decimals, ""),
             ", ", vapply(apart$conf_high, decimals, ""), "]"
           )))
  )
  c(paste0("Do groups change alike (Welch, groups of ", smallest_group,
           " or more pairs)? ",
           paste0(name, shown_contrast(x)[x$statistic == "p_group"], ": ", said, collapse = "; "),
           "."),
    if (any(n < few_pairs, na.rm = TRUE)) {
      paste0("(few) marks fewer than ", few_pairs,
             " pairs, whose figures rest on little.")
    })
}

#' @rdname paired_change
#' @param object A result of `paired_change()`.
#' @export
summary.pairwave_change <- function(object, ...) {
  check_dots_empty()
  class(object) <- c("pairwave_change_summary", "pairwave_result", "data.frame")
  object
}

#' @exportS3Method
as_print_table.pairwave_change_summary <- function(x, ...) {
  frame <- as.data.frame(x)
  body <- data.frame(
    scale = ifelse(is.na(frame$label),
                   ifelse(is.na(frame$scale), "", frame$scale), frame$label),
    contrast = shown_contrast(x),
    group = ifelse(is.na(frame$group), "", frame$group),
    statistic = frame$statistic,
    estimate = mapply(summary_cell, frame$statistic, frame$estimate),
    interval = ifelse(
      is.na(frame$conf_low), "",
      paste0("[", vapply(frame$conf_low, decimals, ""), ", ",
             vapply(frame$conf_high, decimals, ""), "]")
    ),
    n = vapply(frame$n, people_text, "", mark = disclosure_mark(x)),
    rule = ifelse(is.na(frame$note), frame$rule, frame$note)
  )
  # A heading is said once.
  key <- body[c("scale", "contrast", "group")]
  again <- same_as_above(key)
  body[again, c("scale", "contrast", "group")] <- ""
  keep <- c(any(nzchar(body$scale)), TRUE, any(nzchar(body$group)), rep(TRUE, 5))
  head <- c("Scale", "Contrast", attr(x, "by_label") %||% "Group", "Statistic",
            "Estimate", paste0(format(100 * attr(x, "conf_level")), "% CI"),
            "n", "Rule, or why there is none")
  new_print_table(
    body[keep], head = head[keep], row_heads = sum(keep[1:4]),
    align = c("l", "l", "l", "l", "r", "l", "r", "l")[keep],
    notes = c(
      paste("A change is later less earlier. n is complete pairs; of the",
            "likelihood, everyone with an answer."),
      figure_notes(x)
    )
  )
}

# People are whole; a probability has three decimals.
summary_cell <- function(statistic, estimate) {
  if (is.na(estimate)) return(dash())
  if (grepl("^p($|_)", statistic)) return(p_text(estimate))
  whole <- c("n", "n_before_only", "n_after_only", "df", "improved", "same",
             "worse", "at_floor", "at_floor_after",
             "at_ceiling", "at_ceiling_after", "reliable_gain", "reliable_same",
             "reliable_loss", "recovered", "improved_only", "unchanged", "deteriorated",
             "important_rise", "important_same", "important_fall", "n_complete", "n_any", "df_waves", "df_error")
  if (statistic %in% whole) return(format(estimate))
  if (statistic == "bayes_factor") return(bayes_text(estimate))
  decimals(estimate)
}

# A Bayes factor with three digits that count, whichever side of 1 it is on.
bayes_text <- function(factor) {
  if (is.na(factor)) return(dash())
  if (factor >= 0.001 && factor < 9999.5) return(format(signif(factor, 3), scientific = FALSE))
  format(signif(factor, 3), scientific = TRUE)
}
