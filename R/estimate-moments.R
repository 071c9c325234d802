# Tallies of which the sums are known and not the patterns: what a source gives that lets no
# list of scores leave. What follows from sums is made by the code that makes it of patterns;
# the rest is NA with the reason `moments_only`.

# Whether a tally, or a contrast of it, is of sums alone.
is_moments <- function(x) inherits(x, "pairwave_moments")

# Whether a cohort's sources give sums of scores alone.
has_moments <- function(cohort) {
  any(vapply(cohort$sources, gives_moments, NA))
}

# The tally of a scale over all its people. `sets` are those of moments_set(): of the people
# with a score in all waves of one the sums are known.
new_moments_tally <- function(cohort, scale, sets, call = rlang::caller_env()) {
  found <- lapply(cohort$sources, function(source) count_moments(source, scale, sets, call))
  added <- function(of) Reduce(`+`, lapply(found, of))
  structure(
    list(
      waves = names(cohort$surveys), unit = whole_unit(scale),
      scored = added(function(one) one$scored), any = added(function(one) one$any),
      sets = lapply(seq_along(sets), function(i) list(
        waves = sets[[i]]$waves, n = added(function(one) one$sets[[i]]$n),
        sums = added(function(one) one$sets[[i]]$sums),
        products = added(function(one) one$sets[[i]]$products)
      ))
    ),
    class = "pairwave_moments"
  )
}

# The sets that a change needs: the waves of each contrast, and how many are in all.
change_sets <- function(waves, pairs) {
  c(Map(function(from, to) moments_set(waves[c(from, to)], "pairs"), pairs$from, pairs$to),
    if (length(waves) > 2) list(moments_set(waves, "none")))
}

# Those of means: everyone of a wave and, of people who are followed, who is in every one.
wave_sets <- function(waves, followed) {
  c(lapply(waves, moments_set, "each"),
    if (followed && length(waves) > 1) list(moments_set(waves, "each")))
}

set_of_waves <- function(tally, waves) {
  Find(function(set) identical(set$waves, waves), tally$sets)
}

# The pairs of two waves, by their places.
moments_contrast <- function(tally, from, to) {
  waves <- tally$waves[c(from, to)]
  set <- set_of_waves(tally, waves)
  structure(
    list(sums = c(set$n, set$sums, diag(set$products), set$products[1, 2], tally$unit$over,
                  tally$unit$under),
         before_only = tally$scored[[from]] - set$n, after_only = tally$scored[[to]] - set$n),
    class = "pairwave_moments"
  )
}

# The kernel's figures of a contrast. Who moved is not known from sums: nobody is counted, and
# rows_of_moments() leaves out what rests on it.
paired_figures <- function(contrast, options, call) {
  if (is_moments(contrast)) {
    found <- as.list(.Call(pw_call_paired_sums, contrast$sums, contrast$before_only,
                           contrast$after_only))
    found[directions] <- 0
    return(found)
  }
  as.list(check_kernel(.Call(pw_call_paired, contrast, options$zeros == "pratt", most_work),
                       "Can't compute the change.", call = call))
}

# All waves of sums: how many people, and no test.
moments_waves <- function(tally) {
  every <- set_of_waves(tally, tally$waves)
  structure(
    list(n = if (is.null(every)) NA_real_ else every$n, n_any = tally$any, f = NA_real_,
         df_waves = NA_real_, df_error = NA_real_, greenhouse = NA_real_, huynh = NA_real_,
         eta2_partial = NA_real_, eta2_generalised = NA_real_, friedman = NA_real_,
         kendall_w = NA_real_),
    class = "pairwave_moments"
  )
}

# The rows without what sums do not give, and the reason; where the sums were held back
# themselves, with that.
rows_of_moments <- function(rows, contrast) {
  follows <- rows$statistic %in% statistics_of_moments
  withheld <- contrast$sums[1] > 0 && is.na(contrast$sums[2])
  none <- !follows | (withheld & is.na(rows$estimate))
  rows[none, c("estimate", "conf_low", "conf_high", "detail", "df2")] <- NA_real_
  rows$caution[none] <- rows$interval[none] <- rows$about[none] <- NA_character_
  rows$reason[none] <- ifelse(follows[none], "sums_withheld", "moments_only")
  rows
}

# What follows from the sums of a contrast, and what is declared.
statistics_of_moments <- c(
  "n", "n_before_only", "n_after_only", "mean_before", "sd_before", "mean_after", "sd_after", "r",
  "change", "sd_change", "t", "df", "p", "p_adjusted", "d_av", "d_z", "d_rm", "d_b", "g_av",
  "g_z", "reliability", "reliable_threshold", "se_before", "se_after", "se_change",
  "bayes_factor", "log_bayes_factor", "cutoff", "important_difference"
)

# The rows of a scale's means.
means_of_moments <- function(tally, conf_level) {
  rows <- function(who, waves, set) {
    stack_frames(lapply(waves, function(wave) {
      sums <- c(set$n, set$sums[[wave]], set$products[wave, wave], tally$unit$over,
                tally$unit$under)
      found <- as.list(.Call(pw_call_sample_sums, sums))
      if (found$n < 2) found$mean <- NA_real_
      reason <- if (found$n > 1 && is.na(found$mean)) "sums_withheld"
      frame_of(who = who, wave = wave,
               rows_of_mean(found$n, found$mean, found$sd, conf_level, reason))
    }))
  }
  stack_frames(c(
    lapply(tally$waves, function(wave) rows("wave", wave, set_of_waves(tally, wave))),
    if (length(tally$waves) > 1) {
      every <- set_of_waves(tally, tally$waves)
      if (!is.null(every)) list(rows("every wave", tally$waves, every))
    }
  ))
}
