# Sets the change of those who said something beside the change of those who did not.

# The people of the cohort that could have been coded and which of them have each
# code, or one below it; `others` counts those who are not people of the cohort.
coded_sets <- function(cohort, found) {
  person <- as.character(cohort$people$person)
  asked <- person %in% found$asked$participant
  lines <- code_lines(found$framework)
  has <- lapply(seq_along(found$framework$code), function(place) {
    below <- lines$code[lines$above == place]
    person %in% found$given$participant[found$given$at %in% below]
  })
  list(asked = asked, has = stats::setNames(has, found$framework$code),
       others = length(setdiff(found$asked$participant, c(person, NA))))
}

# Rows for each code: of each side its participants, and of those with both answers n,
# mean and SD of the change; then the difference of the means, and its quote where
# `quotes` has one for each code.
estimate_joint_display <- function(sets, framework, places, change, outcome, conf_level,
                                   quotes = NULL) {
  stack_frames(lapply(places, function(place) {
    has <- sets$has[[place]]
    sides <- list(with = sets$asked & has, without = sets$asked & !has)
    rows <- c(
      unlist(lapply(names(sides), function(side) {
        side_rows(side, sum(sides[[side]]), change[sides[[side]]])
      }), recursive = FALSE),
      list(difference_row(change[sides$with], change[sides$without], conf_level)),
      if (!is.null(quotes)) list(quote_row(quotes[place, ]))
    )
    rows <- stack_frames(rows)
    n <- length(rows$statistic)
    of <- new_frame(list(
      code = rep(framework$code[place], n), label = rep(framework$label[place], n),
      parent = rep(framework$parent[place], n), level = rep(framework$level[place], n),
      scale = rep(outcome$scale, n), contrast = rep(outcome$contrast, n),
      direction = rep(outcome$direction, n),
      from = rep(outcome$from, n), to = rep(outcome$to, n)
    ))
    new_frame(c(of, rows))
  }))
}

# Figures of fewer people than smallest_group would be their answers.
side_rows <- function(side, participants, change) {
  known <- change[!is.na(change)]
  n <- length(known)
  why <- if (n == 0) "no_pair" else if (n < smallest_group) "few_on_side" else NA_character_
  list(new_frame(list(
    side = rep(side, 4), statistic = c("participants", "n", "mean", "sd"),
    estimate = c(participants, n, if (is.na(why)) c(mean(known), stats::sd(known)) else c(NA, NA)),
    conf_low = rep(NA_real_, 4), conf_high = rep(NA_real_, 4),
    n = c(participants, n, n, n), text = rep(NA_character_, 4), said_by = rep(NA_character_, 4),
    method = c(if (side == "with") "people_with_code" else "people_without_code",
               "complete_pairs", "complete_pairs", "sample_sd"),
    interval = rep(NA_character_, 4), reason = c(NA, NA, why, why),
    about = rep(NA_character_, 4), status = rep("shown", 4)
  )))
}

# Welch (1947): the difference of two means whose spreads differ, with the t interval.
# Those who said it are few and chose to: no test is made of it.
difference_row <- function(with, without, conf_level) {
  with <- with[!is.na(with)]
  without <- without[!is.na(without)]
  n <- c(length(with), length(without))
  why <- if (min(n) < smallest_group) "few_on_a_side" else NA_character_
  estimate <- if (is.na(why)) mean(with) - mean(without) else NA_real_
  limits <- c(NA_real_, NA_real_)
  part <- if (is.na(why)) c(stats::var(with), stats::var(without)) / n else c(0, 0)
  if (sum(part) > 0) {
    df <- sum(part)^2 / sum(part^2 / (n - 1))
    limits <- estimate + c(-1, 1) * stats::qt((1 + conf_level) / 2, df) * sqrt(sum(part))
  } else if (is.na(why)) {
    why <- "constant_groups"
  }
  new_frame(list(
    side = NA_character_, statistic = "difference", estimate = estimate,
    conf_low = limits[1], conf_high = limits[2], n = sum(n), text = NA_character_,
    said_by = NA_character_, method = "with_less_without",
    interval = if (is.na(limits[1])) NA_character_ else "welch_t", reason = why,
    about = NA_character_, status = "shown"
  ))
}

# Words and no number.
quote_row <- function(quote) {
  none <- is.na(quote$text)
  new_frame(list(
    side = NA_character_, statistic = "quote", estimate = NA_real_, conf_low = NA_real_,
    conf_high = NA_real_, n = NA_integer_, text = quote$text,
    said_by = if (none) NA_character_ else quote$said_by, method = quote$method,
    interval = NA_character_, reason = if (none) "no_quote" else NA_character_,
    about = NA_character_, status = "shown"
  ))
}
