# Prints who stayed and who was lost.

as_print_table.pairwave_attrition <- function(x, ...) {
  frame <- as.data.frame(x)
  keys <- paste(frame$from, frame$to)
  parts <- lapply(split(frame, factor(keys, unique(keys))), attrition_cells,
                  labels = attr(x, "wave_labels"), mark = disclosure_mark(x))
  groups <- if (frame$compare[1] == "linkage") c("Linked", "Not linked")
            else c("Stayed", "Lost")
  new_print_table(
    do.call(rbind, parts), align = c("l", "l", "r", "r", "r"),
    head = c("", "", groups, "SMD"), row_heads = 2L,
    notes = c(attrition_notes(frame, attr(x, "wave_labels")), figure_notes(x))
  )
}

attrition_cells <- function(part, labels, mark) {
  of <- function(statistic, variable = NA, level = NA) {
    part$estimate[part$statistic == statistic & part$variable %in% variable &
                    part$level %in% level]
  }
  row <- function(title, level, cells, smd = "") {
    data.frame(title = title, level = level, first = cells[1],
               second = cells[2], smd = smd, stringsAsFactors = FALSE)
  }
  title <- if (is.na(part$to[1])) labels[[part$from[1]]] else
    contrast_label(labels[[part$from[1]]], labels[[part$to[1]]])
  rows <- list(row(title, "", paste("n =", vapply(of("n"), people_text, "", mark = mark))))
  compared <- part[part$statistic == "smd", ]
  for (i in seq_len(nrow(compared))) {
    variable <- compared$variable[i]
    smd <- decimals(compared$estimate[i])
    name <- paste0("  ", compared$label[i])
    mean <- of("mean", variable)
    if (length(mean)) {
      sd <- of("sd", variable)
      cells <- ifelse(is.na(mean), dash(),
                      paste0(vapply(mean, decimals, ""), " (",
                             vapply(sd, decimals, ""), ")"))
      rows <- c(rows, list(row(name, worded("M (SD)"), cells, smd)))
      next
    }
    levels <- unique(part$level[part$variable %in% variable & part$statistic == "count"])
    for (level in levels) {
      n <- of("count", variable, level)
      total <- part$n[part$statistic == "count" & part$variable %in% variable &
                        part$level %in% level]
      cells <- mapply(function(n, total, share) {
        if (is.na(n)) mark else if (total == 0) dash() else
          if (is.na(share)) format(n) else format_n_percent(n, percent_of(n, total))
      }, n, total, of("share", variable, level))
      first <- level == levels[1]
      rows <- c(rows, list(row(if (first) name else "", shown_level(level), cells,
                               if (first) smd else "")))
    }
  }
  do.call(rbind, rows)
}

attrition_notes <- function(frame, labels) {
  linkage <- frame$compare[1] == "linkage"
  weak <- unique(frame$note[!is.na(frame$note) & !is.na(frame$estimate)])
  c(
    if (linkage) {
      worded(paste(
        "Linked were found in at least one other wave. Scores and demographics are those",
        "given in the wave itself, so that not being linked does not make them missing."
      ))
    } else {
      worded(paste(
        "Stayed answered both waves and were linked; lost answered the earlier one only, or",
        "again under a code that could not be linked. Scores are those of the earlier wave,",
        "demographics those given up to then."
      ))
    },
    worded(paste(
      "SMD is the standardised difference: for scores over sqrt((s1^2 + s2^2) / 2), for",
      "shares by Yang and Dalton (2012), without a sign."
    )),
    if (!linkage) weight_notes(frame, labels),
    absence_note(frame[frame$statistic == "smd", ]),
    if (length(weak)) paste0(capital(weak), ".")
  )
}

weight_notes <- function(frame, labels) {
  keys <- paste(frame$from, frame$to)
  lines <- vapply(split(frame, factor(keys, unique(keys))), function(part) {
    of <- function(statistic) part$estimate[part$statistic == statistic]
    name <- contrast_label(labels[[part$from[1]]], labels[[part$to[1]]])
    if (is.na(of("effective_n"))) {
      return(worded("{contrast}: no weights, {why}", contrast = name,
                    why = part$note[part$statistic == "effective_n"]))
    }
    if (is.na(of("weight_min"))) {
      return(worded("{contrast}: suppressed", contrast = name))
    }
    worded("{contrast}: {low} to {high}, worth {worth} of {n} people", contrast = name,
           low = decimals(of("weight_min")), high = decimals(of("weight_max")),
           worth = decimals(of("effective_n"), 1),
           n = part$n[part$statistic == "effective_n"])
  }, "")
  worded("Weights for those who stayed, {rule}. {weights}.", rule = part_rule(frame),
         weights = paste(lines, collapse = "; "))
}

part_rule <- function(frame) frame$rule[frame$statistic == "effective_n"][1]
