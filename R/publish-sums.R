# What follows from the sizes of sets of people by adding and subtracting them:
# from 30, 20 and 14 pairs of three waves and 14 people who answered all, that 36
# are in two waves or more.

# Tells whether the size of one more set, beside those of `published` ones, would tell
# that a number of people from 1 to threshold - 1 is in some set: the set itself,
# or any other whose size is a sum of published sizes, each taken any number of
# times, positive or negative. The sets are logical vectors along the same people;
# a reader is taken to know which combinations of them nobody is in, so what
# inequalities give away is found as well.
leaves_few <- function(one, published, threshold) {
  if (!any(one)) return(FALSE)
  if (is_small(sum(one), threshold)) return(TRUE)
  if (any(vapply(published, identical, NA, one))) return(FALSE)
  parts <- parts_of(c(unname(published), list(one)))
  inside <- parts$inside + 0
  size <- vapply(parts$people, sum, 0)
  some <- rowSums(inside) > 0
  has_small_sum(inside[some, , drop = FALSE], size[some], threshold)
}

# Tells whether some sum of the columns of `inside`, which say who is in each set, is 1
# for parts of fewer than `threshold` people together and 0 for all others.
has_small_sum <- function(inside, size, threshold) {
  independent <- qr(inside)
  inside <- inside[, independent$pivot[seq_len(independent$rank)], drop = FALSE]
  by <- order(-size)
  inside <- inside[by, , drop = FALSE]
  size <- size[by]
  small <- size < threshold
  sums <- inside[small, , drop = FALSE] %*%
    null_space(inside[!small, , drop = FALSE])
  if (!length(sums)) return(FALSE)
  # Noise would pass for a part of its own.
  sums[abs(sums) < 1e-9] <- 0
  # As many parts as there are sums settle the rest.
  settling <- qr(t(sums))$pivot[seq_len(ncol(sums))]
  sums <- sums %*% solve(sums[settling, , drop = FALSE])
  tried <- choices_within(size[small][settling], threshold - 1)
  # Too many to look at: taken for telling.
  if (is.null(tried)) return(TRUE)
  # Most choices fall at the first parts that they would take a fraction of.
  for (part in setdiff(seq_len(nrow(sums)), settling)) {
    share <- drop(sums[part, ] %*% tried)
    tried <- tried[, abs(share) <= 1e-6 | abs(share - 1) <= 1e-6, drop = FALSE]
    if (!ncol(tried)) return(FALSE)
  }
  any(colSums((sums %*% tried) * size[small]) < threshold - 0.5)
}

# The columns span what each row of a matrix sends to zero.
null_space <- function(rows) {
  if (!nrow(rows)) return(diag(ncol(rows)))
  found <- svd(rows, nu = 0, nv = ncol(rows))
  rank <- sum(found$d > 1e-8 * max(1, found$d))
  found$v[, seq_len(ncol(rows)) > rank, drop = FALSE]
}

# Every choice of some of these sizes that sum to `most` at most, a column each;
# NULL where there are more than `limit`.
choices_within <- function(size, most, limit = 20000) {
  # Each choice but the empty one is an earlier one and one more.
  total <- 0
  before <- more <- 0L
  for (i in seq_along(size)) {
    from <- which(total + size[i] <= most)
    if (length(total) + length(from) > limit) return(NULL)
    total <- c(total, total[from] + size[i])
    before <- c(before, from)
    more <- c(more, rep(i, length(from)))
  }
  chosen <- matrix(0, length(size), length(total))
  at <- seq_along(total)
  while (any(some <- more[at] > 0)) {
    chosen[cbind(more[at[some]], which(some))] <- 1
    at[some] <- before[at[some]]
  }
  chosen[, -1, drop = FALSE]
}

# Which of `candidates` may be shown beside what is published, decided in their
# order. A candidate is a named list of sets that are shown together or not at
# all. `ledgers` has lists of published sets: a candidate must stand beside each.
# Gives the names of the sets that are `shown`, and the ledgers with them.
publish_sets <- function(candidates, ledgers, threshold) {
  shown <- character()
  for (together in candidates) {
    with_them <- lapply(ledgers, add_sets, together, threshold)
    if (any(vapply(with_them, is.null, NA))) next
    ledgers <- with_them
    shown <- c(shown, names(together))
  }
  list(shown = shown, ledgers = ledgers)
}

# The published sets and these; NULL where they would give a few people away.
add_sets <- function(published, sets, threshold) {
  for (one in sets) {
    if (leaves_few(one, published, threshold)) return(NULL)
    published <- unique(c(published, list(one)))
  }
  published
}
