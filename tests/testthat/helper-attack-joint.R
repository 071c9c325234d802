# All counts of one report at once: what they leave of the size of each set that
# somebody might want to know, where each person is in the flow, answered every
# question and item, and has every score.
#
# Answers to one question depend on those to another only through the people who gave
# them. So what there can be is a number of people of each kind in the flow, and of
# each such kind a number with each answer to a question, with each change of a scale,
# and so on: however these are put together within a kind, there are such people. The
# systems stay as small as all blocks (a question, a scale, an item) side by side, and
# find what they say together.

# ---- what is counted, and what is looked for ---------------------------------

# The people of a cohort, with all that results can count them by.
whole_truth <- function(cohort, estimated) {
  waves <- names(cohort$surveys)
  truth <- as.list(truth_of(cohort))
  for (column in attacked_questions) truth <- truth_by_level(cohort, column, truth)
  if (length(waves) < 2) return(truth)
  for (s in names(cohort$study$scales)) {
    truth <- truth_of_moves(cohort, s, truth, estimated$change)
    for (item in cohort$study$scales[[s]]$items) truth <- truth_of_item(cohort, item, truth)
  }
  truth
}

# Every set to look for, with the block that it is in.
whole_sets <- function(cohort, truth) {
  sets <- list(flow = sets_to_find(cohort))
  plain <- sets_to_find(cohort, attendance = FALSE)
  for (column in attacked_questions) {
    levels <- setdiff(unique(truth[[paste("level", column)]]), "")
    sets[[paste("level", column)]] <- level_sets(plain, column, levels)
  }
  if (length(cohort$surveys) > 1) for (s in names(cohort$study$scales)) {
    sets[[paste("move", s)]] <- move_sets(cohort, s)
    for (item in cohort$study$scales[[s]]$items) {
      sets[[paste("item", item)]] <- item_sets(cohort, s, item)
    }
  }
  blocks <- sub("^flow$", "", rep(names(sets), lengths(sets)))
  found <- unlist(unname(sets), recursive = FALSE)
  names(found) <- trimws(paste(blocks, names(found)))
  Map(function(set, block) list(set = set, block = block), found, blocks)
}

# Every count that results show. Counts of a group by how it changed are in two blocks,
# which `across` names: they are looked at for one pair of them at a time.
whole_counts <- function(cohort, results) {
  frames <- lapply(results[setdiff(names(results), c("pairs", "people", "printed", "checks"))],
                   as.data.frame)
  frames <- c(frames, results[c("printed", "pairs", "people")])
  scales <- names(cohort$study$scales)
  counts <- attack_published_counts(cohort, frames)
  for (column in attacked_questions) counts <- c(counts, level_counts(cohort, frames, column))
  across <- list()
  if (length(cohort$surveys) > 1) for (s in scales) {
    counts <- c(counts, move_counts(cohort, s, frames$change, frames$persistence))
    for (item in cohort$study$scales[[s]]$items) {
      counts <- c(counts, attack_item_counts(cohort, frames, item))
    }
    for (column in attacked_questions) {
      groups <- frames[[paste("change by", column)]]
      of_groups <- if (!is.null(groups)) move_counts(cohort, s, groups, column = column)
      if (length(of_groups)) {
        across[[length(across) + 1]] <- list(counts = of_groups, scale = s, column = column)
      }
    }
  }
  list(counts = counts, across = across)
}

# ---- sums --------------------------------------------------------------------

# What is known of each published count as the lowest and highest it can be.
count_spans <- function(counts, profile) {
  n <- vapply(counts, `[[`, 0, "n")
  if (is.null(profile$base)) return(list(low = n, high = n))
  low <- pmax(0, n - profile$base %/% 2)
  high <- n + (profile$base - 1) %/% 2
  for (band in profile$few) {
    # A count in the band is not shown, so that 0 is none where the band is from 1.
    above <- n > 0 | band$from == 0
    low[above] <- pmax(low[above], band$to + 1)
    if (band$from == 1) high[n == 0] <- 0
  }
  list(low = low, high = high)
}

# Who is in each of some sets: a row each, a column for each person or state.
members_of <- function(sets, x) {
  size <- length(x$twice)
  matrix(vapply(sets, function(one) one$set(x) + 0, numeric(size)), length(sets), byrow = TRUE)
}

# A number for each column of a matrix of small whole numbers, which equal columns
# share and, but for one case in a million, no others: exact below 2^53.
column_keys <- function(rows) {
  if (!nrow(rows)) return(numeric(ncol(rows)))
  set <- .Random.seed
  on.exit(assign(".Random.seed", set, globalenv()))
  weights <- floor(stats::runif(nrow(rows), 1, 2^53 / (4 * nrow(rows))))
  drop(weights %*% rows)
}

# The sets of `wanted` whose size `counts` leave one value: their names, with that
# value; and how many the solver could not decide on in its time. People are as in
# `truth`.
pinned_sets <- function(cohort, counts, wanted, truth, across = NULL) {
  profile <- disclosure_profile(cohort$study$disclosure)
  targets <- members_of(wanted, truth)
  size <- stats::setNames(rowSums(targets), names(wanted))
  if (!length(wanted) || !length(counts)) return(list(pinned = size[0], undecided = 0))
  spans <- count_spans(counts, profile)
  rows <- members_of(counts, truth)
  open <- !moved_by_steps(rows, targets, spans$low, spans$high)
  if (!any(open)) return(list(pinned = size[0], undecided = 0))
  system <- system_of(cohort, counts, spans, wanted[open], truth, across)
  settle(system, size, which(open))
}

# Which sets have another size with one person more, less or of another kind, where
# counts are as they are shown; or with several persons, one such step after another.
moved_by_steps <- function(rows, targets, low, high, steps = 60) {
  n <- rowSums(rows)
  key <- column_keys(rbind(rows, targets))
  kinds <- !duplicated(key)
  people <- tabulate(match(key, key[kinds]), sum(kinds))
  telling <- !duplicated(cbind(rows[, kinds, drop = FALSE], low - n, high - n))
  up <- (high - n)[telling]
  down <- (n - low)[telling]
  rows <- rows[telling, kinds, drop = FALSE]
  targets <- targets[, kinds, drop = FALSE]
  moved <- rep(FALSE, nrow(targets))
  fits <- function(change) colSums(change > up | -change > down) == 0
  for (i in seq_len(ncol(rows))) {
    alone <- fits(rows[, i, drop = FALSE]) || fits(-rows[, i, drop = FALSE])
    if (alone) moved <- moved | targets[, i] != 0
    swaps <- fits(rows - rows[, i])
    if (any(swaps)) {
      moved <- moved | rowSums(targets[, swaps, drop = FALSE] != targets[, i]) > 0
    }
  }
  # A step adds to the counts and to the sets; nobody leaves a kind that has none left.
  size <- numeric(nrow(targets))
  step <- function(change, by) {
    up <<- up - change
    down <<- down + change
    size <<- size + by
    moved <<- moved | size != 0
  }
  for (i in seq_len(steps)) {
    if (all(moved)) break
    there <- which(people > 0)
    from <- there[sample.int(length(there), 1)]
    # To nothing, for the last of these, or from nothing.
    change <- if (i %% 3) cbind(rows - rows[, from], -rows[, from]) else rows
    to <- which(fits(change) & seq_len(ncol(change)) != if (i %% 3) from else 0)
    if (!length(to)) next
    to <- to[sample.int(length(to), 1)]
    gone <- i %% 3 > 0
    by <- if (to <= ncol(rows)) targets[, to] else 0
    step(change[, to], by - (if (gone) targets[, from] else 0))
    if (gone) people[from] <- people[from] - 1
    if (to <= ncol(rows)) people[to] <- people[to] + 1
  }
  moved
}

# The system of all counts for the open sets: columns are numbers of people of each
# kind in the flow, then of each cell of each block.
system_of <- function(cohort, counts, spans, wanted, truth, across) {
  base <- as.list(states_of(cohort))
  block_of <- function(sets) vapply(sets, `[[`, "", "block")
  sets <- c(counts, wanted)
  block <- block_of(sets)
  low <- c(spans$low, rep(-Inf, length(wanted)))
  blocks <- lapply(setdiff(unique(block), ""), function(name) {
    new_block(cohort, name, base, sets[block == name], truth, across)
  })
  names(blocks) <- setdiff(unique(block), "")
  # Kinds in the flow that nothing tells apart are one.
  of_flow <- members_of(sets[block == ""], base)
  groups <- do.call(rbind, c(list(of_flow), lapply(blocks, `[[`, "group")))
  kinds <- !duplicated(t(groups))
  columns <- sum(kinds)
  width <- columns + sum(vapply(blocks, function(one) ncol(one$cells), 0L))
  rows <- matrix(0, length(sets), width)
  rows[block == "", seq_len(columns)] <- of_flow[, kinds]
  links <- list()
  at <- columns
  for (name in names(blocks)) {
    one <- blocks[[name]]
    here <- at + seq_len(ncol(one$cells))
    rows[block == name, here] <- one$cells
    for (group in unique(one$group[kinds])) {
      link <- numeric(width)
      link[which(one$group[kinds] == group)] <- -1
      link[here[one$of == group]] <- 1
      links[[length(links) + 1]] <- link
    }
    at <- at + ncol(one$cells)
  }
  shown <- seq_along(counts)
  list(rows = rows[shown, , drop = FALSE], low = spans$low, high = spans$high,
       links = do.call(rbind, links), targets = rows[-shown, , drop = FALSE])
}

# One block: the `group` of each kind in the flow, as far as the block tells them
# apart, and its `cells`, a column each with the sets that they are in, `of` a group.
new_block <- function(cohort, name, base, sets, truth, across) {
  waves <- names(cohort$surveys)
  what <- sub("^(level|move|item) ", "", name)
  if (startsWith(name, "level ")) {
    levels <- setdiff(unique(truth[[name]]), "")
    if (!is.null(across)) return(new_crossed_block(cohort, base, sets, truth, across))
    asking <- asking_waves(cohort, what)
    cells <- with_levels(with_index(base, seq_along(base$twice)), what, levels, asking)
    group <- level_groups(base, sets, name, levels, asked_in(asking)(base))
    index <- cells$.index
  } else if (startsWith(name, "move ")) {
    group <- as.integer(factor(do.call(paste, base[paste(what, waves)])))
    first <- which(!duplicated(group))
    cells <- with_index(base, first)
    cells <- with_moves(cells, what, waves)
    index <- cells$.index
  } else {
    s <- Find(function(s) what %in% cohort$study$scales[[s]]$items, names(cohort$study$scales))
    scale <- cohort$study$scales[[s]]
    group <- as.integer(factor(do.call(paste, base[c(paste(s, waves), paste("usable", waves))])))
    cells <- with_item(with_index(base, which(!duplicated(group))), s, what, waves,
                       scale$min_items == length(scale$items))
    index <- cells$.index
  }
  of <- group[index]
  members <- members_of(sets, as.list(cells))
  keep <- !duplicated(cbind(of, column_keys(members)))
  # Of the kinds of a group one stands for all.
  list(group = group, cells = members[, keep, drop = FALSE], of = of[keep])
}

# Some states with their place among all, as a frame.
with_index <- function(base, at) {
  out <- as.data.frame(lapply(base, `[`, at), check.names = FALSE)
  out$.index <- at
  out
}

# Kinds in the flow that are in the same sets whatever they answered.
level_groups <- function(base, sets, name, levels, asked) {
  key <- lapply(levels, function(level) {
    there <- !base$twice & (level == "not asked") != asked
    base[[name]] <- ifelse(there, level, "")
    ifelse(there, column_keys(members_of(sets, base)), -1)
  })
  as.integer(factor(do.call(paste, key)))
}

# ---- solving -----------------------------------------------------------------

# Which of the open sets have one size only. Any people that the counts allow show
# which sets can have another: as many as possible are looked at for each.
settle <- function(system, size, open, seconds = 10) {
  targets <- system$targets
  left <- stats::setNames(rep(TRUE, length(open)), names(size)[open])
  size <- size[open]
  undecided <- 0
  find <- solver_of(system, seconds)
  learn <- function(people) {
    if (!length(people) || any(abs(people - round(people)) > 1e-6)) return()
    left[abs(drop(targets %*% people) - size) > 0.5] <<- FALSE
  }
  for (attempt in 1:4) {
    if (sum(left) < 3) break
    at <- which(left)
    toward <- colSums(targets[at, , drop = FALSE] * sample(c(-1, 1), length(at), TRUE))
    learn(find(toward, "max", FALSE)$x)
  }
  for (i in seq_along(size)) for (end in c("min", "max")) {
    if (!left[i]) next
    # Without whole numbers first, which is quick and mostly settles it.
    people <- find(targets[i, ], end, FALSE)
    if (people$status == "unbounded") {
      left[i] <- FALSE
      next
    }
    learn(people$x)
    if (!left[i] || (people$status == "solved" && abs(people$value - size[i]) < 0.99)) next
    people <- find(targets[i, ], end, TRUE)
    if (people$status %in% c("unbounded", "unsolved")) {
      left[i] <- FALSE
      undecided <- undecided + (people$status == "unsolved")
    } else {
      learn(people$x)
    }
  }
  list(pinned = size[left], undecided = undecided)
}

# Solves for the numbers of people of each kind and cell that counts from `low` to
# `high` allow: the least or most of `target`.
solver_of <- function(system, seconds) {
  key <- column_keys(t(system$rows))
  first <- !duplicated(key)
  low <- as.vector(tapply(system$low, factor(key, unique(key)), max))
  high <- as.vector(tapply(system$high, factor(key, unique(key)), min))
  rows <- system$rows[first, , drop = FALSE]
  exact <- low == high
  links <- system$links
  left <- rbind(links, rows, rows[!exact, , drop = FALSE])
  direction <- c(rep("=", NROW(links)), ifelse(exact, "=", "<="), rep(">=", sum(!exact)))
  right <- c(rep(0, NROW(links)), high, low[!exact])
  # Of what nobody can be in, nothing follows.
  some <- rowSums(left != 0) > 0
  left <- left[some, , drop = FALSE]
  direction <- direction[some]
  right <- right[some]
  # By its entries, as most are 0.
  entries <- which(left != 0, arr.ind = TRUE)
  entries <- unname(cbind(entries, left[entries]))
  entries <- entries[order(entries[, 1], entries[, 2]), , drop = FALSE]
  function(target, end, whole) {
    found <- lpSolve::lp(end, target, const.dir = direction, const.rhs = right,
                         dense.const = entries, all.int = whole, timeout = seconds)
    if (found$status == 3) return(list(status = "unbounded"))
    if (found$status != 0) return(list(status = "unsolved"))
    list(status = "solved", value = found$objval, x = found$solution)
  }
}

# ---- all of it ---------------------------------------------------------------

# What an attack on a cohort finds under each of some profiles, its own by default: how
# many counts and sets it looked at, and how many sizes (`pinned`, by their names),
# scores and n follow, counts that are small, counts that the attacker reads wrongly,
# sets that the solver could not decide on, and numbers in words that no frame has.
attack_cohort <- function(cohort, profiles = NULL) {
  profiles <- profiles %||% list(cohort$study$disclosure)
  estimated <- estimated_results(cohort)
  truth <- whole_truth(cohort, estimated)
  sets <- whole_sets(cohort, truth)
  lapply(profiles, function(profile) {
    # As it is read, so that its file is read once.
    cohort$study$disclosure <- disclosure_profile(profile)
    attack_published(cohort, published_results(cohort, estimated), truth, sets)
  })
}

attack_published <- function(cohort, results, truth, sets) {
  profile <- disclosure_profile(cohort$study$disclosure)
  k <- profile$threshold
  shown <- whole_counts(cohort, results)
  size <- vapply(sets, function(one) sum(one$set(truth)), 0)
  wanted <- sets[if (is.null(k)) size > 0 else is_small(size, k)]
  seen <- list(counts = 0, targets = length(wanted), small = 0, misread = 0, undecided = 0,
               pinned = character(), words = numbers_in_words(results))
  attack <- function(counts, wanted, across = NULL) {
    n <- vapply(counts, `[[`, 0, "n")
    true <- rowSums(members_of(counts, truth))
    spans <- count_spans(counts, profile)
    seen$counts <<- seen$counts + length(counts)
    seen$misread <<- seen$misread + sum(true < spans$low - 1e-6 | true > spans$high + 1e-6)
    if (!is.null(k)) seen$small <<- seen$small + sum(is_small(n, k))
    found <- pinned_sets(cohort, counts, wanted, truth, across)
    seen$undecided <<- seen$undecided + found$undecided
    seen$pinned <<- c(seen$pinned, names(found$pinned))
  }
  attack(shown$counts, wanted)
  for (across in shown$across) attack_across(cohort, shown$counts, across, truth, k, attack)
  frames <- lapply(results[intersect(names(results), c("means", "change", "items", "follow_up",
                                                       "linkage", "reliability"))], as.data.frame)
  seen$scores <- if (is.null(profile$base)) scores_found(cohort, frames) else 0
  n <- if (is.null(profile$base)) c(found = 0, tried = 0) else n_found(cohort, frames, "steps")
  c(seen, list(n_found = n[["found"]], n_tried = n[["tried"]]))
}

# The same for how each group of a question changed on a scale, which is counted by
# both together: every answer with every change is one block.
attack_across <- function(cohort, counts, across, truth, k, attack) {
  blocks <- paste(c("level", "move"), c(across$column, across$scale))
  counts <- c(counts, across$counts)
  mine <- vapply(counts, `[[`, "", "block") %in% blocks
  flow <- vapply(counts, `[[`, "", "block") == ""
  counts[mine] <- lapply(counts[mine], function(one) {
    one$block <- blocks[1]
    one
  })
  levels <- setdiff(unique(truth[[blocks[1]]]), "")
  sets <- level_sets(move_sets(cohort, across$scale, FALSE), across$column, levels)
  size <- vapply(sets, function(set) sum(set(truth)), 0)
  sets <- sets[if (is.null(k)) size > 0 else is_small(size, k)]
  wanted <- Map(function(set) list(set = set, block = blocks[1]), sets)
  attack(counts[mine | flow], wanted, across)
}

new_crossed_block <- function(cohort, base, sets, truth, across) {
  waves <- names(cohort$surveys)
  answer <- paste("level", across$column)
  levels <- setdiff(unique(truth[[answer]]), "")
  cells <- with_index(base, seq_along(base$twice))
  cells <- with_moves(cells, across$scale, waves)
  cells <- with_levels(cells, across$column, levels, asking_waves(cohort, across$column))
  members <- members_of(sets, as.list(cells))
  # Kinds in the flow with cells in the same sets are of one group.
  keys <- column_keys(members)
  group <- tapply(keys, factor(cells$.index, seq_along(base$twice)),
                  function(key) paste(sort(unique(key)), collapse = " "))
  group <- as.integer(factor(group))
  of <- group[cells$.index]
  keep <- !duplicated(cbind(of, keys))
  list(group = group, cells = members[, keep, drop = FALSE], of = of[keep])
}

rounded_profiles <- c("hesa", "ofs", "nhs", "ofqual")

# A cohort whose study has a profile; rounded ones are scored in whole numbers, and a
# seed makes the same cohort for each of these.
cohort_to_attack <- function(profile, seed) {
  set.seed(seed)
  if (profile == "threshold") {
    return(attacked_cohort(list(threshold = sample(c(3, 5, 5, 10), 1))))
  }
  attacked_cohort(profile, waves = sample(2:3, 1), whole = TRUE)
}
