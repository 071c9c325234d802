# What follows from rounded counts of overlapping sets of people together: of 8
# records shown as 10, in four parts shown as 0, that each part is 2.

# Which of these sets, decided in their order, may be shown rounded, so that no
# set of them has a single size left. It is enough to find, for each set, people
# who differ in one thing from those there are, leave every count as it is shown,
# and change the size of that set: one person more or less of a kind that there
# is, or one of another kind instead. `sets` are logical vectors along the same
# people; `shown` says which are counts that are shown, the others are sizes that
# must not follow either.
publish_rounded <- function(sets, shown, profile) {
  n <- vapply(sets, sum, 0)
  sets <- sets[n > 0]
  if (!length(sets)) return(names(n))
  moves <- moves_between_kinds(parts_of(unname(sets))$inside)
  changed <- moves != 0
  span <- round_counts(unname(n[n > 0]), max(n) + 3 * profile$base, profile)
  up <- span$high - n[n > 0]
  down <- n[n > 0] - span$low
  possible <- rep(TRUE, nrow(moves))
  # Some sizes no such change reaches, whatever is shown.
  open <- colSums(changed) > 0
  accepted <- names(n)[n == 0]
  for (i in which(names(sets) %in% shown)) {
    still <- possible & moves[, i] <= up[i] & -moves[, i] <= down[i]
    if (any(colSums(changed[still, open, drop = FALSE]) == 0)) next
    possible <- still
    accepted <- c(accepted, names(sets)[i])
  }
  accepted
}

# A row for each change of one person, what it adds to each set: a person of one
# kind more or less, or one of another kind in their place, of those most like it
# where there are many.
moves_between_kinds <- function(inside, most = 30) {
  inside <- inside + 0
  kinds <- nrow(inside)
  apart <- as.matrix(stats::dist(inside, "manhattan"))
  swaps <- lapply(seq_len(kinds), function(i) {
    others <- setdiff(order(apart[i, ]), i)
    others <- others[seq_len(min(most, length(others)))]
    sweep(inside[others, , drop = FALSE], 2, inside[i, ])
  })
  swaps <- do.call(rbind, swaps)
  unique(rbind(inside, -inside, swaps, -swaps))
}
