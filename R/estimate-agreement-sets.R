# Estimates how far coders agree on the whole of what they gave a unit: a set of
# codes, or one category of several.

set_statistics <- c("percent", "alpha_nominal", "alpha_jaccard", "alpha_masi")
category_statistics <- c("percent", "kappa", "p_kappa", "fleiss", "pabak", "ac1", "alpha")
alpha_metrics <- c("nominal", "ordinal", "interval", "ratio", "distance")

# ---- sets --------------------------------------------------------------------

# The set of codes that each coder gave each unit, as the number of one of the
# distinct `sets`; NA where the coder did not read it.
sets_of <- function(data) {
  coders <- ncol(data$readers)
  place <- (data$coder - 1L) * nrow(data$readers) + data$unit
  once <- !duplicated(cbind(place, data$code)) & data$readers[place]
  by <- order(place[once], data$code[once])
  given <- split(data$code[once][by], place[once][by])
  key <- rep("", nrow(data$readers) * coders)
  key[as.integer(names(given))] <- vapply(given, paste, "", collapse = " ")
  key[!data$readers] <- NA
  known <- unique(key[!is.na(key)])
  list(
    ratings = matrix(match(key, known), nrow(data$readers), coders),
    sets = lapply(strsplit(known, " ", fixed = TRUE), as.integer)
  )
}

estimate_agreement_sets <- function(data, options, call) {
  rows <- lapply(coder_groups(data$coders), function(group) {
    here <- of_group(data, group)
    found <- sets_of(here)
    category_rows(found$ratings, group_name(data$coders, group),
                  intersect(options$statistics, set_statistics), options, call,
                  here$participant, categories = length(found$sets), sets = found$sets)
  })
  stack_frames(rows)
}

# ---- one category of each unit -----------------------------------------------

# `ratings` are numbers of categories, units x coders.
estimate_agreement_categories <- function(ratings, coders, participant, categories, score,
                                          options, call) {
  rows <- lapply(coder_groups(coders), function(group) {
    here <- ratings[, group, drop = FALSE]
    here[rowSums(!is.na(here)) < (if (length(group) == 2) 2 else 1), ] <- NA
    category_rows(here, group_name(coders, group),
                  intersect(options$statistics, category_statistics), options, call,
                  participant, categories, score)
  })
  stack_frames(rows)
}

category_rows <- function(ratings, name, statistics, options, call, participant,
                          categories, score = NULL, sets = NULL) {
  weights <- category_weights(options$weights, categories)
  tabled <- setdiff(statistics, c("alpha", "alpha_nominal", "alpha_jaccard", "alpha_masi"))
  numbers <- if (length(tabled)) category_numbers(ratings, categories, weights)
  n <- sum(rowSums(!is.na(ratings)) >= 2)
  parts <- lapply(statistics, function(statistic) {
    one <- if (statistic %in% tabled) {
      category_figure(statistic, numbers, ncol(ratings), options)
    } else {
      alpha_row(statistic, ratings, participant, categories, score, sets, options, call)
    }
    if (n == 0) one$reason <- "no_shared_unit"
    new_frame(list(
      code = NA_character_, coders = name, statistic = statistic,
      estimate = one$estimate, conf_low = one$low, conf_high = one$high, se = one$se,
      n = as.double(n), both = NA_real_, first_only = NA_real_, second_only = NA_real_,
      neither = NA_real_, method = one$method, interval = one$interval,
      reason = one$reason,
      setting = if (one$interval %in% "participants_bootstrap") as.double(options$resamples)
        else NA_real_
    ))
  })
  stack_frames(parts)
}

# Cohen 1968: 1 less the distance over the largest, or its square.
category_weights <- function(weights, q) {
  if (weights == "none" || q < 2) return(NULL)
  apart <- abs(outer(seq_len(q), seq_len(q), `-`)) / (q - 1)
  as.double(1 - if (weights == "linear") apart else apart^2)
}

category_numbers <- function(ratings, q, weights) {
  coders <- ncol(ratings)
  read <- which(rowSums(!is.na(ratings)) >= 1)
  votes <- matrix(0L, length(read), q)
  margins <- matrix(0, q, coders)
  for (g in seq_len(coders)) {
    given <- ratings[read, g]
    at <- cbind(seq_along(read), given)[!is.na(given), , drop = FALSE]
    votes[at] <- votes[at] + 1L
    margins[, g] <- tabulate(given, q)
  }
  alike <- do.call(paste, as.data.frame(votes))
  first <- !duplicated(alike)
  counts <- tabulate(match(alike, alike[first]), sum(first))
  many <- .Call(pw_call_many_coders, t(votes[first, , drop = FALSE]) + 0,
                matrix(as.double(counts), ncol = 1), weights, margins, coders)
  two <- if (coders == 2) {
    both <- which(rowSums(!is.na(ratings)) == 2)
    table <- tabulate((ratings[both, 1] - 1L) * q + ratings[both, 2], q * q)
    .Call(pw_call_two_coders, as.double(table), q, weights)
  }
  list(many = many[, 1], two = two[, 1])
}

category_figure <- function(statistic, numbers, n_coders, options) {
  out <- list(estimate = NA_real_, low = NA_real_, high = NA_real_, se = NA_real_,
              interval = NA_character_, reason = NA_character_)
  many <- numbers$many
  two <- numbers$two
  weighted <- options$weights != "none"
  put <- function(estimate, se, interval) {
    normal_figure(out, unname(estimate), unname(se), interval, options)
  }
  out <- switch(statistic,
    percent = if (n_coders == 2 && !weighted) {
      wilson_figure(out, two[["percent"]] * two[["n"]], two[["n"]], options)
    } else put(many["percent"], many["percent_se"], "linearised"),
    kappa = if (n_coders == 2) put(two["kappa"], two["se"], "fce") else
      put(many["conger"], NA_real_, NA),
    p_kappa = if (n_coders == 2) null_figure(out, as.matrix(two)) else out,
    fleiss = put(many["fleiss"], many["fleiss_se"], "linearised"),
    pabak = put(many["bp"], many["bp_se"], "linearised"),
    ac1 = put(many["ac"], many["ac_se"], "linearised")
  )
  out$method <- category_method(statistic, n_coders, options$weights)
  if (is.na(out$estimate)) {
    out$reason <- if (statistic == "p_kappa" && n_coders > 2) "two_coders_only" else
      "chance_certain"
  }
  out
}

category_method <- function(statistic, n_coders, weights) {
  plain <- if (statistic == "pabak") "brennan_prediger" else
    agreement_statistics[[statistic]][1 + (n_coders > 2)]
  if (weights == "none") return(plain)
  weighted_methods[[weights]][[plain]]
}

weighted_methods <- list(
  linear = c(
    share_agreeing = "share_weighted_linear", share_of_pairs_agreeing = "share_weighted_linear",
    cohen = "cohen_weighted_linear", fce_null = "fce_null_weighted_linear",
    conger = "conger_weighted_linear", scott = "scott_weighted_linear",
    fleiss = "fleiss_weighted_linear", brennan_prediger = "brennan_prediger_weighted_linear",
    gwet_ac1 = "gwet_ac2_linear"
  ),
  quadratic = c(
    share_agreeing = "share_weighted_quadratic",
    share_of_pairs_agreeing = "share_weighted_quadratic",
    cohen = "cohen_weighted_quadratic", fce_null = "fce_null_weighted_quadratic",
    conger = "conger_weighted_quadratic", scott = "scott_weighted_quadratic",
    fleiss = "fleiss_weighted_quadratic",
    brennan_prediger = "brennan_prediger_weighted_quadratic", gwet_ac1 = "gwet_ac2_quadratic"
  )
)

alpha_methods <- c(nominal = "alpha_nominal", ordinal = "alpha_ordinal",
                   interval = "alpha_interval", ratio = "alpha_ratio")

# ---- alpha -------------------------------------------------------------------

alpha_row <- function(statistic, ratings, participant, categories, score, sets, options,
                      call) {
  metric <- switch(statistic, alpha = options$metric, alpha_nominal = "nominal", "distance")
  distance <- if (metric == "distance") {
    .Call(pw_call_set_distances, sets, statistic == "alpha_masi")
  }
  found <- check_kernel(
    .Call(pw_call_alpha, ratings, match(metric, alpha_metrics) - 1L, score, distance,
          participant, c(as.integer(categories), as.integer(options$resamples))),
    "Can't compute alpha.", call
  )
  shared <- rowSums(!is.na(ratings)) >= 2
  one <- list(alpha = if (is.null(found$alpha)) NA_real_ else found$alpha,
              draws = matrix(found$draws, ncol = 1),
              participants = length(unique(participant[shared])))
  out <- alpha_figure(list(estimate = NA_real_, low = NA_real_, high = NA_real_, se = NA_real_,
                           interval = NA_character_, reason = NA_character_), one, options)
  out$method <- switch(statistic, alpha = alpha_methods[[metric]],
                       alpha_nominal = "alpha_sets", statistic)
  if (is.na(out$estimate)) {
    out$reason <- "all_alike"
    out$interval <- NA_character_
  }
  out
}
