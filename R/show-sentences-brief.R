# A cohort in brief: per scale what its interval allows to be said, and what limits it.

#' A cohort in a few sentences
#'
#' What [report()] says first and last: per scale one sentence in points of the scale with
#' its interval, whether anything was left later on, and what limits all of it.
#'
#' @section Verdicts:
#' The words follow from the interval of the change alone, never from p, an effect size or
#' a cause. Of the first two waves a scale *rose* where the whole interval lies above 0,
#' *fell* where it lies below, and otherwise shows *no clear change*: such an interval holds
#' both a rise and a fall (Altman and Bland, 1995, *BMJ* 311, 485, on why that is no proof
#' of no change). Of the last wave the sentence says that a change was still there where the
#' interval of first to last lies on the same side, and that it can't be told otherwise.
#' That a change *lasted* is said only where the test of [persistence()] rules out a loss as
#' large as the margin that the study names.
#'
#' @param x A cohort, from [read_cohort()].
#' @param ... Must be empty.
#' @param results Results of this cohort that are at hand, so that they are not estimated
#'   again: of [paired_change()] (or [unpaired_change()] where nobody can be followed),
#'   [persistence()], [scale_reliability()], [attrition()] and [participation()]. Others are
#'   passed over, and what is not there is not told of, but for who answered.
#' @param people What to call those who answered: one of them, and several.
#' @return A data frame of class `pairwave_brief` and `pairwave_sentences` with a row for
#'   each sentence and the columns `section` (`"about"`, `"brief"`, `"lasted"` or `"sure"`),
#'   `scale`, `label`, `group`, `contrast`, `verdict` (of a change `"rose"`, `"fell"`,
#'   `"unclear"`, or `"none"` where there is no figure; of a margin `"lasted"` or
#'   `"not_shown"`; of what limits it `"few_people"`, `"low_alpha"` or `"lost_differ"`;
#'   otherwise `NA`), `n` (how many people it is about), `lead` (its first words) and
#'   `sentence` (all of it).
#' @section Errors: `pairwave_error_argument` where `results` is no list of results.
#' @export
#' @examples
#' study <- system.file("extdata", "demo", "study.yml", package = "pairwave")
#' cohort <- read_cohort(study)
#' describe(cohort, results = list(paired_change(cohort), persistence(cohort)))
describe.pairwave_cohort <- function(x, ..., results = list(paired_change(x)),
                                     people = c("person", "people")) {
  check_dots_empty()
  check_people_words(people)
  results <- check_results(results)
  local_style(x$study$style %||% style_shown())
  people <- people_words(people)
  results <- lapply(results, in_its_style)
  first_of <- function(kind) Find(function(one) inherits(one, kind), results)
  change <- first_of("pairwave_change") %||% first_of("pairwave_unpaired")
  lasted <- first_of("pairwave_persistence")
  say <- list(
    waves = study_wave_labels(x$study), people = people, study = x$study,
    level = if (is.null(change)) 0.95 else attr(change, "conf_level")
  )
  told <- rbind(
    brief_of_answers(first_of("pairwave_participation") %||% participation(x), say),
    if (!is.null(change)) brief_of_change(change, say),
    if (!is.null(change)) brief_row(
      "brief", lead = worded("No comparison group."),
      sentence = worded("What brought a change about, or kept it away, these figures can't tell.")
    ),
    if (!is.null(lasted)) brief_of_margin(lasted, say),
    brief_limits(first_of, say)
  )
  new_brief(told %||% brief_row(character(), lead = character(), sentence = character()),
            figures = if (inherits(change, "pairwave_change")) brief_figures(change, say))
}

# Up to three figures to be shown large, each with what it is: the first scale's change,
# who moved to its better side, and how many are compared at the last wave.
brief_figures <- function(change, say) {
  say$about <- about_word(change)
  frame <- as.data.frame(by_common_statistics(change))
  frame <- frame[is.na(frame$group) & frame$contrast != all_waves, ]
  part <- frame[frame$scale %in% frame$scale[1] & frame$contrast == frame$contrast[1], ]
  of <- function(statistic) c(part$estimate[part$statistic == statistic], NA)[1]
  waves <- wave_words(part, say)
  n <- part$n[part$statistic == "change"]
  size <- decimals(abs(of("change")), digits_of_change(part))
  last <- frame[frame$from == part$from[1] & frame$statistic == "change", ]
  last <- last[nrow(last), ]
  rbind(
    if (!is.na(of("change"))) c(
      paste0(if (of("change") < 0) "\u2212" else "+", size),
      worded("points of {scale}, {from} to {to}{people}", scale = scale_said(part),
             from = waves[1], to = waves[2],
             people = if (!is.na(n)) paste0(" (", say$about, count_people(n, say$people), ")"))
    ),
    if (!anyNA(c(of("improved"), n))) c(
      worded("{some} of {n}", some = of("improved"), n = n),
      worded("scored {way} at {to} than at {from}", way = ways_of(part$direction[1])[1],
             to = waves[2], from = waves[1])
    ),
    if (!is.na(last$n)) c(
      paste0(say$about, last$n),
      worded("{people} compared from {from} to {to}", people = say$people[2],
             from = wave_words(last, say)[1], to = wave_words(last, say)[2])
    )
  )
}

# How many answered at each wave.
brief_of_answers <- function(flow, say) {
  about <- about_word(flow)
  flow <- as.data.frame(flow)
  came <- flow[flow$stage == "wave" & flow$outcome == "received", ]
  known <- came[!is.na(came$n), ]
  if (!nrow(known)) return(NULL)
  brief_row("about", lead = worded("Answers received:"), sentence = paste0(
    and_words(worded("{n} at {wave}", n = paste0(about, known$n), wave = say$waves[known$name])),
    "."
  ))
}

# A row, or as many as there are sentences. What a sentence begins with is its lead.
brief_row <- function(section, lead, sentence, scale = NA_character_, label = NA_character_,
                      contrast = NA_character_, verdict = NA_character_, n = NA_real_) {
  rows <- length(sentence)
  data.frame(
    section = rep(section, length.out = rows), scale = rep(scale, length.out = rows),
    label = rep(label, length.out = rows), group = rep(NA_character_, rows),
    contrast = rep(contrast, length.out = rows), verdict = rep(verdict, length.out = rows),
    n = rep(as.double(n), length.out = rows), lead = lead,
    sentence = paste0(lead, ifelse(nzchar(lead), " ", ""), sentence)[seq_len(rows)]
  )
}

new_brief <- function(frame, figures) {
  new_result(frame, c("pairwave_brief", "pairwave_sentences"), figures = figures)
}

# By the interval alone.
change_verdict <- function(row) {
  if (nrow(row) == 0 || is.na(row$estimate) || is.na(row$conf_low)) "none"
  else if (row$conf_low > 0) "rose"
  else if (row$conf_high < 0) "fell"
  else "unclear"
}

brief_of_change <- function(change, say) {
  say$grouped <- inherits(change, "pairwave_unpaired")
  say$about <- about_word(change)
  if (!say$grouped) change <- by_common_statistics(change)
  frame <- as.data.frame(change)
  frame <- frame[is.na(frame$group) & frame$contrast != all_waves, ]
  if (say$grouped) frame <- frame[is.na(frame$item), ]
  if (!nrow(frame)) return(NULL)
  do.call(rbind, lapply(unique(frame$scale), function(scale) {
    part <- frame[frame$scale %in% scale, ]
    first <- part[part$contrast == part$contrast[1], ]
    # From the first wave to the last, where there is one between.
    last <- part[part$from == first$from[1] & part$contrast != first$contrast[1], ]
    last <- last[last$to %in% utils::tail(unique(last$to), 1), ]
    verdict <- change_verdict(first[first$statistic == "change", ])
    said <- first_sentence(first, verdict, say)
    later <- if (nrow(last)) later_sentence(last, verdict, say)
    brief_row(
      "brief", scale = scale, label = first$label[1], contrast = first$contrast[1],
      verdict = verdict, n = first$n[first$statistic == "change"], lead = said$lead,
      sentence = paste(c(said$sentence, later), collapse = " ")
    )
  }))
}

first_sentence <- function(part, verdict, say) {
  at <- function(statistic) part[part$statistic == statistic, ]
  change <- at("change")
  name <- capital(scale_said(part))
  if (say$grouped) name <- worded("{scale} of the group", scale = name)
  waves <- wave_words(part, say)
  digits <- digits_of_change(part)
  if (verdict == "none") {
    return(list(
      lead = worded("{scale}:", scale = name),
      sentence = if (is.na(change$estimate)) {
        worded("the change from {from} to {to} is not given: {why}.", from = waves[1],
               to = waves[2], why = change$note)
      } else {
        worded(paste(
          "the mean moved by {size} points from {from} to {to} ({people}). Its interval is",
          "not shown, so that it can't be told whether it rose or fell."
        ),
               size = decimals(change$estimate, digits), from = waves[1], to = waves[2],
               people = paste0(say$about, count_people(change$n, say$people)))
      }
    ))
  }
  size <- if (verdict == "unclear") change$estimate else abs(change$estimate)
  list(
    lead = switch(verdict,
      rose = worded("{scale} rose", scale = name), fell = worded("{scale} fell", scale = name),
      worded("{scale} shows no clear change", scale = name)
    ),
    sentence = worded(
      "from {from} to {to}, by {size} points{range}{interval}{meaning}{people}.",
      from = waves[1], to = waves[2], size = decimals(size, digits),
      range = scale_range_words(part, say),
      interval = change_interval(change, verdict, digits, say),
      meaning = if (verdict == "unclear") worded(", which holds both a rise and a fall") else
        better_words(change$direction, verdict),
      people = people_moved(at, say)
    )
  )
}

# What is left of it at the last wave, from the same people at the first.
later_sentence <- function(part, verdict, say) {
  change <- part[part$statistic == "change", ]
  waves <- wave_words(part, say)
  later <- change_verdict(change)
  if (later == "none") {
    return(worded("What was left of it at {wave} is not given.", wave = waves[2]))
  }
  digits <- digits_of_change(part)
  holes <- list(
    to = waves[2], from = waves[1], interval = change_interval(change, later, digits, say),
    size = decimals(if (later == "unclear") change$estimate else abs(change$estimate), digits)
  )
  fill_holes(if (later == "unclear") {
    if (verdict %in% c("rose", "fell")) {
      worded(paste(
        "At {to} it can't be told whether any of it was left: the difference was {size}",
        "points{interval}."
      ))
    } else {
      worded(paste(
        "At {to} it can't be told whether it differed from {from}: the difference was {size}",
        "points{interval}."
      ))
    }
  } else if (later == verdict) {
    if (later == "rose") worded("At {to} it was still {size} points above {from}{interval}.") else
      worded("At {to} it was still {size} points below {from}{interval}.")
  } else {
    if (later == "rose") worded("At {to} it was {size} points above {from}{interval}.") else
      worded("At {to} it was {size} points below {from}{interval}.")
  }, holes)
}

# The limits as sizes of what the words say: of a fall from the smaller to the larger.
change_interval <- function(change, verdict, digits, say) {
  limits <- c(change$conf_low, change$conf_high)
  if (verdict == "fell") limits <- rev(-limits)
  who <- if (!is.na(change$n)) worded("; {people}", people = paste0(say$about, if (say$grouped) {
    said_of(change$n, "answer", "answers")
  } else {
    count_people(change$n, say$people)
  }))
  brief_interval(limits, say$level, digits, who)
}

brief_interval <- function(limits, level, digits, who) {
  worded(" ({level}% interval {low} to {high}{who})", level = format(100 * level),
         low = decimals(limits[1], digits), high = decimals(limits[2], digits), who = who)
}

better_words <- function(direction, verdict) {
  if (!identical(direction, "lower")) return("")
  if (verdict == "fell") worded(", where lower is better") else
    worded(", where higher is worse")
}

# "on a scale from 10 to 40", where the study says what its answers can be.
scale_range_words <- function(part, say) {
  scale <- say$study$scales[[part$scale[1]]]
  if (is.null(scale)) return("")
  possible <- possible_scores(scale)
  if (anyNA(possible)) return("")
  worded(" on a scale from {low} to {high}", low = with_decimal_mark(format(possible[1])),
         high = with_decimal_mark(format(possible[2])))
}

people_moved <- function(at, say) {
  people <- vapply(c("improved", "same", "worse"), function(statistic) {
    c(at(statistic)$estimate, NA)[1]
  }, 0)
  if (anyNA(people) || say$grouped) return("")
  ways <- ways_of(at("change")$direction)
  worded("; {better} scored {way}, {same} the same and {worse} {other}",
         better = some_words(people[["improved"]], say$about), way = ways[1],
         same = some_words(people[["same"]], say$about),
         worse = some_words(people[["worse"]], say$about), other = ways[2])
}

scale_said <- function(part) {
  name <- scale_names(part)[1]
  if (nzchar(name)) name else worded("the score")
}

# Whether a loss as large as the margin is ruled out: the one thing that is called lasting.
brief_of_margin <- function(lasted, say) {
  frame <- with_common_names(as.data.frame(lasted))
  waves <- attr(lasted, "waves")
  say$about <- about_word(lasted)
  level <- 2 * attr(lasted, "conf_level") - 1
  do.call(rbind, lapply(unique(frame$scale), function(scale) {
    part <- frame[frame$scale %in% scale, ]
    at <- function(statistic) part[part$statistic == statistic, ]
    since <- at("change_since")
    name <- capital(scale_said(part))
    margin <- at("margin")$estimate
    test <- at("p_persistence")
    verdict <- if (length(margin) == 0 || is.na(margin) || is.na(test$estimate)) NA_character_ else
      if (test$estimate < test$setting / 100) "lasted" else "not_shown"
    brief_row(
      "lasted", scale = scale, label = part$label[1], verdict = verdict, n = since$n,
      lead = if (is.na(verdict)) worded("{scale}:", scale = name) else
        if (verdict == "lasted") worded("{scale} lasted.", scale = name) else
          worded("{scale} is not shown to have lasted.", scale = name),
      sentence = paste0(
        since_brief(since, waves, level, is.na(verdict), say),
        if (!is.na(verdict)) {
          if (!is.na(since$estimate)) " "
        } else if (!is.na(since$estimate)) {
          worded(" No margin was named that would be too large a loss.")
        },
        if (!is.na(verdict)) margin_brief(part$direction[1], verdict, margin, test)
      )
    )
  }))
}

# The change since the second wave; within a sentence that has begun or as one of its own.
since_brief <- function(since, waves, level, begun, say) {
  text <- if (is.na(since$estimate)) {
    worded("the change from {from} to {to} is not given: {why}.", from = waves[2],
           to = waves[3], why = since$note)
  } else {
    worded(
      "the change from {from} to {to} was {size}{interval}.", from = waves[2], to = waves[3],
      size = decimals(since$estimate),
      interval = brief_interval(c(since$conf_low, since$conf_high), level, 2, worded(
        "; {people} who answered at least one wave",
        people = paste0(say$about, count_people(since$n, say$people))
      ))
    )
  }
  if (begun) text else capital(text)
}

margin_brief <- function(direction, verdict, margin, test) {
  holes <- list(margin = decimals(margin), level = format(test$setting))
  fill_holes(if (direction %in% "lower") {
    if (verdict == "lasted") {
      worded(paste(
        "A rise of {margin} points, the margin that the study names, is ruled out by its",
        "one-sided test at {level}%."
      ))
    } else {
      worded(paste(
        "A rise of {margin} points, the margin that the study names, is not ruled out by its",
        "one-sided test at {level}%."
      ))
    }
  } else {
    if (verdict == "lasted") {
      worded(paste(
        "A loss of {margin} points, the margin that the study names, is ruled out by its",
        "one-sided test at {level}%."
      ))
    } else {
      worded(paste(
        "A loss of {margin} points, the margin that the study names, is not ruled out by its",
        "one-sided test at {level}%."
      ))
    }
  }, holes)
}

# What limits the figures, as far as these results show it.
brief_limits <- function(first_of, say) {
  rbind(
    few_limits(first_of("pairwave_change")),
    alpha_limits(first_of("pairwave_reliability"), say),
    lost_limits(first_of("pairwave_attrition"), say)
  )
}

# Contrasts of few people.
few_limits <- function(change) {
  if (is.null(change)) return(NULL)
  frame <- as.data.frame(change)
  few <- frame[frame$statistic == "change" & is.na(frame$group) & frame$contrast != all_waves &
                 !is.na(frame$n) & frame$n < caution_people, ]
  few <- few[!is.na(few$estimate), ]
  if (!nrow(few)) return(NULL)
  brief_row("sure", verdict = "few_people", n = min(few$n), lead = worded("Few people."),
            sentence = worded(
    "Fewer than {few} are compared in {lines}: one person more could move these figures much.",
    few = caution_people, lines = and_words(line_words(change, few))
  ))
}

# Scales whose items agree little.
least_alpha <- 0.6
alpha_limits <- function(reliability, say) {
  if (is.null(reliability)) return(NULL)
  frame <- as.data.frame(reliability)
  low <- frame[frame$statistic == "alpha" & !is.na(frame$estimate) &
                 frame$estimate < least_alpha, ]
  if (!nrow(low)) return(NULL)
  do.call(rbind, lapply(unique(low$scale), function(scale) {
    part <- low[low$scale %in% scale, ]
    brief_row(
      "sure", scale = scale, label = part$label[1], verdict = "low_alpha", n = min(part$n),
      lead = worded("{scale} hangs together poorly.", scale = capital(scale_said(part))),
      sentence = worded(
        "Its items agree little: alpha is {alphas}. Read its change as that of separate questions.",
        alphas = and_words(worded(
          "{n} at {wave}", n = vapply(part$estimate, bounded_text, ""),
          wave = say$waves[part$wave]
        ))
      )
    )
  }))
}

# Who was lost differs from who stayed.
large_smd <- 0.25
lost_limits <- function(lost, say) {
  if (is.null(lost)) return(NULL)
  frame <- as.data.frame(lost)
  frame <- frame[frame$contrast %in% frame$contrast[1], ]
  apart <- frame[frame$statistic == "smd" & !is.na(frame$estimate) &
                   abs(frame$estimate) > large_smd, ]
  if (!nrow(apart)) return(NULL)
  names <- unique(ifelse(is.na(apart$label), apart$variable, apart$label))
  waves <- wave_words(apart[1, ], say)
  brief_row("sure", verdict = "lost_differ", lead = worded("Those who were lost differ."),
            sentence = worded(
    paste(
      "People found again at {wave} and people who were not are apart by more than {much}",
      "standard deviations in {names}: what is said of change is of those who were found."
    ),
    wave = waves[2], much = decimals(large_smd), names = and_words(names)
  ))
}

#' @export
print.pairwave_brief <- function(x, ...) {
  if (is_knit_asis()) return(knit_asis(x))
  writeLines(strwrap(one_line(paste("*", x$sentence)), console_width(), exdent = 2))
  invisible(x)
}

# A list, each with its first words in bold; on a page, its figures before what is told in brief.
knit_print.pairwave_brief <- function(x, ...) {
  escaped <- function(text) escape_markdown(one_line(text))
  rest <- substring(x$sentence, nchar(x$lead) + 1)
  items <- paste0(ifelse(x$section == "about", "", "- "), "**", escaped(x$lead), "**",
                  escaped(rest))
  large <- knit_format() == "html" || !is.null(knitr::opts_knit$get("pairwave.table"))
  figures <- if (any(x$section == "brief") && large) attr(x, "figures")
  large <- if (length(figures)) c(
    ":::: {.key}",
    paste0("::: {.figure}\n**", escaped(figures[, 1]), "**\n\n", escaped(figures[, 2]), "\n:::"),
    "::::", ""
  )
  lines <- c(large, items[nzchar(x$sentence)])
  knitr::asis_output(block_text(lines))
}
