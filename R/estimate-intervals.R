# Computes intervals: noncentral t, Wilson, rank-biserial.

# Fisher's z, with the null standard deviation of the signed ranks over their
# sum; n counts the changes other than zero. There is no interval at -1 or 1.
biserial_limits <- function(found, conf_level) {
  r <- found$rank_biserial
  n <- found$n_used
  if (is.na(r) || abs(r) >= 1) return(c(NA_real_, NA_real_))
  error <- sqrt(n * (n + 1) * (2 * n + 1) / 6) / (n * (n + 1) / 2)
  tanh(atanh(r) + c(-1, 1) * stats::qnorm((1 + conf_level) / 2) * error)
}

# P(T <= t) for noncentral t. R's pt() serves where it is accurate; for large
# t or ncp the same probability is integrated over the normal numerator Z,
# P(T <= t) = E P(chi2_df >= df ((Z + ncp) / t)^2) for t > 0, which is smooth.
noncentral_t_cdf <- function(t, df, ncp) {
  if (abs(t) < 20 && abs(ncp) <= 37) {
    return(suppressWarnings(stats::pt(t, df, ncp)))
  }
  if (t < 0) {
    return(1 - noncentral_t_cdf(-t, df, -ncp))
  }
  if (t < 1) {
    return(stats::pnorm(t - ncp))
  }
  above <- function(z) {
    ratio <- pmax(0, (z + ncp) / t)
    stats::dnorm(z) *
      stats::pchisq(df * ratio^2, df, lower.tail = FALSE)
  }
  from <- max(-9, min(9, -ncp))
  total <- stats::pnorm(from)
  if (from < 9) {
    total <- total + stats::integrate(
      above, from, 9, subdivisions = 1000L, rel.tol = 1e-10, stop.on.error = FALSE
    )$value
  }
  total
}

# The noncentralities under which the t seen is at the upper and at the lower
# end of its distribution.
noncentral_t_limits <- function(t, df, conf_level) {
  tail <- (1 - conf_level) / 2
  c(ncp_where(t, df, 1 - tail), ncp_where(t, df, tail))
}

# The ncp with P(T <= t) = p. The probability falls as ncp rises, so the
# search widens until it brackets p.
ncp_where <- function(t, df, p) {
  short <- function(ncp) noncentral_t_cdf(t, df, ncp) - p
  step <- 2 * (1 + abs(t) / sqrt(2 * df))
  low <- t - step
  high <- t + step
  for (i in seq_len(60)) {
    if (short(low) > 0) break
    low <- low - step * 2^i
  }
  for (i in seq_len(60)) {
    if (short(high) < 0) break
    high <- high + step * 2^i
  }
  stats::uniroot(short, c(low, high), tol = 1e-10 * max(1, abs(t)))$root
}

# Wilson 1927, solved for the share.
wilson_limits <- function(count, n, conf_level) {
  if (n == 0) return(c(NA_real_, NA_real_))
  z <- stats::qnorm((1 + conf_level) / 2)
  share <- count / n
  half <- z * sqrt(share * (1 - share) / n + z^2 / (4 * n^2))
  (share + z^2 / (2 * n) + c(-1, 1) * half) / (1 + z^2 / n)
}
