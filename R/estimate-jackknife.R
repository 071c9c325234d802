# The error of a contrast of the likelihood's means by leaving out one person at a time,
# which holds whatever the answers and whatever they are lost by, where Kenward and
# Roger's (1997) is that of normal answers.

# With more patterns of answers Kenward and Roger's error stands alone.
jackknife_most <- 500

# Efron and Stein 1981, eq. 1.2: as of means, and on average not too small.
jackknife_error <- function(people, weights, call = rlang::caller_env()) {
  n <- sum(people$counts)
  if (length(people$counts) > jackknife_most) return(NA_real_)
  without <- vapply(seq_along(people$counts), function(i) {
    left <- people$counts - (seq_along(people$counts) == i)
    kept <- left > 0
    if (!any(kept)) return(NA_real_)
    tally <- new_tally(lapply(people$answers, `[`, kept), counts = left[kept], call = call)
    sum(weights * wave_tests(tally, 1L, call)$mean)
  }, 0)
  centre <- stats::weighted.mean(without, people$counts)
  sqrt((n - 1) / n * sum(people$counts * (without - centre)^2))
}

# A contrast with the larger of its two errors: where those who stood high are lost the
# likelihood's error goes with its estimate, and a one-sided test by it alone rejects too
# often (tools/bench/margin.R). Without a loss the two are the same.
with_larger_error <- function(contrast, people, weights, call = rlang::caller_env()) {
  contrast$by_jackknife <- FALSE
  if (is.na(contrast$estimate) || !any(vapply(people$answers, anyNA, NA))) return(contrast)
  error <- jackknife_error(people, weights, call)
  contrast$by_jackknife <- isTRUE(error > contrast$error)
  if (contrast$by_jackknife) contrast$error <- error
  contrast
}
