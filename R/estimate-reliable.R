# Compares change with the error of measurement, and counts who could not move.

# A reliability with the method that gave it, the wave that it is `about` and its
# n; the reason where there is none.
no_reliability <- function(reason, about = NA_character_) {
  list(value = NA_real_, method = NA_character_, reason = reason, about = about,
       n = NA_real_)
}

given_reliability <- function(reliability, scale = NULL) {
  value <- if (length(names(reliability))) reliability[[scale]] else reliability
  if (is.null(value)) return(no_reliability("no_reliability"))
  list(value = value, method = "given", about = NA_character_, n = NA_real_)
}

# Cronbach's alpha of the earlier wave.
alpha_of <- function(alphas, scale, wave, study) {
  row <- frame_rows(alphas, which(alphas$scale == scale & alphas$wave == wave &
                                    alphas$statistic == "alpha"))
  label <- study_wave_labels(study)[[wave]]
  if (is.na(row$estimate)) {
    return(no_reliability(paste0("no_alpha_", row$reason), label))
  }
  if (row$estimate < 0) {
    return(no_reliability("negative_alpha", label))
  }
  list(value = row$estimate, method = "alpha_of_wave", about = label, n = row$n,
       limits = c(row$conf_low, row$conf_high))
}

check_reliability <- function(reliability, scales = NULL,
                              call = rlang::caller_env()) {
  fine <- is.numeric(reliability) && !anyNA(reliability) &&
    all(reliability >= 0 & reliability <= 1) &&
    (length(reliability) == 1 || length(scales) > 1)
  if (!fine) {
    abort_pairwave(
      c("{.arg reliability} must be one number from 0 to 1, or one for each scale.",
        x = "It is {.val {reliability}}."),
      "argument", call = call
    )
  }
  if (length(reliability) == 1 && is.null(names(reliability))) return(invisible())
  absent <- setdiff(scales, names(reliability))
  if (length(absent)) {
    abort_pairwave(
      c("{.arg reliability} must have a number for each scale, by its name.",
        x = "There is none for {.val {absent[1]}}."),
      "argument", call = call
    )
  }
}

# Jacobson and Truax 1991: a change is beyond error when it is more than 1.96
# standard errors of a difference of two measurements; a gain is one in the way of
# `sign`.
reliable_change <- function(pairs, sd_before, reliability, sign = 1) {
  threshold <- 1.96 * sqrt(2) * sd_before * sqrt(1 - reliability$value)
  d <- sign * (pairs$after - pairs$before)
  # A change equal to the threshold on paper is not above it here.
  slack <- 1e-10 * max(1, abs(pairs$before), abs(pairs$after))
  count <- function(hit) if (is.na(threshold)) NA_real_ else sum(pairs$count[hit])
  list(
    reliability = reliability$value, reliable_threshold = threshold,
    reliable_gain = count(d > threshold + slack),
    reliable_same = count(abs(d) <= threshold + slack),
    reliable_loss = count(d < -threshold - slack)
  )
}

# The lowest and the highest score that the study's rule can give, NA when it has
# no range.
possible_scores <- function(scale) {
  if (is.null(scale$range)) return(c(NA_real_, NA_real_))
  range(scale$range) * if (scale$score == "sum") length(scale$items) else 1
}

# The same for every scale of a study, by its name.
study_possible <- function(study) lapply(study$scales, possible_scores)

# Counts the people at either end of the scale, in both waves of a contrast. The ceiling
# is the best score there is: the lowest, where lower is better.
count_at_ends <- function(pairs, possible, direction = "higher") {
  slack <- 1e-10 * abs(possible)
  count <- function(answers, end) {
    if (is.na(possible[end])) return(NA_real_)
    at <- if (end == 1) answers <= possible[1] + slack[1] else
      answers >= possible[2] - slack[2]
    sum(pairs$count[at])
  }
  worst <- if (direction == "lower") 2 else 1
  list(at_floor = count(pairs$before, worst), at_floor_after = count(pairs$after, worst),
       at_ceiling = count(pairs$before, 3 - worst),
       at_ceiling_after = count(pairs$after, 3 - worst))
}

# The share of people at the lowest or, where it is more, at the highest earlier answer
# that was given.
crowded_share <- function(pairs) {
  if (!length(pairs$before)) return(NA_real_)
  at <- function(end) sum(pairs$count[pairs$before == end])
  max(at(min(pairs$before)), at(max(pairs$before))) / sum(pairs$count)
}
