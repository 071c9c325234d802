# Estimates when new sources stopped to bring new codes.

# Guest, Namey and Chen 2020: the base is the codes of the first sources, a run what
# is new in the next ones, over the base. `sources` come in the order of collection.
estimate_saturation <- function(found, sources, base, run, threshold) {
  code <- found$given$at
  source <- match(found$given$source, sources)
  known <- !is.na(source)
  first <- as.integer(tapply(source[known], code[known], min))
  fresh <- tabulate(first, length(sources))
  in_base <- sum(fresh[seq_len(min(base, length(sources)))])
  starts <- seq_len(max(0, length(sources) - base - run + 1)) + base
  new <- vapply(starts, function(from) sum(fresh[from:(from + run - 1)]), 0)
  share <- if (in_base > 0) new / in_base else rep(NA_real_, length(new))
  reached <- which(share <= threshold)
  why <- if (!length(starts)) "few_sources" else if (in_base == 0) "no_code_in_base" else
    NA_character_
  each <- new_frame(list(
    source = sources, position = seq_along(sources),
    statistic = rep("new_codes", length(sources)), estimate = as.double(fresh),
    n = cumsum(fresh), method = rep("first_seen", length(sources)),
    reason = rep(NA_character_, length(sources))
  ))
  runs <- new_frame(list(
    source = sources[starts + run - 1], position = as.integer(starts + run - 1),
    statistic = rep("new_share", length(starts)), estimate = share,
    n = as.integer(new), method = rep("guest", length(starts)),
    reason = rep(why, length(starts))
  ))
  whole <- new_frame(list(
    source = rep(NA_character_, 2), position = NA_integer_[c(1, 1)],
    statistic = c("base_codes", "saturated_at"),
    estimate = c(in_base, if (length(reached)) starts[reached[1]] - 1 else NA),
    n = rep(length(sources), 2), method = c("guest_base", "guest_reached"),
    reason = c(NA, if (length(reached)) NA else if (!is.na(why)) why else "not_reached")
  ))
  out <- stack_frames(list(each, runs, whole))
  out$setting <- rep(as.double(base), length(out$source))
  out$detail <- rep(as.double(run), length(out$source))
  new_frame(out)
}
