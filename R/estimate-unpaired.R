# How a group changed between waves, whoever answered in them: two samples of which
# nobody is followed, or of which some are known to be the same people.

# What the same people's answers in two waves may correlate, where it is not known who
# they are.
assumed_r <- seq(0, 0.9, 0.1)

# Every scale of a cohort and the columns `items` besides, in every contrast, and in each
# group of the demographic `by`.
estimate_unpaired_change <- function(cohort, options, scales = names(cohort$study$scales),
                                     items = character(), by = NULL,
                                     call = rlang::caller_env()) {
  study <- cohort$study
  pairs <- study_contrasts(study)
  groups <- if (!is.null(by)) group_labels(cohort$people[[by]])
  of_scales <- lapply(scales, function(scale) {
    people <- scale_people(cohort$scores, scale)
    data.frame(
      scale = scale, label = scale_label(study$scales[[scale]], scale), item = NA_character_,
      unpaired_rows(scale_answers(cohort$scores, scale, names(study$waves)),
                    groups[match(people, cohort$people$person)], pairs, options, call)
    )
  })
  of_items <- lapply(items, function(name) {
    item <- new_item(people_answers(cohort, name), name, FALSE, NULL, FALSE, call)
    data.frame(scale = NA_character_, label = NA_character_, item = name,
               item_label = item$label, unpaired_item_rows(item, groups, pairs, options, call))
  })
  frame <- rbind(with_item_label(do.call(rbind, of_scales)), do.call(rbind, of_items))
  adjust_over_table(frame, options$adjust, study$primary)
}

with_item_label <- function(frame) {
  if (is.null(frame)) return(NULL)
  at <- match("item", names(frame))
  data.frame(frame[seq_len(at)], item_label = NA_character_, frame[-seq_len(at)])
}

# An item's answers are ordered, or yes and no, of which the mean is the share of yes.
unpaired_item_rows <- function(item, groups, pairs, options, call) {
  if (item$kind == "nominal") {
    abort_pairwave(
      c("An item must have ordered answers, or two, for the change of a group.",
        x = "{.field {item$item}} has categories without an order.",
        i = "{.fn item_frequencies} shows its answers wave by wave."),
      "argument", call = call
    )
  }
  rows <- unpaired_rows(item$answers, groups, pairs, options, call)
  means <- rows$statistic %in% c("mean_before", "mean_after")
  if (item$kind == "yes_no") {
    rows$method[means] <- "share_of_yes_in_wave"
    rows$about[means] <- item$yes
  } else if (!is.null(item$positions)) {
    rows$method[means] <- "positions_in_wave"
    rows$about[means] <- paste(item$positions, "=", seq_along(item$positions), collapse = ", ")
  }
  rows
}

# All contrasts of one outcome. `answers` has a vector for each wave with a place for each
# person who may be in several, `groups` a factor along them or NULL.
unpaired_rows <- function(answers, groups, pairs, options, call) {
  if (nlevels(groups) == 0) groups <- NULL
  tally <- new_tally(answers, groups, NULL, call)
  waves <- names(answers)
  parts <- Map(function(from, to) {
    rows <- lapply(seq_along(levels(groups) %||% NA), function(group) {
      found <- unpaired_figures(tally, group, from, to, options$conf_level, call)
      if (!is.null(groups)) found <- leave_out_few_answers(found)
      data.frame(group = levels(groups)[group] %||% NA_character_, found)
    })
    data.frame(contrast = contrast_name(waves[from], waves[to]), from = waves[from],
               to = waves[to], do.call(rbind, rows))
  }, pairs$from, pairs$to)
  frame <- do.call(rbind, unname(parts))
  data.frame(group = frame$group, frame[names(frame) != "group"])
}

# One contrast of one group: a row for each statistic, and for each correlation that is
# assumed.
unpaired_figures <- function(tally, group, from, to, conf_level, call) {
  found <- check_kernel(.Call(pw_call_unpaired, tally$pointer, group, from, to, assumed_r),
                        "Can't compare the waves.", call = call)
  of <- as.list(found$figures)
  of$p <- two_sided_p(of$t, of$df)
  of$p_superiority <- two_sided_p(of$t_superiority, of$df_superiority)
  of$d_av <- unpaired_d(of)
  of$change_linked <- of$change_linked_pooled <- of$change
  for (one in c("linked", "linked_pooled")) {
    t <- paste0("t_", one)
    of[[paste0("p_", one)]] <- two_sided_p(of[[t]], of[[paste0("df_", one)]])
    if (is.na(of[[t]]) || of$n_both < 2) {
      of[paste0(c("change_", "t_", "df_", "p_"), one)] <- NA_real_
    }
  }
  of$p_adjusted <- NA_real_
  n <- of$n_before + of$n_after
  statistics <- names(unpaired_methods)
  limits <- unpaired_limits(of, conf_level)
  rows <- data.frame(
    statistic = statistics, estimate = unlist(of[statistics], use.names = FALSE),
    conf_low = limits[1, ], conf_high = limits[2, ],
    n = as.integer(ifelse(grepl("_before$", statistics), of$n_before,
                          ifelse(grepl("_after$", statistics), of$n_after, n))),
    method = unname(unpaired_methods), interval = unname(unpaired_intervals[statistics]),
    reason = NA_character_, about = NA_character_, setting = NA_real_, row.names = NULL
  )
  rows$n[statistics %in% c("n_both", "r")] <- as.integer(of$n_both)
  rows$interval[is.na(rows$conf_low)] <- NA_character_
  why <- why_no_unpaired(of)
  absent <- is.na(rows$estimate)
  rows$reason[absent] <- why[statistics[absent]]
  rbind(rows, assumed_rows(found$assumed, of$change, n, conf_level, why[["t"]]))
}

two_sided_p <- function(t, df) 2 * stats::pt(-abs(t), df)

# The change, and its p, were everyone of the smaller wave in the other as well, for each
# correlation.
assumed_rows <- function(assumed, change, n, conf_level, why) {
  half <- stats::qt((1 + conf_level) / 2, assumed[3, ]) * assumed[1, ]
  none <- is.na(assumed[2, ])
  one <- function(statistic, estimate, half) {
    data.frame(
      statistic = statistic, estimate = ifelse(none, NA_real_, estimate),
      conf_low = change - half, conf_high = change + half, n = as.integer(n),
      method = "overlapping_assumed", interval = ifelse(is.na(half), NA_character_, "t"),
      reason = ifelse(none, why, NA_character_), about = NA_character_, setting = assumed_r
    )
  }
  rbind(one("change_if_same", change, half),
        one("p_if_same", two_sided_p(assumed[2, ], assumed[3, ]), NA_real_ * half))
}

unpaired_methods <- c(
  n_before = "people_in_wave", n_after = "people_in_wave", n_both = "people_in_both",
  mean_before = "mean_in_wave", sd_before = "sd_in_wave", mean_after = "mean_in_wave",
  sd_after = "sd_in_wave", change = "welch_unpaired", t = "welch_unpaired",
  df = "welch_unpaired", p = "welch_unpaired", p_adjusted = NA, d_av = "d_average_sd",
  superiority = "later_higher", t_superiority = "brunner_munzel",
  df_superiority = "brunner_munzel", p_superiority = "brunner_munzel", r = "pearson_both",
  change_linked = "overlapping", t_linked = "overlapping", df_linked = "overlapping",
  p_linked = "overlapping", change_linked_pooled = "overlapping_pooled",
  t_linked_pooled = "overlapping_pooled", df_linked_pooled = "overlapping_pooled",
  p_linked_pooled = "overlapping_pooled"
)

unpaired_intervals <- c(
  change = "t", d_av = "bonett", superiority = "brunner_munzel", change_linked = "t",
  change_linked_pooled = "t"
)

# The change over the average spread, as of pairs.
unpaired_d <- function(found) {
  if (found$sd_before %in% 0 && found$sd_after %in% 0) return(NA_real_)
  found$change / sqrt((found$sd_before^2 + found$sd_after^2) / 2)
}

# Limits as a matrix: low and high, one column per statistic.
unpaired_limits <- function(of, conf_level) {
  limits <- matrix(NA_real_, 2, length(unpaired_methods),
                   dimnames = list(NULL, names(unpaired_methods)))
  around <- function(estimate, error, df) {
    estimate + c(-1, 1) * stats::qt((1 + conf_level) / 2, df) * error
  }
  if (!is.na(of$t)) limits[, "change"] <- around(of$change, of$error, of$df)
  for (one in c("linked", "linked_pooled")) {
    if (is.na(of[[paste0("t_", one)]])) next
    limits[, paste0("change_", one)] <-
      around(of$change, of[[paste0("error_", one)]], of[[paste0("df_", one)]])
  }
  if (!is.na(of$t_superiority)) {
    # A probability ends at 0 and 1.
    limits[, "superiority"] <- pmin(1, pmax(0, around(
      of$superiority, of$error_superiority, of$df_superiority
    )))
  }
  if (!is.na(of$d_av)) limits[, "d_av"] <- bonett_unpaired_limits(of, conf_level)
  limits
}

# Bonett (2008), for two samples whose spreads may differ: the variance of d is
# d^2 (s1^4 / df1 + s2^4 / df2) / (8 s^4) + (s1^2 / df1 + s2^2 / df2) / s^2.
bonett_unpaired_limits <- function(of, conf_level) {
  variance <- c(of$sd_before, of$sd_after)^2
  df <- c(of$n_before, of$n_after) - 1
  spread <- mean(variance)
  error <- sqrt(of$d_av^2 * sum(variance^2 / df) / (8 * spread^2) + sum(variance / df) / spread)
  of$d_av + c(-1, 1) * stats::qnorm((1 + conf_level) / 2) * error
}

# Says why a statistic would be NA, for each.
why_no_unpaired <- function(of) {
  fewest <- min(of$n_before, of$n_after)
  why <- stats::setNames(rep(if (fewest < 1) "wave_empty" else "few_in_a_wave",
                             length(unpaired_methods)), names(unpaired_methods))
  by_linked <- grep("linked|^r$", names(why), value = TRUE)
  if (fewest >= 2) {
    why[] <- "constant_waves"
    ranked <- c("t_superiority", "df_superiority", "p_superiority")
    if (!of$superiority %in% 0.5) why[ranked] <- "waves_apart"
    why[by_linked] <- "constant_both"
  }
  if (of$n_both < 2) why[by_linked] <- if (of$n_both < 1) "nobody_in_both" else "few_in_both"
  why
}

# Without the figures of a group that has too few answers in a wave.
leave_out_few_answers <- function(rows) {
  counts <- rows$statistic %in% c("n_before", "n_after", "n_both")
  if (all(rows$estimate[rows$statistic != "n_both" & counts] >= smallest_group)) return(rows)
  rows[!counts, c("estimate", "conf_low", "conf_high")] <- NA_real_
  rows$reason[!counts] <- "few_answers_in_group"
  rows
}
