# Holds a change against what the study declared: a cut-off or a norm, and the
# smallest important difference.

# Jacobson and Truax 1991, p. 13, criterion c: where the people before and those of the
# norm are equally far, each in standard deviations of their own; the good side is that
# of the scale's direction.
cutoff_of <- function(scale, mean_before, sd_before) {
  none <- list(at = NA_real_, method = "cutoff_from_norm", source = NA_character_)
  if (!is.null(scale$cutoff)) {
    above <- !is.null(scale$cutoff$above)
    return(list(at = if (above) scale$cutoff$above else scale$cutoff$below,
                method = if (above) "cutoff_above" else "cutoff_below",
                source = scale$cutoff$source %||% NA_character_))
  }
  norm <- scale$norm
  if (is.null(norm) || is.na(sd_before)) return(none)
  list(at = (sd_before * norm$mean + norm$sd * mean_before) / (sd_before + norm$sd),
       method = "cutoff_between", source = norm$source)
}

# People by what became of them (Jacobson and Truax 1991): recovered, whose reliable
# change led over the cut-off to the good side; improved, whose reliable change towards it
# did not cross; worse, whose reliable change led away; the others are the same. With
# `sign` 1 the good side is above the cut-off, with -1 below.
clinical_change <- function(pairs, cutoff, threshold, sign) {
  outcome <- clinical_outcome(pairs$before, pairs$after, cutoff, threshold, sign)
  lapply(stats::setNames(nm = clinical_outcomes), function(one) {
    if (anyNA(outcome)) NA_real_ else sum(pairs$count[outcome == one])
  })
}

clinical_outcomes <- c("recovered", "improved_only", "unchanged", "deteriorated")

# What became of each person; NA where there is no cut-off or no threshold.
clinical_outcome <- function(before, after, cutoff, threshold, sign) {
  if (is.na(threshold) || is.na(cutoff$at)) return(rep(NA_character_, length(before)))
  d <- (after - before) * sign
  slack <- 1e-10 * max(1, abs(before), abs(after))
  good <- function(score) (score - cutoff$at) * sign > slack
  reliable <- d > threshold + slack
  crossed <- reliable & !good(before) & good(after)
  ifelse(crossed, "recovered",
         ifelse(reliable, "improved_only",
                ifelse(d < -threshold - slack, "deteriorated", "unchanged")))
}

# People whose change is at least the smallest important difference, either way; a gain
# is one in the way of `sign`.
important_change <- function(pairs, important, sign) {
  d <- (pairs$after - pairs$before) * sign
  slack <- 1e-10 * max(1, abs(pairs$before), abs(pairs$after))
  up <- d >= important - slack
  down <- d <= -important + slack
  count <- function(hit) sum(pairs$count[hit])
  list(important_gain = count(up), important_same = count(!up & !down),
       important_loss = count(down))
}

benchmark_statistics <- c(
  "cutoff", clinical_outcomes,
  "important_difference", "important_gain", "important_same", "important_loss"
)

# The rows of a contrast that the scale's benchmarks give; none where it has none. `rows`
# are those of change_of_pairs().
benchmark_rows <- function(rows, pairs, scale, direction) {
  has_cutoff <- !is.null(scale$cutoff) || !is.null(scale$norm)
  if (!has_cutoff && is.null(scale$important)) return(rows)
  with_benchmark_rows(rows, pairs, scale, direction_sign(direction), has_cutoff)
}

with_benchmark_rows <- function(rows, pairs, scale, sign, has_cutoff) {
  of <- function(statistic) rows$estimate[rows$statistic == statistic]
  found <- about <- list()
  methods <- character()
  if (has_cutoff) {
    cutoff <- cutoff_of(scale, of("mean_before"), of("sd_before"))
    found <- c(list(cutoff = cutoff$at),
               clinical_change(pairs, cutoff, of("reliable_threshold"), sign))
    methods <- c(cutoff = cutoff$method, recovered = "crossed_cutoff",
                 improved_only = "towards_cutoff", unchanged = "within_threshold",
                 deteriorated = "away_from_cutoff")
  }
  if (!is.null(scale$important)) {
    found <- c(found, list(important_difference = scale$important),
               important_change(pairs, scale$important, sign))
    methods <- c(methods, important_difference = "declared",
                 important_gain = "at_least_important",
                 important_same = "below_important", important_loss = "at_least_important")
  }
  more <- rows[rep(which(rows$statistic == "n"), length(methods)), ]
  more$statistic <- names(methods)
  more$estimate <- unlist(found[names(methods)], use.names = FALSE)
  more$method <- unname(methods)
  more$about <- NA_character_
  at <- more$statistic == "cutoff"
  if (any(at)) more$about[at] <- cutoff$source
  # Without a reliability, or a spread, the reason is that of the threshold.
  why <- rows$reason[rows$statistic == "reliable_threshold"]
  more$reason <- ifelse(is.na(more$estimate), why, NA_character_)
  about_why <- rows$about[rows$statistic == "reliable_threshold"]
  more$about <- ifelse(is.na(more$estimate), about_why, more$about)
  none <- is.na(more$estimate) & is.na(more$reason)
  more$reason[none] <- "few_pairs"
  row.names(more) <- NULL
  both <- rbind(rows, more)
  row.names(both) <- NULL
  both
}
