# What people said beside how they changed, in plain sentences: one for each code.

#' @rdname describe
#' @export
describe.pairwave_joint_display <- function(x, ..., people = c("person", "people")) {
  check_dots_empty()
  check_people_words(people)
  x <- in_its_style(x)
  people <- people_words(people)
  frame <- as.data.frame(x)
  line <- paste(frame$scale, frame$contrast, frame$code, sep = "\r")
  at <- which(!duplicated(line))
  say <- list(level = attr(x, "conf_level"), people = people, about = about_word(x),
              waves = attr(x, "wave_labels"), scales = attr(x, "scale_labels"))
  new_sentences(new_frame(list(
    scale = frame$scale[at], label = frame$label[at], group = rep(NA_character_, length(at)),
    contrast = frame$contrast[at],
    n = frame$n[frame$statistic == "difference"],
    sentence = vapply(at, function(i) joint_sentence(frame[line == line[i], ], say), "")
  )))
}

joint_sentence <- function(part, say) {
  waves <- wave_words(part, say)
  if (part$status[1] == "suppressed") {
    return(worded("figures for {code} are {why}.", code = part$label[1], why = part$note[1]))
  }
  difference <- part[part$statistic == "difference", ]
  paste0(
    joint_side(part, "with", say), "; ", joint_side(part, "without", say),
    " (", say$scales[[part$scale[1]]], ", ", contrast_label(waves[1], waves[2]), ")",
    if (is.na(difference$estimate)) {
      worded("; no difference is given: {why}.", why = difference$note)
    } else {
      worded("; the difference is {size}{interval}.", size = decimals(difference$estimate),
             interval = in_brackets(
               interval_words(difference$conf_low, difference$conf_high, say$level)
             ))
    }
  )
}

# How many had both answers and, where that is given, how they changed on average.
joint_side <- function(part, side, say) {
  of <- function(statistic) joint_value(part, side, statistic)
  code <- part$label[1]
  all <- of("participants")
  if (all == 0) {
    return(if (side == "with") worded("nobody has the code {code}", code = code) else
      worded("nobody is without it"))
  }
  mean <- of("mean")
  holes <- list(
    people = count_people(all, say$people), code = code,
    n = if (of("n") == 0) worded("none") else of("n"),
    mean = if (!is.na(mean)) worded(", with a mean change of {mean} (SD {sd})",
                                    mean = decimals(mean), sd = decimals(of("sd")))
  )
  fill_holes(if (side == "with") {
    if (of("n") < 2) worded("of {people} with the code {code}, {n} has both answers{mean}") else
      worded("of {people} with the code {code}, {n} have both answers{mean}")
  } else {
    if (of("n") < 2) worded("of {people} without it, {n} has both answers{mean}") else
      worded("of {people} without it, {n} have both answers{mean}")
  }, holes)
}
