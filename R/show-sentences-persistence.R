# Whether a gain lasted, in plain sentences: three for each scale.

#' @rdname describe
#' @export
describe.pairwave_persistence <- function(x, ..., people = c("person", "people")) {
  check_dots_empty()
  check_people_words(people)
  x <- in_its_style(x)
  people <- people_words(people)
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
    return(worded("the changes from {from} to {to} and to {last} are not given: {why}.",
                  from = waves[1], to = waves[2], last = waves[3], why = gain$note))
  }
  change <- function(row, to) {
    worded("by {size} from {from} to {to}{interval}", size = decimals(row$estimate),
           from = waves[1], to = waves[to],
           interval = in_brackets(interval_words(row$conf_low, row$conf_high, say$level)))
  }
  paste0(
    worded("for {everyone}, the mean changed {first} and {second}; {left}.",
           everyone = everyone_words(gain, say), first = change(gain, 2),
           second = change(later, 3), left = if (is.na(left$estimate)) {
             worded("what part of the first was left is not given: {why}", why = left$note)
           } else {
             worded("the second is {share} of the first{interval}",
                    share = percent_words(left$estimate),
                    interval = in_brackets(percent_interval(left, say$level)))
           }),
    if (is_few(gain$n)) paste0(" ", few_sentence())
  )
}

since_sentence <- function(at, say) {
  since <- at("change_since")
  pairs <- at("change_since_pairs")
  waves <- say$waves
  paste0(
    worded(
      "the mean changed from {from} to {to} {by}; {both}.", from = waves[2], to = waves[3],
      by = if (is.na(since$estimate)) {
        worded("by what is not given for everyone: {why}", why = since$note)
      } else {
        worded("by {size} for {everyone}; {margin}", size = since_words(since, say),
               everyone = everyone_words(since, say),
               margin = margin_words(at("p_persistence"), at("margin"),
                                     at("p_persistence_adjusted")))
      },
      both = if (is.na(pairs$estimate)) {
        worded("for those who answered both it is not given: {why}", why = pairs$note)
      } else {
        worded("for {people} who answered both it is {size}",
               people = paste0(say$about, count_people(pairs$n, say$people)),
               size = since_words(pairs, say))
      }
    ),
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
    return(worded("whether that is within a margin was not tested: {why}", why = test$note))
  }
  loss <- if (test$method %in% equivalence_methods) worded("a change either way") else
    if (test$direction %in% "lower") worded("a loss (a rise)") else worded("a loss")
  holes <- list(
    loss = loss, margin = decimals(margin$estimate), level = format(test$setting),
    p = p_words(test$estimate),
    adjusted = if (all(is.na(adjusted$estimate))) {
      NULL
    } else if (is.na(adjusted$setting)) {
      # A profile keeps over how many scales.
      worded(", adjusted {p} by Holm", p = p_words(adjusted$estimate))
    } else {
      worded(", adjusted {p} by Holm over {scales}", p = p_words(adjusted$estimate),
             scales = said_of(adjusted$setting, "scale", "scales"))
    }
  )
  fill_holes(if (test$estimate < test$setting / 100) {
    worded(paste(
      "the test rules out {loss} as large as the margin of {margin} (one-sided at {level}%,",
      "{p}{adjusted})"
    ))
  } else {
    worded(paste(
      "the test does not rule out {loss} as large as the margin of {margin} (one-sided at",
      "{level}%, {p}{adjusted})"
    ))
  }, holes)
}

lost_sentence <- function(at, say) {
  lost <- at("n_lost")
  later <- at("gain_later")
  tipping <- at("tipping_point")
  waves <- say$waves
  if (is.na(lost$estimate) || is.na(lost$n)) {
    return(worded("how many had no score at {wave} is not given: {why}.", wave = waves[3],
                  why = lost$note))
  }
  change <- worded("the change from {from} to {to}", from = waves[1], to = waves[3])
  worded(
    "{some} of {everyone}{lost}; {point}.",
    some = some_words(lost$estimate, say$about, paste0(say$about, format(lost$estimate))),
    everyone = everyone_words(lost, say),
    lost = lost_words(at("lost_but_found")$estimate, waves[3]),
    point = if (is.na(later$estimate)) {
      worded("{change} is not given: {why}", change = change, why = later$note)
    } else if (is.na(tipping$estimate)) {
      worded("there is no tipping point: {why}", why = tipping$note)
    } else {
      fill_holes(if (tipping$estimate > 0) {
        worded(paste(
          "the interval of {change} would first hold 0 if they had scored {size} points below",
          "their prediction"
        ))
      } else {
        worded(paste(
          "the interval of {change} would first hold 0 if they had scored {size} points above",
          "their prediction"
        ))
      }, list(change = change, size = decimals(abs(tipping$estimate))))
    }
  )
}

# Not found, or found without a score: not the same, and not always known.
lost_words <- function(found, wave) {
  if (length(found) == 0 || is.na(found)) {
    return(worded(" had no score at {wave} (not found there, or too few answers)", wave = wave))
  }
  if (found == 0) return(worded(" were not found at {wave}", wave = wave))
  worded(paste(
    " had no score at {wave} ({some} of them were found there with too few answers, the",
    "others were not found)"
  ),
         wave = wave, some = found)
}

everyone_words <- function(row, say) {
  worded("{people} who answered at least one of {waves}",
         people = paste0(say$about, count_people(row$n, say$people)),
         waves = and_words(say$waves))
}

percent_words <- function(x) with_percent(decimals(100 * x, 0))

percent_interval <- function(row, level) {
  limits_words_of(percent_words(row$conf_low), percent_words(row$conf_high), level)
}
