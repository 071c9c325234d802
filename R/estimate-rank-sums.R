# The sums behind the signed-rank test, as journals print them.

# V is the sum of the ranks of rises, W that of rises less that of falls, and Z is W over
# its standard deviation under the null with ties and zeros, without a correction for
# continuity. All by the zero rule of the contrast; without a change other than zero
# there is no sum.
rank_sums <- function(found) {
  if (is.na(found$n_used) || found$n_used == 0) {
    return(list(rank_sum_rises = NA_real_, rank_sum_falls = NA_real_, w = NA_real_,
                z = NA_real_))
  }
  list(
    rank_sum_rises = found$positive, rank_sum_falls = found$negative,
    w = found$positive - found$negative,
    # The variance is that of V, half of which W moves.
    z = (found$positive - found$negative) / 2 / sqrt(found$rank_variance)
  )
}

rank_statistics <- c("rank_sum_rises", "rank_sum_falls", "w", "z")

# Their methods in this order, by what becomes of zeros.
rank_methods <- list(
  pratt = c("rises_pratt", "falls_pratt", "ranks_pratt", "ranks_z_pratt"),
  wilcoxon = c("rises_wilcoxon", "falls_wilcoxon", "ranks_wilcoxon", "ranks_z_wilcoxon")
)

# Standard errors of the means of both waves and of their change.
errors_of_means <- function(found) {
  list(se_before = found$sd_before / sqrt(found$n),
       se_after = found$sd_after / sqrt(found$n),
       se_change = found$error)
}
