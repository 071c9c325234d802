# Bootstrap intervals of a contrast: bias-corrected and accelerated.

# The kernel's effects, in its order. Hedges' forms follow from two of them.
resampled_effects <- c("change", "d_av", "d_z", "d_rm", "d_b", "r",
                       "superiority", "rank_biserial")

# Limits as a matrix, low and high, a column per resampled statistic, and in
# `why` what stands against one. A tally has its patterns in order, so that the
# order of rows draws nobody else.
bootstrap_limits <- function(contrast, found, options, call) {
  drawn <- check_kernel(
    .Call(pw_call_resample, contrast, options$zeros == "pratt",
          options$resamples),
    "Can't resample the pairs.", call = call
  )
  estimate <- unlist(found[resampled_effects])
  limits <- matrix(NA_real_, 2, length(estimate),
                   dimnames = list(NULL, resampled_effects))
  why <- stats::setNames(rep(NA_character_, length(estimate)), resampled_effects)
  for (i in seq_along(estimate)) {
    if (is.na(estimate[i])) next
    one <- bca_interval(drawn$values[, i], estimate[i], drawn$acceleration[i],
                        options$conf_level)
    limits[, i] <- one$limits
    why[i] <- one$why
  }
  factor <- hedges_factor(found$n - 1)
  hedges <- factor * limits[, c("d_av", "d_z")]
  colnames(hedges) <- c("g_av", "g_z")
  list(limits = cbind(limits, hedges),
       why = c(why, g_av = why[["d_av"]], g_z = why[["d_z"]]))
}

# Efron 1987; Davison and Hinkley 1997, sect. 5.3.2, where resamples
# equal to the estimate count half. Those without a value are left out while
# they are few.
bca_interval <- function(values, estimate, acceleration, conf_level) {
  none <- function(why) list(limits = c(NA_real_, NA_real_), why = why)
  known <- sort(values)
  if (length(known) < 0.95 * length(values)) {
    return(none("too many resamples have no value"))
  }
  if (is.na(acceleration)) return(none("without one person there is no value"))
  slack <- 1e-12 * max(1, abs(estimate))
  share <- (sum(known < estimate - slack) + sum(known <= estimate + slack)) /
    2 / length(known)
  if (share <= 0 || share >= 1) return(none("all resamples are on one side"))
  bias <- stats::qnorm(share)
  z <- bias + stats::qnorm((1 + c(-1, 1) * conf_level) / 2)
  at <- stats::pnorm(bias + z / (1 - acceleration * z))
  list(limits = order_statistic(known, at), why = NA_character_)
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

# What the rule of a resampled statistic says of its interval.
bootstrap_rule <- function(rule, why, resamples) {
  rule <- sub(", (Algina-Keselman )?noncentral t$|, Fisher z interval$", "", rule)
  paste0(rule, ifelse(
    is.na(why),
    paste0(", BCa bootstrap, ", format(resamples, big.mark = ","), " resamples"),
    paste0(", no bootstrap interval: ", why)
  ))
}
