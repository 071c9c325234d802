# Estimates the mean of a scale in each wave.

estimate_wave_means <- function(cohort, scales, conf_level) {
  waves <- names(cohort$study$waves)
  stack_frames(lapply(scales, function(scale) {
    frame_of(
      scale = scale, label = scale_label(cohort$study$scales[[scale]], scale),
      direction = scale_direction(cohort$study$scales[[scale]]),
      means_of_scale(scale_answers(cohort$scores, scale, waves), conf_level,
                     links_people(cohort$study))
    )
  }))
}

# Who answered every wave is known of several waves whose people are `followed`.
means_of_scale <- function(answers, conf_level, followed = TRUE) {
  always <- stats::complete.cases(as.data.frame(answers))
  rows <- function(who, take) {
    stack_frames(Map(function(values, wave) {
      values <- values[take & !is.na(values)]
      frame_of(who = who, wave = wave, mean_rows(values, conf_level))
    }, unname(answers), names(answers)))
  }
  stack_frames(list(
    rows("wave", TRUE), if (followed && length(answers) > 1) rows("every wave", always)
  ))
}

mean_rows <- function(values, conf_level) {
  n <- length(values)
  mean <- sd <- NA_real_
  if (n > 1) {
    mean <- mean(values)
    sd <- no_noise(stats::sd(values), values)
  }
  half <- stats::qt((1 + conf_level) / 2, max(n - 1, 1)) * sd / sqrt(n)
  frame_of(
    statistic = c("mean", "sd"), estimate = c(mean, sd),
    conf_low = c(mean - half, NA), conf_high = c(mean + half, NA), n = n,
    method = c("mean_of_wave", "sd_of_wave"), interval = c("t", NA),
    reason = if (n > 1) NA_character_ else "few_people", about = NA_character_
  )
}

# A spread that is rounding noise beside the answers is 0.
no_noise <- function(spread, values) {
  if (spread <= 1e-10 * max(1, abs(values))) 0 else spread
}
