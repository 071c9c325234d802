# Change of a group in plain sentences: one for each line of the headline table, each of
# which says that nobody was followed.

#' @rdname describe
#' @export
describe.pairwave_unpaired <- function(x, ..., people = c("person", "people")) {
  check_dots_empty()
  check_people_words(people)
  x <- in_its_style(x)
  people <- people_words(people)
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
    if (nzchar(outcome)) worded("on {scale}, ", scale = outcome),
    if (!is.na(part$group[1])) {
      worded("among {group} ({by}), ", group = part$group[1], by = say$by)
    }
  )
  if (is.na(of("n_before")) || is.na(of("n_after"))) {
    return(worded("{subject}figures of the group from {from} to {to} are {why}.",
                  subject = subject, from = waves[1], to = waves[2], why = row("change")$note))
  }
  who <- worded("{people} answered at {from} and {n} at {to}",
                people = paste0(say$about, count_people(of("n_before"), say$people)),
                from = waves[1], n = paste0(say$about, of("n_after")), to = waves[2])
  if (is.na(of("change")) || is.na(of("mean_before"))) {
    return(worded("{subject}{who}, and no change of the group is given: {why}.",
                  subject = subject, who = who, why = row("change")$note))
  }
  paste0(
    worded(paste(
      "{subject}{who}, who are taken as two groups: {mean} went from {before} to {after}, a",
      "change of the group, not of people, of {size}{inside}."
    ),
           subject = subject, who = who, mean = unpaired_what(part),
           before = unpaired_mean(part, "mean_before"),
           after = unpaired_mean(part, "mean_after"), size = unpaired_size(part, "change"),
           inside = in_brackets(unpaired_test(part, say))),
    overlap_words(part), range_words(part, say)
  )
}

# The mean of an item with two answers is the share of one of them.
is_share <- function(part) "share_of_yes_in_wave" %in% part$method

unpaired_what <- function(part) {
  if (!is_share(part)) return(worded("the mean"))
  yes <- part$about[part$method %in% "share_of_yes_in_wave"][1]
  worded("the share of {answer}", answer = encodeString(yes, quote = "\""))
}

unpaired_mean <- function(part, statistic) {
  mean <- part$estimate[part$statistic == statistic]
  if (is_share(part)) share_text(mean) else decimals(mean, unpaired_digits(part))
}

unpaired_size <- function(part, statistic) {
  size <- part$estimate[part$statistic == statistic]
  if (is_share(part)) {
    return(worded("{n} percentage points", n = points_text(size)))
  }
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
    if (is.na(of("t"))) worded("no test: {why}", why = row("t")$note) else worded(
      "Welch's t({df}) = {t}, {p}", df = decimals(of("df"), 1), t = decimals(of("t")),
      p = adjusted_words(row("p"), row("p_adjusted"))
    ),
    if (!is.na(of("superiority"))) paste0(
      worded("an answer at the later wave is higher with probability {share}",
             share = decimals(of("superiority"))),
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
  worded(
    paste(
      " With the {n} who are known to be in both (r = {r}) counted as such, the partly",
      "overlapping samples t is t({df}) = {t}, {p}."
    ),
    n = row("n_both")$estimate, r = bounded_text(row("r")$estimate),
    df = decimals(row("df_linked")$estimate, 1), t = decimals(row("t_linked")$estimate),
    p = p_words(row("p_linked")$estimate)
  )
}

range_words <- function(part, say) {
  p <- range_of_p(part)
  if (anyNA(p)) return("")
  assumed <- part[part$statistic == "change_if_same", ]
  limits <- vapply(c(1, nrow(assumed)), function(i) {
    unpaired_interval(part, assumed[i, ], say$level)
  }, "")
  worded(
    paste(
      " Were everyone of the smaller wave in the other as well, p would go from {p1}",
      "({interval1}) where their answers don't correlate to {p2} ({interval2}) where r is {r}."
    ),
    p1 = p_text(p[1]), interval1 = limits[1], p2 = p_text(p[2]), interval2 = limits[2],
    r = bounded_text(0.9, 1)
  )
}
