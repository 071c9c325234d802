# Computes intervals: noncentral t, Wilson, Clopper-Pearson, Bonett.

# P(T <= t) for noncentral t. R's pt() serves where it is accurate; for large
# t or ncp the same probability is integrated over the normal numerator Z,
# P(T <= t) = E P(chi2_df >= df ((Z + ncp) / t)^2) for t > 0, which is smooth.
noncentral_t_cdf <- function(t, df, ncp) {
  if (abs(t) < 20 && abs(ncp) <= 37) {
    return(suppressWarnings(stats::pt(t, df, ncp)))
  }
  noncentral_t_far(t, df, ncp)
}

# Where R's own is not accurate: by integration over the normal.
noncentral_t_far <- function(t, df, ncp) {
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

# Clopper and Pearson 1934: the shares under which so few or so many of `n` are just
# not unlikely. With `mid`, half of the probability of `count` itself is left out, as
# in mid-p tests.
clopper_pearson <- function(count, n, conf_level, mid = FALSE) {
  if (n == 0) return(c(NA_real_, NA_real_))
  tail <- (1 - conf_level) / 2
  if (!mid) {
    return(c(if (count == 0) 0 else stats::qbeta(tail, count, n - count + 1),
             if (count == n) 1 else stats::qbeta(1 - tail, count + 1, n - count)))
  }
  upper <- function(count) {
    if (count == n) return(1)
    if (count == 0) return(1 - (2 * tail)^(1 / n))
    short <- function(share) {
      stats::pbinom(count, n, share) - stats::dbinom(count, n, share) / 2 - tail
    }
    stats::uniroot(short, c(0, 1), tol = 1e-12)$root
  }
  c(1 - upper(n - count), upper(count))
}

# Odds from limits of a share; none where a limit has no end.
odds_limits <- function(share) {
  odds <- share / (1 - share)
  if (all(is.finite(odds))) odds else c(NA_real_, NA_real_)
}

# Bonett 2008, eq. 9, of a mean change over the standard deviation of one wave.
bonett_limits <- function(found, conf_level) {
  if (!isTRUE(found$sd_before > 0)) return(c(NA_real_, NA_real_))
  error <- sqrt(found$d_b^2 / (2 * found$df) +
                  (found$sd_change / found$sd_before)^2 / found$df)
  found$d_b + c(-1, 1) * stats::qnorm((1 + conf_level) / 2) * error
}
