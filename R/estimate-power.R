# Computes the power of a paired t test, and what it takes to reach one.

spread_of_changes <- function(x, r, call = rlang::caller_env()) {
  most <- if (is.null(r)) 1 else 2
  if (!length(x) %in% seq_len(most) || any(!is.finite(x)) || any(x <= 0)) {
    abort_pairwave(
      c("{.arg x} must be one standard deviation above 0{if (most == 2) ', or two'}.",
        x = "It is {.val {x}}.",
        i = if (most == 1) "Two, one for each wave, need {.arg r}."),
      "argument", call = call
    )
  }
  if (is.null(r)) return(x)
  fine <- is.numeric(r) && length(r) == 1 && is.finite(r) && abs(r) <= 1
  sd <- if (fine) sqrt(max(0, x[1]^2 + x[length(x)]^2 - 2 * r * x[1] * x[length(x)]))
  if (!fine || sd <= 1e-10 * max(x)) {
    abort_pairwave(
      c("{.arg r} must be one correlation from -1 to below 1.",
        x = "It is {.val {r}}."),
      "argument", call = call
    )
  }
  sd
}

# A row for each known spread and each n or change.
plan_rows <- function(known, n, change, alpha, power, alternative) {
  given <- n %||% change
  rows <- known[rep(seq_len(nrow(known)), each = length(given)), ]
  rows$n <- if (is.null(n)) NA_real_ else rep(n, nrow(known))
  rows$change <- if (is.null(change)) NA_real_ else rep(change, nrow(known))
  rows$power <- NA_real_
  for (i in which(!is.na(rows$sd_change))) {
    sd <- rows$sd_change[i]
    if (is.null(n)) {
      d <- rows$change[i] / sd
      # A one-sided test for a gain never finds a loss.
      sign <- direction_sign(rows$direction[i])
      if (alternative == "one_sided" && sign * d < 0) {
        rows$reason[i] <- if (sign > 0) "rise_only" else "fall_only"
        next
      }
      rows$n[i] <- least_n(abs(d), alpha, power, alternative)
    } else {
      rows$change[i] <- sd * least_d(rows$n[i], alpha, power, alternative)
      # A two-sided test finds one either way.
      if (alternative == "one_sided") {
        rows$change[i] <- direction_sign(rows$direction[i]) * rows$change[i]
      }
    }
    rows$power[i] <- paired_power(rows$n[i], abs(rows$change[i]) / sd, alpha,
                                  alternative)
  }
  data.frame(
    rows[c("scale", "label", "direction", "group", "contrast", "sd_change", "n", "change")],
    d_z = rows$change / rows$sd_change, power = rows$power, alpha = alpha,
    method = paste0(if (is.null(n)) "least_n_" else "least_change_", alternative),
    rows[c("reason", "about")], setting = power
  )
}

# The power of the test for a change of d standard deviations of changes, d at
# least 0.
paired_power <- function(n, d, alpha, alternative) {
  df <- n - 1
  ncp <- sqrt(n) * d
  if (alternative == "one_sided") {
    return(1 - noncentral_t_cdf(stats::qt(1 - alpha, df), df, ncp))
  }
  critical <- stats::qt(1 - alpha / 2, df)
  1 - noncentral_t_cdf(critical, df, ncp) + noncentral_t_cdf(-critical, df, ncp)
}

least_d <- function(n, alpha, power, alternative) {
  short <- function(d) paired_power(n, d, alpha, alternative) - power
  high <- 1
  while (short(high) < 0) high <- 2 * high
  stats::uniroot(short, c(0, high), tol = 1e-12 * high)$root
}

# Power rises with n, so halving finds the least.
least_n <- function(d, alpha, power, alternative) {
  enough <- function(n) paired_power(n, d, alpha, alternative) >= power
  high <- 2
  while (!enough(high)) high <- 2 * high
  low <- high / 2
  while (high - low > 1) {
    middle <- floor((low + high) / 2)
    if (enough(middle)) high <- middle else low <- middle
  }
  max(2, high)
}
