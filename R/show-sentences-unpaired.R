# Change of a group in plain sentences: one for each line of the headline table, each of
# which says that nobody was followed.

#' @rdname describe
#' @export
describe.pairwave_unpaired <- function(x, ..., people = c("person", "people")) {
  check_dots_empty()
  check_people_words(people)
  frame <- as.data.frame(x)
  key <- paste(frame$scale, frame$item, frame$contrast, frame$group, sep = "\r")
  parts <- split(seq_along(key), factor(key, unique(key)))
  say <- list(level = attr(x, "conf_level"), people = people, about = about_word(x),
              by = attr(x, "by_label"), waves = attr(x, "wave_labels"))
  first <- vapply(parts, `[`, 0L, 1)
  new_sentences(data.frame(
    scale = frame$scale[first],
    label = ifelse(is.na(frame$item[first]), frame$label[first], frame$item[first]),
    frame[first, c("group", "contrast")],
    n = vapply(parts, function(at) frame$n[at][frame$statistic[at] == "change"], 0L),
    sentence = paste0(vapply(parts, function(at) unpaired_sentence(frame[at, ], say), ""),
                      recall_words(x, frame$from[first], frame$to[first]))
  ))
}

unpaired_sentence <- function(part, say) {
  row <- function(statistic) part[part$statistic == statistic, ]
  of <- function(statistic) row(statistic)$estimate
  waves <- wave_words(part, say)
  outcome <- unpaired_outcome(part[1, ])
  subject <- paste0(
    if (nzchar(outcome)) paste0("on ", outcome, ", "),
    if (!is.na(part$group[1])) paste0("among ", part$group[1], " (", say$by, "), ")
  )
  if (is.na(of("n_before")) || is.na(of("n_after"))) {
    return(paste0(subject, "figures of the group from ", waves[1], " to ", waves[2], " are ",
                  row("change")$note, "."))
  }
  who <- paste0(say$about, count_people(of("n_before"), say$people), " answered at ", waves[1],
                " and ", say$about, of("n_after"), " at ", waves[2])
  if (is.na(of("change")) || is.na(of("mean_before"))) {
    return(paste0(subject, who, ", and no change of the group is given: ", row("change")$note,
                  "."))
  }
  paste0(
    subject, who, ", who are taken as two groups: ", unpaired_what(part), " went from ",
    unpaired_mean(part, "mean_before"), " to ", unpaired_mean(part, "mean_after"),
    ", a change of the group, not of people, of ", unpaired_size(part, "change"),
    in_brackets(unpaired_test(part, say)), ".", overlap_words(part), range_words(part, say)
  )
}

# The mean of an item with two answers is the share of one of them.
is_share <- function(part) "share_of_yes_in_wave" %in% part$method

unpaired_what <- function(part) {
  if (!is_share(part)) return("the mean")
  yes <- part$about[part$method %in% "share_of_yes_in_wave"][1]
  paste("the share of", encodeString(yes, quote = "\""))
}

unpaired_mean <- function(part, statistic) {
  mean <- part$estimate[part$statistic == statistic]
  if (is_share(part)) share_text(mean) else decimals(mean, unpaired_digits(part))
}

unpaired_size <- function(part, statistic) {
  size <- part$estimate[part$statistic == statistic]
  if (is_share(part)) return(paste(points_text(size), "percentage points"))
  decimals(size, unpaired_digits(part))
}

# The limits of the change, in points of the scale or percentage points.
unpaired_interval <- function(part, row, level) {
  times <- if (is_share(part)) 100 else 1
  interval_words(times * row$conf_low, times * row$conf_high, level,
                 if (is_share(part)) 1 else unpaired_digits(part))
}

unpaired_digits <- function(part) {
  spread_digits(part$estimate[part$statistic %in% c("sd_before", "sd_after")])
}

unpaired_test <- function(part, say) {
  row <- function(statistic) part[part$statistic == statistic, ]
  of <- function(statistic) row(statistic)$estimate
  inside <- c(
    unpaired_interval(part, row("change"), say$level),
    if (is.na(of("t"))) paste("no test:", row("t")$note) else paste0(
      "Welch's t(", decimals(of("df"), 1), ") = ", decimals(of("t")), ", ",
      adjusted_words(row("p"), row("p_adjusted"))
    ),
    if (!is.na(of("superiority"))) paste0(
      "an answer at the later wave is higher with probability ", decimals(of("superiority")),
      if (!is.na(of("p_superiority"))) paste0(
        ", ", interval_words(row("superiority")$conf_low, row("superiority")$conf_high, say$level),
        ", Brunner-Munzel ", p_words(of("p_superiority"))
      )
    )
  )
  paste(inside, collapse = "; ")
}

# Nothing where nobody is known to be in both waves.
overlap_words <- function(part) {
  row <- function(statistic) part[part$statistic == statistic, ]
  if (is.na(row("t_linked")$estimate)) return("")
  paste0(
    " With the ", row("n_both")$estimate, " who are known to be in both (r = ",
    decimals(row("r")$estimate), ") counted as such, the partly overlapping samples t is t(",
    decimals(row("df_linked")$estimate, 1), ") = ", decimals(row("t_linked")$estimate), ", ",
    p_words(row("p_linked")$estimate), "."
  )
}

range_words <- function(part, say) {
  p <- range_of_p(part)
  if (anyNA(p)) return("")
  assumed <- part[part$statistic == "change_if_same", ]
  limits <- vapply(c(1, nrow(assumed)), function(i) {
    unpaired_interval(part, assumed[i, ], say$level)
  }, "")
  paste0(
    " Were everyone of the smaller wave in the other as well, p would go from ", p_text(p[1]),
    " (", limits[1], ") where their answers don't correlate to ", p_text(p[2]), " (", limits[2],
    ") where r is 0.9."
  )
}
