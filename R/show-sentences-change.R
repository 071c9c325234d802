# Change in plain sentences: one for each line of the headline table.

#' @rdname describe
#' @export
describe.pairwave_change <- function(x, ..., people = c("person", "people")) {
  check_dots_empty()
  check_people_words(people)
  x <- by_common_statistics(in_its_style(x))
  people <- people_words(people)
  x <- x[x$contrast != all_waves, ]
  frame <- as.data.frame(x)
  shown <- shown_contrast(x)
  of_groups <- frame$statistic %in% c("group_difference", "p_group")
  key <- paste(frame$scale, frame$contrast, ifelse(of_groups, "\r", frame$group),
               sep = "\r")
  parts <- split(seq_len(nrow(frame)), factor(key, unique(key)))
  say <- list(level = attr(x, "conf_level"), people = people,
              about = about_word(x), by = attr(x, "by_label"), waves = attr(x, "wave_labels"))
  new_sentences(data.frame(
    frame[vapply(parts, `[`, 0L, 1), c("scale", "label", "group", "contrast", "n")],
    sentence = vapply(parts, function(at) {
      part <- frame[at, ]
      said <- if (part$statistic[1] == "n") change_sentence(part, say) else
        groups_sentence(part, say)
      paste0(said, recall_words(x, part$from[1], part$to[1]))
    }, "")
  ))
}

change_sentence <- function(part, say) {
  at <- function(statistic) part[part$statistic == statistic, ]
  of <- function(statistic) at(statistic)$estimate
  n <- of("n")
  about <- say$about
  subject <- paste0(
    on_scale(part$label[1], part$scale[1], part$direction[1]),
    if (!is.na(part$group[1])) {
      worded("in the group {group} ({by}), ", group = part$group[1], by = say$by)
    }
  )
  waves <- wave_words(part, say)
  both <- worded(" who answered both {waves}", waves = and_words(waves))
  if (is.na(n)) {
    return(worded("{subject}figures for those{both} are {why}.", subject = subject, both = both,
                  why = at("n")$note))
  }
  if (n < 2 || is.na(of("change"))) {
    return(worded("{subject}{people}{both}, and no change is given: {why}.", subject = subject,
                  people = few_words(n, say), both = both, why = at("t")$note))
  }
  digits <- digits_of_change(part)
  said <- worded(
    paste(
      "{subject}of {people}{both}, {moved}; {mean} went from {before} to {after}, a change of",
      "{size}{inside}."
    ),
    subject = subject, people = paste0(about, count_people(n, say$people)), both = both,
    moved = if (anyNA(c(of("improved"), of("same"), of("worse")))) {
      worded("how many scored higher, the same or lower at {to} is not given", to = waves[2])
    } else {
      ways <- ways_of(part$direction[1])
      worded("{better} scored {way} at {to} than at {from}, {same} the same and {worse} {other}",
             better = some_words(of("improved"), about), way = ways[1], to = waves[2],
             from = waves[1], same = some_words(of("same"), about),
             worse = some_words(of("worse"), about), other = ways[2])
    },
    mean = if (at("change")$weighted %in% TRUE) {
      worded("the mean, weighted for who answered again,")
    } else worded("the mean"),
    before = decimals(of("mean_before"), digits), after = decimals(of("mean_after"), digits),
    size = decimals(of("change"), digits),
    inside = paste0(
      change_in_brackets(at, say$level, digits),
      if (at("change")$caution %in% "skewed_changes") paste0("; ", caution_text(at("change")))
    )
  )
  paste0(said, reliable_words(at, say), caution_sentences(part, waves))
}

# How many changed beyond the error of measurement; nothing where that is not known.
reliable_words <- function(at, say) {
  beyond <- at("reliable_threshold")$estimate
  moved <- c(at("reliable_gain")$estimate, at("reliable_loss")$estimate)
  if (length(beyond) == 0 || anyNA(c(beyond, moved))) return("")
  ways <- ways_of(at("reliable_threshold")$direction, c("rose", "fell"))
  worded(" By more than the error of measurement ({beyond}) {better} {way} and {worse} {other}.",
         beyond = decimals(beyond), better = some_words(moved[1], say$about), way = ways[1],
         worse = some_words(moved[2], say$about), other = ways[2])
}

change_in_brackets <- function(at, level, digits = 2) {
  change <- at("change")
  d <- at("d_av")
  p <- at("p")
  inside <- c(
    interval_words(change$conf_low, change$conf_high, level, digits),
    if (is.na(p$estimate)) worded("no p: {why}", why = p$note) else
      adjusted_words(p, at("p_adjusted")),
    if (is.na(d$estimate)) {
      if (!identical(d$reason, p$reason)) worded("no d_av: {why}", why = d$note)
    } else {
      paste(c(paste("d_av", decimals(d$estimate)),
              interval_words(d$conf_low, d$conf_high, level)), collapse = ", ")
    }
  )
  paste0(" (", paste(inside, collapse = "; "), ")")
}

groups_sentence <- function(part, say) {
  test <- part[part$statistic == "p_group", ]
  difference <- part[part$statistic == "group_difference", ]
  waves <- wave_words(part, say)
  subject <- paste0(on_scale(test$label, test$scale, test$direction), worded(
    "whether the groups of {by} changed alike from {from} to {to}", by = say$by,
    from = waves[1], to = waves[2]
  ))
  if (is.na(test$estimate)) {
    return(worded("{subject} is not given: {why}.", subject = subject, why = test$note))
  }
  worded(
    "{subject} was tested on {people} ({rule}, {p}, exploratory){difference}.",
    subject = subject, people = count_people(test$n, say$people), rule = test$rule,
    p = p_words(test$estimate), difference = if (!is.na(difference$estimate)) worded(
      "; the difference of their changes, {method}, is {size}{interval}",
      method = method_words(difference), size = decimals(difference$estimate),
      interval = in_brackets(
        interval_words(difference$conf_low, difference$conf_high, say$level)
      )
    )
  )
}

# The two waves of a contrast, by their labels where the study has them.
wave_words <- function(part, say) {
  waves <- c(part$from[1], part$to[1])
  if (is.null(say$waves)) waves else unname(say$waves[waves])
}
