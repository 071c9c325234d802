# Did a gain last? The last of three waves against the first two.

# Every scale of a cohort. `margins` has those of the scales by their names.
estimate_persistence <- function(cohort, options, scales, waves, margins, test) {
  do.call(rbind, lapply(scales, function(name) {
    scale <- cohort$study$scales[[name]]
    answers <- unname(scale_answers(cohort$scores, name, waves))
    data.frame(scale = name, label = scale_label(scale, name),
               persistence_of(answers, NULL, margins[[name]], test,
                              options$conf_level))
  }))
}

persistence_of <- function(answers, counts, margin, test, conf_level,
                           call = rlang::caller_env()) {
  tally <- new_tally(answers, counts = counts, call = call)
  people <- tally_patterns(tally)
  answers <- unname(people$answers)
  counts <- people$counts
  rbind(
    since_rows(tally_contrast(tally, 2L, 3L, call = call), margin, test,
               conf_level, call),
    retention_rows(answers, counts, conf_level),
    kept_row(answers, counts, margin %||% 0, conf_level),
    lost_rows(tally, answers, counts, conf_level, call)
  )
}

persistence_row <- function(statistic, estimate, n, method, reason = NULL,
                            limits = c(NA_real_, NA_real_), interval = NA_character_,
                            setting = NA_real_, df2 = NA_real_) {
  absent <- is.na(estimate)
  data.frame(
    statistic = statistic, estimate = estimate,
    conf_low = limits[1], conf_high = limits[2], n = as.integer(n),
    method = method, interval = interval,
    reason = if (absent) reason else NA_character_, about = NA_character_,
    setting = setting, df2 = df2
  )
}

# One-sided tests of the change since, at the margin.
since_rows <- function(contrast, margin, test, conf_level, call) {
  found <- as.list(check_kernel(
    .Call(pw_call_paired, contrast, FALSE, 0),
    "Can't compute the change.", call = call
  ))
  n <- found$n
  mean <- found$change
  error <- found$error
  limits <- mean + c(-1, 1) * stats::qt(conf_level, max(n - 1, 1)) * error
  p <- if (is.null(margin) || is.na(error) || error == 0) NA_real_ else {
    below <- stats::pt((mean + margin) / error, n - 1, lower.tail = FALSE)
    above <- stats::pt((mean - margin) / error, n - 1)
    if (test == "equivalence") max(below, above) else below
  }
  why <- if (n < 2) "few_pairs" else if (is.null(margin)) {
    "no_margin"
  } else {
    "constant_change"
  }
  method <- if (test == "equivalence") "two_one_sided_t" else "non_inferiority_t"
  rbind(
    persistence_row("change_since", mean, n, "since", "no_pair", limits, "t",
                    setting = 100 * (2 * conf_level - 1)),
    persistence_row("margin", margin %||% NA_real_, n, "declared", "no_margin"),
    persistence_row("p_persistence", p, n, method, why)
  )
}

# Fieller 1954: the ratios that the data do not reject.
retention_rows <- function(answers, counts, conf_level) {
  all <- stats::complete.cases(as.data.frame(answers, col.names = 1:3))
  counts <- counts[all]
  gain <- (answers[[2]] - answers[[1]])[all]
  whole <- (answers[[3]] - answers[[1]])[all]
  n <- sum(counts)
  mean_of <- function(x) sum(counts * x) / n
  mean_gain <- if (n) mean_of(gain) else NA_real_
  t <- stats::qt((1 + conf_level) / 2, max(n - 1, 1))
  limits <- c(NA_real_, NA_real_)
  span <- limits
  ratio <- NA_real_
  if (n > 1) {
    mean_whole <- mean_of(whole)
    # The covariance of two means.
    v <- function(x, y) sum(counts * x * y) / (n - 1) / n
    vary <- gain - mean_gain
    vary_whole <- whole - mean_whole
    span <- mean_gain + c(-1, 1) * t * sqrt(v(vary, vary))
    a <- mean_gain^2 - t^2 * v(vary, vary)
    if (a > 1e-10 * mean_gain^2) {
      b <- mean_gain * mean_whole - t^2 * v(vary, vary_whole)
      c <- mean_whole^2 - t^2 * v(vary_whole, vary_whole)
      ratio <- mean_whole / mean_gain
      limits <- (b + c(-1, 1) * sqrt(max(0, b^2 - a * c))) / a
    }
  }
  rbind(
    persistence_row("gain", mean_gain, n, "three_waves_t", "nobody_three_waves",
                    span, "t"),
    persistence_row(
      "retention", ratio, n, "ratio_of_changes",
      if (n < 2) "few_three_waves" else "gain_near_zero", limits, "fieller"
    )
  )
}

kept_row <- function(answers, counts, margin, conf_level) {
  loss <- answers[[2]] - answers[[3]]
  rose <- which(answers[[2]] > answers[[1]] & !is.na(loss))
  n <- sum(counts[rose])
  kept <- sum(counts[rose][loss[rose] <= margin + 1e-10])
  persistence_row(
    "kept", if (n) kept / n else NA_real_, n,
    "kept_of_risen", "nobody_rose", wilson_limits(kept, n, conf_level), "wilson",
    setting = margin
  )
}

# The likelihood's means are those of everyone, each missing answer taken as
# predicted; so a fall of the lost by some points lowers the later mean by their
# share of them.
lost_rows <- function(tally, answers, counts, conf_level, call) {
  gain <- likelihood_contrast(wave_tests(tally, 1L, call), 1, 3)
  n <- gain$n
  lost <- sum(counts[is.na(answers[[3]])])
  none <- is.na(gain$estimate)
  tipping <- if (lost == 0 || none || gain$estimate <= 0) NA_real_ else {
    n * gain$estimate / lost
  }
  rbind(
    persistence_row("n_lost", lost, n, "lost_later"),
    persistence_row("gain_likelihood", gain$estimate, n, gain$method, gain$reason,
                    likelihood_limits(gain, conf_level), "t", df2 = gain$df),
    unchanged_row(answers, counts),
    persistence_row(
      "tipping_point", tipping, n, "points_below",
      if (lost == 0) "nobody_lost" else if (none) gain$reason else "no_gain"
    )
  )
}

# The lost count as nobody's gain.
unchanged_row <- function(answers, counts) {
  began <- !is.na(answers[[1]])
  gain <- (answers[[3]] - answers[[1]])[began]
  gain[is.na(gain)] <- 0
  n <- sum(counts[began])
  persistence_row(
    "gain_if_unchanged", if (n) sum(counts[began] * gain) / n else NA_real_, n,
    "lost_unchanged", "nobody_before"
  )
}
