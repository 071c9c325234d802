# The statistics of change: which there are, in which order, by which rule.

# Every scale of a cohort. `weights` is a frame with a weight for each person and
# contrast, or NULL; `reliability` NULL to take each scale's own alpha.
estimate_paired_change <- function(cohort, options, scales = names(cohort$study$scales),
                                   by = NULL, weights = NULL, reliability = NULL,
                                   call = rlang::caller_env()) {
  study <- cohort$study
  alphas <- if (is.null(reliability)) estimate_reliability(cohort, scales, 0.95)
  do.call(rbind, lapply(scales, function(scale) {
    people <- scale_people(cohort$scores, scale)
    estimate_scale_change(
      scale_answers(cohort$scores, scale, names(study$waves)), options, scale = scale,
      label = scale_label(study$scales[[scale]], scale),
      groups = if (!is.null(by)) {
        group_labels(cohort$people[[by]])[match(people, cohort$people$person)]
      },
      ceiling = highest_score(study$scales[[scale]]),
      reliability = function(from) {
        if (is.null(reliability)) return(alpha_of(alphas, scale, from, study))
        given_reliability(reliability, scale)
      },
      weights = if (!is.null(weights)) {
        function(from, to) weights_of(weights, people, from, to)
      }, call = call
    )
  }))
}

# Every scale of several cohorts, contrast by contrast, each with all its cohorts as
# the groups.
estimate_stacked_change <- function(cohorts, options, scales, reliability = NULL,
                                    call = rlang::caller_env()) {
  frame <- do.call(rbind, lapply(names(cohorts), function(name) {
    one <- estimate_paired_change(cohorts[[name]], options, scales,
                                  reliability = reliability, call = call)
    one$group <- name
    one
  }))
  key <- paste(frame$scale, frame$contrast, sep = "\r")
  frame[order(match(key, unique(key))), ]
}

# All contrasts of one scale. `answers` holds a vector for each wave, `groups`
# a factor along them or NULL, `ceiling` the highest possible score or NA, `counts`
# how many people each row stands for, or NULL; `weights(from, to)` is NULL where
# no contrast is weighted.
estimate_scale_change <- function(answers, options, scale, label, groups, reliability,
                                  ceiling = NA, counts = NULL, weights = NULL,
                                  call = rlang::caller_env()) {
  # Nobody is in no group.
  if (nlevels(groups) == 0) groups <- NULL
  tally <- new_tally(answers, groups, counts, call)
  people <- list(tally = tally, patterns = tally_patterns(tally),
                 answers = answers, groups = groups, ceiling = ceiling,
                 reliability = reliability, weights = weights)
  whole <- lapply(seq_along(levels(groups) %||% NA), function(group) {
    wave_tests(tally, group, call)
  })
  pairs <- wave_contrasts(names(answers))
  parts <- Map(function(from, to) {
    rows <- change_of_contrast(people, whole, from, to, options, call)
    from <- names(answers)[from]
    to <- names(answers)[to]
    data.frame(group = rows$group, contrast = contrast_name(from, to),
               from = from, to = to, rows[names(rows) != "group"])
  }, pairs$from, pairs$to)
  if (length(answers) > 2) {
    rows <- lapply(whole, wave_rows, length(answers))
    if (!is.null(groups)) rows <- lapply(rows, hold_back)
    parts <- c(parts, Map(function(group, rows) {
      data.frame(group = group, contrast = all_waves, from = names(answers)[1],
                 to = names(answers)[length(answers)], rows)
    }, levels(groups) %||% NA_character_, rows))
  }
  frame <- do.call(rbind, unname(parts))
  adjust_p(data.frame(scale = scale, label = label, frame), options$adjust)
}

# One contrast of every group: `people` has their tally and its patterns, the
# answers that it counts and their groups, and what is known of them and the scale;
# `whole` what all waves of each group gave.
change_of_contrast <- function(people, whole, from, to, options, call) {
  answers <- people$answers
  waves <- names(answers)[c(from, to)]
  weights <- if (!is.null(people$weights)) people$weights(waves[1], waves[2])
  reliability <- people$reliability(waves[1])
  parts <- Map(function(group, whole) {
    contrast <- if (is.null(weights)) {
      tally_contrast(people$tally, from, to, group, call)
    } else {
      at <- if (is.null(people$groups)) TRUE else which(as.integer(people$groups) == group)
      weighted_contrast(answers[[from]][at], answers[[to]][at], weights[at], call)
    }
    change_of_pairs(contrast, reliability, likelihood_contrast(whole, from, to),
                    people$ceiling, options, !is.null(weights), call)
  }, seq_along(whole), whole)
  if (is.null(people$groups)) {
    return(data.frame(group = NA_character_, parts[[1]]))
  }
  groups <- Map(function(group, rows) data.frame(group = group, hold_back(rows)),
                levels(people$groups), parts)
  patterns <- people$patterns
  rbind(do.call(rbind, unname(groups)),
        group_rows(patterns$answers[[to]] - patterns$answers[[from]],
                   patterns$groups, patterns$counts, weights, options$conf_level))
}

# One contrast of one group: a row for each statistic.
change_of_pairs <- function(contrast, reliability, likelihood, ceiling, options,
                            weighted, call) {
  found <- as.list(check_kernel(
    .Call(pw_call_paired, contrast, options$zeros == "pratt", most_work),
    "Can't compute the change.", call = call
  ))
  rules <- change_rules
  if (weighted) {
    found$p_signed_rank <- found$p_sign <- found$hodges_lehmann <- NA_real_
    rules[weighted_statistics] <- paste("weighted;", rules[weighted_statistics])
    located <- list(limits = c(NA_real_, NA_real_))
  } else {
    ranks <- rank_test(found, options$zeros)
    found$p_signed_rank <- ranks$p
    rules["p_signed_rank"] <- ranks$rule
    located <- hodges_lehmann(contrast, found, options, call)
    found$hodges_lehmann <- located$estimate
    rules["hodges_lehmann"] <- located$rule
  }
  found$p <- 2 * stats::pt(-abs(found$t), found$df)
  others <- other_effects(found)
  found[names(others)] <- others
  pairs <- contrast_patterns(contrast)
  found$at_ceiling <- count_at_ceiling(pairs, ceiling)
  found <- c(found, reliable_change(pairs, found$sd_before, reliability))
  rules["reliability"] <- reliability$source
  found$change_likelihood <- likelihood$estimate
  found$p_likelihood <- likelihood_p(likelihood)
  rules[by_likelihood] <- likelihood$rule
  limits <- change_limits(found, options$conf_level, !weighted)
  if (options$interval == "bootstrap" && found$n >= 2) {
    drawn <- bootstrap_limits(contrast, found, options, call)
    at <- colnames(drawn$limits)
    limits[, at] <- drawn$limits
    rules[at] <- bootstrap_rule(rules[at], drawn$why[at], options$resamples)
  }
  limits[, "hodges_lehmann"] <- located$limits
  limits[, "change_likelihood"] <- likelihood_limits(likelihood, options$conf_level)
  statistics <- names(rules)
  found$p_adjusted <- NA_real_
  estimate <- unlist(found[statistics], use.names = FALSE)
  why <- why_absent(found, reliability, ceiling, weighted)
  why[by_likelihood] <- likelihood$why
  data.frame(
    statistic = statistics, estimate = estimate,
    conf_low = limits[1, ], conf_high = limits[2, ],
    n = as.integer(ifelse(statistics %in% by_likelihood, likelihood$n, found$n)),
    rule = unname(rules),
    note = ifelse(is.na(estimate), why[statistics], NA_character_),
    row.names = NULL
  )
}

# About a second of exact arithmetic, in nanoseconds; beyond it the signed-rank
# test is the normal approximation.
most_work <- 1e9

# Every statistic in the order of the result, with the method that gives it.
change_rules <- c(
  n = "complete pairs",
  n_before_only = "later answer missing",
  n_after_only = "earlier answer missing",
  mean_before = "complete pairs", sd_before = "complete pairs, n - 1",
  mean_after = "complete pairs", sd_after = "complete pairs, n - 1",
  r = "Pearson, complete pairs",
  change = "t test on complete pairs", sd_change = "complete pairs, n - 1",
  t = "t test on complete pairs", df = "t test on complete pairs",
  p = "t test on complete pairs, two-sided",
  p_adjusted = NA,
  change_likelihood = NA, p_likelihood = NA,
  d_av = "change over sqrt((s1^2 + s2^2) / 2), Algina-Keselman noncentral t",
  d_z = "change over the SD of changes, noncentral t",
  d_rm = "d_z sqrt(2 (1 - r))",
  d_b = "change over the SD of the earlier wave",
  g_av = "d_av with Hedges' factor, m = n - 1, noncentral t",
  g_z = "d_z with Hedges' factor, m = n - 1, noncentral t",
  improved = "later above earlier", same = "later equals earlier",
  worse = "later below earlier",
  share_improved = "improved / n, Wilson interval",
  share_same = "same / n, Wilson interval",
  share_worse = "worse / n, Wilson interval",
  superiority = "(improved + same / 2) / n",
  p_sign = "binomial test of improved against worse, exact",
  p_signed_rank = NA,
  rank_biserial = "signed ranks (Kerby), Fisher z interval",
  hodges_lehmann = NA,
  at_ceiling = "earlier answer is the highest possible",
  reliability = NA,
  reliable_threshold = "1.96 sqrt(2) sd_before sqrt(1 - reliability)",
  reliable_gain = "change above the threshold",
  reliable_same = "change within the threshold",
  reliable_loss = "change below minus the threshold"
)

# What comes from everyone with an answer in any wave.
by_likelihood <- c("change_likelihood", "p_likelihood")

directions <- c("improved", "same", "worse")

# Why a statistic would be NA, for each.
why_absent <- function(found, reliability, ceiling, weighted) {
  spread <- if (found$n < 1) "no complete pair" else "fewer than 2 complete pairs"
  why <- stats::setNames(rep(spread, length(change_rules)), names(change_rules))
  if (found$n >= 2) {
    why["r"] <- "no variance in one of the waves"
    why[c("d_av", "g_av")] <- "no variance in either wave"
    why[c("t", "p", "p_adjusted", "d_z", "g_z", "d_rm")] <-
      "every change is the same, so has no variance"
    why["d_b"] <- "no variance in the earlier wave"
  }
  if (found$n == 2) why[c("g_av", "g_z")] <- "fewer than 3 complete pairs"
  if (found$n >= 1) {
    why[c("p_sign", "p_signed_rank", "rank_biserial", "hodges_lehmann")] <-
      "every change is zero"
  }
  if (weighted) {
    why[c("p_sign", "p_signed_rank", "rank_biserial", "hodges_lehmann")] <-
      "ranks take no weights"
  }
  if (is.na(ceiling)) why["at_ceiling"] <- "the highest score is not known"
  if (is.na(reliability$value)) {
    why[c("reliability", "reliable_threshold", "reliable_gain", "reliable_same",
          "reliable_loss")] <- reliability$why
  }
  why
}

# Limits as a matrix: low and high, one column per statistic.
change_limits <- function(found, conf_level, unweighted) {
  limits <- matrix(NA_real_, 2, length(change_rules),
                   dimnames = list(NULL, names(change_rules)))
  if (is.na(found$df)) return(limits)
  half <- stats::qt((1 + conf_level) / 2, found$df) * found$error
  limits[, "change"] <- found$change + c(-half, half)
  for (moved in directions) {
    limits[, paste0("share_", moved)] <-
      wilson_limits(found[[moved]], found$n, conf_level)
  }
  if (!unweighted) return(limits)
  limits[, "rank_biserial"] <- biserial_limits(found, conf_level)
  if (is.na(found$t)) return(limits)
  ncp <- noncentral_t_limits(found$t, found$df, conf_level)
  limits[, "d_z"] <- ncp / sqrt(found$n)
  # Algina and Keselman 2003, eq. 7-9; s1^2 + s2^2 - 2 s12 is sd_change^2.
  limits[, "d_av"] <- ncp * found$sd_change * sqrt(
    2 / (found$n * (found$sd_before^2 + found$sd_after^2))
  )
  if (!is.na(found$g_z)) {
    factor <- hedges_factor(found$n - 1)
    limits[, "g_z"] <- factor * limits[, "d_z"]
    limits[, "g_av"] <- factor * limits[, "d_av"]
  }
  limits
}

# p of a scale's contrasts (and groups' own) together.
adjust_p <- function(frame, how) {
  from <- frame$statistic == "p"
  to <- frame$statistic == "p_adjusted"
  names <- c(holm = "Holm", BH = "Benjamini-Hochberg", none = "not adjusted")
  for (group in unique(frame$group)) {
    here <- frame$group %in% group
    p <- frame$estimate[from & here]
    frame$estimate[to & here] <- stats::p.adjust(p, how)
    known <- sum(!is.na(p))
    frame$rule[to & here] <- if (how == "none") "not adjusted" else paste0(
      names[[how]], " over ", known, if (known == 1) " contrast" else " contrasts"
    )
  }
  frame$note[to & !is.na(frame$estimate)] <- NA
  frame
}

# `wave_labels`, named by wave, is what the printed table calls the waves.
new_paired_change <- function(frame, options, wave_labels = NULL, by_label = NULL) {
  new_result(
    frame, "pairwave_change",
    conf_level = options$conf_level, zeros = options$zeros, adjust = options$adjust,
    wave_labels = wave_labels, by_label = by_label
  )
}
