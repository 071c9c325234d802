# Change of single items in plain sentences: one for each line of the table.

#' @rdname describe
#' @export
describe.pairwave_item_change <- function(x, ..., people = c("person", "people")) {
  check_dots_empty()
  check_people_words(people)
  x <- in_its_style(x)
  people <- people_words(people)
  frame <- with_common_names(as.data.frame(x))
  frame <- frame[frame$contrast != all_waves, ]
  key <- paste(frame$scale, frame$contrast, frame$item, sep = "\r")
  parts <- split(seq_len(nrow(frame)), factor(key, unique(key)))
  say <- list(level = attr(x, "conf_level"), people = people, about = about_word(x),
              waves = attr(x, "wave_labels"))
  first <- frame[vapply(parts, `[`, 0L, 1), ]
  new_sentences(data.frame(
    scale = first$scale, label = first$item, group = NA_character_,
    contrast = first$contrast, n = first$n,
    sentence = paste0(vapply(parts, function(at) item_sentence(frame[at, ], say), ""),
                      recall_words(x, first$from, first$to))
  ))
}

item_sentence <- function(part, say) {
  waves <- wave_words(part, say)
  item <- part$item[1]
  label <- part$item_label[1]
  n <- part$n[1]
  both <- worded(" who answered it both at {from} and at {to}", from = waves[1], to = waves[2])
  subject <- worded("on {scale}, ", scale = paste0(item, if (!is.na(label) && label != item) {
    paste0(" (\"", label, "\")")
  }))
  subject <- paste0(subject, direction_clause(part$direction[1], subject))
  if (is.na(n)) {
    return(worded("{subject}figures for those{both} are {why}.", subject = subject, both = both,
                  why = part$note[1]))
  }
  if (n < 2) {
    return(worded(
      "{subject}{people}{both}, and no change is given: {why}.", subject = subject,
      people = few_words(n, say), both = both,
      why = if (n == 0) worded("no complete pair") else
        worded("that of one person is what they answered")
    ))
  }
  paste0(worded(
    "{subject}of {people}{both}, {moved}{mean}{inside}.", subject = subject,
    people = paste0(say$about, count_people(n, say$people)), both = both,
    moved = item_moved_words(part, waves, say), mean = item_mean_words(part),
    inside = item_in_brackets(part, say$level)
  ), if (is_few(n)) paste0(" ", few_sentence()))
}

# How many answered otherwise than before, by kind of item.
item_moved_words <- function(part, waves, say) {
  of <- function(statistic) part$estimate[part$statistic == statistic]
  some <- function(statistic) some_words(of(statistic), say$about)
  shown <- switch(part$kind[1], yes_no = c("improved", "worse"),
                  nominal = c("moved", "same"), c("improved", "same", "worse"))
  if (anyNA(vapply(shown, of, 0))) {
    return(worded("how many answered otherwise than before is not given"))
  }
  ways <- ways_of(part$direction[1])
  switch(part$kind[1],
    yes_no = worded("{better} said {way} at {to} only and {worse} at {from} only",
                    better = some("improved"),
                    way = ways_of(part$direction[1], c("yes", "no"))[1], to = waves[2],
                    worse = some("worse"), from = waves[1]),
    nominal = worded("{moved} gave another answer at {to} than at {from} and {same} the same",
                     moved = some("moved"), to = waves[2], from = waves[1],
                     same = some("same")),
    worded("{better} answered {way} at {to} than at {from}, {same} the same and {worse} {other}",
           better = some("improved"), way = ways[1], to = waves[2], from = waves[1],
           same = some("same"), worse = some("worse"), other = ways[2])
  )
}

item_mean_words <- function(part) {
  of <- function(statistic) part$estimate[part$statistic == statistic]
  digits <- digits_of_change(part)
  switch(part$kind[1],
    yes_no = worded("; the share of yes went from {before} to {after}",
                    before = share_text(of("share_before")),
                    after = share_text(of("share_after"))),
    nominal = "",
    worded("; the mean {positions}went from {before} to {after}",
           positions = positions_words(part), before = decimals(of("mean_before"), digits),
           after = decimals(of("mean_after"), digits))
  )
}

# What the mean of answers that are texts is a mean of.
positions_words <- function(part) {
  row <- part[part$method %in% "mean_of_positions", ]
  if (nrow(row)) worded("of their positions ({answers}) ", answers = row$about[1]) else ""
}

# The adjusted p of an item, by what and over what.
item_adjusted_words <- function(adjusted) {
  worded("adjusted {p} by {method}", p = p_words(adjusted$estimate),
         method = method_words(adjusted))
}

# The change, the interval that belongs to the test, and the test by its name with p as
# it is and adjusted.
item_in_brackets <- function(part, level) {
  at <- function(statistic) part[part$statistic == statistic, ]
  change <- at("change")
  moved <- at("share_of_moved")
  p <- at("p")
  adjusted <- at("p_adjusted")
  shares <- part$kind[1] == "yes_no"
  shift <- if (nrow(change) && !is.na(change$estimate)) {
    worded(", a change of {size}", size = if (shares) {
      worded("{n} percentage points", n = points_text(change$estimate))
    } else {
      decimals(change$estimate, digits_of_change(part))
    })
  }
  inside <- c(
    if (!is.null(shift) && !shares) {
      interval_words(change$conf_low, change$conf_high, level, digits_of_change(part))
    },
    if (shares && !is.na(moved$conf_low)) {
      worded("{share} of the changes were to {way}, {interval}",
             share = share_text(moved$estimate),
             way = ways_of(part$direction[1], c("yes", "no"))[1],
             interval = limits_words_of(share_text(moved$conf_low),
                                        share_text(moved$conf_high), level))
    },
    if (is.na(p$estimate)) worded("no p: {why}", why = p$note) else {
      paste0(method_words(p), ", ", p_words(p$estimate))
    },
    if (!is.na(adjusted$estimate) && adjusted$method != "unadjusted") {
      item_adjusted_words(adjusted)
    }
  )
  paste0(shift, " (", paste(inside, collapse = "; "), ")")
}
