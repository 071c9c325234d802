# Computes what ranks and directions give: the signed-rank test, intervals of the rank-biserial
# correlation and of superiority, and the Hodges-Lehmann estimate.

# The signed-rank p and the method that found it.
rank_test <- function(found, zeros) {
  if (found$exact == 1) {
    return(list(p = found$p_signed_rank, method = paste0("exact_", zeros)))
  }
  z <- (found$positive - found$negative) / 2 / sqrt(found$rank_variance)
  list(p = 2 * stats::pnorm(-abs(z)),
       method = paste0("normal_", zeros))
}

# Newson 2006: the jackknife's standard error, taken to the arctanh scale and the
# limits back from it. At -1 and 1, where that scale ends, all `moved` changes went one
# way: the limit on the other side is that share of one way which Clopper and Pearson
# give, as a difference of two shares.
arctanh_limits <- function(r, error, moved, conf_level) {
  none <- list(limits = c(NA_real_, NA_real_), interval = NA_character_)
  if (is.na(r)) return(none)
  if (abs(r) >= 1) {
    least <- 2 * clopper_pearson(moved, moved, conf_level)[1] - 1
    limits <- c(least, 1)
    return(list(limits = if (r > 0) limits else -rev(limits), interval = "newson_end"))
  }
  if (!isTRUE(error > 0)) return(none)
  half <- stats::qnorm((1 + conf_level) / 2) * error / (1 - r^2)
  list(limits = tanh(atanh(r) + c(-half, half)), interval = "newson")
}

biserial_limits <- function(found, conf_level) {
  arctanh_limits(found$rank_biserial, found$rank_error, found$n_used, conf_level)
}

# Superiority is (1 + D) / 2, where D, the share who rose less the share who fell, is
# a mean, so that its jackknife error is that of a mean. Where nobody moved, as many
# may have as Clopper and Pearson let, all of them one way or the other.
superiority_limits <- function(found, conf_level) {
  n <- found$n
  if (n < 1) return(list(limits = c(NA_real_, NA_real_), interval = NA_character_))
  moved <- found$improved + found$worse
  if (moved == 0) {
    most <- clopper_pearson(0, n, conf_level)[2]
    return(list(limits = (1 + c(-most, most)) / 2, interval = "newson_still"))
  }
  d <- (found$improved - found$worse) / n
  error <- if (n > 1) sqrt((moved / n - d^2) / (n - 1)) else NA_real_
  of_d <- arctanh_limits(d, error, n, conf_level)
  list(limits = (1 + of_d$limits) / 2, interval = of_d$interval)
}

# Hodges and Lehmann 1963: the median of the Walsh averages, and as limits the
# averages whose ranks are the quantiles of the signed-rank statistic.
hodges_lehmann <- function(contrast, found, options, call) {
  method <- paste0("walsh_", options$zeros)
  n <- if (options$zeros == "pratt") found$n else found$improved + found$worse
  none <- c(NA_real_, NA_real_)
  if (n == 0) {
    return(list(estimate = NA_real_, limits = none, method = method, interval = NA))
  }
  total <- n * (n + 1) / 2
  low <- walsh_rank(n, (1 - options$conf_level) / 2)
  ranks <- c(floor((total + 1) / 2), ceiling((total + 1) / 2),
             if (!is.na(low)) c(low, total + 1 - low))
  found <- check_kernel(
    .Call(pw_call_walsh, contrast, options$zeros == "pratt", ranks),
    "Can't compute the Hodges-Lehmann estimate.", call = call
  )
  list(estimate = mean(found[1:2]),
       limits = if (is.na(low)) none else found[3:4],
       method = method,
       interval = if (is.na(low)) "too_few" else "order_statistic")
}

# The rank of the lower limit; NA where even the smallest average is not low
# enough.
walsh_rank <- function(n, tail) {
  if (2^-n > tail) return(NA_real_)
  max(1, if (n <= 200) stats::qsignrank(tail, n) else signed_rank_quantile(n, tail))
}

# The quantile of the signed-rank statistic of n changes without ties, by Edgeworth's
# expansion to the order n^-3 (Kolassa 2006, ch. 3), which for n above 200 gives the
# rank that counting every sign pattern does, at no cost. The statistic is a sum of
# ranks that count or not, so its cumulants are power sums of the ranks times those of
# one coin; a uniform number of width 1 beside it makes its steps a line.
signed_rank_quantile <- function(n, tail) {
  s2 <- n * (n + 1) * (2 * n + 1) / 6
  s4 <- s2 * (3 * n^2 + 3 * n - 1) / 5
  s6 <- s2 * (3 * n^4 + 6 * n^3 - 3 * n + 1) / 7
  s8 <- s2 * (5 * n^6 + 15 * n^5 + 5 * n^4 - 15 * n^3 - n^2 + 9 * n - 3) / 15
  variance <- s2 / 4 + 1 / 12
  k4 <- (-s4 / 8 - 1 / 120) / variance^2
  k6 <- (s6 / 4 + 1 / 252) / variance^3
  k8 <- (-17 * s8 / 16 - 1 / 240) / variance^4
  short <- function(x) {
    # Hermite's polynomials of odd order, by their recurrence.
    h <- c(1, x)
    for (k in 2:11) h[k + 1] <- x * h[k] - (k - 1) * h[k - 1]
    odd <- h[c(4, 6, 8, 10, 12)]
    beyond <- c(k4 / 24, k6 / 720, k4^2 / 1152 + k8 / 40320, k4 * k6 / 17280,
                k4^3 / 82944)
    stats::pnorm(x) - stats::dnorm(x) * sum(beyond * odd) - tail
  }
  x <- stats::uniroot(short, stats::qnorm(tail) + c(-0.2, 0.2), tol = 1e-13,
                      extendInt = "upX")$root
  ceiling(n * (n + 1) / 4 + x * sqrt(variance) - 0.5)
}
