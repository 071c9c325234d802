# Estimates the mean of a scale in each wave.

estimate_wave_means <- function(cohort, scales, conf_level, call = rlang::caller_env()) {
  followed <- links_people(cohort$study)
  stack_frames(lapply(scales, function(scale) {
    rows <- if (has_moments(cohort)) {
      sets <- wave_sets(names(cohort$surveys), followed)
      means_of_moments(new_moments_tally(cohort, cohort$study$scales[[scale]], sets, call),
                       conf_level)
    } else {
      people <- scale_patterns(cohort, scale, call = call)
      means_of_scale(people$answers, conf_level, followed, people$counts)
    }
    frame_of(
      scale = scale, label = scale_label(cohort$study$scales[[scale]], scale),
      direction = scale_direction(cohort$study$scales[[scale]]),
      rows
    )
  }))
}

# Who answered every wave is known of several waves whose people are `followed`.
means_of_scale <- function(answers, conf_level, followed = TRUE, counts = NULL) {
  always <- stats::complete.cases(as.data.frame(answers))
  rows <- function(who, take) {
    stack_frames(Map(function(values, wave) {
      known <- take & !is.na(values)
      frame_of(who = who, wave = wave, mean_rows(values[known], counts[known], conf_level))
    }, unname(answers), names(answers)))
  }
  stack_frames(list(
    rows("wave", TRUE), if (followed && length(answers) > 1) rows("every wave", always)
  ))
}

# From the distinct values in order and how many people have each, so that the digits are
# the same however they were counted; `counts` is NULL for one each.
mean_rows <- function(values, counts, conf_level) {
  distinct <- sort(unique(values))
  at <- match(values, distinct)
  people <- if (is.null(counts)) as.double(tabulate(at, length(distinct))) else
    as.vector(rowsum(counts, at))
  n <- sum(people)
  mean <- sd <- NA_real_
  if (n > 1) {
    mean <- sum(people * distinct) / n
    sd <- no_noise(sqrt(sum(people * (distinct - mean)^2) / (n - 1)), distinct)
  }
  rows_of_mean(n, mean, sd, conf_level)
}

# `reason` says why there is none of two people or more.
rows_of_mean <- function(n, mean, sd, conf_level, reason = NULL) {
  half <- stats::qt((1 + conf_level) / 2, max(n - 1, 1)) * sd / sqrt(n)
  frame_of(
    statistic = c("mean", "sd"), estimate = c(mean, sd),
    conf_low = c(mean - half, NA), conf_high = c(mean + half, NA), n = as.integer(n),
    method = c("mean_of_wave", "sd_of_wave"), interval = c("t", NA),
    reason = reason %||% if (n > 1) NA_character_ else "few_people", about = NA_character_
  )
}

# A spread that is rounding noise beside the answers is 0.
no_noise <- function(spread, values) {
  if (spread <= 1e-10 * max(1, abs(values))) 0 else spread
}
