# The statistics of change: which there are, in which order, by which rule.

# All contrasts of one scale. `answers` holds a vector for each wave, `groups`
# a factor along them or NULL. `how` says how: conf_level, zeros, adjust,
# ceiling (the highest possible score or NA), interval and resamples,
# reliability(from), counts (how
# many people each row stands for, or NULL) and weights(from, to), or NULL where
# no contrast is weighted.
change_of_scale <- function(answers, scale, label, groups, how,
                            call = rlang::caller_env()) {
  # Nobody is in no group.
  if (nlevels(groups) == 0) groups <- NULL
  tally <- new_tally(answers, groups, how$counts, call)
  people <- list(tally = tally, patterns = tally_patterns(tally),
                 answers = answers, groups = groups)
  whole <- lapply(seq_along(levels(groups) %||% NA), function(group) {
    wave_tests(tally, group, call)
  })
  pairs <- wave_contrasts(names(answers))
  parts <- Map(function(from, to) {
    rows <- change_of_contrast(people, whole, from, to, how, call)
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
  adjust_p(data.frame(scale = scale, label = label, frame), how$adjust)
}

# One contrast of every group: `people` has their tally and its patterns, the
# answers that it counts and their groups; `whole` what all waves of each group
# gave.
change_of_contrast <- function(people, whole, from, to, how, call) {
  answers <- people$answers
  waves <- names(answers)[c(from, to)]
  weights <- if (!is.null(how$weights)) how$weights(waves[1], waves[2])
  reliability <- how$reliability(waves[1])
  parts <- Map(function(group, whole) {
    contrast <- if (is.null(weights)) {
      tally_contrast(people$tally, from, to, group, call)
    } else {
      at <- if (is.null(people$groups)) TRUE else which(as.integer(people$groups) == group)
      weighted_contrast(answers[[from]][at], answers[[to]][at], weights[at], call)
    }
    change_of_pairs(contrast, reliability, likelihood_contrast(whole, from, to),
                    how, !is.null(weights), call)
  }, seq_along(whole), whole)
  if (is.null(people$groups)) {
    return(data.frame(group = NA_character_, parts[[1]]))
  }
  groups <- Map(function(group, rows) data.frame(group = group, hold_back(rows)),
                levels(people$groups), parts)
  patterns <- people$patterns
  rbind(do.call(rbind, unname(groups)),
        group_rows(patterns$answers[[to]] - patterns$answers[[from]],
                   patterns$groups, patterns$counts, weights, how$conf_level))
}

# One contrast of one group: a row for each statistic.
change_of_pairs <- function(contrast, reliability, likelihood, how, weighted, call) {
  found <- as.list(check_kernel(
    .Call(pw_call_paired, contrast, how$zeros == "pratt", most_work),
    "Can't compute the change.", call = call
  ))
  rules <- change_rules
  if (weighted) {
    found$p_signed_rank <- found$p_sign <- found$hodges_lehmann <- NA_real_
    rules[weighted_statistics] <- paste("weighted;", rules[weighted_statistics])
    located <- list(limits = c(NA_real_, NA_real_))
  } else {
    ranks <- rank_test(found, how$zeros)
    found$p_signed_rank <- ranks$p
    rules["p_signed_rank"] <- ranks$rule
    located <- hodges_lehmann(contrast, found, how, call)
    found$hodges_lehmann <- located$estimate
    rules["hodges_lehmann"] <- located$rule
  }
  found$p <- 2 * stats::pt(-abs(found$t), found$df)
  others <- other_effects(found)
  found[names(others)] <- others
  pairs <- contrast_patterns(contrast)
  found$at_ceiling <- count_at_ceiling(pairs, how$ceiling)
  found <- c(found, reliable_change(pairs, found$sd_before, reliability))
  rules["reliability"] <- reliability$source
  found$change_likelihood <- likelihood$estimate
  found$p_likelihood <- likelihood_p(likelihood)
  rules[by_likelihood] <- likelihood$rule
  limits <- change_limits(found, how$conf_level, !weighted)
  if (identical(how$interval, "bootstrap") && found$n >= 2) {
    drawn <- bootstrap_limits(contrast, found, how, call)
    at <- colnames(drawn$limits)
    limits[, at] <- drawn$limits
    rules[at] <- bootstrap_rule(rules[at], drawn$why[at], how$resamples)
  }
  limits[, "hodges_lehmann"] <- located$limits
  limits[, "change_likelihood"] <- likelihood_limits(likelihood, how$conf_level)
  statistics <- names(rules)
  found$p_adjusted <- NA_real_
  estimate <- unlist(found[statistics], use.names = FALSE)
  why <- why_absent(found, reliability, how, weighted)
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
why_absent <- function(found, reliability, how, weighted) {
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
  if (is.na(how$ceiling)) why["at_ceiling"] <- "the highest score is not known"
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
new_paired_change <- function(frame, conf_level, zeros, adjust, by = NULL,
                              wave_labels = NULL, by_label = by) {
  new_result(
    frame, "pairwave_change",
    conf_level = conf_level, zeros = zeros, adjust = adjust,
    wave_labels = wave_labels, by_label = by_label
  )
}
