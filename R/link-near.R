# Finds near links: people whose codes differ by a slip. The kernel finds the
# pairs of codes that are alike; what is done about each pair is decided here, from
# the waves in which both answered and the constants that both gave.

# Says how to look for near links, from the study's id section.
# `columns` is how many columns the code has; `m` how many elements are
# compared, 0 for none; `needed` how many of several columns must be given;
# `admissible` has the values of each element, as element_values() gives them.
near_rule <- function(max_edits = 0L, elements = integer(), agree = NULL,
                      near = "review", columns = 1L,
                      call = rlang::caller_env(),
                      leading_zeros = "keep", admissible = NULL) {
  check_near_arguments(max_edits, elements, agree, columns, call)
  if (length(elements) && leading_zeros == "drop") {
    abort_pairwave(
      c("{.arg elements} must be left out where {.arg leading_zeros} are dropped.",
        i = "Without its zeros a code has other widths."),
      "link", call = call
    )
  }
  several <- columns > 1
  m <- if (several && is.null(agree)) 0L else if (several) columns else
    length(elements)
  list(max_edits = as.integer(max_edits), elements = as.integer(elements),
       m = as.integer(m), agree = as.integer(agree %||% max(m - 1, 0)),
       near = near, columns = columns, needed = agree %||% (columns - 1),
       leading_zeros = leading_zeros, admissible = admissible)
}

looks_for_near <- function(rule) rule$max_edits > 0 || rule$m > 0

check_near_arguments <- function(max_edits, elements, agree, columns, call) {
  whole <- function(x, low, high) {
    is.numeric(x) && all(is.finite(x)) && all(x == round(x)) &&
      all(x >= low & x <= high)
  }
  if (!whole(max_edits, 0, 2) || length(max_edits) != 1) {
    abort_pairwave("{.arg max_edits} must be 0, 1 or 2.", "link", call = call)
  }
  if (!whole(elements, 1, 256) || length(elements) > 12) {
    abort_pairwave(
      "{.arg elements} must be at most 12 widths in characters.",
      "link", call = call
    )
  }
  if (columns > 12) {
    abort_pairwave(
      c("A code must have at most 12 columns.", x = "It has {columns}."),
      "link", call = call
    )
  }
  if (columns > 1 && length(elements)) {
    abort_pairwave(
      c("{.arg elements} must be left out where the code has several columns.",
        i = "Each column is an element."),
      "link", call = call
    )
  }
  m <- if (columns > 1) columns else length(elements)
  if (!is.null(agree) &&
      (length(agree) != 1 || !whole(agree, max(1, m - 2), m))) {
    abort_pairwave(
      "{.arg agree} must be from {max(1, m - 2)} to {m}, of {m} element{?s}.",
      "link", call = call
    )
  }
}

# Finds near links, applies the reviewer's decisions and the rule, and joins
# who is linked. Gives the new person of each person, the pairs with what became
# of them, and the expected number of false links.
decide_links <- function(people, rule, decisions) {
  links <- near_links(people, rule)
  links$confirmed <- is_confirmed(links, ncol(people$constants))
  links$code_one <- people$code[links$one]
  links$code_other <- people$code[links$other]
  links$waves_one <- waves_of(people$present[links$one, , drop = FALSE])
  links$waves_other <- waves_of(people$present[links$other, , drop = FALSE])
  links$decision <- if (is.null(decisions)) rep(NA_character_, nrow(links)) else
    match_decisions(links, decisions)
  links$linked <- links$decision %in% "same" |
    (rule$near == "accept" & links$confirmed & is.na(links$decision))
  group <- join_people(length(people$code), links$one[links$linked],
                       links$other[links$linked])
  refuse_two_answers(people, group)
  present <- rowsum(people$present * 1L, group) > 0
  list(
    person = match(group, sort(unique(group))),
    links = links,
    expected_false = expected_false_links(people$code, present,
                                          people$constants, rule)
  )
}

waves_of <- function(present) {
  apply(present, 1, function(row) {
    paste(colnames(present)[row], collapse = ", ")
  })
}

# The decision for each pair, whichever of its codes comes first.
match_decisions <- function(links, decisions) {
  at <- decision_places(links, decisions)
  stale <- sum(!seq_len(nrow(decisions)) %in% at)
  if (stale) {
    warn_pairwave(
      c("Every decision about a link should be about a pair that is still open.",
        x = "{stale} of {nrow(decisions)} name codes that are not alike in these
             files, and {cli::qty(stale)}{?was/were} passed over.",
        i = "Review the links again with {.fn review_links}."),
      "stale_decision"
    )
  }
  decisions$decision[at]
}

# Which decision is about each pair, NA for none.
decision_places <- function(links, decisions) {
  pair <- function(a, b) paste(pmin(a, b), pmax(a, b), sep = "\x1f")
  wanted <- pair(decisions$code_one, decisions$code_other)
  at <- match(pair(links$code_one, links$code_other), wanted)
  if (any(is_pseudonym(unlist(decisions[1:2])))) {
    # Decided while the codes were hidden.
    hidden <- pair(masked_codes(links$code_one), masked_codes(links$code_other))
    at[is.na(at)] <- match(hidden, wanted)[is.na(at)]
  }
  at
}

refuse_two_answers <- function(people, group) {
  doubled <- rowSums(rowsum(people$present * 1L, group) > 1) > 0
  if (any(doubled)) {
    abort_pairwave(
      c("One person can't have answered a wave under two codes.",
        x = "The decisions about links would make that of {sum(doubled)} pe{?rson/ople}.",
        i = "Change {.val same} to {.val different} for all but one of their links."),
      "link", call = NULL
    )
  }
}

# Every pair of people that could be one, or that would be but for a constant.
# `people` has a row per person with a code: `code`, `present` (a logical
# matrix, a column per wave and one for an attendance list) and `constants` (a
# character matrix, a column per constant). Gives a data frame with a row per
# pair and attributes `crowds` and `rule`.
near_links <- function(people, rule) {
  open <- which(nzchar(people$code) & rowSums(!people$present) > 0)
  found <- candidate_codes(people$code[open], rule)
  links <- new_frame(list(one = open[found$one], other = open[found$other],
                          cost = found$cost))
  both <- people$present[links$one, , drop = FALSE] &
    people$present[links$other, , drop = FALSE]
  overlap <- rowSums(both) > 0
  agreed <- people$constants[links$one, , drop = FALSE] ==
    people$constants[links$other, , drop = FALSE]
  links$constants_agree <- as.integer(rowSums(agreed, na.rm = TRUE))
  links$constants_differ <- as.integer(rowSums(!agreed, na.rm = TRUE))
  links$agree_on <- names_where(agreed)
  links$differ_on <- names_where(!agreed)
  vetoed <- links$constants_differ > 0
  links <- frame_rows(links, !overlap | (vetoed & links$cost == 0))
  vetoed <- links$constants_differ > 0
  links$second <- rep(NA_integer_, nrow(links))
  links$second[!vetoed] <- second_best(frame_rows(links, !vetoed), people$present)
  links$state <- factor(rep("proposed", nrow(links)), link_states)
  links$state[vetoed] <- "vetoed"
  beaten <- !vetoed & !is.na(links$second) & links$second < links$cost
  links$state[!vetoed & !beaten & links$second %in% links$cost &
                !is.na(links$second) & links$second == links$cost] <- "ambiguous"
  links <- frame_rows(links, !beaten)
  links$state[in_disagreement(links, people)] <- "disagrees"
  links$fits_best <- fits_best(links, people$present)
  links <- frame_rows(links, order(links$state, !links$fits_best, links$cost, links$one,
                                   links$other))
  attr(links, "crowds") <- found$crowds
  links
}

# "sex, year" for each row: the names of the columns in which it is TRUE.
names_where <- function(is_true) {
  said <- character(nrow(is_true))
  for (column in seq_len(ncol(is_true))) {
    at <- is_true[, column] %in% TRUE
    said[at] <- paste0(said[at], ifelse(nzchar(said[at]), ", ", ""), colnames(is_true)[column])
  }
  said
}

link_states <- c("proposed", "ambiguous", "disagrees", "vetoed")

candidate_codes <- function(codes, rule) {
  check_kernel(
    .Call(pw_call_candidates, codes, rule$max_edits,
          code_elements(codes, rule), rule$agree),
    "Can't look for near codes."
  )
}

# The cost of the best other link that either person of each link could have
# instead: one to somebody who answered in a wave in which this one's partner
# did. NA where there is none.
second_best <- function(links, present) {
  best <- rep(NA_integer_, nrow(links))
  ends <- new_frame(list(
    person = c(links$one, links$other), partner = c(links$other, links$one),
    cost = rep(links$cost, 2), link = rep(seq_len(nrow(links)), 2)
  ))
  shared <- ends$person %in% ends$person[duplicated(ends$person)]
  for (at in split(which(shared), ends$person[shared])) {
    best <- with_rivals(best, frame_rows(ends, at), present)
  }
  best
}

# One person's links, `mine`: of each the least cost of another that it excludes.
with_rivals <- function(best, mine, present) {
  theirs <- present[mine$partner, , drop = FALSE]
  rivals <- tcrossprod(theirs) > 0
  diag(rivals) <- FALSE
  for (i in which(rowSums(rivals) > 0)) {
    least <- min(mine$cost[rivals[i, ]])
    best[mine$link[i]] <- min(best[mine$link[i]], least, na.rm = TRUE)
  }
  best
}

# Which proposed links belong to a chain that would give one person two answers
# in a wave, or constants that differ: the waves disagree about who is whose.
in_disagreement <- function(links, people) {
  proposed <- links$state == "proposed"
  chain <- join_people(nrow(people$present), links$one[proposed],
                       links$other[proposed])
  doubled <- rowsum(people$present * 1L, chain) > 1
  wrong <- rownames(doubled)[rowSums(doubled) > 0]
  for (column in seq_len(ncol(people$constants))) {
    given <- unique(data.frame(chain, value = people$constants[, column]))
    given <- given[!is.na(given$value), ]
    wrong <- c(wrong, given$chain[duplicated(given$chain)])
  }
  proposed & chain[links$one] %in% as.integer(wrong)
}

# The smallest number among those joined, for each of 1 to n.
join_people <- function(n, one, other) {
  group <- seq_len(n)
  repeat {
    low <- pmin(group[one], group[other])
    order <- order(low, decreasing = TRUE)
    before <- group
    group[one[order]] <- pmin(group[one[order]], low[order])
    group[other[order]] <- pmin(group[other[order]], low[order])
    group <- group[group]
    if (identical(group, before)) return(group)
  }
}

# Tells whether a proposed link is confirmed: where constants are declared, at least
# one was given by both and none differs.
is_confirmed <- function(links, constants) {
  links$state == "proposed" & (constants == 0 | links$constants_agree > 0)
}

# Says how many pairs of records are linked by chance, from how often the elements of
# two unrelated codes agree: the pairs of people left who answered in no wave
# together, times the chance that such a pair passes the rule, times the pairs
# of records that it would link. Elements are taken as independent; codes
# without declared elements count by character.
expected_false_links <- function(codes, present, constants, rule) {
  costs <- chance_of_cost(codes, rule)
  passes <- costs[1] * chance_of_constants(constants, FALSE)
  if (rule$near == "accept") {
    passes <- passes + sum(costs[-1]) * chance_of_constants(constants, TRUE)
  }
  pattern <- apply(present * 1L, 1, paste, collapse = "")
  n <- as.numeric(table(pattern))
  waves <- present[match(sort(unique(pattern)), pattern), , drop = FALSE]
  size <- rowSums(waves)
  apart <- tcrossprod(waves) == 0
  sum((apart * tcrossprod(n * size))[upper.tri(apart)]) * passes
}

# The chance that two unrelated codes are alike at cost 0, 1, ... to the limit.
chance_of_cost <- function(codes, rule) {
  whole <- rule$m == 0
  limit <- if (whole) rule$max_edits else 2 * (rule$m - rule$agree)
  parts <- if (whole) {
    lapply(seq_len(max(nchar(codes), 1L)), function(i) substring(codes, i, i))
  } else {
    code_elements(codes, rule)
  }
  total <- c(1, numeric(limit))
  for (part in parts) {
    one <- if (whole) same_or_not(part) else element_costs(part)
    new <- numeric(limit + 1)
    for (cost in seq_along(one) - 1) {
      if (cost > limit) next
      at <- seq_len(limit + 1 - cost)
      new[at + cost] <- new[at + cost] + total[at] * one[cost + 1]
    }
    total <- new
  }
  total
}

# Chances of cost 0 and 1 of a character.
same_or_not <- function(part) {
  part <- part[!is.na(part)]
  counts <- as.numeric(tabulate(match(part, unique(part))))
  same <- sum(counts * (counts - 1)) / max(sum(counts) * (sum(counts) - 1), 1)
  c(same, 1 - same)
}

# Chances of cost 0, 1 and 2 of an element: the same, a slip apart or missing,
# another.
element_costs <- function(part) {
  counts <- table(part[nzchar(part)])
  n <- sum(counts)
  pairs <- max(n * (n - 1), 1)
  missing <- 1 - (n / max(length(part), 1))^2
  same <- sum(counts * (counts - 1)) / pairs
  near <- candidate_codes(names(counts), near_rule(max_edits = 1L))
  slip <- 2 * sum(as.numeric(counts[near$one]) * counts[near$other]) / pairs
  c((1 - missing) * same, (1 - missing) * slip + missing,
    (1 - missing) * (1 - same - slip))
}

# The chance that no constant of two unrelated people differs; with `confirmed`
# that at least one is given by both as well.
chance_of_constants <- function(constants, confirmed) {
  if (!ncol(constants)) {
    return(1)
  }
  given <- colMeans(!is.na(constants))^2
  differ <- vapply(seq_len(ncol(constants)), function(i) {
    counts <- as.numeric(table(constants[, i]))
    n <- sum(counts)
    1 - sum(counts * (counts - 1)) / max(n * (n - 1), 1)
  }, 0)
  prod(1 - given * differ) - if (confirmed) prod(1 - given) else 0
}
