# Says where an interval covers another share of samples than its level, by more than
# 1.5 points in the simulations of tools/bench/coverage.R: a code, of which the row's
# note is made. What is known of a sample is its n, its ties and its skewness.

# Gives a code for each statistic, or NA where there is no interval or nothing to say.
interval_cautions <- function(found, limits, intervals, conf_level) {
  caution <- stats::setNames(rep(NA_character_, ncol(limits)), colnames(limits))
  on <- function(statistics) statistics[!is.na(limits[1, statistics])]
  by <- function(statistics, how) {
    statistics <- on(statistics)
    statistics[intervals[statistics] %in% how]
  }
  if (found$n < 1) return(unname(caution))
  caution[by("hodges_lehmann", "order_statistic")] <-
    if (isTRUE(found$same > 0 || found$sizes < found$n_used)) "tied_changes" else NA
  newson <- c("newson", "newson_end", "newson_still")
  caution[by("rank_biserial", newson)] <- if (found$n_used < least_moved) "few_moved" else NA
  if (found$n < least_of_share) caution[by("superiority", newson)] <- "few_steps"
  if (found$n < least_people) caution[by("g_av", "noncentral_t")] <- "few_steps"
  if (shortfall_of_t(found, conf_level) > tolerated) {
    caution[by("change", "t")] <- "skewed_changes"
    caution[by(c("d_av", "d_z", "g_av", "g_z", "d_b"),
               c("algina_keselman", "noncentral_t", "bonett"))] <- "skewed_d"
    caution[on("change_likelihood")] <- "skewed_d"
  }
  # It misses about a third of what t misses.
  if (shortfall_of_t(found, conf_level) > 2 * tolerated) {
    caution[by("change", "bootstrap_t")] <- "skewed_bootstrap_t"
  }
  if (isTRUE(found$crowded_before >= crowded)) caution[by("d_b", "bonett")] <- "crowded_earlier"
  caution[by(c("share_of_moved", "odds_improved"), "clopper_pearson")] <- "at_least_level"
  for (moved in directions) {
    share <- by(paste0("share_", moved), "wilson")
    caution[share] <- if (found$n < least_of_share) "few_steps"
      else if (min(found[[moved]], found$n - found[[moved]]) < smallest_group) "few_in_share"
      else NA
  }
  if (found$n_before_only + found$n_after_only >
        many_lost * (found$n_before_only + found$n_after_only + found$n)) {
    caution[on("change_likelihood")] <- "lost_likelihood"
  }
  if (isTRUE(found$several_likely)) caution[on("change_likelihood")] <- "likelihood_tops"
  if (found$n_before_only > many_lost * (found$n_before_only + found$n)) {
    # Weights are there to make up for them.
    of_pairs <- on(setdiff(colnames(limits), c(by_likelihood, by_reliability,
                                               if (isTRUE(found$weighted)) weighted_statistics)))
    caution[of_pairs[is.na(caution[of_pairs])]] <- "lost_later"
  }
  unname(caution)
}

# From about so many on, those who are lost matter more than how an interval is made.
many_lost <- 0.2

# With so large a share of the earlier answers at the lowest or the highest one of them,
# the standard deviation of that wave is no longer estimated as Bonett has it.
crowded <- 0.4

# So much less than its level may an interval cover before a note says so.
tolerated <- 0.015

# With fewer changes other than zero Newson's limits are cautious; with fewer people g_av,
# superiority and shares have so few values that their limits can't be even.
least_moved <- 50
least_people <- 25
least_of_share <- 50

# A sample is skewed by chance up to about so much.
least_skew <- 1

# Says how much less than its level the t interval covers because changes are skewed:
# the term in the squared skewness, to the order 1 / n, of Edgeworth's expansion of t (Hall
# 1988). Answers within a range that is known are never so skewed that it matters.
shortfall_of_t <- function(found, conf_level) {
  skew <- found$skew_change
  if (is.na(skew) || found$bounded || abs(skew) < least_skew) return(0)
  z <- stats::qnorm((1 + conf_level) / 2)
  2 * stats::dnorm(z) * z * (z^4 + 2 * z^2 - 3) / 18 * skew^2 / found$n
}
