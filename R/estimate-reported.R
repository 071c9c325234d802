# What journals ask for beside the figures of a change: medians, sums of ranks, standard
# errors and the Bayes factor, each on the pairs of the contrast.

# The figures by statistic, and the methods of those whose method depends on options.
journal_figures <- function(found, pairs, options, weighted) {
  type <- options$quartile_type %||% quartile_types[1]
  figures <- if (weighted) {
    stats::setNames(rep(list(NA_real_), length(journal_statistics)), journal_statistics)
  } else {
    c(medians_of_pairs(pairs, type), rank_sums(found), errors_of_means(found),
      bayes_factors(found$t, found$n))
  }
  list(
    figures = figures,
    methods = c(
      stats::setNames(rep(quartile_methods[[paste(type)]], length(median_statistics)),
                      median_statistics),
      stats::setNames(rank_methods[[options$zeros]], rank_statistics)
    )
  )
}

error_statistics <- c("se_before", "se_after", "se_change")

journal_statistics <- c(median_statistics, rank_statistics, error_statistics, bayes_statistics)

# Says why each would be NA; `why` has the reasons of the other statistics.
why_no_journal_figure <- function(why, found, weighted) {
  if (weighted) {
    why[journal_statistics] <- "figures_unweighted"
    return(why)
  }
  if (found$n >= 1) why[rank_statistics] <- "zero_change"
  if (found$n >= 2) {
    why["log_bayes_factor"] <- "constant_change"
    why["bayes_factor"] <- if (is.na(found$t)) "constant_change" else "beyond_numbers"
  }
  why
}
