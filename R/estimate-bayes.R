# The Bayes factor of a paired change.

# The scale of the Cauchy prior of the standardised change (d_z): half of the prior lies
# between minus this and this.
prior_scale <- sqrt(2) / 2

# The logarithm of the Jeffreys-Zellner-Siow Bayes factor of a change against none
# (Rouder, Speckman, Sun, Morey and Iverson 2009, eq. 1, with g scaled by r^2): the
# integral over g, whose prior is inverse chi-squared with one degree of freedom.
log_bayes_factor <- function(t, n, scale = prior_scale) {
  if (is.na(t) || n < 2) return(NA_real_)
  df <- n - 1
  null <- -n / 2 * log1p(t^2 / df)
  # Over x = log g, so that the integrand has one peak and tails that vanish.
  height <- function(x) {
    spread <- 1 + n * scale^2 * exp(x)
    -log(spread) / 2 - n / 2 * log1p(t^2 / (spread * df)) - log(2 * pi) / 2 -
      x / 2 - exp(-x) / 2
  }
  peak <- stats::optimize(height, c(-10, 60), maximum = TRUE, tol = 1e-4)
  area <- function(from, to) {
    stats::integrate(function(x) exp(height(x) - peak$objective), from, to,
                     rel.tol = 1e-12, abs.tol = 0, subdivisions = 1000L,
                     stop.on.error = FALSE)$value
  }
  at <- peak$maximum
  # Below -8 the prior has less than 1e-300 of its mass; to the right what is left
  # falls as exp(-x).
  edges <- unique(c(-8, pmax(-8, at + c(-4, -2, 0, 2, 5, 10, 20, 40))))
  total <- sum(mapply(area, edges[-length(edges)], edges[-1]))
  log(total) + peak$objective - null
}

bayes_factors <- function(t, n) {
  logged <- log_bayes_factor(t, n)
  factor <- exp(logged)
  list(bayes_factor = if (is.finite(factor)) factor else NA_real_,
       log_bayes_factor = logged)
}

bayes_statistics <- c("bayes_factor", "log_bayes_factor")
