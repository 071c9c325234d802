# An attacker who has the published tables of everyone and of the linked, knows
# the profile and, in the second attack, the rule that hides.

# People with some questions, unequal answers and a part of them linked.
random_people <- function() {
  n <- sample(c(6:40, 41:160), 1)
  people <- lapply(seq_len(sample(6, 1)), function(i) {
    levels <- sample(2:6, 1)
    factor(sample(levels, n, TRUE, rexp(levels)^2 + 0.01), seq_len(levels))
  })
  names(people) <- paste0("q", seq_along(people))
  people <- as.data.frame(people)
  people$linked <- runif(n) < runif(1)
  people$linked[1] <- TRUE
  people
}

protected_table <- function(people, k, columns = setdiff(names(people), "linked")) {
  suppressWarnings(as.data.frame(
    demographics(people, columns = columns, who = c("everyone", "linked"),
                 disclosure = list(threshold = k))
  ))
}

# ---- the sums ----------------------------------------------------------------

# The lowest and highest value that each count of one question can have, by
# integer programming on what is published: totals, counts shown, that a hidden
# count of everyone is not 0 where zeros are shown, that the linked are part of
# everyone.
bounds_of <- function(rows, k) {
  everyone <- rows[rows$who == "everyone", ]
  linked <- rows[rows$who == "linked", ]
  m <- nrow(everyone)
  left <- list()
  direction <- character()
  right <- numeric()
  add <- function(coefficients, how, value) {
    left[[length(left) + 1]] <<- coefficients
    direction <<- c(direction, how)
    right <<- c(right, value)
  }
  one <- function(at) replace(numeric(2 * m), at, 1)
  for (part in list(list(everyone, 0), list(linked, m))) {
    at <- part[[2]] + seq_len(m)
    total <- part[[1]]$denominator[1]
    if (is.na(total)) add(one(at), "<=", 1e4) else add(one(at), "=", total)
    for (i in which(!is.na(part[[1]]$n))) add(one(at[i]), "=", part[[1]]$n[i])
  }
  if (is.na(everyone$denominator[1])) add(one(seq_len(m)), "<=", k - 1)
  zeros_shown <- !is.na(everyone$denominator[1]) &&
    everyone$denominator[1] >= max(k, m + k - 2)
  for (i in seq_len(m)) {
    add(one(m + i) - one(i), "<=", 0)
    if (zeros_shown && is.na(everyone$n[i])) add(one(i), ">=", 1)
  }
  end <- function(at, which) {
    round(lpSolve::lp(which, one(at), do.call(rbind, left), direction, right,
                      all.int = TRUE)$objval)
  }
  data.frame(low = vapply(seq_len(2 * m), end, 0, "min"),
             high = vapply(seq_len(2 * m), end, 0, "max"))
}

# ---- the rule ----------------------------------------------------------------

# People with given counts of one question, everyone's and the linked ones'.
people_with <- function(everyone, linked) {
  level <- c(rep(seq_along(linked), linked),
             rep(seq_along(linked), everyone - linked))
  data.frame(q = factor(level, seq_along(everyone)),
             linked = rep(c(TRUE, FALSE), c(sum(linked), sum(everyone - linked))))
}

# Counts of the linked that sum to what they did and fit into everyone's.
refit <- function(linked, everyone, fixed = integer()) {
  out <- pmin(linked, everyone)
  open <- setdiff(seq_along(out), fixed)
  while (sum(out) < sum(linked)) {
    room <- open[out[open] < everyone[open]]
    if (!length(room)) return(NULL)
    out[room[1]] <- out[room[1]] + min(everyone[room[1]] - out[room[1]],
                                       sum(linked) - sum(out))
  }
  while (sum(out) > sum(linked)) {
    full <- open[out[open] > 0]
    if (!length(full)) return(NULL)
    out[full[1]] <- out[full[1]] - min(out[full[1]], sum(out) - sum(linked))
  }
  out
}

# The halves of the levels that hold one of them, the smallest first.
halves_around <- function(at, levels) {
  from <- 1
  to <- levels
  found <- list()
  while (TRUE) {
    found <- c(list(from:to), found)
    if (from == to) return(found)
    middle <- from + (to - from + 1) %/% 2
    if (at < middle) to <- middle - 1 else from <- middle
  }
}

# Other counts of everyone in which one level has the value `t`.
candidates <- function(everyone, hidden, at, t) {
  out <- list(replace(everyone, at, t)[everyone[at] == t])
  for (half in halves_around(at, length(everyone))) {
    cells <- intersect(half, which(hidden))
    for (rest in setdiff(cells, at)) {
      left <- sum(everyone[cells]) - t - (length(cells) - 2)
      if (left < 1) next
      other <- everyone
      other[cells] <- 1
      other[at] <- t
      other[rest] <- left
      out <- c(out, list(other))
    }
  }
  out[lengths(out) == length(everyone)]
}

# How many of the values that one hidden count of everyone can have below the
# threshold are borne out by people whose tables look the same.
values_borne_out <- function(everyone, linked, at, k) {
  look <- function(e, l) {
    protected_table(people_with(e, l), k, "q")[c("n", "denominator", "percent", "status", "mark")]
  }
  seen <- look(everyone, linked)
  hidden <- is.na(seen$n[seq_along(everyone)])
  borne_out <- function(t) {
    for (other in candidates(everyone, hidden, at, t)) {
      part <- refit(linked, other)
      if (!is.null(part) && identical(look(other, part), seen)) return(TRUE)
    }
    FALSE
  }
  sum(vapply(seq_len(k - 1), borne_out, NA))
}

# The same for a hidden count of the linked: how far apart are values that are
# borne out, where everyone's counts are known.
linked_values_borne_out <- function(everyone, linked, at, k) {
  seen <- protected_table(people_with(everyone, linked), k, "q")
  found <- integer()
  for (t in 0:min(everyone[at], sum(linked))) {
    other <- refit(replace(linked, at, t) + 0, everyone, at)
    if (is.null(other)) next
    if (sum(other) != sum(linked)) {
      gap <- sum(linked) - sum(other)
      rest <- setdiff(seq_along(everyone), at)
      for (i in rest) {
        move <- if (gap > 0) min(gap, everyone[i] - other[i]) else -min(-gap, other[i])
        other[i] <- other[i] + move
        gap <- gap - move
      }
      if (gap != 0) next
    }
    again <- protected_table(people_with(everyone, other), k, "q")
    if (identical(again, seen)) found <- c(found, t)
    if (length(found) && diff(range(found)) >= k - 2) break
  }
  if (length(found)) diff(range(found)) + 1 else 0
}
