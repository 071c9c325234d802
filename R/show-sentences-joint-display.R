# What people said beside how they changed, in plain sentences: one for each code.

#' @rdname describe
#' @export
describe.pairwave_joint_display <- function(x, ..., people = c("person", "people")) {
  check_dots_empty()
  check_people_words(people)
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
    return(paste0("figures for ", part$label[1], " are ", part$note[1], "."))
  }
  difference <- part[part$statistic == "difference", ]
  paste0(
    joint_side(part, "with", say), "; ", joint_side(part, "without", say),
    " (", say$scales[[part$scale[1]]], ", ", waves[1], " to ", waves[2], ")",
    if (is.na(difference$estimate)) {
      paste0("; no difference is given: ", difference$note, ".")
    } else {
      paste0("; the difference is ", decimals(difference$estimate),
             in_brackets(interval_words(difference$conf_low, difference$conf_high, say$level)),
             ".")
    }
  )
}

# How many had both answers and, where that is given, how they changed on average.
joint_side <- function(part, side, say) {
  of <- function(statistic) joint_value(part, side, statistic)
  code <- part$label[1]
  all <- of("participants")
  who <- if (side == "with") {
    if (all == 0) return(paste0("nobody has the code ", code))
    paste0("of ", count_people(all, say$people), " with the code ", code)
  } else {
    if (all == 0) return("nobody is without it")
    paste0("of ", count_people(all, say$people), " without it")
  }
  mean <- of("mean")
  paste0(
    who, ", ", if (of("n") == 0) "none" else of("n"),
    if (of("n") < 2) " has" else " have", " both answers",
    if (!is.na(mean)) paste0(", with a mean change of ", decimals(mean), " (SD ",
                             decimals(of("sd")), ")")
  )
}
