# Pools the changes of several cohorts.

# `change` is a frame of paired_change() with the cohort in `group`.
pool_changes <- function(change, conf_level, wave_labels = NULL) {
  change <- change[change$contrast != all_waves, ]
  key <- paste(change$scale, change$contrast, sep = "\r")
  parts <- lapply(split(change, factor(key, unique(key))), function(part) {
    head <- part[1, c("scale", "label", "direction", "contrast", "from", "to")]
    rows <- pool_contrast(part, conf_level)
    data.frame(head[rep(1, nrow(rows)), ], rows, row.names = NULL)
  })
  frame <- do.call(rbind, parts)
  new_result(
    frame, "pairwave_pooled",
    conf_level = conf_level, wave_labels = wave_labels
  )
}

pool_contrast <- function(part, conf_level) {
  of <- function(statistic) part[part$statistic == statistic, ]
  change <- of("change")
  spread <- of("sd_change")$estimate
  error <- spread / sqrt(change$n)
  why <- ifelse(is.na(error), "few_pairs", ifelse(error == 0, "constant_change", NA))
  held <- of("sd_change")$reason %in% "suppressed"
  why[held] <- "suppressed"
  used <- is.na(why)
  # The change of one person is what they answered.
  change$estimate[change$n < 2] <- NA
  found <- pool_estimates(change$estimate[used], error[used]^2, conf_level)
  cohorts <- data.frame(
    cohort = change$group, statistic = "change", estimate = change$estimate,
    conf_low = change$conf_low, conf_high = change$conf_high, n = change$n,
    cohorts = 1L, change[c("method", "interval")], reason = why,
    # What suppressed the spread that it would be weighted by.
    about = of("sd_change")$about, in_summary = used
  )
  rbind(cohorts, data.frame(
    cohort = NA_character_, found, n = sum(change$n[used]),
    cohorts = sum(used), about = NA_character_, in_summary = NA
  )[names(cohorts)])
}

# The summary of independent estimates `y` with variances `v`.
pool_estimates <- function(y, v, conf_level) {
  k <- length(y)
  methods <- c(
    change_random = "random_effects", p_random = "random_effects_test",
    change_fixed = "fixed_effect", p_fixed = "fixed_effect_test",
    tau2 = "between_reml", i2 = "i_squared",
    q = "cochran", q_df = "cochran", p_q = "cochran_test",
    next_cohort = "next_cohort"
  )
  intervals <- c(change_random = "hartung_knapp", change_fixed = "normal",
                 tau2 = "q_profile", next_cohort = "prediction_t")
  values <- matrix(NA_real_, length(methods), 3,
                   dimnames = list(names(methods), c("estimate", "conf_low", "conf_high")))
  if (k >= 1) {
    fixed <- weigh_estimates(y, v, 0)
    half <- stats::qnorm((1 + conf_level) / 2) * fixed$error
    values["change_fixed", ] <- fixed$mean + c(0, -half, half)
    values["p_fixed", 1] <- 2 * stats::pnorm(-abs(fixed$mean / fixed$error))
  }
  if (k >= 2) {
    tau2 <- between_variance(y, v)
    random <- weigh_estimates(y, v, tau2)
    # Hartung and Knapp 2001, eq. 2: the spread of the cohorts themselves; not
    # below what their own errors give (Knapp and Hartung 2003), as a few cohorts
    # can agree by chance.
    error <- sqrt(max(1, random$q / (k - 1))) * random$error
    t <- stats::qt((1 + conf_level) / 2, k - 1)
    ahead <- t * sqrt(tau2 + error^2)
    values["change_random", ] <- random$mean + c(0, -t * error, t * error)
    values["next_cohort", ] <- random$mean + c(0, -ahead, ahead)
    values["p_random", 1] <- 2 * stats::pt(-abs(random$mean / error), k - 1)
    values["tau2", ] <- c(tau2, between_limits(y, v, conf_level))
    values["i2", ] <- 100 * values["tau2", ] / (values["tau2", ] + typical_variance(v))
    values[c("q", "q_df"), 1] <- c(fixed$q, k - 1)
    values["p_q", 1] <- stats::pchisq(fixed$q, k - 1, lower.tail = FALSE)
  }
  absent <- is.na(values[, 1])
  data.frame(
    statistic = names(methods), values, method = unname(methods),
    interval = unname(intervals[names(methods)]),
    reason = ifelse(absent, if (k == 1) "one_cohort" else "no_cohort", NA_character_),
    row.names = NULL
  )
}

# Mean, its standard error and Q with weights 1 / (v + tau2).
weigh_estimates <- function(y, v, tau2) {
  w <- 1 / (v + tau2)
  mean <- sum(w * y) / sum(w)
  list(mean = mean, error = sqrt(1 / sum(w)), q = sum(w * (y - mean)^2))
}

# Restricted maximum likelihood (Viechtbauer 2005, eq. 10), looked for over the
# whole range because it can have more than one peak.
between_variance <- function(y, v) {
  likelihood <- function(tau2) {
    w <- 1 / (v + tau2)
    (sum(log(w)) - log(sum(w)) - weigh_estimates(y, v, tau2)$q) / 2
  }
  slope <- function(tau2) {
    w <- 1 / (v + tau2)
    mean <- sum(w * y) / sum(w)
    (sum(w^2) / sum(w) - sum(w) + sum(w^2 * (y - mean)^2)) / 2
  }
  most <- 10 * (stats::var(y) + max(v))
  grid <- c(0, most * 10^seq(-8, 0, length.out = 200))
  best <- which.max(vapply(grid, likelihood, 0))
  low <- grid[max(1, best - 1)]
  high <- grid[min(length(grid), best + 1)]
  if (slope(low) <= 0 || slope(high) >= 0) return(grid[best])
  stats::uniroot(slope, c(low, high), tol = 1e-14 * high, maxiter = 10000)$root
}

# Viechtbauer 2007: the values whose Q is not extreme for chi-squared.
between_limits <- function(y, v, conf_level) {
  tails <- c((1 + conf_level) / 2, (1 - conf_level) / 2)
  vapply(stats::qchisq(tails, length(y) - 1), function(target) {
    excess <- function(tau2) weigh_estimates(y, v, tau2)$q - target
    if (excess(0) <= 0) return(0)
    high <- stats::var(y) + max(v)
    while (excess(high) > 0) high <- 2 * high
    stats::uniroot(excess, c(0, high), tol = 1e-14 * high, maxiter = 10000)$root
  }, 0)
}

# Higgins and Thompson 2002, eq. 9.
typical_variance <- function(v) {
  w <- 1 / v
  (length(v) - 1) * sum(w) / (sum(w)^2 - sum(w^2))
}
