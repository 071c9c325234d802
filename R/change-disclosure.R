# What a disclosure profile leaves of results about scales: which statistics are
# counts, and on which people each row rests.

protect_change <- function(frame, cohort, by = NULL) {
  profile <- disclosure_profile(cohort$study$disclosure)
  if (!is_protecting(profile)) return(frame)
  every <- paste(names(cohort$surveys), collapse = "+")
  withheld <- rows_without_means(frame, cohort, function(rows) {
    ifelse(rows$contrast == all_waves, every, paste(rows$from, rows$to, sep = "+"))
  })
  withheld <- withheld | few_in_a_group(frame, cohort, by, profile) |
    few_in_one_wave(frame, profile)
  protect_figures(frame, profile, c("scale", "contrast", "group"),
                  change_kinds, withheld)
}

change_kinds <- list(
  parts = list(c("improved", "same", "worse"),
               c("reliable_gain", "reliable_same", "reliable_loss")),
  of_n = "at_ceiling",
  people = c("n_before_only", "n_after_only", "n_complete", "n_any"),
  averages = c("mean_before", "sd_before", "mean_after", "sd_after", "change",
               "p", "p_adjusted", "d_av", "reliability", "reliable_threshold",
               "change_likelihood", "p_likelihood"),
  limits = "change",
  moments = c("r", "sd_change", "t", "df", "d_z", "d_rm", "d_b", "g_av", "g_z")
)

# What rests on everyone with an answer, where few of them have one answer only:
# how many they are follows from the pairs.
few_in_one_wave <- function(frame, profile) {
  if (is.null(profile$threshold)) return(rep(FALSE, nrow(frame)))
  of <- frame$statistic %in% c(by_likelihood, "n_any")
  one <- frame$statistic %in% c("n_before_only", "n_after_only")
  few <- frame$scale[one & is_small(frame$estimate, profile$threshold)]
  of & frame$scale %in% few
}

# Whether each row rests on people of whom no mean is shown. `set_of` names the
# people of each row, as score_populations() does; NA for nobody in particular.
rows_without_means <- function(frame, cohort, set_of) {
  out <- rep(FALSE, nrow(frame))
  for (scale in unique(frame$scale)) {
    here <- which(frame$scale %in% scale)
    withheld <- names(withheld_scores(cohort, scale))
    out[here] <- set_of(frame[here, ]) %in% withheld
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
  (of_group | about_groups) & key %in% few
}

# The contrasts of a scale whose people may be counted by a question.
contrasts_by_group <- function(cohort, scale, by, threshold) {
  sets <- score_populations(cohort, scale)
  waves <- names(cohort$surveys)
  at <- wave_contrasts(waves)
  pairs <- sets[paste(waves[at$from], waves[at$to], sep = "+")]
  members <- every_population(cohort)
  names(pairs) <- paste(names(pairs), "scored")
  members <- c(members, pairs)
  withheld <- withheld_populations(members, threshold)
  parts <- parts_of(members)
  level <- group_labels(cohort$people[[by]])
  n <- vapply(parts$people, function(part) {
    as.double(tabulate(level[part], nlevels(level)))
  }, numeric(nlevels(level)))
  n <- matrix(n, nlevels(level))
  shown <- shown_populations(n, parts$inside, names(withheld), threshold)
  sub(" scored$", "", shown[endsWith(shown, " scored")])
}

persistence_kinds <- list(
  people = "n_lost",
  averages = c("change_since", "margin", "p_persistence", "gain", "retention",
               "kept", "gain_likelihood"),
  limits = c("change_since", "gain")
)

protect_persistence <- function(frame, cohort, waves) {
  profile <- disclosure_profile(cohort$study$disclosure)
  if (!is_protecting(profile)) return(frame)
  k <- profile$threshold
  all_three <- paste(waves, collapse = "+")
  withheld <- rows_without_means(frame, cohort, function(rows) {
    ifelse(rows$statistic %in% c("change_since", "margin", "p_persistence"),
           paste(waves[2:3], collapse = "+"),
           ifelse(rows$statistic %in% c("gain", "retention", "kept"), all_three,
                  ifelse(rows$statistic == "gain_if_unchanged", waves[1], NA)))
  })
  # The rest follows from who was lost: n less those who answered all three.
  for (block in table_blocks(frame, "scale")) {
    part <- frame[block, ]
    of <- function(statistic) part$estimate[part$statistic == statistic]
    n <- function(statistic) part$n[part$statistic == statistic]
    lost <- !part$statistic %in% c("change_since", "margin", "p_persistence", "gain",
                                   "retention", "kept")
    kept <- part$statistic == "kept"
    if (is.null(k)) {
      withheld[block][kept] <- n("kept") < profile$percent_from
      frame$estimate[block][kept] <-
        round_to_base(round(of("kept") * n("kept")), profile$base) /
        round_to_base(n("kept"), profile$base)
      withheld[block][part$statistic == "tipping_point"] <- TRUE
    } else {
      few <- is_small(of("n_lost"), k)
      withheld[block][lost] <- few
      rose <- c(of("kept") * n("kept"), (1 - of("kept")) * n("kept"),
                n("gain") - n("kept"))
      withheld[block][kept] <- withheld[block][kept] |
        any(is_small(round(rose), k) %in% TRUE)
    }
  }
  protect_figures(frame, profile, c("scale", "statistic"), persistence_kinds,
                  withheld)
}

wave_means_kinds <- list(averages = c("mean", "sd"), limits = "mean")

protect_wave_means <- function(frame, cohort) {
  profile <- disclosure_profile(cohort$study$disclosure)
  if (!is_protecting(profile)) return(frame)
  every <- paste(names(cohort$surveys), collapse = "+")
  withheld <- rows_without_means(frame, cohort, function(rows) {
    ifelse(rows$who == "wave", rows$wave, every)
  })
  protect_figures(frame, profile, c("scale", "who", "wave"), wave_means_kinds,
                  withheld)
}

reliability_kinds <- list(
  averages = c("items", "alpha", "omega", "mean", "sd", "item_rest",
               "alpha_dropped", "loading")
)

protect_reliability <- function(frame, cohort) {
  profile <- disclosure_profile(cohort$study$disclosure)
  if (!is_protecting(profile)) return(frame)
  withheld <- rows_without_means(frame, cohort, function(rows) {
    paste("complete", rows$wave)
  })
  protect_figures(frame, profile, c("scale", "wave"), reliability_kinds, withheld)
}

item_kinds <- list(
  parts = list(c("improved", "same", "worse"), c("same", "moved")),
  people = c("n_before_only", "n_after_only"),
  averages = c("mean_before", "sd_before", "mean_after", "sd_after", "change",
               "d_av", "share_before", "share_after")
)

protect_item_change <- function(frame, cohort) {
  profile <- disclosure_profile(cohort$study$disclosure)
  if (!is_protecting(profile)) return(frame)
  withheld <- rep(FALSE, nrow(frame))
  if (!is.null(profile$threshold)) {
    for (at in table_blocks(frame, c("scale", "item"))) {
      away <- withheld_item_pairs(cohort, frame$scale[at[1]], frame$item[at[1]],
                                  profile$threshold)
      withheld[at] <- paste(frame$from[at], frame$to[at], sep = "+") %in% away
    }
  }
  shares <- frame$statistic %in% c("share_before", "share_after") |
    (frame$statistic == "change" & frame$kind == "yes_no")
  for (at in table_blocks(frame, c("scale", "item", "contrast"))) {
    if (frame$kind[at[1]] != "yes_no") next
    part <- protect_shares(frame[at, ], profile)
    frame[at, ] <- part$rows
    withheld[at] <- withheld[at] | (shares[at] & part$held)
  }
  protect_figures(frame, profile, c("scale", "item", "contrast"), item_kinds,
                  withheld)
}

# Shares of yes are counts over n: held back where a count is, rounded where it
# is rounded.
protect_shares <- function(part, profile) {
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

# The contrasts of one item of whose people nothing is shown, beside its others
# and the means that scale_reliability() gives of those with every item.
withheld_item_pairs <- function(cohort, scale, item, threshold) {
  answers <- lapply(people_answers(cohort, item), function(x) !is_missing_answer(x))
  waves <- names(answers)
  at <- wave_contrasts(waves)
  pairs <- Map(function(from, to) answers[[from]] & answers[[to]],
               waves[at$from], waves[at$to])
  names(pairs) <- paste(waves[at$from], waves[at$to], sep = "+")
  complete <- if (!is.na(scale)) {
    every_item_sets(cohort, scale)[setdiff(
      paste("complete", waves), names(withheld_scores(cohort, scale))
    )]
  }
  names(withheld_populations(c(complete, pairs), threshold, rest = FALSE))
}
