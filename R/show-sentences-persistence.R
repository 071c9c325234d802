# Whether a gain lasted, in plain sentences: three for each scale.

#' @rdname describe
#' @export
describe.pairwave_persistence <- function(x, ..., people = c("person", "people")) {
  check_dots_empty()
  check_people_words(people)
  frame <- with_common_names(as.data.frame(x))
  say <- list(level = attr(x, "conf_level"), people = people, about = about_word(x),
              waves = attr(x, "waves"))
  parts <- lapply(
    split(frame, factor(paste0(frame$scale), unique(paste0(frame$scale)))),
    function(part) {
      at <- function(statistic) part[part$statistic == statistic, ]
      subject <- on_scale(part$label[1], part$scale[1], part$direction[1])
      data.frame(
        scale = part$scale[1], label = part$label[1], group = NA_character_,
        contrast = NA_character_,
        n = c(at("gain")$n, at("change_since")$n, at("n_lost")$n),
        sentence = paste0(subject, c(
          gains_sentence(at, say), since_sentence(at, say), lost_sentence(at, say)
        ))
      )
    }
  )
  new_sentences(do.call(rbind, parts))
}

# The two gains side by side, and what the second is of the first.
gains_sentence <- function(at, say) {
  gain <- at("gain")
  later <- at("gain_later")
  left <- at("retention")
  waves <- say$waves
  if (is.na(gain$estimate)) {
    return(paste0("the changes from ", waves[1], " to ", waves[2], " and to ", waves[3],
                  " are not given: ", gain$note, "."))
  }
  change <- function(row, to) {
    paste0("by ", decimals(row$estimate), " from ", waves[1], " to ", waves[to],
           in_brackets(interval_words(row$conf_low, row$conf_high, say$level)))
  }
  paste0(
    "for ", everyone_words(gain, say), ", the mean changed ", change(gain, 2), " and ",
    change(later, 3), "; ",
    if (is.na(left$estimate)) {
      paste0("what part of the first was left is not given: ", left$note)
    } else {
      paste0("the second is ", percent_words(left$estimate), " of the first",
             in_brackets(percent_interval(left, say$level)))
    },
    ".", if (is_few(gain$n)) paste0(" ", few_sentence())
  )
}

since_sentence <- function(at, say) {
  since <- at("change_since")
  pairs <- at("change_since_pairs")
  waves <- say$waves
  paste0(
    "the mean changed from ", waves[2], " to ", waves[3], " ",
    if (is.na(since$estimate)) {
      paste0("by what is not given for everyone: ", since$note)
    } else {
      paste0("by ", since_words(since, say), " for ", everyone_words(since, say), "; ",
             margin_words(at("p_persistence"), at("margin"), at("p_persistence_adjusted")))
    },
    "; ",
    if (is.na(pairs$estimate)) {
      paste0("for those who answered both it is not given: ", pairs$note)
    } else {
      paste0("for ", say$about, count_people(pairs$n, say$people),
             " who answered both it is ", since_words(pairs, say))
    },
    ".",
    said_cautions(rbind(since, at("p_persistence")))
  )
}

# What figures of a sentence rest on, after it.
said_cautions <- function(rows) {
  rows <- rows[!is.na(rows$estimate) & !is.na(rows[["caution"]] %||% NA), ]
  if (nrow(rows)) paste0(" ", capital(caution_text(rows)), ".", collapse = "")
}

since_words <- function(row, say) {
  paste0(decimals(row$estimate),
         in_brackets(interval_words(row$conf_low, row$conf_high, 2 * say$level - 1)))
}

margin_words <- function(test, margin, adjusted) {
  if (is.na(test$estimate)) {
    return(paste0("whether that is within a margin was not tested: ", test$note))
  }
  paste0(
    if (test$estimate < test$setting / 100) "the test rules out " else
      "the test does not rule out ",
    if (test$method %in% equivalence_methods) "a change either way" else
      if (test$direction %in% "lower") "a loss (a rise)" else "a loss",
    " as large as the margin of ", decimals(margin$estimate), " (one-sided at ",
    format(test$setting), "%, ", p_words(test$estimate),
    if (!all(is.na(adjusted$estimate))) {
      paste0(", adjusted ", p_words(adjusted$estimate), " by Holm over ",
             said_of(adjusted$setting, "scale", "scales"))
    }, ")"
  )
}

lost_sentence <- function(at, say) {
  lost <- at("n_lost")
  later <- at("gain_later")
  tipping <- at("tipping_point")
  waves <- say$waves
  if (is.na(lost$estimate) || is.na(lost$n)) {
    return(paste0("how many had no score at ", waves[3], " is not given: ", lost$note, "."))
  }
  change <- paste("the change from", waves[1], "to", waves[3])
  paste0(
    some_words(lost$estimate, say$about, paste0(say$about, format(lost$estimate))),
    " of ", everyone_words(lost, say),
    lost_words(at("lost_but_found")$estimate, waves[3]), "; ",
    if (is.na(later$estimate)) {
      paste0(change, " is not given: ", later$note)
    } else if (is.na(tipping$estimate)) {
      paste0("there is no tipping point: ", tipping$note)
    } else {
      paste0("the interval of ", change, " would first hold 0 if they had scored ",
             decimals(abs(tipping$estimate)), " points ",
             if (tipping$estimate > 0) "below" else "above", " their prediction")
    },
    "."
  )
}

# Not found, or found without a score: not the same, and not always known.
lost_words <- function(found, wave) {
  if (length(found) == 0 || is.na(found)) {
    return(paste0(" had no score at ", wave, " (not found there, or too few answers)"))
  }
  if (found == 0) return(paste0(" were not found at ", wave))
  paste0(" had no score at ", wave, " (", found, " of them were found there with too few ",
         "answers, the others were not found)")
}

everyone_words <- function(row, say) {
  paste0(say$about, count_people(row$n, say$people), " who answered at least one of ",
         and_words(say$waves))
}

percent_words <- function(x) paste0(decimals(100 * x, 0), "%")

percent_interval <- function(row, level) {
  paste0(format(100 * level), "% CI ", percent_words(row$conf_low), " to ",
         percent_words(row$conf_high))
}
