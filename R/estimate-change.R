# The statistics of change: which there are, in which order, by which rule.

# Every scale of a cohort. `weights` is a frame with a weight for each person and
# contrast, or NULL; `reliability` NULL to take each scale's own alpha.
estimate_paired_change <- function(cohort, options, scales = names(cohort$study$scales),
                                   by = NULL, weights = NULL, reliability = NULL,
                                   call = rlang::caller_env()) {
  study <- cohort$study
  sums <- has_moments(cohort)
  alphas <- if (is.null(reliability) && !sums) estimate_reliability(cohort, scales, 0.95, call)
  frame <- stack_frames(lapply(scales, function(scale) {
    found <- scale_tally(cohort, scale, by, call)
    people <- found$people
    estimate_scale_change(
      found$answers, options, scale = scale,
      label = scale_label(study$scales[[scale]], scale),
      groups = found$groups, counts = found$counts,
      possible = possible_scores(study$scales[[scale]]),
      direction = scale_direction(study$scales[[scale]]),
      pairs = study_contrasts(study),
      benchmarks = study$scales[[scale]],
      reliability = function(from) {
        if (!is.null(reliability)) return(given_reliability(reliability, scale))
        declared <- study$scales[[scale]]$reliability
        if (!is.null(declared)) return(given_reliability(declared))
        if (sums) return(no_reliability("moments_only"))
        alpha_of(alphas, scale, from, study)
      },
      weights = if (!is.null(weights)) {
        function(from, to) weights_of(weights, people, from, to)
      },
      response = function(from, to) {
        model <- response_of(weights, from, to)
        if (!is.null(model)) c(model, list(rows = match(model$person, people)))
      }, tally = found$tally, call = call
    )
  }))
  adjust_over_table(frame, options$adjust, study$primary)
}

# Every scale of several cohorts, contrast by contrast, each with all its cohorts as
# the groups.
estimate_stacked_change <- function(cohorts, options, scales, reliability = NULL,
                                    call = rlang::caller_env()) {
  frame <- stack_frames(lapply(names(cohorts), function(name) {
    one <- estimate_paired_change(cohorts[[name]], options, scales,
                                  reliability = reliability, call = call)
    one$group <- name
    one
  }))
  key <- paste(frame$scale, frame$contrast, sep = "\r")
  frame[order(match(key, unique(key))), ]
}

# All contrasts of one scale. `answers` holds a vector for each wave, `groups`
# a factor along them or NULL, `benchmarks` the study's scale or NULL, `possible` the
# lowest and the highest possible score or NA, `direction` which scores are better,
# `counts` how many people each row stands for, or NULL; `weights(from, to)` is NULL where
# no contrast is weighted, and `response(from, to)` where no model gave the weights;
# `pairs` has the contrasts, as wave_contrasts() gives them; `tally` is NULL to count the
# answers.
estimate_scale_change <- function(answers, options, scale, label, groups, reliability,
                                  possible = c(NA_real_, NA_real_),
                                  direction = "higher", counts = NULL,
                                  weights = NULL, response = function(from, to) NULL,
                                  benchmarks = NULL,
                                  pairs = wave_contrasts(names(answers)), tally = NULL,
                                  call = rlang::caller_env()) {
  # Nobody is in no group.
  if (nlevels(groups) == 0) groups <- NULL
  tally <- tally %||% new_tally(answers, groups, counts, call)
  people <- list(tally = tally, patterns = tally_patterns(tally),
                 answers = answers, groups = groups, possible = possible,
                 reliability = reliability, weights = weights, response = response,
                 benchmarks = benchmarks, direction = direction)
  whole <- lapply(seq_along(levels(groups) %||% NA), function(group) {
    wave_tests(tally, group, call)
  })
  parts <- Map(function(from, to) {
    rows <- change_of_contrast(people, whole, from, to, options, call)
    from <- names(answers)[from]
    to <- names(answers)[to]
    frame_of(group = rows$group, contrast = contrast_name(from, to),
             from = from, to = to, rows[names(rows) != "group"])
  }, pairs$from, pairs$to)
  if (length(answers) > 2) {
    rows <- lapply(whole, wave_rows, length(answers))
    if (!is.null(groups)) rows <- lapply(rows, leave_out_few_pairs)
    parts <- c(parts, Map(function(group, rows) {
      frame_of(group = group, contrast = all_waves, from = names(answers)[1],
               to = names(answers)[length(answers)], rows)
    }, levels(groups) %||% NA_character_, rows))
  }
  frame <- stack_frames(parts)
  named_by_direction(frame_of(scale = scale, label = label, direction = direction, frame))
}

# One contrast of every group: `people` has their tally and its patterns, the
# answers that it counts and their groups, and what is known of them and the scale;
# `whole` what all waves of each group gave.
change_of_contrast <- function(people, whole, from, to, options, call) {
  answers <- people$answers
  waves <- names(answers)[c(from, to)]
  weights <- if (!is.null(people$weights)) people$weights(waves[1], waves[2])
  response <- people$response(waves[1], waves[2])
  reliability <- people$reliability(waves[1])
  parts <- Map(function(group, whole) {
    contrast <- if (is.null(weights)) {
      tally_contrast(people$tally, from, to, group, call)
    } else {
      at <- if (is.null(people$groups)) TRUE else which(as.integer(people$groups) == group)
      weighted_contrast(answers[[from]][at], answers[[to]][at], weights[at], call)
    }
    rows <- change_of_pairs(contrast, reliability, likelihood_contrast(whole, from, to),
                            people$possible, options, !is.null(weights), call,
                            direction = people$direction)
    if (!is.null(response)) {
      change <- answers[[to]] - answers[[from]]
      if (!is.null(people$groups)) change[!as.integer(people$groups) %in% group] <- NA
      rows <- estimated_weights_rows(rows, change[response$rows], response, options$conf_level)
    }
    rows <- benchmark_rows(rows, contrast_patterns(contrast), people$benchmarks,
                           people$direction)
    if (is_moments(contrast)) rows_of_moments(rows, contrast) else rows
  }, seq_along(whole), whole)
  if (is.null(people$groups)) {
    return(frame_of(group = NA_character_, parts[[1]]))
  }
  groups <- Map(function(group, rows) frame_of(group = group, leave_out_few_pairs(rows)),
                levels(people$groups), parts)
  patterns <- people$patterns
  stack_frames(list(stack_frames(groups),
                    group_rows(patterns$answers[[to]] - patterns$answers[[from]], patterns$groups,
                               patterns$counts, weights, options$conf_level)))
}

# One contrast of one group: a row for each statistic. Answers are `bounded` where
# their range is known; what counts people is turned to the `direction`.
change_of_pairs <- function(contrast, reliability, likelihood, possible, options,
                            weighted, call, bounded = !anyNA(possible),
                            direction = "higher") {
  found <- paired_figures(contrast, options, call)
  found <- turned_to(found, direction)
  found$direction <- direction
  methods <- change_methods
  intervals <- change_intervals[names(methods)]
  names(intervals) <- names(methods)
  by_ranks <- !weighted && !is_moments(contrast)
  if (!by_ranks) {
    found$p_signed_rank <- found$p_sign <- found$hodges_lehmann <- NA_real_
  } else {
    ranks <- rank_test(found, options$zeros)
    found$p_signed_rank <- ranks$p
    methods["p_signed_rank"] <- ranks$method
    located <- hodges_lehmann(contrast, found, options, call)
    found$hodges_lehmann <- located$estimate
    methods["hodges_lehmann"] <- located$method
  }
  found$bounded <- bounded
  found$weighted <- weighted
  found$p <- 2 * stats::pt(-abs(found$t), found$df)
  others <- other_effects(found)
  found[names(others)] <- others
  pairs <- contrast_patterns(contrast)
  ends <- count_at_ends(pairs, possible, direction)
  found[names(ends)] <- ends
  found$crowded_before <- crowded_share(pairs)
  found <- c(found, reliable_change(pairs, found$sd_before, reliability,
                                     direction_sign(direction)))
  methods["reliability"] <- reliability$method
  more <- journal_figures(found, pairs, options, weighted)
  found[names(more$figures)] <- more$figures
  methods[names(more$methods)] <- more$methods
  found$change_likelihood <- likelihood$estimate
  found$p_likelihood <- likelihood_p(likelihood)
  found$several_likely <- likelihood$several
  methods[by_likelihood] <- likelihood$method
  limits <- change_limits(found, options$conf_level, !weighted)
  ranked <- if (by_ranks) {
    list(rank_biserial = biserial_limits(found, options$conf_level),
         superiority = superiority_limits(found, options$conf_level),
         hodges_lehmann = located)
  }
  for (statistic in names(ranked)) {
    limits[, statistic] <- ranked[[statistic]]$limits
    intervals[statistic] <- ranked[[statistic]]$interval
  }
  drawn_at <- character()
  if (options$interval == "bootstrap" && found$n >= 2) {
    drawn <- bootstrap_limits(contrast, found, options, call)
    drawn_at <- at <- colnames(drawn$limits)
    limits[, at] <- drawn$limits
    intervals[at] <- drawn$interval
  }
  if (options$interval == "bootstrap_t" && !is.na(found$t)) {
    drawn <- bootstrap_t(contrast, found, options, call)
    drawn_at <- c("change", "p")
    limits[, "change"] <- drawn$limits
    intervals["change"] <- drawn$interval
    found$p <- drawn$p
    methods[drawn_at] <- c("complete_pairs", "bootstrap_t_two_sided")
  }
  if (!is.null(reliability$limits)) {
    limits[, "reliability"] <- reliability$limits
    intervals["reliability"] <- "feldt"
  }
  limits[, "change_likelihood"] <- likelihood_limits(likelihood, options$conf_level)
  statistics <- names(methods)
  found$p_adjusted <- NA_real_
  estimate <- unlist(found[statistics], use.names = FALSE)
  why <- why_absent(found, reliability, possible, weighted)
  why[by_likelihood] <- likelihood$reason
  of_alpha <- statistics %in% by_reliability
  frame_of(
    statistic = statistics, estimate = estimate,
    conf_low = limits[1, ], conf_high = limits[2, ],
    n = as.integer(ifelse(statistics %in% by_likelihood, likelihood$n, found$n)),
    method = turned_methods(unname(methods), direction), interval = unname(intervals),
    weighted = weighted & statistics %in% weighted_statistics,
    reason = ifelse(is.na(estimate), why[statistics], NA_character_),
    about = ifelse(of_alpha, reliability$about, NA_character_),
    against = NA_character_,
    caution = interval_cautions(found, limits, intervals, options$conf_level),
    setting = ifelse(statistics %in% bayes_statistics, prior_scale,
                     ifelse(statistics %in% drawn_at, options$resamples %||% NA_real_, NA_real_)),
    detail = ifelse(statistics == "reliability", reliability$n, NA_real_),
    df1 = NA_real_,
    df2 = ifelse(statistics %in% by_likelihood, likelihood$df, NA_real_)
  )
}

# About a second of exact arithmetic, in nanoseconds; beyond it the signed-rank
# test is the normal approximation.
most_work <- 1e9

# Every statistic in the order of the result, with the method that gives it.
change_methods <- c(
  n = "complete_pairs",
  n_before_only = "later_missing", n_after_only = "earlier_missing",
  mean_before = "complete_pairs", sd_before = "sample_sd",
  mean_after = "complete_pairs", sd_after = "sample_sd",
  r = "pearson",
  change = "paired_t", sd_change = "sample_sd",
  t = "paired_t", df = "paired_t", p = "paired_t_two_sided",
  p_adjusted = NA,
  change_likelihood = NA, p_likelihood = NA,
  d_av = "d_average_sd", d_z = "d_change_sd", d_rm = "d_repeated",
  d_b = "d_earlier_sd", g_av = "hedges_two_waves", g_z = "hedges_change_sd",
  improved = "later_above", same = "later_equal", worse = "later_below",
  share_improved = "share_above", share_same = "share_equal",
  share_worse = "share_below",
  superiority = "superiority", share_of_moved = "improved_of_moved",
  odds_improved = "improved_to_worse", p_sign = "sign_test",
  p_signed_rank = NA, rank_biserial = "kerby", hodges_lehmann = NA,
  at_floor = "at_lowest", at_floor_after = "at_lowest_later",
  at_ceiling = "at_highest", at_ceiling_after = "at_highest_later",
  reliability = NA, reliable_threshold = "jacobson_truax",
  reliable_gain = "above_threshold", reliable_same = "within_threshold",
  reliable_loss = "below_threshold",
  median_before = NA, lower_quartile_before = NA, upper_quartile_before = NA,
  median_after = NA, lower_quartile_after = NA, upper_quartile_after = NA,
  median_change = NA, lower_quartile_change = NA, upper_quartile_change = NA,
  rank_sum_rises = NA, rank_sum_falls = NA, w = NA, z = NA,
  se_before = "sd_over_root_n", se_after = "sd_over_root_n",
  se_change = "sd_over_root_n",
  bayes_factor = "jzs", log_bayes_factor = "jzs_log"
)

# How the limits of those that have some are made.
change_intervals <- c(
  change = "t", change_likelihood = "t", d_av = "algina_keselman",
  d_z = "noncentral_t", g_av = "noncentral_t", g_z = "noncentral_t",
  d_b = "bonett", share_improved = "wilson", share_same = "wilson",
  share_worse = "wilson", share_of_moved = "clopper_pearson",
  odds_improved = "clopper_pearson"
)

by_reliability <- c("reliability", "reliable_threshold", "reliable_gain",
                    "reliable_same", "reliable_loss")

# What comes from everyone with an answer in any wave.
by_likelihood <- c("change_likelihood", "p_likelihood")

directions <- c("improved", "same", "worse")

# Says why a statistic would be NA, for each.
why_absent <- function(found, reliability, possible, weighted) {
  spread <- if (found$n < 1) "no_pair" else "few_pairs"
  why <- stats::setNames(rep(spread, length(change_methods)), names(change_methods))
  if (found$n >= 2) {
    why["r"] <- "constant_wave"
    why[c("d_av", "g_av")] <- "constant_waves"
    why[c("t", "p", "p_adjusted", "d_z", "g_z", "d_rm")] <- "constant_change"
    why["d_b"] <- "constant_earlier"
  }
  if (found$n == 2) why[c("g_av", "g_z")] <- "few_pairs_hedges"
  if (found$n >= 1) {
    why[c("p_sign", "p_signed_rank", "rank_biserial", "hodges_lehmann",
          "share_of_moved", "odds_improved")] <- "zero_change"
  }
  if (found$improved > 0) why["odds_improved"] <- "nobody_worse"
  if (weighted) {
    why[c("p_sign", "p_signed_rank", "rank_biserial", "hodges_lehmann")] <- "ranks_unweighted"
  }
  ends <- c("no_lowest", "no_highest")
  if (found$direction == "lower") {
    ends <- rev(ends)
    possible <- rev(possible)
  }
  if (is.na(possible[1])) why[c("at_floor", "at_floor_after")] <- ends[1]
  if (is.na(possible[2])) why[c("at_ceiling", "at_ceiling_after")] <- ends[2]
  if (is.na(reliability$value)) {
    why[by_reliability] <- reliability$reason
  }
  why_no_journal_figure(why, found, weighted)
}

# Limits as a matrix: low and high, one column per statistic.
change_limits <- function(found, conf_level, unweighted) {
  limits <- matrix(NA_real_, 2, length(change_methods),
                   dimnames = list(NULL, names(change_methods)))
  if (is.na(found$df)) return(limits)
  half <- stats::qt((1 + conf_level) / 2, found$df) * found$error
  limits[, "change"] <- found$change + c(-half, half)
  for (moved in directions) {
    limits[, paste0("share_", moved)] <-
      wilson_limits(found[[moved]], found$n, conf_level)
  }
  if (!unweighted) return(limits)
  limits[, "share_of_moved"] <-
    clopper_pearson(found$improved, found$improved + found$worse, conf_level)
  limits[, "odds_improved"] <- odds_limits(limits[, "share_of_moved"])
  limits[, "d_b"] <- bonett_limits(found, conf_level)
  if (is.na(found$t)) return(limits)
  ncp <- noncentral_t_limits(found$t, found$df, conf_level)
  limits[, "d_z"] <- ncp / sqrt(found$n)
  # Algina and Keselman 2003, eq. 7-9; s1^2 + s2^2 - 2 s12 is sd_change^2.
  limits[, "d_av"] <- ncp * found$sd_change * sqrt(
    2 / (found$n * (found$sd_before^2 + found$sd_after^2))
  )
  if (!is.na(found$g_z)) {
    limits[, "g_z"] <- hedges_factor(found$n - 1) * limits[, "d_z"]
    limits[, "g_av"] <- average_hedges_factor(found) * limits[, "d_av"]
  }
  limits
}

# `wave_labels`, named by wave, is what the printed table calls the waves, `possible` has the
# lowest and the highest score of each scale.
new_paired_change <- function(frame, options, wave_labels = NULL, by_label = NULL,
                              also = character(), possible = NULL) {
  new_result(
    frame, "pairwave_change",
    conf_level = options$conf_level, zeros = options$zeros, adjust = options$adjust,
    wave_labels = wave_labels, by_label = by_label, also = also, possible = possible
  )
}
