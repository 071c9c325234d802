# What a disclosure profile leaves of the counts of a cohort: who came in and
# what became of them, who stayed and who was lost.

# Counts of people in whole numbers as text for a line of print. `held` says which
# must not be shown, where that is not seen from the count itself.
count_texts <- function(n, profile, held = rep(FALSE, length(n))) {
  if (is.null(profile$base)) {
    return(ifelse(held | is_small(n, profile$threshold), profile$mark, as.character(n)))
  }
  as.character(mapply(function(one, held) {
    if (held) return(profile$mark)
    shown <- round_counts(one, one + profile$base, profile)
    if (is.na(shown$n)) shown$mark else as.character(shown$n)
  }, n, held))
}

# ---- the print of a cohort ----------------------------------------------------

# Counts as the texts that stand for them. Small counts that nothing decides on are
# left out: who is on no list, near links, rows of no wave, pairs without a score.
suppress.pairwave_cohort_counts <- function(result, profile, cohort, ..., call) {
  published <- function(n, sets) count_texts(n, profile, !is_published(sets, cohort))
  result$people <- published(result$people, "everyone")
  if (!is.null(result$attended)) result$attended <- published(result$attended, "attended")
  kept <- if (length(cohort$study$exclude)) "kept" else "received"
  result$excluded$n <- published(result$excluded$n,
                                 paste(result$excluded$wave, result$excluded$outcome))
  called <- c(respondents = kept, attended = "attended", linked = "status linked",
              unlinked = "status unlinked", duplicate = "status duplicate",
              no_id = "status no_id")
  for (column in setdiff(names(result$flow), "wave")) {
    result$flow[[column]] <- published(result$flow[[column]],
                                       paste(names(cohort$surveys), called[[column]]))
  }
  if (!is.null(result$near$links)) result$near <- NULL
  result["not_listed"] <- result["no_wave"] <- list(NULL)
  pairs <- result$pairs
  if (!is.null(pairs)) {
    held <- rows_not_published(pairs, cohort, paste(pairs$from, pairs$to, sep = "+"))
    result$pairs$n <- count_texts(pairs$n, profile, held)
    result$pairs$both <- rep(NA_integer_, nrow(pairs))
  }
  result
}

# ---- participation -----------------------------------------------------------

# The rows of participation() as they may be published: counts that are held
# back are NA.
suppress.pairwave_participation <- function(result, profile, cohort, ..., call) {
  rows <- as.data.frame(result)
  if (is.null(profile$base)) {
    held <- suppressed_in_flow(rows, cohort)
    rows$n[held] <- NA
  } else {
    held <- suppressed_in_flow(rows, cohort)
    shown <- round_counts(rows$n, max(rows$n) + profile$base, profile)
    held <- held | is.na(shown$n)
    rows$n <- ifelse(held, NA, as.integer(shown$n))
  }
  rows$status <- ifelse(held, "suppressed",
                        if (is.null(profile$base)) "shown" else "rounded")
  with_rows(result, structure(rows, disclosure = profile))
}

# The counts of sets that may not be shown.
suppressed_in_flow <- function(rows, cohort) {
  named <- ifelse(
    rows$stage == "wave", paste(rows$name, rows$outcome),
    ifelse(rows$stage == "group", paste("who", rows$name), rows$outcome)
  )
  held <- !is_published(named, cohort)
  for (i in which(rows$stage == "contrast")) {
    pair <- pair_of_contrast(rows$name[i], cohort)
    scale <- if (!is.na(rows$scale[i])) rows$scale[i]
    named <- switch(rows$outcome[i], both = paste("both", pair), analysed = pair,
                    not_scored = c(pair, paste("unscored", pair)))
    held[i] <- !all(is_published(named, cohort, scale))
    # From those analysed and those not, both would follow.
    if (rows$outcome[i] == "not_scored") {
      held[i] <- held[i] || !is_published(paste("both", pair), cohort)
    }
  }
  held
}

# "Before to After" as the set of people "pre+post".
pair_of_contrast <- function(contrast, cohort) {
  waves <- names(cohort$surveys)
  label <- study_wave_labels(cohort$study)
  at <- wave_contrasts(waves)
  known <- contrast_label(label[waves[at$from]], label[waves[at$to]])
  i <- match(contrast, known)
  paste(waves[at$from[i]], waves[at$to[i]], sep = "+")
}

# ---- attrition ---------------------------------------------------------------

# The rows of attrition() as they may be published, and no weights: a weight is
# about one person.
suppress.pairwave_attrition <- function(result, profile, cohort, ..., call) {
  attr(result, "weights") <- NULL
  frame <- as.data.frame(result)
  frame$status <- rep("shown", nrow(frame))
  if (is.null(profile$base)) {
    for (at in table_blocks(frame, c("from", "to"))) {
      held <- suppressed_in_attrition(frame[at, ], cohort, profile$threshold)
      frame[at, ] <- suppress_rows(frame[at, ], held, profile)
    }
  } else {
    frame <- round_attrition(frame, cohort, profile)
  }
  with_rows(result, structure(frame, disclosure = profile))
}

# Of a contrast (or a wave) nothing is shown where the number on one side is not;
# of a scale no mean, where the people on one side are not shown for it; of a
# question with a small count, or whose people can't be counted beside the tables
# of demographics(), no count, share or odds.
suppressed_in_attrition <- function(part, cohort, k) {
  strata <- attrition_strata(part)
  if (!all(is_published(strata, cohort))) return(rep(TRUE, nrow(part)))
  out <- part$statistic %in% c("weight_min", "weight_max")
  for (variable in unique(part$variable[!is.na(part$variable)])) {
    at <- part$variable %in% variable
    out[at] <- out[at] | if (variable %in% names(cohort$study$scales)) {
      !all(is_published(attrition_set_names(part), cohort, variable))
    } else {
      any(is_small(part$estimate[at & part$statistic == "count"], k)) ||
        !all(attrition_strata(part) %in%
               may_tell_asked(compared_people(cohort)[attrition_strata(part)], cohort, variable)) ||
        !attrition_linked(part, variable, cohort, k)
    }
  }
  out | (part$statistic == "effective_n" & any(out[part$statistic == "odds_ratio"]))
}

# Counts side by side, and shares of the rounded counts. What is fitted to the
# exact counts would give them away.
round_attrition <- function(frame, cohort, profile) {
  n <- frame$n
  whole <- frame$statistic == "n"
  frame$estimate[whole] <- round_total(frame$estimate[whole], profile)
  for (at in table_blocks(frame, c("from", "to", "variable", "group"))) {
    counts <- at[frame$statistic[at] == "count"]
    if (!length(counts)) next
    all <- sum(frame$estimate[counts])
    asked <- n[counts[1]]
    shares <- at[frame$statistic[at] == "share"]
    within <- !frame$reason[shares] %in% "not_asked"
    shown <- round_question(frame$estimate[counts], seq_along(counts), within, all, asked,
                            profile)
    of <- round_to_base(asked, profile$base)
    frame$estimate[counts] <- shown$n
    frame$estimate[shares] <- ifelse(within & asked >= profile$percent_from & of > 0,
                                     shown$n / of, NA)
  }
  counted <- frame$statistic %in% c("n", "count")
  of_scale <- frame$variable %in% names(cohort$study$scales)
  average <- frame$statistic %in% c("mean", "sd") | (frame$statistic == "smd" & of_scale)
  frame$status[counted] <- "rounded"
  held <- !(counted | average | frame$statistic == "share") |
    (average & n < profile$mean_from) |
    (is.na(frame$estimate) & (counted | frame$statistic == "share"))
  # A difference from a mean that is suppressed would give it away.
  key <- paste(frame$from, frame$to, frame$variable)
  held <- held | (frame$statistic == "smd" & key %in% key[held & frame$statistic == "mean"])
  mean <- frame$statistic == "mean"
  sd <- frame$statistic == "sd"
  frame$estimate[mean] <- coarse_mean(frame$estimate[mean], n[mean], profile)
  frame$estimate[sd] <- coarse_sd(frame$estimate[sd], n[sd], profile)
  for (at in split(seq_along(key), key)) {
    smd <- at[frame$statistic[at] == "smd"]
    if (!any(mean[at]) || is.na(frame$estimate[smd])) next
    spread <- sqrt(mean(frame$estimate[at[sd[at]]]^2))
    frame$estimate[smd] <- if (spread %in% 0) NA else -diff(frame$estimate[at[mean[at]]]) / spread
  }
  questions <- unique(frame$variable[!of_scale & !is.na(frame$variable)])
  shown <- lapply(stats::setNames(nm = questions), question_rounded, cohort)
  frame$n <- round_total(n, profile)
  # Both sides together: each is rounded beside its own figures.
  frame$n[is.na(frame$group) | whole] <- NA_integer_
  for (at in table_blocks(frame, c("from", "to", "variable"))) {
    scale <- if (of_scale[at[1]]) frame$variable[at[1]]
    strata <- if (is.null(scale)) attrition_strata(frame[at, ]) else
      attrition_set_names(frame[at, ])
    variable <- frame$variable[at[1]]
    linked <- if (!is.null(scale) || is.na(variable)) strata else shown[[variable]]
    if (all(is_published(strata, cohort, scale)) && all(strata %in% linked)) next
    held[at] <- TRUE
    frame$n[at] <- NA_integer_
  }
  frame <- suppress_rows(frame, held, profile, with_n = FALSE)
  frame[c("conf_low", "conf_high")] <- NA_real_
  frame$estimate <- round(frame$estimate, 3)
  frame
}

# The people of both sides of a contrast, as score_populations() calls them.
attrition_set_names <- function(part) {
  if (part$compare[1] == "linkage") {
    return(paste(c("linked", "unlinked"), part$from[1]))
  }
  paste(c("stayed", "lost"), paste(part$from[1], part$to[1], sep = "+"))
}

# The sets of people that attrition() compares: of contrasts, then of waves.
compared_people <- function(cohort) {
  linked <- unlist(lapply(names(cohort$surveys), function(wave) {
    there <- !is.na(cohort$people[[wave]])
    elsewhere <- rowSums(!is.na(cohort$people[setdiff(names(cohort$surveys), wave)])) > 0
    stats::setNames(list(there & elsewhere, there & !elsewhere),
                    paste(wave, c("in_other", "in_no_other")))
  }), recursive = FALSE)
  c(followed_up(cohort), linked)
}

# Tells whether the people who stayed, of those in the earlier wave, can be counted by
# a question beside every table that demographics() makes, and beside those of
# the other contrasts.
attrition_linked <- function(part, variable, cohort, k) {
  followed <- asked_until_then(compared_people(cohort), cohort, variable)
  members <- c(every_population(cohort), followed)
  suppressed <- c(names(suppressed_populations(members, k)),
                populations_not_published(cohort),
                names(followed)[!is_published(names(followed), cohort)])
  level <- people_groups(cohort, variable)
  parts <- parts_of(members)
  n <- vapply(parts$people, function(part) {
    as.double(tabulate(level[part], nlevels(level)))
  }, numeric(nlevels(level)))
  shown <- shown_populations(matrix(n, nlevels(level)), parts$inside, suppressed, k)
  all(attrition_strata(part) %in% shown)
}

# The people of both sides of a contrast, as cohort_populations() calls them.
attrition_strata <- function(part) {
  if (part$compare[1] == "linkage") {
    return(paste(part$from[1], c("in_other", "in_no_other")))
  }
  paste(c("both", "lost"), paste(part$from[1], part$to[1], sep = "+"))
}
