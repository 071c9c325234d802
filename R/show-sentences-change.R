# Change in plain sentences: one for each line of the headline table.

#' @rdname describe
#' @export
describe.pairwave_change <- function(x, ..., people = c("person", "people")) {
  check_dots_empty()
  check_people_words(people)
  x <- by_common_statistics(x)
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
      paste0("in the group ", part$group[1], " (", say$by, "), ")
    }
  )
  waves <- wave_words(part, say)
  both <- paste(" who answered both", and_words(waves))
  if (is.na(n)) {
    return(paste0(subject, "figures for those", both, " are ", at("n")$note, "."))
  }
  if (n < 2 || is.na(of("change"))) {
    why <- at("t")$note
    return(paste0(subject, few_words(n, say), both, ", and no change is given: ", why, "."))
  }
  weighted <- at("change")$weighted %in% TRUE
  digits <- digits_of_change(part)
  paste0(
    subject, "of ", about, count_people(n, say$people), both, ", ",
    if (anyNA(c(of("improved"), of("same"), of("worse")))) {
      paste0("how many scored higher, the same or lower at ", waves[2], " is not given")
    } else {
      ways <- ways_of(part$direction[1])
      paste0(some_words(of("improved"), about), " scored ", ways[1], " at ", waves[2],
             " than at ", waves[1], ", ", some_words(of("same"), about), " the same and ",
             some_words(of("worse"), about), " ", ways[2])
    }, "; the ",
    if (weighted) "mean, weighted for who answered again, " else "mean ",
    "went from ", decimals(of("mean_before"), digits), " to ",
    decimals(of("mean_after"), digits), ", a change of ", decimals(of("change"), digits),
    change_in_brackets(at, say$level, digits),
    if (at("change")$caution %in% "skewed_changes") {
      paste0("; ", caution_text(at("change")))
    }, ".", reliable_words(at, say), caution_sentences(part, waves)
  )
}

# How many changed beyond the error of measurement; nothing where that is not known.
reliable_words <- function(at, say) {
  beyond <- at("reliable_threshold")$estimate
  moved <- c(at("reliable_gain")$estimate, at("reliable_loss")$estimate)
  if (length(beyond) == 0 || anyNA(c(beyond, moved))) return("")
  ways <- ways_of(at("reliable_threshold")$direction, c("rose", "fell"))
  paste0(" By more than the error of measurement (", decimals(beyond), ") ",
         some_words(moved[1], say$about), " ", ways[1], " and ",
         some_words(moved[2], say$about), " ", ways[2], ".")
}

change_in_brackets <- function(at, level, digits = 2) {
  change <- at("change")
  d <- at("d_av")
  p <- at("p")
  inside <- c(
    interval_words(change$conf_low, change$conf_high, level, digits),
    if (is.na(p$estimate)) paste("no p:", p$note) else adjusted_words(p, at("p_adjusted")),
    if (is.na(d$estimate)) {
      if (!identical(d$reason, p$reason)) paste("no d_av:", d$note)
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
  subject <- paste0(
    on_scale(test$label, test$scale, test$direction), "whether the groups of ", say$by,
    " changed alike from ", waves[1], " to ", waves[2]
  )
  if (is.na(test$estimate)) {
    return(paste0(subject, " is not given: ", test$note, "."))
  }
  of_two <- if (!is.na(difference$estimate)) {
    paste0("the difference of their changes, ",
           method_words(difference), ", is ",
           decimals(difference$estimate),
           in_brackets(interval_words(difference$conf_low, difference$conf_high, say$level)))
  }
  paste0(subject, " was tested on ", count_people(test$n, say$people), " (",
         test$rule, ", ", p_words(test$estimate), ", exploratory)",
         if (!is.null(of_two)) paste0("; ", of_two), ".")
}

# The two waves of a contrast, by their labels where the study has them.
wave_words <- function(part, say) {
  waves <- c(part$from[1], part$to[1])
  if (is.null(say$waves)) waves else unname(say$waves[waves])
}
