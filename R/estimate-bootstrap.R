# Bootstrap intervals of a contrast: bias-corrected and accelerated, and of the
# studentised change.

# The kernel's effects, in its order. Hedges' forms follow from two of them.
resampled_effects <- c("change", "d_av", "d_z", "d_rm", "d_b", "r",
                       "superiority", "rank_biserial")

# The pairs drawn again and again: the kernel's effects and what it needs of each,
# a column for each of resampled_effects and, last, the SD of changes.
resample_pairs <- function(contrast, options, call) {
  check_kernel(
    .Call(pw_call_resample, contrast, options$zeros == "pratt", options$resamples),
    "Can't resample the pairs.", call = call
  )
}

# Limits as a matrix, low and high, a column per resampled statistic, and in
# `interval` how each was made or what stands against it. A tally has its patterns in
# order, so that the order of rows draws nobody else.
bootstrap_limits <- function(contrast, found, options, call) {
  drawn <- resample_pairs(contrast, options, call)
  if (found$direction == "lower") {
    # Of the kernel superiority is that of rises.
    at <- match("superiority", resampled_effects)
    drawn$values[, at] <- 1 - drawn$values[, at]
    drawn$acceleration[at] <- -drawn$acceleration[at]
  }
  estimate <- unlist(found[resampled_effects])
  limits <- matrix(NA_real_, 2, length(estimate),
                   dimnames = list(NULL, resampled_effects))
  interval <- stats::setNames(rep("bca", length(estimate)), resampled_effects)
  for (i in seq_along(estimate)) {
    if (is.na(estimate[i])) next
    one <- bca_interval(drawn$values[, i], estimate[i], drawn$acceleration[i],
                        options$conf_level)
    limits[, i] <- one$limits
    interval[i] <- one$interval
  }
  hedges <- cbind(g_av = average_hedges_factor(found) * limits[, "d_av"],
                  g_z = hedges_factor(found$n - 1) * limits[, "d_z"])
  list(limits = cbind(limits, hedges),
       interval = c(interval, g_av = interval[["d_av"]], g_z = interval[["d_z"]]))
}

# Efron 1987; Davison and Hinkley 1997, sect. 5.3.2, where resamples
# equal to the estimate count half. Those without a value are left out while
# they are few.
bca_interval <- function(values, estimate, acceleration, conf_level) {
  none <- function(interval) list(limits = c(NA_real_, NA_real_), interval = interval)
  known <- sort(values)
  if (length(known) < 0.95 * length(values)) {
    return(none("bca_no_value"))
  }
  if (is.na(acceleration)) return(none("bca_no_jackknife"))
  slack <- 1e-12 * max(1, abs(estimate))
  share <- (sum(known < estimate - slack) + sum(known <= estimate + slack)) /
    2 / length(known)
  if (share <= 0 || share >= 1) return(none("bca_one_side"))
  bias <- stats::qnorm(share)
  z <- bias + stats::qnorm((1 + c(-1, 1) * conf_level) / 2)
  at <- stats::pnorm(bias + z / (1 - acceleration * z))
  list(limits = order_statistic(known, at), interval = "bca")
}

# The quantiles of sorted values between the two nearest, on the scale of the
# normal distribution (Davison and Hinkley 1997, eq. 5.8); the outermost value
# beyond them.
order_statistic <- function(sorted, at) {
  n <- length(sorted)
  vapply(at, function(at) {
    place <- (n + 1) * at
    k <- floor(place)
    if (k < 1) return(sorted[1])
    if (k >= n) return(sorted[n])
    if (place == k) return(sorted[k])
    q <- stats::qnorm(c(k, place, k + 1) / (n + 1))
    sorted[k] + (q[2] - q[1]) / (q[3] - q[1]) * (sorted[k + 1] - sorted[k])
  }, 0)
}

# Hall 1988: the change of each drawn sample less that of all, over its own standard
# error, has the quantiles that t has not where changes are skewed. A sample without a
# spread is as far out as can be. `p` is twice the smaller share of samples at least as
# far out, and below 1 - conf_level where the interval is without 0.
bootstrap_t <- function(contrast, found, options, call) {
  drawn <- resample_pairs(contrast, options, call)$values
  away <- drawn[, match("change", resampled_effects)] - found$change
  spread <- drawn[, length(resampled_effects) + 1]
  away[abs(away) <= 1e-12 * max(1, abs(found$change))] <- 0
  t <- ifelse(away == 0, 0, away / spread) * sqrt(found$n)
  at <- order_statistic(sort(t), (1 + c(1, -1) * options$conf_level) / 2)
  limits <- found$change - at * found$error
  whole <- all(is.finite(limits))
  beyond <- min(sum(t >= found$t), sum(t <= found$t))
  list(limits = if (whole) limits else c(NA_real_, NA_real_),
       interval = if (whole) "bootstrap_t" else "bootstrap_t_flat",
       p = min(1, 2 * (1 + beyond) / (1 + length(t))))
}
