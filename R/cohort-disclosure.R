# What a disclosure profile leaves of the counts of a cohort: who came in and
# what became of them, who stayed and who was lost.

# Counts of people in whole numbers as text for a line of print. `small` says
# which must not be shown, where that is not seen from the count itself.
count_texts <- function(n, profile, small = is_small(n, profile$threshold)) {
  if (!is_protecting(profile)) return(as.character(n))
  if (is.null(profile$base)) {
    return(ifelse(small, profile$mark, as.character(n)))
  }
  vapply(n, function(one) {
    shown <- round_counts(one, one + profile$base, profile)
    if (is.na(shown$n)) shown$mark else as.character(shown$n)
  }, "")
}

# ---- participation -----------------------------------------------------------

# The rows of participation() as they may be published: counts that are held
# back are NA.
protect_flow <- function(rows, cohort) {
  profile <- disclosure_profile(cohort$study$disclosure)
  if (!is_protecting(profile)) return(rows)
  if (is.null(profile$base)) {
    held <- hidden_in_flow(rows, cohort, profile$threshold)
    rows$n[held] <- NA
  } else {
    shown <- round_counts(rows$n, max(rows$n) + profile$base, profile)
    held <- is.na(shown$n)
    rows$n <- as.integer(shown$n)
  }
  rows$status <- ifelse(held, "suppressed",
                        if (is.null(profile$base)) "shown" else "rounded")
  structure(rows, disclosure = profile)
}

# Where one count of a stage is small, every count that it could be found from
# goes with it: the parts of a wave, the two outcomes of a contrast, the steps of
# attendance.
hidden_in_flow <- function(rows, cohort, k) {
  held <- is_small(rows$n, k)
  stage <- function(name) rows$stage == name
  steps <- which(stage("invited") | stage("attendance"))
  if (length(steps)) {
    n <- rows$n[steps]
    nested <- sort(n[rows$outcome[steps] != "none"], decreasing = TRUE)
    nobody <- rows$outcome[steps] == "none"
    came <- rows$n[steps][rows$outcome[steps] == "listed"] - n[nobody]
    if (any(is_small(c(n, -diff(nested), nested - came[1]), k) %in% TRUE)) {
      held[steps[-which.max(n)]] <- TRUE
    }
    held[steps] <- held[steps] | is_small(nrow(cohort$people) - n, k)
  }
  withheld <- names(withheld_populations(every_population(cohort), k))
  held[stage("group") & rows$name %in% withheld] <- TRUE
  for (wave in unique(rows$name[stage("wave")])) {
    at <- which(stage("wave") & rows$name == wave)
    held[at] <- held[at] | hidden_of_wave(rows$outcome[at], wave, cohort, k)
  }
  for (contrast in unique(rows$name[stage("contrast")])) {
    at <- which(stage("contrast") & rows$name == contrast)
    few <- any(held[at] & rows$outcome[at] %in% c("both", "not_scored"))
    held[at][rows$outcome[at] %in% c("both", "not_scored")] <- few
    for (i in at[rows$outcome[at] == "analysed"]) {
      held[i] <- pair_of_contrast(contrast, cohort) %in%
        names(withheld_scores(cohort, rows$scale[i]))
    }
  }
  held
}

# "Before -> After" as the set of people "pre+post".
pair_of_contrast <- function(contrast, cohort) {
  waves <- names(cohort$surveys)
  label <- study_wave_labels(cohort$study)
  at <- wave_contrasts(waves)
  known <- contrast_name(label[waves[at$from]], label[waves[at$to]])
  i <- match(contrast, known)
  paste(waves[at$from[i]], waves[at$to[i]], sep = "+")
}

# Which outcomes of a wave are held back: its parts together where one is small,
# in whichever way they are counted, or few are linked without it; and its total where the people of the wave
# are few or nearly everyone.
hidden_of_wave <- function(outcome, wave, cohort, k) {
  status <- cohort$respondents[as.character(cohort$respondents$wave) == wave, ]
  usable <- status$person %in% cohort$people$person[usable_records(cohort, wave)]
  linked <- every_population(cohort)$linked
  elsewhere <- if (is.null(linked)) 0 else sum(linked & is.na(cohort$people[[wave]]))
  parts <- c(table(status$status), table(paste(status$status, usable)), elsewhere)
  few <- any(is_small(parts, k))
  total <- wave %in% names(withheld_populations(every_population(cohort), k))
  came <- if (!is.null(cohort$study$attendance)) {
    came <- attenders(cohort)
    c(table(!is.na(cohort$people[[wave]])[came]), sum(came), sum(!came))
  }
  ifelse(outcome == "received", total | is_small(nrow(status), k),
         ifelse(outcome %in% c("not_received", "attended"),
                total | any(is_small(came, k)), few | total))
}

# ---- attrition ---------------------------------------------------------------

# The rows of attrition() as they may be published.
protect_attrition <- function(frame, cohort) {
  profile <- disclosure_profile(cohort$study$disclosure)
  if (!is_protecting(profile)) return(frame)
  frame$status <- rep("shown", nrow(frame))
  if (is.null(profile$base)) {
    for (at in table_blocks(frame, c("from", "to"))) {
      held <- hidden_in_attrition(frame[at, ], cohort, profile$threshold)
      frame[at, ] <- hold_back_rows(frame[at, ], held, profile)
    }
  } else {
    frame <- round_attrition(frame, cohort, profile)
  }
  structure(frame, disclosure = profile)
}

# Of a contrast (or a wave) with few people on one side nothing is shown; of a
# scale no mean, where the people on one side are few or nearly those of another
# mean; of a question with a small count, or whose people can't be counted beside
# the tables of demographics(), no count, share or odds.
hidden_in_attrition <- function(part, cohort, k) {
  sizes <- part$estimate[part$statistic == "n"]
  if (any(is_small(sizes, k))) return(rep(TRUE, nrow(part)))
  out <- part$statistic %in% c("weight_min", "weight_max")
  # How many stayed, beside how many of them have a score.
  if (few_without_score(part, cohort, k)) {
    out <- out | !part$variable %in% names(cohort$study$scales)
  }
  for (variable in unique(part$variable[!is.na(part$variable)])) {
    at <- part$variable %in% variable
    out[at] <- out[at] | if (variable %in% names(cohort$study$scales)) {
      any(attrition_set_names(part) %in% names(withheld_scores(cohort, variable))) ||
        any(is_small(part$n[at & part$statistic == "mean"], k))
    } else {
      any(is_small(part$estimate[at & part$statistic == "count"], k)) ||
        !attrition_beside(part, variable, cohort, k)
    }
  }
  out | (part$statistic == "effective_n" & any(out[part$statistic == "odds_ratio"]))
}

# Whether few of those with usable records in both waves lack a score of a scale.
few_without_score <- function(part, cohort, k) {
  if (part$compare[1] == "linkage") return(FALSE)
  waves <- c(part$from[1], part$to[1])
  both <- usable_records(cohort, waves[1]) & usable_records(cohort, waves[2])
  any(vapply(names(cohort$study$scales), function(scale) {
    wide <- scores_wide(cohort, scale)
    is_small(sum(both) - sum(stats::complete.cases(wide[waves])), k)
  }, NA))
}

# Counts side by side, and shares of the rounded counts. What is fitted to the
# exact counts would give them away.
round_attrition <- function(frame, cohort, profile) {
  n <- frame$n
  whole <- frame$statistic == "n"
  frame$estimate[whole] <- round_to_base(frame$estimate[whole], profile$base)
  for (at in table_blocks(frame, c("from", "to", "variable", "group"))) {
    counts <- at[frame$statistic[at] == "count"]
    if (!length(counts)) next
    all <- sum(frame$estimate[counts])
    shown <- round_counts(frame$estimate[counts], all, profile)
    if (gives_a_count_away(shown, all, profile)) shown$n[] <- NA
    shares <- at[frame$statistic[at] == "share"]
    of <- round_to_base(all, profile$base)
    frame$estimate[counts] <- shown$n
    frame$estimate[shares] <- if (all >= profile$percent_from) shown$n / of else NA
  }
  counted <- frame$statistic %in% c("n", "count")
  of_scale <- frame$variable %in% names(cohort$study$scales)
  average <- frame$statistic %in% c("mean", "sd") | (frame$statistic == "smd" & of_scale)
  frame$n <- as.integer(round_to_base(n, profile$base))
  frame$status[counted] <- "rounded"
  held <- !(counted | average | frame$statistic == "share") |
    (average & n < profile$mean_from) |
    (is.na(frame$estimate) & (counted | frame$statistic == "share"))
  # A difference from a mean that is held back would give it away.
  key <- paste(frame$from, frame$to, frame$variable)
  held <- held | (frame$statistic == "smd" & key %in% key[held & frame$statistic == "mean"])
  frame <- hold_back_rows(frame, held, profile, with_n = FALSE)
  frame$estimate <- round(frame$estimate, 3)
  frame
}

# The people on both sides, as score_populations() calls them.
attrition_set_names <- function(part) {
  if (part$compare[1] == "linkage") {
    return(paste(c("linked", "unlinked"), part$from[1]))
  }
  paste(c("stayed", "lost"), paste(part$from[1], part$to[1], sep = "+"))
}

# Whether the people who stayed, of those in the earlier wave, can be counted by
# a question beside every table that demographics() makes.
attrition_beside <- function(part, variable, cohort, k) {
  people <- cohort$people
  there <- if (part$compare[1] == "linkage") !is.na(people[[part$from[1]]])
           else usable_records(cohort, part$from[1])
  first <- if (part$compare[1] == "linkage") {
    others <- setdiff(names(cohort$surveys), part$from[1])
    there & rowSums(!is.na(people[others])) > 0
  } else {
    there & usable_records(cohort, part$to[1])
  }
  members <- c(every_population(cohort), list(`in the wave` = there, `on one side` = first))
  withheld <- names(withheld_populations(members, k))
  level <- group_labels(people[[variable]])
  parts <- parts_of(members)
  n <- vapply(parts$people, function(part) {
    as.double(tabulate(level[part], nlevels(level)))
  }, numeric(nlevels(level)))
  shown <- shown_populations(matrix(n, nlevels(level)), parts$inside, withheld, k)
  all(c("in the wave", "on one side") %in% shown)
}
