# Did a gain last? The last of three waves against the first two.

# Every scale of a cohort. `margins` has those of the scales by their names.
estimate_persistence <- function(cohort, options, scales, waves, margins, test,
                                 call = rlang::caller_env()) {
  frame <- stack_frames(lapply(scales, function(name) {
    scale <- cohort$study$scales[[name]]
    people <- scale_patterns(cohort, name, waves, call = call)
    answers <- unname(people$answers)
    rows <- persistence_of(answers, people$counts, margins[[name]], test, options$conf_level,
                           scale_direction(scale), call)
    frame_of(scale = name, label = scale_label(scale, name),
             with_found_later(rows, answers, people$there[[3]], people$counts))
  }))
  adjust_over_scales(frame)
}

# Of those without a later answer, whoever was found there and answered too few items:
# not found and found without a score are two things.
with_found_later <- function(rows, answers, there, counts) {
  before <- !is.na(answers[[1]]) | !is.na(answers[[2]])
  at <- match("n_lost", rows$statistic)
  one <- rows[at, ]
  one$statistic <- one$method <- "lost_but_found"
  one$estimate <- people_meant(before & is.na(answers[[3]]) & there, counts)
  stack_frames(list(rows[seq_len(at), ], one, rows[-seq_len(at), ]))
}

# What would be a loss is told by the `direction`: without one neither a rise nor a fall
# is, and the test is of a change either way.
persistence_of <- function(answers, counts, margin, test, conf_level, direction = "higher",
                           call = rlang::caller_env()) {
  if (direction == "none") test <- "equivalence"
  sign <- direction_sign(direction)
  tally <- new_tally(answers, counts = counts, call = call)
  people <- tally_patterns(tally)
  found <- wave_tests(tally, 1L, call)
  later <- likelihood_contrast(found, 1, 3)
  since <- with_larger_error(likelihood_contrast(found, 2, 3), people, c(0, -1, 1), call)
  rows <- stack_frames(list(
    gain_rows(found, later, conf_level),
    since_rows(since, "change_since", "p_persistence",
               paste0(test, if (since$by_jackknife) "_jackknife" else "_likelihood"),
               margin, conf_level, sign),
    pairs_rows(tally_contrast(tally, 2L, 3L, call = call), margin, test,
               conf_level, sign, call),
    lost_rows(later, unname(people$answers), people$counts, conf_level)
  ))
  rows$caution <- lasting_cautions(rows, has_several_tops(found))
  named_by_direction(frame_of(direction = direction, rows))
}

# What their intervals rest on where many are lost, as of a change between two waves, or
# where the likelihood has several tops.
lasting_cautions <- function(rows, several) {
  caution <- lost_cautions(rows)
  by_tops <- c("gain", "gain_later", "retention", "change_since", "p_persistence")
  caution[several & rows$statistic %in% by_tops & !is.na(rows$estimate)] <- "likelihood_tops"
  caution
}

lost_cautions <- function(rows) {
  caution <- rep(NA_character_, nrow(rows))
  lost <- rows[rows$statistic == "n_lost", ]
  if (!isTRUE(lost$estimate > many_lost * lost$n)) return(caution)
  of_everyone <- rows$statistic %in% c("gain_later", "retention", "change_since")
  caution[of_everyone & !is.na(rows$conf_low)] <- "lost_likelihood"
  of_pairs <- rows$statistic == "change_since_pairs"
  caution[of_pairs & !is.na(rows$conf_low)] <- "lost_later"
  caution
}

persistence_row <- function(statistic, estimate, n, method, reason = NULL,
                            limits = c(NA_real_, NA_real_), interval = NA_character_,
                            setting = NA_real_, df2 = NA_real_) {
  absent <- is.na(estimate)
  frame_of(
    statistic = statistic, estimate = estimate,
    conf_low = limits[1], conf_high = limits[2], n = as.integer(n),
    method = method, interval = interval,
    reason = if (absent) reason else NA_character_, about = NA_character_,
    setting = setting, df2 = df2
  )
}

# The two gains of everyone, side by side, and what part of the first is left.
gain_rows <- function(found, later, conf_level) {
  gain <- likelihood_contrast(found, 1, 2)
  row <- function(statistic, of) {
    persistence_row(statistic, of$estimate, of$n, of$method, of$reason,
                    likelihood_limits(of, conf_level), "t", df2 = of$df)
  }
  span <- likelihood_limits(gain, conf_level)
  clear <- isTRUE(span[1] > 0 || span[2] < 0)
  stack_frames(list(
    row("gain", gain), row("gain_later", later),
    persistence_row(
      "retention", if (clear) later$estimate / gain$estimate else NA_real_, gain$n,
      "ratio_of_gains", if (is.na(gain$estimate)) gain$reason else "gain_near_zero",
      if (clear) retention_limits(found, later$estimate / gain$estimate, conf_level)
      else c(NA_real_, NA_real_), "fieller"
    )
  ))
}

# Fieller 1954: the ratios r whose later gain less r times the gain is not told from
# 0. Each of these is a contrast of the likelihood's means, with an error and degrees
# of freedom of its own.
retention_limits <- function(found, ratio, conf_level) {
  beyond <- function(r) {
    left <- contrast_of_means(found, c(r - 1, -r, 1))
    abs(left$estimate) / left$error - stats::qt((1 + conf_level) / 2, left$df)
  }
  vapply(c(-1, 1), function(side) {
    step <- 1
    # As r grows this comes to the test of the gain alone, which is told from 0.
    while (beyond(ratio + side * step) <= 0 && step < 1e12) step <- 2 * step
    if (step >= 1e12) return(side * Inf)
    ratio + side * stats::uniroot(function(by) beyond(ratio + side * by), c(0, step),
                                  tol = 1e-12)$root
  }, 0)
}

# A change since, with the interval that agrees with the one-sided tests, and the
# test of it at the margin; a gain is a change in the way of `sign`.
since_rows <- function(since, statistic, p_statistic, method, margin, conf_level, sign) {
  level <- 2 * conf_level - 1
  limits <- likelihood_limits(since, level)
  p <- if (is.null(margin) || !isTRUE(since$error > 0)) NA_real_ else {
    margin_p(since, margin, method, sign)
  }
  stack_frames(list(
    persistence_row(statistic, since$estimate, since$n, since$method, since$reason,
                    limits, if (isTRUE(since$by_jackknife)) "t_of_level_jackknife"
                    else "t_of_level", setting = 100 * level, df2 = since$df),
    persistence_row(
      p_statistic, p, since$n, method,
      if (is.null(margin)) "no_margin" else since$no_test %||% since$reason,
      setting = 100 * (1 - conf_level), df2 = since$df
    )
  ))
}

# The larger p of two where a further gain is to be ruled out as well.
margin_p <- function(since, margin, method, sign) {
  gain <- sign * since$estimate
  below <- stats::pt((gain + margin) / since$error, since$df, lower.tail = FALSE)
  if (!method %in% equivalence_methods) return(below)
  max(below, stats::pt((gain - margin) / since$error, since$df))
}

equivalence_methods <- c("equivalence_likelihood", "equivalence_jackknife", "equivalence_t")

# The same of those who answered after and later, whom being there later chose; and
# the margin.
pairs_rows <- function(contrast, margin, test, conf_level, sign, call) {
  found <- as.list(check_kernel(
    .Call(pw_call_paired, contrast, FALSE, 0),
    "Can't compute the change.", call = call
  ))
  n <- found$n
  since <- list(
    estimate = found$change, error = found$error, df = max(n - 1, 1), n = n,
    method = "since_pairs", reason = "no_pair",
    no_test = if (n < 2) "few_pairs" else "constant_change"
  )
  stack_frames(list(
    since_rows(since, "change_since_pairs", "p_persistence_pairs", paste0(test, "_t"),
               margin, conf_level, sign),
    persistence_row("margin", margin %||% NA_real_, n, "declared", "no_margin")
  ))
}

# The likelihood's means are those of everyone, each missing answer taken as
# predicted; so a fall of the lost by some points lowers the later mean, and its
# interval, by their share of them. The conclusion tips where the interval first holds
# 0 (Yan, Lee and Li 2009).
lost_rows <- function(later, answers, counts, conf_level) {
  n <- later$n
  lost <- sum(counts[is.na(answers[[3]])])
  limits <- likelihood_limits(later, conf_level)
  clear <- isTRUE(limits[1] > 0 || limits[2] < 0)
  nearest <- if (clear) limits[which.min(abs(limits))] else NA_real_
  stack_frames(list(
    persistence_row("n_lost", lost, n, "lost_later"),
    unchanged_row(answers, counts),
    persistence_row(
      "tipping_point", if (lost > 0) n * nearest / lost else NA_real_, n,
      "points_below",
      if (lost == 0) "nobody_lost" else if (is.na(later$estimate)) {
        later$reason
      } else {
        "tips_already"
      },
      setting = 100 * conf_level
    )
  ))
}

# If the lost stood still since before: nobody's gain, and nobody's fall.
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
