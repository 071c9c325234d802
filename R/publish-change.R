# What a disclosure profile leaves of results about scales: which statistics are
# counts, and on which people each row rests.

suppress.pairwave_change <- function(result, profile, cohort, ..., by = NULL, call) {
  with_rows(result, by_common_names(result, function(frame) {
    if (inherits(cohort, "pairwave_cohorts")) {
      suppress_stacked_change(frame, profile, cohort)
    } else {
      suppress_change(frame, profile, cohort, by)
    }
  }))
}

# What a rule leaves of a result, to which statistics have the names of a scale with a
# direction.
by_common_names <- function(result, rule) {
  frame <- as.data.frame(result)
  out <- rule(with_common_names(frame))
  out$statistic <- frame$statistic
  out
}

# Each of several cohorts by itself. The groups of the rows are the cohorts.
suppress_stacked_change <- function(frame, profile, cohorts) {
  at <- lapply(names(cohorts), function(name) which(frame$group == name))
  parts <- Map(function(rows, cohort) {
    part <- frame[rows, ]
    part$group <- NA_character_
    suppress_change(part, profile, cohort)
  }, at, cohorts)
  out <- do.call(rbind, unname(parts))[order(unlist(at)), ]
  out$group <- frame$group
  structure(out, disclosure = profile)
}

# Counts of the ends of a scale that are shown without a profile only: each is some of
# those who rose, stayed or fell, and together they would tell who.
ends_of_scale <- c("at_floor", "at_floor_after", "at_ceiling_after")

# What is shown without a profile only: quartiles are answers of single people, and from
# sums of ranks, standard errors and Bayes factors beside the other figures n follows; who
# crossed a cut-off is some of those who gained reliably.
figures_without_profile <- c(
  "median_before", "lower_quartile_before", "upper_quartile_before",
  "median_after", "lower_quartile_after", "upper_quartile_after",
  "median_change", "lower_quartile_change", "upper_quartile_change",
  "rank_sum_rises", "rank_sum_falls", "w", "z", "se_before", "se_after", "se_change",
  "bayes_factor", "log_bayes_factor", benchmark_statistics
)

suppress_change <- function(frame, profile, cohort, by = NULL) {
  suppressed <- few_in_a_group(frame, cohort, by, profile) |
    rows_not_published(frame, cohort, change_set_names(frame, cohort)) |
    frame$statistic %in% c(ends_of_scale, figures_without_profile)
  # Limits of alpha would tell n.
  if (!is.null(profile$base)) {
    frame[frame$statistic %in% "reliability", c("conf_low", "conf_high")] <- NA_real_
  }
  # Those with one answer stand beside the n of the pairs.
  one <- frame$statistic %in% c("n_before_only", "n_after_only")
  pair <- paste(frame$from, frame$to, sep = "+")
  frame$n[one & rows_not_published(frame, cohort, pair)] <- NA_integer_
  if (!is.null(profile$threshold)) {
    suppressed <- suppressed | telling_linked(frame, profile$threshold)
  } else if (!is.null(profile$base)) {
    suppressed <- suppressed | directions_not_rounded(frame, cohort)
  }
  suppress_figures(frame, profile, c("scale", "contrast", "group"),
                   change_kinds, suppressed)
}

# The people of each row, as score_populations() names them.
change_set_names <- function(frame, cohort) {
  pair <- paste(frame$from, frame$to, sep = "+")
  named <- pair
  named[frame$contrast == all_waves] <- paste(names(cohort$surveys), collapse = "+")
  one <- frame$statistic %in% c("n_before_only", "n_after_only")
  only <- ifelse(frame$statistic == "n_before_only", "before only", "after only")
  named[one] <- paste(only, pair)[one]
  named[frame$statistic %in% c(by_likelihood, "n_any")] <- "any wave"
  # How many of a group answered in one wave only is not known to be safe.
  named[one & !is.na(frame$group)] <- NA
  named
}

change_kinds <- list(
  parts = list(c("improved", "same", "worse"),
               c("reliable_gain", "reliable_same", "reliable_loss")),
  of_n = c("at_ceiling", "at_floor", "at_floor_after", "at_ceiling_after"),
  people = c("n_before_only", "n_after_only", "n_any"), whole = "n_complete",
  averages = c("mean_before", "sd_before", "mean_after", "sd_after", "change",
               "p", "p_adjusted", "d_av", "reliability", "reliable_threshold"),
  moments = c("r", "sd_change", "t", "df", "d_z", "d_rm", "d_b", "g_av", "g_z",
              by_likelihood, by_weights)
)

# Tells whether each row rests on people whose number may not be shown. `named` has the
# people of each row, as score_populations() and item_populations() name them; NA
# for people of whom nothing is known.
rows_not_published <- function(frame, cohort, named) {
  out <- rep(FALSE, nrow(frame))
  for (scale in unique(frame$scale[!is.na(frame$scale)])) {
    here <- which(frame$scale %in% scale)
    out[here] <- !is_published(named[here], cohort, scale)
  }
  out
}

# Counts of some of the pairs that differ by few from others of the same pairs, or
# of the same earlier wave: whoever gained reliably is one of those who improved,
# and whoever was at the ceiling is none of them.
telling_linked <- function(frame, threshold) {
  out <- rep(FALSE, nrow(frame))
  for (at in table_blocks(frame, c("scale", "contrast", "group"))) {
    part <- frame[at, ]
    of <- function(statistic) {
      found <- part$estimate[part$statistic == statistic]
      if (length(found)) found else NA_real_
    }
    reliable <- part$statistic %in% change_kinds$parts[[2]]
    out[at][reliable] <- any(is_small(c(of("improved") - of("reliable_gain"),
                                        of("worse") - of("reliable_loss")), threshold) %in% TRUE)
    ceiling <- part$statistic == "at_ceiling"
    out[at][ceiling] <- is_small(of("same") + of("worse") - of("at_ceiling"), threshold) %in% TRUE
  }
  for (at in table_blocks(frame, c("scale", "from", "group"))) {
    ceiling <- at[frame$statistic[at] == "at_ceiling"]
    apart <- abs(outer(frame$estimate[ceiling], frame$estimate[ceiling], `-`))
    out[ceiling] <- out[ceiling] | any(is_small(apart, threshold) %in% TRUE)
  }
  # Beside everyone's, those of one group tell of another: who improved is shown of all
  # groups of a contrast or of none, and less of it for none.
  of_group <- !is.na(frame$group)
  directions <- of_group & frame$statistic %in% change_kinds$parts[[1]]
  key <- paste(frame$scale, frame$contrast, sep = "\r")
  few <- key[directions & is_small(frame$estimate, threshold) %in% TRUE]
  out | (directions & key %in% few) |
    (of_group & frame$statistic %in% c(change_kinds$parts[[2]], change_kinds$of_n))
}

# Counts of those who improved, which rounded beside other counts of the same people
# could have a single size left; of those who gained reliably, of the ceiling and of
# groups none is shown.
directions_not_rounded <- function(frame, cohort) {
  directions <- frame$statistic %in% change_kinds$parts[[1]]
  out <- frame$statistic %in% c(change_kinds$parts[[2]], change_kinds$of_n) |
    (directions & !is.na(frame$group))
  for (scale in unique(frame$scale[directions])) {
    shown <- shown_rounded(cohort)[[paste("change", scale)]]
    pair <- paste(frame$from, frame$to, sep = "+")
    out <- out | (directions & frame$scale %in% scale & !pair %in% shown)
  }
  out
}

# Groups are shown for all of a contrast or for none: the mean of one that is
# left out would follow from those of the others and of everyone. With a
# threshold the people of the contrast are one more set that demographics() could
# have counted by the same question, and come after those.
few_in_a_group <- function(frame, cohort, by, profile) {
  if (is.null(by)) return(rep(FALSE, nrow(frame)))
  of_group <- !is.na(frame$group)
  about_groups <- frame$statistic %in% c("group_difference", "p_group")
  key <- paste(frame$scale, frame$from, frame$to, sep = "\r")
  least <- max(profile$threshold, profile$mean_from)
  few <- key[of_group & is_small(frame$n, least)]
  if (!is.null(profile$threshold)) {
    few <- c(few, unlist(lapply(unique(frame$scale), function(scale) {
      at <- frame$scale == scale & of_group
      pairs <- unique(frame[at, c("from", "to")])
      shown <- contrasts_by_group(cohort, scale, by, profile$threshold)
      paste(scale, pairs$from, pairs$to, sep = "\r")[
        !paste(pairs$from, pairs$to, sep = "+") %in% shown
      ]
    })))
  }
  if (!is.null(profile$base)) {
    shown <- question_rounded(by, cohort)
    named <- paste("scored", frame$scale, paste(frame$from, frame$to, sep = "+"))
    few <- c(few, key[!named %in% shown])
  }
  (of_group | about_groups) & key %in% few
}

# The contrasts of a scale whose people may be counted by a question.
contrasts_by_group <- function(cohort, scale, by, threshold) {
  pairs <- score_populations(cohort, scale)[names(contrast_pairs(names(cohort$surveys)))]
  members <- every_population(cohort)
  names(pairs) <- paste(names(pairs), "scored")
  members <- c(members, pairs)
  suppressed <- suppressed_populations(members, threshold)
  parts <- parts_of(members)
  level <- people_groups(cohort, by)
  n <- vapply(parts$people, function(part) {
    as.double(tabulate(level[part], nlevels(level)))
  }, numeric(nlevels(level)))
  n <- matrix(n, nlevels(level))
  shown <- shown_populations(n, parts$inside, names(suppressed), threshold)
  intersect(pairs_told_of_asking(cohort, scale, by),
            sub(" scored$", "", shown[endsWith(shown, " scored")]))
}

persistence_kinds <- list(
  people = "n_lost",
  averages = c("change_since_pairs", "p_persistence_pairs", "margin"),
  moments = c("gain", "gain_later", "retention", "change_since", "p_persistence",
              "p_persistence_adjusted")
)

# `waves` are those before, after and later.
suppress.pairwave_persistence <- function(result, profile, cohort, ..., waves,
                                          call) {
  with_rows(result, by_common_names(result, function(frame) {
    suppress_persistence(frame, profile, cohort, waves)
  }))
}

suppress_persistence <- function(frame, profile, cohort, waves) {
  # How many of the lost were found is some of a count that is shown.
  suppressed <- persistence_not_published(frame, cohort, waves) |
    frame$statistic == "lost_but_found"
  # Beside the others an adjusted p would tell one that is not shown.
  adjusted <- frame$statistic == "p_persistence_adjusted"
  suppressed[adjusted] <- any(suppressed[frame$statistic == "p_persistence"])
  if (!is.null(profile$base)) {
    frame <- round_persistence(frame, cohort, waves, profile)
    # A second p beside that of the same pairs would tell of n.
    suppressed <- suppressed | frame$statistic == "p_persistence_pairs"
  }
  suppress_figures(frame, profile, c("scale", "statistic"), persistence_kinds, suppressed)
}

# The change as the difference of the means that other results show.
round_persistence <- function(frame, cohort, waves, profile) {
  for (at in table_blocks(frame, "scale")) {
    wide <- scores_wide(cohort, frame$scale[at[1]])[waves]
    scores <- wide[stats::complete.cases(wide[waves[2:3]]), waves[2:3]]
    row <- at[frame$statistic[at] == "change_since_pairs"]
    if (is.na(frame$estimate[row])) next
    frame$estimate[row] <-
      diff(coarse_mean(colMeans(scores), rep(nrow(scores), 2), profile))
  }
  frame
}

# The rows of persistence() that rest on a set of people that is not shown.
persistence_not_published <- function(frame, cohort, waves) {
  joined <- function(waves) {
    paste(intersect(names(cohort$surveys), waves), collapse = "+")
  }
  all_three <- joined(waves)
  in_order <- identical(all_three, paste(waves, collapse = "+"))
  since <- joined(waves[2:3])
  any <- paste("any of", all_three)
  lost <- if (in_order) paste("not last", all_three) else NA
  rests_on <- list(
    gain = any, gain_later = any, retention = any, change_since = any,
    p_persistence = any, p_persistence_adjusted = any, change_since_pairs = since,
    p_persistence_pairs = since,
    margin = since, n_lost = c(lost, any), lost_but_found = any,
    gain_if_unchanged = c(waves[1], joined(waves[c(1, 3)])),
    tipping_point = c(lost, any)
  )
  out <- rep(FALSE, nrow(frame))
  for (i in 1:2) {
    named <- vapply(rests_on[frame$statistic], function(on) on[min(i, length(on))], "")
    out <- out | rows_not_published(frame, cohort, named)
  }
  out
}

wave_means_kinds <- list(averages = c("mean", "sd"))

suppress.pairwave_wave_means <- function(result, profile, cohort, ..., call) {
  frame <- as.data.frame(result)
  every <- paste(names(cohort$surveys), collapse = "+")
  suppressed <- rows_not_published(
    frame, cohort, ifelse(frame$who == "wave", frame$wave, every)
  )
  with_rows(result, suppress_figures(frame, profile, c("scale", "who", "wave"),
                                    wave_means_kinds, suppressed))
}

reliability_kinds <- list(
  averages = c("items", "alpha", "omega", "mean", "sd", "item_rest",
               "alpha_dropped", "loading")
)

suppress.pairwave_reliability <- function(result, profile, cohort, ..., call) {
  frame <- as.data.frame(result)
  suppressed <- rows_not_published(frame, cohort, paste("complete", frame$wave))
  with_rows(result, suppress_figures(frame, profile, c("scale", "wave"),
                                    reliability_kinds, suppressed))
}

item_kinds <- list(
  parts = list(c("improved", "same", "worse"), c("same", "moved")),
  people = c("n_before_only", "n_after_only"),
  averages = c("mean_before", "sd_before", "mean_after", "sd_after", "change",
               "d_av", "share_before", "share_after")
)

suppress.pairwave_item_change <- function(result, profile, cohort, ..., call) {
  with_rows(result, by_common_names(result, function(frame) {
    suppress_item_change(frame, profile, cohort)
  }))
}

suppress_item_change <- function(frame, profile, cohort) {
  suppressed <- items_not_published(frame, cohort, answered_in(frame))
  frame$n[items_not_published(frame, cohort, "both")] <- NA_integer_
  # Who answered an item in every wave is decided on nowhere.
  suppressed <- suppressed | frame$contrast == all_waves
  # Rounded counts of each item, beside those of the others, are decided on nowhere.
  if (!is.null(profile$base)) {
    suppressed <- suppressed | frame$statistic %in% unlist(item_kinds$parts)
  }
  shares <- frame$statistic %in% c("share_before", "share_after") |
    (frame$statistic == "change" & frame$kind == "yes_no")
  for (at in table_blocks(frame, c("scale", "item", "contrast"))) {
    if (frame$kind[at[1]] != "yes_no" || frame$contrast[at[1]] == all_waves) next
    part <- suppress_shares(frame[at, ], profile)
    frame[at, ] <- part$rows
    suppressed[at] <- suppressed[at] | (shares[at] & part$held)
  }
  suppress_figures(frame, profile, c("scale", "item", "contrast"), item_kinds, suppressed)
}

# Shares of yes are counts over n: suppressed where a count is, rounded where it
# is rounded.
suppress_shares <- function(part, profile) {
  n <- part$n[1]
  at <- match(c("share_before", "share_after", "change"), part$statistic)
  yes <- round(part$estimate[at[1:2]] * n)
  part[at, c("conf_low", "conf_high")] <- NA_real_
  if (is.null(profile$base)) {
    held <- any(is_small(c(yes, n - yes), profile$threshold) %in% TRUE)
  } else {
    held <- n < profile$percent_from
    if (!held) {
      share <- round_to_base(yes, profile$base) / round_to_base(n, profile$base)
      part$estimate[at] <- c(share, diff(share))
    }
  }
  list(rows = part, held = held)
}

# In which waves of the contrast the people of each row answered the item.
answered_in <- function(frame) {
  ifelse(frame$statistic == "n_before_only", "before only",
         ifelse(frame$statistic == "n_after_only", "after only", "both"))
}

# The rows of item_change() that rest on answers to an item whose number is not
# shown.
items_not_published <- function(frame, cohort, which) {
  named <- paste(which, frame$item, paste(frame$from, frame$to, sep = "+"))
  out <- rows_not_published(frame, cohort, named)
  alone <- is.na(frame$scale)
  if (any(alone)) out[alone] <- !named[alone] %in% published_columns(cohort)
  out
}
