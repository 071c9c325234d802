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

# Of which populations a question may be shown rounded, decided in the order of
# `asked`, so that no count of it has a single size left beside the others and
# beside the sizes of `counted`, which are shown. `n` has the people of each answer
# (rows) in each part of the people (columns), `inside` says which parts each
# population has; a question is shown of a population with all its answers or not
# at all. `possible` says which answers the people of a part can have given.
publish_question <- function(n, inside, asked, counted, profile, possible) {
  if (!any(n > 0)) return(asked)
  # A kind of people for each answer in each part.
  kinds <- expand.grid(answer = which(rowSums(n) > 0), part = which(colSums(n) > 0))
  kinds <- kinds[possible[as.matrix(kinds)], ]
  people <- n[as.matrix(kinds)]
  sets <- sets_of_question(kinds, inside, asked, counted)
  size <- colSums(sets * people)
  block <- attr(sets, "block")[size > 0]
  sets <- sets[, size > 0, drop = FALSE]
  size <- size[size > 0]
  if (!ncol(sets)) return(asked)
  moves <- unique(rbind(
    moves_between_kinds(unique(sets[people > 0, , drop = FALSE])),
    moves_between_answers(kinds, sets, people)
  ))
  asked[publish_blocks(moves, size, block, seq_along(asked), profile)]
}

# In which contrasts the number of people who improved, stayed the same and became
# worse may be shown rounded, decided in their order beside the sizes of `counted`,
# which are shown. `changes` has for each contrast the sign of each person's change, NA
# where there is none. Who did what in two contrasts is not shown, and must not follow.
publish_directions <- function(changes, counted, profile) {
  together <- if (length(changes) > 1) {
    utils::combn(length(changes), 2, function(two) ways_in_two(changes[two]), simplify = FALSE)
  }
  ways <- lapply(changes, function(sign) lapply(c(1, 0, -1), function(way) sign %in% way))
  ways <- unlist(unname(ways), recursive = FALSE)
  suppressed <- c(ways, unlist(together, recursive = FALSE))
  sets <- unname(c(counted, ways, suppressed))
  block <- c(rep(0, length(counted)), rep(seq_along(changes), each = 3),
             rep(-1, length(suppressed)))
  size <- vapply(sets, sum, 0)
  there <- size > 0
  if (!any(there)) return(names(changes))
  moves <- moves_between_kinds(parts_of(sets[there])$inside)
  shown <- publish_blocks(moves, size[there], block[there], seq_along(changes), profile,
                          reached = TRUE)
  names(changes)[shown]
}

# The people by what became of them in one contrast and in another.
ways_in_two <- function(changes) {
  way <- paste(changes[[1]], changes[[2]])
  lapply(setdiff(unique(way), "NA NA"), function(one) way == one)
}

# Which `blocks` of sets may be shown rounded, each as a whole, decided in their order:
# those after which one of the `moves` (a row for each, what it adds to each set) still
# changes the size of each set that one changed before, and no count as it is shown.
# Sets of block 0 are shown in any case, those of block -1 are not but must not follow
# either. With `reached`, a block is suppressed where no move changes a set of it from
# the first.
publish_blocks <- function(moves, size, block, blocks, profile, reached = FALSE) {
  span <- round_counts(unname(size), max(size) + 3 * profile$base, profile)
  fits <- t(t(moves) <= span$high - size & -t(moves) <= size - span$low)
  dim(fits) <- dim(moves)
  within <- function(which) rowSums(!fits[, block == which, drop = FALSE]) == 0
  open_to <- function(possible) colSums(moves[possible, , drop = FALSE] != 0) > 0
  possible <- within(0)
  # What no such change reaches, whatever is shown, stays as it is.
  open <- open_to(possible)
  shown <- integer()
  for (i in blocks) {
    still <- possible & within(i)
    told <- block %in% c(-1, 0, shown, i)
    if (any((open & !open_to(still))[told])) next
    if (reached && !all(open[block == i])) next
    possible <- still
    shown <- c(shown, i)
  }
  shown
}

# The sets whose sizes are shown, a column each and a row for each kind: `counted` as a
# whole (block 0), those `asked` by answer (block 1 and so on).
sets_of_question <- function(kinds, inside, asked, counted) {
  of <- inside[kinds$part, , drop = FALSE]
  answers <- unique(kinds$answer)
  by_answer <- lapply(asked, function(name) {
    outer(kinds$answer, answers, `==`) & of[, name]
  })
  sets <- do.call(cbind, c(list(of[, counted, drop = FALSE]), by_answer)) + 0
  structure(unname(sets), block = c(rep(0, length(counted)),
                                    rep(seq_along(asked), each = length(answers))))
}

# A row for each change of one person's answer.
moves_between_answers <- function(kinds, sets, people) {
  found <- lapply(split(seq_len(nrow(kinds)), kinds$part), function(at) {
    there <- at[people[at] > 0]
    to <- rep(at, length(there))
    from <- rep(there, each = length(at))
    sets[to[to != from], , drop = FALSE] - sets[from[to != from], , drop = FALSE]
  })
  do.call(rbind, found)
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
