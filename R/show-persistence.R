# Prints whether a gain lasted.

as_print_table.pairwave_persistence <- function(x, ...) {
  frame <- with_common_names(as.data.frame(x))
  key <- factor(paste0(frame$scale), unique(paste0(frame$scale)))
  body <- do.call(rbind, lapply(split(frame, key), persistence_cells,
                                mark = disclosure_mark(x)))
  adjusted <- frame[frame$statistic == "p_persistence_adjusted" & !is.na(frame$estimate), ]
  keep <- c(any(nzchar(body$scale)), rep(TRUE, 7), nrow(adjusted) > 0, rep(TRUE, 4))
  level <- attr(x, "conf_level")
  waves <- attr(x, "waves")
  percent <- function(level) paste0(" [", level_head(level), "]")
  since <- contrast_label(waves[2], waves[3])
  new_print_table(
    body[keep], align = c("l", rep("r", 12))[keep],
    head = c("Scale", "n", paste0(contrast_label(waves[1], waves[2:3]), percent(level)),
             paste0(worded("Retained"), percent(level)),
             paste0(since, percent(2 * level - 1)), "Margin", "p",
             adjusted_head("holm"), "Pairs",
             paste0(worded("{contrast}, pairs", contrast = since), percent(2 * level - 1)),
             "No score later",
             "Tipping point")[keep],
    notes = c(
      worded(
        paste(
          "n answered at least one of the waves; changes are theirs, by restricted likelihood",
          "with Kenward-Roger errors. p: {tests}{adjusted}. Retained: the second change over",
          "the first. Pairs: those who answered {second} and {third}. No score later: a score",
          "at {first} or {second}, none at {third}{found}. Tipping point: how far below their",
          "prediction they must be for the interval of {contrast} to hold 0 (above it, where",
          "negative)."
        ),
        tests = persistence_tests(frame),
        # A profile keeps over how many scales.
        adjusted = if (nrow(adjusted) && !is.na(adjusted$setting[1])) worded(
          "; {p} is adjusted over {tests}", p = adjusted_head("holm"),
          tests = said_of(adjusted$setting[1], "scale", "scales")
        ), first = waves[1], second = waves[2], third = waves[3], found = found_words(frame),
        contrast = contrast_label(waves[1], waves[3])
      ),
      persistence_cautions(frame), direction_notes(frame), margin_note(frame),
      absence_note(frame), figure_notes(x)
    )
  )
}

# Who of them was found, where that is known.
found_words <- function(frame) {
  found <- frame[frame$statistic == "lost_but_found" & !is.na(frame$estimate), ]
  if (!nrow(found)) return(worded(" (not found there, or too few answers)"))
  few <- found[found$estimate > 0, ]
  if (!nrow(few)) return(worded(", since not found there"))
  scale <- ifelse(is.na(few$label), few$scale, few$label)
  worded(" (found there with too few answers: {people}; all others were not found)",
         people = paste(worded("{n} on {scale}", n = few$estimate, scale = scale),
                        collapse = ", "))
}

# What the gains rest on where there are few people or many of them are lost.
persistence_cautions <- function(frame) {
  scale <- ifelse(is.na(frame$label), frame$scale, frame$label)
  where <- function(at) if (anyNA(scale[at])) "" else paste0(" (", and_words(scale[at]), ")")
  few <- frame$statistic == "gain" & is_few(frame$n)
  said <- function(statistic) {
    lost <- which(frame$statistic == statistic & !is.na(frame[["caution"]]))
    if (length(lost)) paste0(capital(caution_text(frame[lost[1], ])), where(lost), ".")
  }
  c(
    if (any(few)) {
      worded("Fewer than {few} people{where}: their figures can change much with one person more.",
             few = caution_people, where = where(few))
    },
    said("change_since"), said("p_persistence")
  )
}

# The test of each scale: of one without a direction it is that of a change either way.
persistence_tests <- function(frame) {
  rows <- frame[frame$statistic == "p_persistence", ]
  if (any(!is.na(rows$estimate))) rows <- rows[!is.na(rows$estimate), ]
  words <- method_words(rows)
  if (length(unique(words)) == 1) return(words[1])
  scales <- split(scale_names(rows), factor(words, unique(words)))
  paste0(names(scales), " (", vapply(scales, and_words, ""), ")", collapse = "; ")
}

# Where lower is better the margin is of a rise.
margin_note <- function(frame) {
  rows <- frame[frame$statistic == "margin" & !is.na(frame$estimate), ]
  if (!any(rows$direction %in% "lower")) return(NULL)
  worded("The margin is of the loss, which is a rise where lower is better.")
}

persistence_cells <- function(part, mark) {
  at <- function(statistic) part[part$statistic == statistic, ]
  with_limits <- function(statistic) {
    row <- at(statistic)
    if (is.na(row$estimate)) return(dash())
    text <- decimals(row$estimate)
    if (is.na(row$conf_low)) return(text)
    paste0(text, bracketed_limits(decimals(row$conf_low), decimals(row$conf_high), house = "plain"))
  }
  label <- if (is.na(part$label[1])) part$scale[1] else part$label[1]
  data.frame(
    scale = if (is.na(label)) "" else label,
    n = people_text(at("gain")$n, mark), gain = with_limits("gain"),
    later = with_limits("gain_later"), retained = with_limits("retention"),
    since = with_limits("change_since"), margin = decimals(at("margin")$estimate),
    p = p_text(at("p_persistence")$estimate),
    adjusted = p_text(c(at("p_persistence_adjusted")$estimate, NA)[1]),
    pairs = people_text(at("change_since_pairs")$n, mark),
    since_pairs = with_limits("change_since_pairs"),
    lost = people_text(at("n_lost")$estimate, mark),
    tipping = decimals(at("tipping_point")$estimate)
  )
}
