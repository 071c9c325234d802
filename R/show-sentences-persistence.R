# Whether a gain lasted, in plain sentences: four for each scale.

#' @rdname describe
#' @export
describe.pairwave_persistence <- function(x, ..., people = c("person", "people")) {
  check_dots_empty()
  check_people_words(people)
  frame <- as.data.frame(x)
  say <- list(level = attr(x, "conf_level"), people = people, about = about_word(x),
              waves = attr(x, "waves"))
  parts <- lapply(
    split(frame, factor(paste0(frame$scale), unique(paste0(frame$scale)))),
    function(part) {
      at <- function(statistic) part[part$statistic == statistic, ]
      subject <- on_scale(part$label[1], part$scale[1])
      data.frame(
        scale = part$scale[1], label = part$label[1], group = NA_character_,
        contrast = NA_character_,
        n = c(at("change_since")$n, at("retention")$n, at("kept")$n,
              at("n_lost")$n),
        sentence = paste0(subject, c(
          since_sentence(at, say), retained_sentence(at, say),
          kept_sentence(at, say), lost_sentence(at, say)
        ))
      )
    }
  )
  new_sentences(do.call(rbind, parts))
}

since_sentence <- function(at, say) {
  since <- at("change_since")
  margin <- at("margin")
  test <- at("p_persistence")
  waves <- say$waves
  if (is.na(since$n) || is.na(since$estimate) && since$n >= 2) {
    return(paste0("the change from ", waves[2], " to ", waves[3], " is not given: ",
                  since$note, "."))
  }
  if (since$n < 2) {
    return(paste0(
      few_words(since$n, say), " who answered both ", waves[2], " and ", waves[3],
      ", and no change since is given: fewer than 2 complete pairs."
    ))
  }
  both_ways <- test$method == "two_one_sided_t"
  verdict <- if (is.na(test$estimate)) {
    paste0("whether it was within a margin was not tested: ", test$note)
  } else {
    paste0(
      if (test$estimate < 1 - say$level) "the test rules out " else
        "the test does not rule out ",
      if (both_ways) "a change either way" else "a loss",
      " as large as the margin of ", decimals(margin$estimate), " (", test$rule, ", ",
      p_words(test$estimate), ")"
    )
  }
  paste0(
    "for ", say$about, count_people(since$n, say$people), " who answered both ", waves[2],
    " and ", waves[3], ", the mean changed by ", decimals(since$estimate),
    in_brackets(interval_words(since$conf_low, since$conf_high, 2 * say$level - 1)), "; ",
    verdict, "."
  )
}

retained_sentence <- function(at, say) {
  gain <- at("gain")
  left <- at("retention")
  waves <- say$waves
  if (is.na(gain$n) || is.na(gain$estimate) || gain$n < 2) {
    return(paste0("what part of the gain was left at ", waves[3],
                  " is not given: ", left$note, "."))
  }
  paste0(
    "for ", say$about, count_people(gain$n, say$people),
    " who answered all three waves, the mean changed by ",
    decimals(gain$estimate), " from ", waves[1], " to ", waves[2],
    in_brackets(interval_words(gain$conf_low, gain$conf_high, say$level)), ", and ",
    if (is.na(left$estimate)) {
      paste0("what part of that was left at ", waves[3], " is not given: ",
             left$note)
    } else {
      paste0("at ", waves[3], " they stood ", decimals(left$estimate),
             " times that change from ", waves[1],
             in_brackets(interval_words(left$conf_low, left$conf_high, say$level)))
    },
    "."
  )
}

kept_sentence <- function(at, say) {
  kept <- at("kept")
  margin <- at("margin")$estimate
  waves <- say$waves
  if (is.na(kept$estimate)) {
    return(paste0("how many kept a rise is not given: ", kept$note, "."))
  }
  paste0(
    "of ", say$about, count_people(kept$n, say$people), " who scored higher at ",
    waves[2], " than at ", waves[1], " and answered ", waves[3], ", ",
    if (!nzchar(say$about)) paste0(round(kept$estimate * kept$n), " ("),
    "a share of ", decimals(kept$estimate),
    if (!nzchar(say$about)) paste0(
      ", ", interval_words(kept$conf_low, kept$conf_high, say$level), ")"
    ), if (nzchar(say$about)) " was " else " were ",
    if (is.na(margin)) "not" else paste("at most", decimals(margin), "points"),
    " lower at ", waves[3], " than at ", waves[2], "."
  )
}

lost_sentence <- function(at, say) {
  lost <- at("n_lost")
  gain <- at("gain_likelihood")
  tipping <- at("tipping_point")
  waves <- say$waves
  if (is.na(lost$estimate) || is.na(lost$n)) {
    return(paste0("how many were lost is not given: ", lost$note, "."))
  }
  paste0(
    say$about, format(lost$estimate), " of ", say$about,
    count_people(lost$n, say$people),
    " who answered at least one of ", and_words(waves), " did not answer ",
    waves[3], "; the change from ", waves[1], " to ", waves[3],
    " with all of them included ",
    if (is.na(gain$estimate)) {
      paste0("is not given: ", gain$note)
    } else {
      paste0(
        "is estimated at ", decimals(gain$estimate), " (likelihood), and ",
        if (is.na(tipping$estimate)) {
          paste0("there is no tipping point: ", tipping$note)
        } else {
          paste0("it would be zero if the lost had scored ",
                 decimals(tipping$estimate), " points below their prediction")
        }
      )
    },
    "."
  )
}
