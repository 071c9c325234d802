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
  first_of <- function(kind) Find(function(one) inherits(one, kind), results)
  change <- first_of("pairwave_change") %||% first_of("pairwave_unpaired")
  lasted <- first_of("pairwave_persistence")
  say <- list(
    waves = study_wave_labels(x$study), people = people, study = x$study,
    level = if (is.null(change)) 0.95 else attr(change, "conf_level"),
    about = if (is.list(x$study$disclosure) && !is.null(x$study$disclosure$base)) "about " else ""
  )
  told <- rbind(
    brief_of_answers(first_of("pairwave_participation") %||% participation(x), say),
    if (!is.null(change)) brief_of_change(change, say),
    if (!is.null(change)) brief_row("brief", lead = "No comparison group.", sentence = paste(
      "What brought a change about, or kept it away, these figures can't tell."
    )),
    if (!is.null(lasted)) brief_of_margin(lasted, say),
    brief_limits(first_of, say)
  )
  new_brief(told %||% brief_row(character(), lead = character(), sentence = character()),
            figures = if (inherits(change, "pairwave_change")) brief_figures(change, say))
}

# Up to three figures to be shown large, each with what it is: the first scale's change,
# who moved to its better side, and how many are compared at the last wave.
brief_figures <- function(change, say) {
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
      paste0("points of ", scale_said(part), ", ", waves[1], " to ", waves[2],
             if (!is.na(n)) paste0(" (", say$about, count_people(n, say$people), ")"))
    ),
    if (!anyNA(c(of("improved"), n))) c(
      paste(of("improved"), "of", n),
      paste("scored", ways_of(part$direction[1])[1], "at", waves[2], "than at", waves[1])
    ),
    if (!is.na(last$n)) c(
      paste0(say$about, last$n),
      paste0(say$people[2], " compared from ", paste(wave_words(last, say), collapse = " to "))
    )
  )
}

# How many answered at each wave.
brief_of_answers <- function(flow, say) {
  flow <- as.data.frame(flow)
  came <- flow[flow$stage == "wave" & flow$outcome == "received", ]
  known <- came[!is.na(came$n), ]
  if (!nrow(known)) return(NULL)
  brief_row("about", lead = "Answers received:", sentence = paste0(
    and_words(paste0(say$about, known$n, " at ", say$waves[known$name])), "."
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
  name <- paste0(capital(scale_said(part)), if (say$grouped) " of the group")
  waves <- wave_words(part, say)
  digits <- digits_of_change(part)
  if (verdict == "none") {
    from_to <- paste0("from ", waves[1], " to ", waves[2])
    return(list(lead = paste0(name, ":"), sentence = if (is.na(change$estimate)) {
      paste0("the change ", from_to, " is not given: ", change$note, ".")
    } else {
      paste0("the mean moved by ", decimals(change$estimate, digits), " points ", from_to, " (",
             say$about, count_people(change$n, say$people), "). Its interval is not shown, so ",
             "that it can't be told whether it rose or fell.")
    }))
  }
  said <- c(rose = "rose", fell = "fell", unclear = "shows no clear change")[[verdict]]
  moved <- if (verdict == "unclear") paste0(", by ", decimals(change$estimate, digits)) else
    paste0(", by ", decimals(abs(change$estimate), digits))
  list(
    lead = paste(name, said),
    sentence = paste0(
      "from ", waves[1], " to ", waves[2], moved, " points", scale_range_words(part, say),
      change_interval(change, verdict, digits, say),
      if (verdict == "unclear") ", which holds both a rise and a fall" else
        better_words(change$direction, verdict),
      people_moved(at, say), "."
    )
  )
}

# What is left of it at the last wave, from the same people at the first.
later_sentence <- function(part, verdict, say) {
  change <- part[part$statistic == "change", ]
  waves <- wave_words(part, say)
  later <- change_verdict(change)
  if (later == "none") return(paste0("What was left of it at ", waves[2], " is not given."))
  digits <- digits_of_change(part)
  inside <- change_interval(change, later, digits, say)
  size <- paste(decimals(abs(change$estimate), digits), "points")
  side <- c(rose = "above", fell = "below")
  if (later == "unclear") {
    what <- if (verdict %in% names(side)) "any of it was left" else
      paste("it differed from", waves[1])
    return(paste0("At ", waves[2], " it can't be told whether ", what, ": the difference was ",
                  decimals(change$estimate, digits), " points", inside, "."))
  }
  paste0("At ", waves[2], " it was ", if (later == verdict) "still ", size, " ",
         side[[later]], " ", waves[1], inside, ".")
}

# The limits as sizes of what the words say: of a fall from the smaller to the larger.
change_interval <- function(change, verdict, digits, say) {
  limits <- c(change$conf_low, change$conf_high)
  if (verdict == "fell") limits <- rev(-limits)
  level <- format(100 * say$level)
  who <- if (is.na(change$n)) "" else paste0("; ", say$about, if (say$grouped) {
    paste(change$n, if (change$n == 1) "answer" else "answers")
  } else {
    count_people(change$n, say$people)
  })
  paste0(" (", level, "% interval ", decimals(limits[1], digits), " to ",
         decimals(limits[2], digits), who, ")")
}

better_words <- function(direction, verdict) {
  if (!identical(direction, "lower")) return("")
  if (verdict == "fell") ", where lower is better" else ", where higher is worse"
}

# "on a scale from 10 to 40", where the study says what its answers can be.
scale_range_words <- function(part, say) {
  scale <- say$study$scales[[part$scale[1]]]
  if (is.null(scale)) return("")
  possible <- possible_scores(scale)
  if (anyNA(possible)) "" else paste0(" on a scale from ", possible[1], " to ", possible[2])
}

people_moved <- function(at, say) {
  people <- vapply(c("improved", "same", "worse"), function(statistic) {
    c(at(statistic)$estimate, NA)[1]
  }, 0)
  if (anyNA(people) || say$grouped) return("")
  ways <- ways_of(at("change")$direction)
  paste0("; ", some_words(people[["improved"]], say$about), " scored ", ways[1], ", ",
         some_words(people[["same"]], say$about), " the same and ",
         some_words(people[["worse"]], say$about), " ", ways[2])
}

scale_said <- function(part) {
  name <- scale_names(part)[1]
  if (nzchar(name)) name else "the score"
}

# Whether a loss as large as the margin is ruled out: the one thing that is called lasting.
brief_of_margin <- function(lasted, say) {
  frame <- with_common_names(as.data.frame(lasted))
  waves <- attr(lasted, "waves")
  level <- 2 * attr(lasted, "conf_level") - 1
  do.call(rbind, lapply(unique(frame$scale), function(scale) {
    part <- frame[frame$scale %in% scale, ]
    at <- function(statistic) part[part$statistic == statistic, ]
    since <- at("change_since")
    name <- capital(scale_said(part))
    margin <- at("margin")$estimate
    test <- at("p_persistence")
    moved <- if (is.na(since$estimate)) paste0("is not given: ", since$note) else paste0(
      "was ", decimals(since$estimate), " (", format(100 * level), "% interval ",
      decimals(since$conf_low), " to ", decimals(since$conf_high), "; ", say$about,
      count_people(since$n, say$people), " who answered at least one wave)"
    )
    verdict <- if (length(margin) == 0 || is.na(margin) || is.na(test$estimate)) NA_character_ else
      if (test$estimate < test$setting / 100) "lasted" else "not_shown"
    lost <- if (part$direction[1] %in% "lower") "rise" else "loss"
    brief_row(
      "lasted", scale = scale, label = part$label[1], verdict = verdict, n = since$n,
      lead = if (is.na(verdict)) paste0(name, ":") else
        paste(name, c(lasted = "lasted.", not_shown = "is not shown to have lasted.")[[verdict]]),
      sentence = paste0(
        if (is.na(verdict)) "the" else "The", " change from ", waves[2], " to ", waves[3], " ",
        moved, ".", if (!is.na(since$estimate)) " ",
        if (is.na(verdict) && !is.na(since$estimate)) {
          "No margin was named that would be too large a loss."
        } else if (!is.na(verdict)) paste0(
          "A ", lost, " of ", decimals(margin), " points, the margin that the study names, is ",
          if (verdict == "lasted") "ruled out" else "not ruled out", " by its one-sided test at ",
          format(test$setting), "%."
        )
      )
    )
  }))
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
  brief_row("sure", verdict = "few_people", n = min(few$n), lead = "Few people.", sentence = paste0(
    "Fewer than ", caution_people, " are compared in ", and_words(line_words(change, few)),
    ": one person more could move these figures much."
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
      lead = paste0(capital(scale_said(part)), " hangs together poorly."),
      sentence = paste0(
        "Its items agree little: alpha is ",
        and_words(paste0(vapply(part$estimate, decimals, ""), " at ", say$waves[part$wave])),
        ". Read its change as that of separate questions."
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
  brief_row("sure", verdict = "lost_differ", lead = "Those who were lost differ.",
            sentence = paste0(
    "People found again at ", waves[2], " and people who were not are apart by more than ",
    large_smd, " standard deviations in ", and_words(names),
    ": what is said of change is of those who were found."
  ))
}

#' @export
print.pairwave_brief <- function(x, ...) {
  if (is_knit_asis()) return(knit_asis(x))
  writeLines(strwrap(one_line(paste("*", x$sentence)), console_width(), exdent = 2))
  invisible(x)
}

# A list, each with its first words in bold; on a page, its figures before what is told in brief.
#' @exportS3Method knitr::knit_print
knit_print.pairwave_brief <- function(x, ...) {
  escaped <- function(text) escape_markdown(one_line(text))
  rest <- substring(x$sentence, nchar(x$lead) + 1)
  items <- paste0(ifelse(x$section == "about", "", "- "), "**", escaped(x$lead), "**",
                  escaped(rest))
  figures <- if (any(x$section == "brief") && knit_format() == "html") attr(x, "figures")
  large <- if (length(figures)) c(
    ":::: {.key}",
    paste0("::: {.figure}\n**", escaped(figures[, 1]), "**\n\n", escaped(figures[, 2]), "\n:::"),
    "::::", ""
  )
  lines <- c(large, items[nzchar(x$sentence)])
  knitr::asis_output(paste0("\n\n", paste(lines, collapse = "\n"), "\n\n"))
}
