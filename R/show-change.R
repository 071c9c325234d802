# Change as a table to read: the headline, and a line for every statistic.

# With `columns` "brief" the means, the change and who moved, which stand on any page; the
# tests and standardised changes are left to the table of all. A page of "main" columns has
# the notes of what it shows.
as_print_table.pairwave_change <- function(x, ..., columns = "all") {
  x <- by_common_statistics(x)
  whole <- x
  x <- x[!x$statistic %in% c("group_difference", "p_group") &
           x$contrast != all_waves, ]
  keys <- paste(x$scale, x$contrast, x$group, sep = "\r")
  neutral <- all(x$direction %in% "none")
  rows <- lapply(split(seq_len(nrow(x)), factor(keys, unique(keys))),
                 function(at) change_cells(frame_rows(x, at), disclosure_mark(x), neutral))
  body <- stack_frames(rows)
  body$contrast <- shown_contrast(x)[!duplicated(keys)]
  level <- level_head(attr(x, "conf_level"))
  adjusted <- adjusted_head(attr(x, "adjust"))
  head <- c(
    "Scale", "Contrast", attr(x, "by_label") %||% "Group", "n", "Earlier M (SD)", "Later M (SD)",
    worded("Change [{level}]", level = level), "t (df)", "p", adjusted,
    paste0("d_av [", level, "]"), paste(moved_ways(neutral), collapse = " / ")
  )
  align <- c("l", "l", "l", rep("r", 9))
  keep <- c(any(nzchar(body$scale)), TRUE, any(nzchar(body$group)), rep(TRUE, 6),
            has_adjusted(x), TRUE, !leaves_moved_out(x))
  if (columns == "brief") keep[8:11] <- FALSE
  more <- if (length(attr(x, "also"))) also_columns(as.data.frame(x), keys, attr(x, "also"))
  shown <- body[keep]
  for (name in names(more$cells)) shown[[name]] <- more$cells[[name]]
  new_print_table(
    shown, align = c(align[keep], rep("r", length(more$cells))),
    notes = switch(
      columns, brief = brief_change_notes(whole),
      main = c(main_change_notes(whole), more$notes), c(change_notes(whole), more$notes)
    ),
    head = c(head[keep], more$head), row_heads = sum(keep[1:3])
  )
}

# Whether nobody knows of any line who improved, stayed and became worse.
leaves_moved_out <- function(x) {
  reason <- x$reason[x$statistic == "same"]
  length(reason) > 0 && all(reason %in% "moments_only")
}

# Says so, or why the dashes are there of some lines.
moved_note <- function(x) {
  of <- as.data.frame(x)[x$statistic == "same" & x$reason %in% "moments_only", ]
  if (!nrow(of)) return(character())
  if (!leaves_moved_out(x)) return(absence_note(of))
  worded("{ways} is left out: it {why}.", why = of$note[1],
         ways = paste(moved_ways(all(x$direction %in% "none")), collapse = " / "))
}

change_cells <- function(part, mark, neutral) {
  of <- function(statistic) part$estimate[part$statistic == statistic]
  digits <- digits_of_change(part)
  interval <- function(statistic, digits = 2) {
    estimate_text(frame_rows(part, which(part$statistic == statistic)), digits)
  }
  mean_sd <- function(wave) {
    mean <- of(paste0("mean_", wave))
    if (is.na(mean)) return(dash())
    paste0(decimals(mean, digits), " (", decimals(of(paste0("sd_", wave)), digits), ")")
  }
  scale <- if (is.na(part$label[1])) part$scale[1] else part$label[1]
  new_frame(list(
    scale = if (is.na(scale)) "" else scale,
    contrast = part$contrast[1],
    group = if (is.na(part$group[1])) "" else part$group[1],
    n = paste0(people_text(of("n"), mark),
               if (!is.na(part$group[1]) && of("n") %in% seq(0, few_pairs - 1)) worded(" (few)")),
    before = mean_sd("before"), after = mean_sd("after"),
    change = interval("change", digits),
    t = if (is.na(of("t"))) dash() else {
      paste0(decimals(of("t")), " (", format(of("df")), ")")
    },
    p = p_text(of("p")),
    p_adjusted = adjusted_cell(of("p_adjusted"), part$role[1]),
    d_av = interval("d_av"),
    better = if (is.na(of("same"))) dash() else moved_cell(of, part$direction[1], neutral)
  ))
}

# What the answers of a contrast are shown with.
digits_of_change <- function(part) {
  spread_digits(part$estimate[part$statistic %in% c("sd_before", "sd_after", "sd_change")])
}

# An estimate with its limits.
estimate_text <- function(row, digits = 2, write = decimals) {
  if (is.na(row$estimate)) return(dash())
  if (is.na(row$conf_low)) return(write(row$estimate, digits))
  paste0(write(row$estimate, digits),
         bracketed_limits(write(row$conf_low, digits), write(row$conf_high, digits),
                          house = "plain"))
}

brief_change_notes <- function(x) {
  frame <- as.data.frame(x)
  c(
    worded("Change is later less earlier, of the people who answered both waves."),
    direction_notes(frame[!is_shift(x), ]), recall_note(x), caution_notes(x),
    absence_note(frame[frame$statistic %in% c("mean_before", "sd_before", "change"), ]),
    moved_note(x), figure_notes(x)
  )
}

# As brief, with what p and its interval rest on.
main_change_notes <- function(x) {
  studentised <- as.data.frame(x)[x$statistic == "change" & x$interval %in% "bootstrap_t", ]
  c(
    brief_change_notes(x)[1],
    if (nrow(studentised)) {
      paste0("Its interval and p are by the ", limits_words(studentised[1, ]), ".")
    } else {
      "Its interval and p are those of the paired t test."
    },
    adjusted_notes(x), brief_change_notes(x)[-1]
  )
}

change_notes <- function(x) {
  shown <- c("mean_before", "sd_before", "t", "d_av")
  weighted <- unique(shown_contrast(x)[x$weighted %in% TRUE])
  frame <- as.data.frame(x)
  drawn <- frame[frame$statistic == "d_av" & frame$interval %in% "bca", ]
  studentised <- frame[frame$statistic == "change" & frame$interval %in% "bootstrap_t", ]
  c(
    worded(
      paste(
        "Change is later less earlier, on the people who answered both waves; {test}; d_av",
        "divides by sqrt((s1^2 + s2^2) / 2), {interval}."
      ),
      test = if (nrow(studentised)) {
        worded("its interval and p by the {method}", method = limits_words(studentised[1, ]))
      } else {
        worded("t test on complete pairs")
      },
      interval = if (nrow(drawn)) {
        worded("intervals by {method}, p by the t test", method = limits_words(drawn[1, ]))
      } else if (all(is.na(frame$conf_low[frame$statistic == "d_av"]))) {
        worded("without an interval")
      } else {
        worded("interval by Algina and Keselman (noncentral t)")
      }
    ),
    direction_notes(frame[!is_shift(x), ]),
    if (all(frame$estimate[frame$statistic == "n"] %in% 0)) {
      worded("Nobody is known to be in both waves: unpaired_change() compares them as groups.")
    },
    if (any(frame$statistic == "d_av" & !is.na(frame$estimate))) {
      worded(paste(
        "d_av is the change beside how far people's scores lie apart: {half} is half a",
        "standard deviation."
      ),
             half = decimals(0.5))
    },
    recall_note(x), skewness_note(x),
    if (length(weighted)) worded(
      paste(
        "Weighted for who answered again: {contrasts}; n, and how many rose, stayed or fell,",
        "are people."
      ),
      contrasts = paste(weighted, collapse = ", ")
    ),
    estimated_weights_note(x),
    adjusted_notes(x), group_notes(x), wave_notes(x), caution_notes(x),
    absence_note(as.data.frame(x)[x$statistic %in% shown, ]), moved_note(x), figure_notes(x)
  )
}

# The table takes weights as known: the interval where what estimating them adds or
# takes away counts as well.
estimated_weights_note <- function(x) {
  rows <- as.data.frame(x)
  rows <- rows[rows$statistic == by_weights[1] & !is.na(rows$conf_low), ]
  if (!nrow(rows)) return(NULL)
  group <- ifelse(is.na(rows$group), "", paste0(", ", rows$group))
  worded(
    paste(
      "Intervals and p take the weights as known; where these count as estimated, change is",
      "{changes}."
    ),
    changes = paste0(
      line_words(x, rows), group, " ", vapply(rows$estimate, decimals, ""),
      bracketed_limits(vapply(rows$conf_low, decimals, ""), vapply(rows$conf_high, decimals, ""),
                  house = "plain"), collapse = "; "
    )
  )
}

# Where an interval of the table covers less than it says, and the contrasts.
skewness_note <- function(x) {
  careful <- x$caution %in% "skewed_changes" & x$statistic == "change"
  if (!any(careful)) return(NULL)
  where <- shown_contrast(x)[careful]
  named <- !is.na(x$label[careful])
  where[named] <- paste0(x$label[careful][named], ", ", where[named])
  paste0(capital(caution_text(as.data.frame(x)[which(careful)[1], ])), " (",
         paste(unique(where), collapse = "; "), ").")
}

# A group below this is marked.
few_pairs <- 10

group_notes <- function(x) {
  tests <- as.data.frame(x)[x$statistic == "p_group", ]
  if (nrow(tests)) notes_of_groups(x, tests)
}

notes_of_groups <- function(x, tests) {
  apart <- as.data.frame(x)[x$statistic == "group_difference", ]
  n <- x$estimate[x$statistic == "n"]
  name <- ifelse(is.na(tests$label), "", paste0(tests$label, ", "))
  said <- ifelse(
    is.na(tests$estimate), worded("no test, {why}", why = tests$note),
    paste0(ifelse(is.na(tests$detail), tests$rule, number_words(tests)), ", p ",
           ifelse(tests$estimate < 0.001, "", "= "),
           vapply(tests$estimate, p_text, ""),
           ifelse(is.na(apart$estimate), "", paste0(
             ", ", method_words(apart), " ",
             vapply(apart$estimate, decimals, ""), " [", vapply(apart$conf_low, decimals, ""),
             limits_separator(), vapply(apart$conf_high, decimals, ""), "]"
           )))
  )
  c(worded(paste(
    "Do groups change alike (Welch, groups of {smallest} or more pairs; exploratory, p not",
    "adjusted)? {tests}."
  ),
           smallest = smallest_group, tests = paste0(
             name, shown_contrast(x)[x$statistic == "p_group"], ": ", said, collapse = "; "
           )),
    if (any(n < few_pairs, na.rm = TRUE)) {
      worded("(few) marks fewer than {few} pairs, whose figures rest on little.",
             few = few_pairs)
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

as_print_table.pairwave_change_summary <- function(x, ...) {
  frame <- as.data.frame(x)
  digits <- summary_digits(frame)
  body <- data.frame(
    scale = ifelse(is.na(frame$label),
                   ifelse(is.na(frame$scale), "", frame$scale), frame$label),
    contrast = shown_contrast(x),
    group = ifelse(is.na(frame$group), "", frame$group),
    statistic = frame$statistic,
    estimate = mapply(summary_cell, frame$statistic, frame$estimate, digits),
    interval = ifelse(
      is.na(frame$conf_low), "",
      paste0("[", mapply(decimals, frame$conf_low, digits), limits_separator(),
             mapply(decimals, frame$conf_high, digits), "]")
    ),
    n = vapply(frame$n, people_text, "", mark = disclosure_mark(x)),
    rule = ifelse(is.na(frame$reason), frame$rule, frame$note)
  )
  # A heading is said once.
  key <- body[c("scale", "contrast", "group")]
  again <- same_as_above(key)
  body[again, c("scale", "contrast", "group")] <- ""
  keep <- c(any(nzchar(body$scale)), TRUE, any(nzchar(body$group)), rep(TRUE, 5))
  head <- c("Scale", "Contrast", attr(x, "by_label") %||% "Group", "Statistic",
            "Estimate", level_head(attr(x, "conf_level")),
            "n", "Rule, or why there is none")
  new_print_table(
    body[keep], head = head[keep], row_heads = sum(keep[1:4]),
    align = c("l", "l", "l", "l", "r", "l", "r", "l")[keep],
    notes = c(
      worded(paste(
        "A change is later less earlier. n is complete pairs; of the likelihood, everyone",
        "with an answer."
      )),
      direction_notes(frame),
      figure_notes(x)
    )
  )
}

# What is in points of the scale is written as its answers are.
summary_digits <- function(frame) {
  digits <- rep(2, nrow(frame))
  in_points <- frame$statistic %in% c(
    "mean_before", "sd_before", "mean_after", "sd_after", "change", "sd_change",
    "change_likelihood", "change_estimated_weights", "hodges_lehmann", "reliable_threshold",
    median_statistics, error_statistics, "cutoff", "important_difference"
  )
  key <- paste(frame$scale, frame$contrast, frame$group, sep = "\r")
  for (at in split(seq_along(key), key)) {
    digits[at][in_points[at]] <- digits_of_change(frame[at, ])
  }
  digits
}

# People are whole; a probability has three decimals.
summary_cell <- function(statistic, estimate, digits = 2) {
  if (is.na(estimate)) return(dash())
  if (grepl("^p($|_)", statistic)) return(p_text(estimate))
  whole <- c("n", "n_before_only", "n_after_only", "df", "improved", "same",
             "worse", "higher", "lower", "reliable_rise", "reliable_fall",
             "at_floor", "at_floor_after",
             "at_ceiling", "at_ceiling_after", "reliable_gain", "reliable_same",
             "reliable_loss", "recovered", "improved_only", "unchanged", "deteriorated",
             "important_gain", "important_same", "important_loss",
             "important_rise", "important_fall",
             "n_complete", "n_any", "df_waves", "df_error")
  if (statistic %in% whole) return(format(estimate))
  if (statistic == "bayes_factor") return(bayes_text(estimate))
  decimals(estimate, digits)
}

# A Bayes factor with three digits that count, whichever side of 1 it is on.
bayes_text <- function(factor) {
  if (is.na(factor)) return(dash())
  if (factor >= 0.001 && factor < 9999.5) return(format(signif(factor, 3), scientific = FALSE))
  format(signif(factor, 3), scientific = TRUE)
}
