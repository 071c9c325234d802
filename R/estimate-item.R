# The statistics of each kind of item.

# The items of every scale of a cohort, and the columns `items` besides, of which
# `nominal` have answers without an order.
estimate_item_change <- function(cohort, options, scales = names(cohort$study$scales),
                                 items = character(), nominal = character(),
                                 call = rlang::caller_env()) {
  change_of <- function(scale, label, items, nominal, range, reverse, direction) {
    rows <- change_of_items(lapply(items, function(item) {
      people <- item_patterns(cohort, item, call)
      c(new_item(people$columns, item, item %in% nominal, range, item %in% reverse, call),
        list(counts = people$counts))
    }), NULL, direction, options, call, study_contrasts(cohort$study))
    frame_of(scale = scale, label = label, rows)
  }
  parts <- lapply(scales, function(name) {
    scale <- cohort$study$scales[[name]]
    change_of(name, scale_label(scale, name), scale$items, character(), scale$range,
              scale$reverse, scale_direction(scale))
  })
  if (length(items)) {
    parts <- c(parts, list(change_of(NA_character_, NA_character_, items, nominal,
                                     NULL, character(), scale_direction(NULL))))
  }
  stack_frames(parts)
}

# Every contrast of every item, adjusted over the items. An item whose answers are turned
# has the `direction` of its scale.
change_of_items <- function(items, counts, direction, options, call,
                            pairs = wave_contrasts(names(items[[1]]$answers))) {
  tallies <- lapply(items, function(item) {
    new_tally(item$answers, NULL, counts %||% item$counts, call)
  })
  parts <- Map(function(from, to) {
    waves <- names(items[[1]]$answers)[c(from, to)]
    rows <- stack_frames(unname(Map(function(item, tally) {
      frame_of(
        item = item$item, item_label = item$label, question = item$question,
        reversed = item$reversed, kind = item$kind,
        contrast = contrast_name(waves[1], waves[2]), from = waves[1],
        to = waves[2], rows_of_item(item, tally, from, to, direction, options, call)
      )
    }, items, tallies)))
    adjust_over_items(rows, options$adjust)
  }, pairs$from, pairs$to)
  rows <- stack_frames(list(stack_frames(parts), cochran_rows(items, tallies)))
  named_by_direction(frame_of(direction = rep(direction, nrow(rows)), rows))
}

rows_of_item <- function(item, tally, from, to, direction, options, call) {
  if (item$kind == "ordered") {
    return(ordered_rows(tally_contrast(tally, from, to, call = call), item$positions,
                        direction, options, call))
  }
  people <- tally_patterns(tally)
  before <- people$answers[[from]]
  after <- people$answers[[to]]
  if (item$kind == "yes_no") {
    return(yes_no_rows(before, after, people$counts, item$yes, direction, options))
  }
  nominal_rows(tally_contrast(tally, from, to, call = call),
               pair_counts(before, after, people$counts), item$categories, call)
}

# As for a scale, without what only a scale has. p and the interval of the change are
# both the t test's; that of ranks is p_signed_rank. No Hodges-Lehmann estimate: of
# answers in few steps it is 0 or a half, whatever most people did.
ordered_rows <- function(contrast, positions, direction, options, call) {
  rows <- change_of_pairs(
    contrast, no_reliability("no_reliability"),
    list(estimate = NA_real_, reason = NA, method = NA, n = 0, df = NA_real_),
    c(NA_real_, NA_real_), options, FALSE, call, bounded = TRUE,
    direction = direction
  )
  wanted <- c("n", "n_before_only", "n_after_only", "mean_before", "sd_before",
              "mean_after", "sd_after", "change", "p", "d_av",
              "improved", "same", "worse", "superiority", "share_of_moved",
              "odds_improved", "p_sign", "rank_biserial", "p_signed_rank")
  rows <- rows[match(wanted, rows$statistic), ]
  if (!is.null(positions)) {
    at <- match(c("mean_before", "mean_after", "change"), rows$statistic)
    rows$method[at] <- c("mean_of_positions", "mean_of_positions", "t_of_positions")
    rows$about[at] <- paste(positions, "=", seq_along(positions), collapse = ", ")
  }
  rows[setdiff(names(rows), c("weighted", "against", "detail", "df1", "df2"))]
}

# Rows of one n; `methods` has the statistics as names, and `intervals` of those that
# have one their two limits and how they were made.
item_rows <- function(estimate, methods, n, why, intervals = list()) {
  statistic <- names(methods)
  rows <- frame_of(
    statistic = statistic, estimate = unname(estimate[statistic]),
    conf_low = NA_real_, conf_high = NA_real_, n = as.integer(n),
    method = unname(methods), interval = NA_character_
  )
  for (name in names(intervals)) {
    at <- statistic == name
    rows$conf_low[at] <- intervals[[name]]$limits[1]
    rows$conf_high[at] <- intervals[[name]]$limits[2]
    rows$interval[at] <- intervals[[name]]$interval
  }
  rows$reason <- ifelse(is.na(rows$estimate), why, NA_character_)
  rows$about <- rows$caution <- NA_character_
  rows$setting <- NA_real_
  rows
}

pair_counts <- function(before, after, counts) {
  sum_of <- function(hit) sum(counts[which(hit)])
  c(n = sum_of(!is.na(before) & !is.na(after)),
    n_before_only = sum_of(!is.na(before) & is.na(after)),
    n_after_only = sum_of(is.na(before) & !is.na(after)))
}

yes_no_rows <- function(before, after, counts, yes, direction, options) {
  sum_of <- function(hit) sum(counts[which(hit)])
  size <- pair_counts(before, after, counts)
  n <- size[["n"]]
  gained <- sum_of(after > before)
  lost <- sum_of(after < before)
  moved <- gained + lost
  better <- if (direction == "lower") lost else gained
  worse <- moved - better
  share <- function(x) {
    if (n) sum_of(x == 1 & !is.na(before + after)) / n else NA_real_
  }
  estimate <- c(
    size, share_before = share(before), share_after = share(after),
    change = if (n) (gained - lost) / n else NA_real_,
    share_of_moved = if (moved) better / moved else NA_real_,
    odds_improved = if (worse) better / worse else NA_real_,
    p = mcnemar_mid_p(gained, lost), p_exact = mcnemar_exact_p(gained, lost),
    improved = better, same = n - moved, worse = worse
  )
  methods <- c(
    change_methods[c("n", "n_before_only", "n_after_only")],
    share_before = "share_of_yes", share_after = "share_of_yes",
    change = "difference_of_shares", share_of_moved = "improved_of_moved",
    odds_improved = "improved_to_worse", p = "mcnemar_mid_p", p_exact = "mcnemar_exact",
    improved = "no_then_yes", same = "same_answer", worse = "yes_then_no"
  )
  methods[] <- turned_methods(methods, direction)
  of_moved <- clopper_pearson(better, moved, options$conf_level, mid = TRUE)
  rows <- item_rows(
    estimate, methods, n, if (n) "nobody_moved" else "no_pair",
    list(change = list(limits = bonett_price(gained, lost, n, options$conf_level),
                       interval = "bonett_price"),
         share_of_moved = list(limits = of_moved, interval = "mid_p"),
         odds_improved = list(limits = odds_limits(of_moved), interval = "mid_p"))
  )
  if (moved && !worse) rows$reason[rows$statistic == "odds_improved"] <- "nobody_worse"
  rows$about[rows$method == "share_of_yes"] <- yes
  rows
}

# The binomial test of those who changed, and the same less half the
# probability of what was seen (Fagerland, Lydersen and Laake 2013).
mcnemar_exact_p <- function(gained, lost) {
  moved <- gained + lost
  if (moved == 0) return(NA_real_)
  min(1, 2 * stats::pbinom(min(gained, lost), moved, 0.5))
}

mcnemar_mid_p <- function(gained, lost) {
  moved <- gained + lost
  if (moved == 0) return(NA_real_)
  seen <- stats::dbinom(min(gained, lost), moved, 0.5)
  if (gained == lost) 1 - seen / 2 else mcnemar_exact_p(gained, lost) - seen
}

# Bonett and Price 2012: the interval of Wald with one pair more of each kind
# that changed.
bonett_price <- function(gained, lost, n, conf_level) {
  if (n == 0) return(c(NA_real_, NA_real_))
  up <- (gained + 1) / (n + 2)
  down <- (lost + 1) / (n + 2)
  half <- stats::qnorm((1 + conf_level) / 2) *
    sqrt((up + down - (up - down)^2) / (n + 2))
  pmax(-1, pmin(1, up - down + c(-half, half)))
}

nominal_rows <- function(contrast, size, categories, call) {
  n <- size[["n"]]
  found <- as.list(check_kernel(
    .Call(pw_call_nominal, contrast, max(1L, categories)),
    "Can't compare the categories.", call = call
  ))
  p_of <- function(x) stats::pchisq(x, max(found$df, 1), lower.tail = FALSE)
  moved <- found$moved > 0
  estimate <- c(
    size, same = n - found$moved, moved = found$moved,
    stuart_maxwell = found$stuart_maxwell,
    df = if (moved) found$df else NA_real_, p = p_of(found$stuart_maxwell),
    bhapkar = found$bhapkar, p_bhapkar = p_of(found$bhapkar)
  )
  methods <- c(
    change_methods[c("n", "n_before_only", "n_after_only")],
    same = "same_category", moved = "other_category",
    stuart_maxwell = "stuart_maxwell", df = "df_of_categories",
    p = "stuart_maxwell_test", bhapkar = "bhapkar", p_bhapkar = "bhapkar_test"
  )
  why <- if (n == 0) "no_pair" else if (!moved) "nobody_moved" else "moved_alike"
  item_rows(estimate, methods, n, why)
}

# A row p_adjusted behind each p, over the items of one contrast.
adjust_over_items <- function(rows, adjust) {
  at <- which(rows$statistic == "p")
  known <- sum(!is.na(rows$estimate[at]))
  adjusted <- rows[at, ]
  adjusted$statistic <- "p_adjusted"
  adjusted$estimate <- stats::p.adjust(rows$estimate[at], adjust)
  adjusted$method <- adjusted_methods[["items", adjust]]
  if (adjust != "none") adjusted$setting <- rep(known, length(at))
  both <- stack_frames(list(rows, adjusted))
  both <- both[order(c(seq_len(nrow(rows)), at + 0.5)), ]
  row.names(both) <- NULL
  both
}
