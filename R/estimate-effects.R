# Effect sizes and rank statistics beyond what the kernel gives.

# Finds what the kernel leaves: Hedges' forms, shares and the sign test.
other_effects <- function(found) {
  factor <- hedges_factor(found$n - 1)
  moved <- found$improved + found$worse
  share <- function(people) if (found$n > 0) people / found$n else NA_real_
  list(
    g_av = factor * found$d_av, g_z = factor * found$d_z,
    share_improved = share(found$improved), share_same = share(found$same),
    share_worse = share(found$worse),
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

# The signed-rank p and the method that found it.
rank_test <- function(found, zeros) {
  if (found$exact == 1) {
    return(list(p = found$p_signed_rank, method = paste0("exact_", zeros)))
  }
  z <- (found$positive - found$negative) / 2 / sqrt(found$rank_variance)
  list(p = 2 * stats::pnorm(-abs(z)),
       method = paste0("normal_", zeros))
}

# Hodges and Lehmann 1963: the median of the Walsh averages, and as limits the
# averages whose ranks are the quantiles of the signed-rank statistic, exact up
# to 200 changes.
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
  if (n > 200) {
    centre <- n * (n + 1) / 4
    spread <- sqrt(n * (n + 1) * (2 * n + 1) / 24)
    return(round(centre + stats::qnorm(tail) * spread))
  }
  if (stats::psignrank(0, n) > tail) return(NA_real_)
  max(1, stats::qsignrank(tail, n))
}
