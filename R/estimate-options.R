# The options that analyses of change share, checked once.

# `conf_level` of the intervals, what becomes of `zeros` among ranks, how p values
# are adjusted (`adjust`), by which `interval`, of how many `resamples`, and of which
# type quartiles are.
change_options <- function(conf_level = 0.95, zeros = c("pratt", "wilcoxon"),
                           adjust = c("holm", "BH", "none"),
                           interval = c("t", "bootstrap", "bootstrap_t"),
                           resamples = 10000, quartile_type = 7,
                           call = rlang::caller_env()) {
  zeros <- match_choice(zeros, call = call)
  adjust <- match_choice(adjust, call = call)
  interval <- match_choice(interval, call = call)
  check_conf_level(conf_level, call)
  check_resamples(resamples, call)
  quartile_type <- check_quartile_type(quartile_type, call)
  structure(
    list(conf_level = conf_level, zeros = zeros, adjust = adjust,
         interval = interval, resamples = resamples, quartile_type = quartile_type),
    class = "pairwave_change_options"
  )
}

# What the headline of change can show besides.
headline_columns <- c("medians", "ranks", "bayes_factor")

check_also <- function(also, call = rlang::caller_env()) {
  check_known(also, headline_columns, "Each of {.arg also} must be a column of the headline.",
              "column", call = call)
  intersect(headline_columns, also)
}
