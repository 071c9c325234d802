# Effect sizes beyond what the kernel gives: Hedges' forms, shares, odds.

# Finds what the kernel leaves: Hedges' forms, shares, odds and the sign test.
other_effects <- function(found) {
  moved <- found$improved + found$worse
  share <- function(people) if (found$n > 0) people / found$n else NA_real_
  list(
    g_av = average_hedges_factor(found) * found$d_av,
    g_z = hedges_factor(found$n - 1) * found$d_z,
    share_improved = share(found$improved), share_same = share(found$same),
    share_worse = share(found$worse),
    share_of_moved = if (moved > 0) found$improved / moved else NA_real_,
    odds_improved = if (found$worse > 0) found$improved / found$worse else NA_real_,
    p_sign = found[["p_sign"]] %||% if (moved > 0) {
      min(1, 2 * stats::pbinom(min(found$improved, found$worse), moved, 0.5))
    } else {
      NA_real_
    }
  )
}

# Hedges 1981, eq. 6e, with m degrees of freedom; NA below 2.
hedges_factor <- function(m) {
  if (m < 2) return(NA_real_)
  exp(lgamma(m / 2) - lgamma((m - 1) / 2)) / sqrt(m / 2)
}

# Finds the same where the standard deviation averages two correlated waves: one
# over the mean of 1 / sqrt((s1^2 + s2^2) / 2) of two normal waves of one spread, which
# a chi-squared of 2 (n - 1) / (1 + r^2) degrees of freedom comes near (Goulet-Pelletier
# and Cousineau 2018). The mean over how the waves share the squares is the
# hypergeometric 2F1(1/4, 3/4; n / 2; r^2), of which few terms are enough after
# Abramowitz and Stegun 1964, eq. 15.3.19. A wave without a spread leaves the n - 1 of
# the other.
average_hedges_factor <- function(found) {
  n <- found$n
  if (n < 3 || is.na(found$r)) return(hedges_factor(n - 1))
  root <- sqrt(max(0, 1 - found$r^2))
  w <- (1 - root) / (1 + root)
  k <- 0:299
  terms <- cumprod(c(1, (0.5 + k) * ((3 - n) / 2 + k) / (n / 2 + k) / (1 + k) * w))
  hedges_factor(2 * (n - 1)) * sqrt((1 + root) / 2) / sum(terms)
}
