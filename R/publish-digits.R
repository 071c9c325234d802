# How fine a statistic of a rounded number of people may be. Answers are mostly
# whole numbers, so that a mean of 10 people ends in a tenth and one of 12 in a
# twelfth: with every digit, mean and SD tell how many people there are. They are
# shown in steps so wide that each number of people that is shown alike could
# have them.

figure_steps <- c(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1)

# The fewest people that are shown as these n are, and have a mean.
fewest_alike <- function(n, profile) {
  pmax(span_of_rounded(n, profile$base)$low, profile$mean_from, 1)
}

# In steps of which one at least is a mean of whole numbers of any such n.
coarse_mean <- function(mean, n, profile) {
  step <- vapply(fewest_alike(n, profile), function(fewest) {
    figure_steps[figure_steps >= 1 / fewest][1]
  }, 0)
  to_step(mean, step)
}

# The squares of whole numbers with one sum go in steps of 2, so a variance in
# steps of 2 / (n - 1), and an SD in steps of that over twice itself.
coarse_sd <- function(sd, n, profile) {
  fewest <- fewest_alike(n, profile)
  out <- rep(NA_real_, length(sd))
  for (step in figure_steps) {
    shown <- to_step(sd, step)
    fine <- is.na(out) & (shown * step * (fewest - 1) >= 1 | step == 1)
    out[fine %in% TRUE] <- shown[fine %in% TRUE]
  }
  out
}

# A middle of whole numbers is one itself or lies halfway between two, which
# tells whether n is even.
coarse_middle <- function(x) to_step(x, 1)

# One significant digit, as a p is a number to weigh and n follows from more.
coarse_p <- function(p) ifelse(p < 0.0005, 0, signif(pmax(p, 0.001), 1))

# Tells whether some number of people that is shown like these n could not have p, and p
# adjusted, as they are shown beside both means: where answers are whole numbers the
# sum of changes is one of few, and the sum of their squares is even where that is.
# `part` has the rows of one contrast as they are shown, `p` exactly.
p_tells_n <- function(part, p, n, profile) {
  of <- function(statistic) part$estimate[match(statistic, part$statistic)]
  shown <- of(c("p", "p_adjusted"))
  means <- of(c("mean_before", "mean_after"))
  at <- match(c("p", "p_adjusted"), part$statistic)
  if (is.na(shown[1]) || anyNA(means)) return(FALSE)
  times <- p[at[2]] / p[at[1]]
  fewest <- max(2, fewest_alike(n[at[1]], profile))
  half <- figure_steps[figure_steps >= 1 / fewest_alike(n[at[1]], profile)][1] / 2 + 1e-9
  alike <- seq(fewest, max(fewest, span_of_rounded(n[at[1]], profile$base)$high))
  fits <- vapply(alike, function(n) {
    sums <- lapply(means, function(mean) {
      from <- ceiling((mean - half) * n)
      from + seq_len(max(0, floor((mean + half) * n) - from + 1)) - 1
    })
    each <- unlist(lapply(unique(as.vector(outer(sums[[2]], sums[[1]], `-`))), p_of_sum, n))
    any(coarse_p(each) == shown[1] &
          (is.na(times) | is.na(shown[2]) | coarse_p(pmin(1, each * times)) == shown[2]))
  }, NA)
  !all(fits %in% TRUE)
}

# Every p of n changes in whole numbers with this sum.
p_of_sum <- function(sum, n) {
  squares <- seq(abs(sum), by = 2, length.out = 40 * n)
  error <- sqrt(pmax(0, squares - sum^2 / n) / (n - 1) / n)
  2 * stats::pt(-abs(sum / n) / error[error > 0], n - 1)
}

to_step <- function(x, step) round(floor(x / step + 0.5) * step, 2)

# The statistics of one block of rows, which rest on the same n people: means
# and SDs coarse, and what follows from them computed from what is shown, so that
# it says nothing more. `counts` marks the rows that are counts.
coarse_figures <- function(part, n, counts, profile) {
  part[c("conf_low", "conf_high")] <- NA_real_
  is <- function(...) part$statistic %in% c(...) & !counts
  one <- function(statistic) {
    found <- part$estimate[part$statistic == statistic]
    if (length(found)) found[1] else NA_real_
  }
  mean <- is("mean", "mean_before", "mean_after")
  sd <- is("sd", "sd_before", "sd_after")
  part$estimate[mean] <- coarse_mean(part$estimate[mean], n[mean], profile)
  part$estimate[sd] <- coarse_sd(part$estimate[sd], n[sd], profile)
  p <- startsWith(part$statistic, "p_") | part$statistic == "p"
  part$estimate[p] <- coarse_p(part$estimate[p])
  change <- one("mean_after") - one("mean_before")
  if ("mean_after" %in% part$statistic) {
    part$estimate[is("change")] <- change
    spread <- sqrt((one("sd_before")^2 + one("sd_after")^2) / 2)
    part$estimate[is("d_av")] <- if (spread %in% 0) NA_real_ else change / spread
    part$estimate[is("reliable_threshold")] <- 1.96 * sqrt(2) *
      one("sd_before") * sqrt(1 - round(one("reliability"), 2))
  }
  part$estimate[!p] <- round(part$estimate[!p], 2)
  part
}

# The statistics that a table of counts has beside them, of `n` people each.
coarse_statistics <- function(rows, profile) {
  middle <- rows$statistic %in% c("median", "lower_quartile", "upper_quartile")
  ifelse(
    rows$statistic == "mean", coarse_mean(rows$estimate, rows$n, profile),
    ifelse(rows$statistic == "sd", coarse_sd(rows$estimate, rows$n, profile),
           ifelse(middle, coarse_middle(rows$estimate), rows$estimate))
  )
}
