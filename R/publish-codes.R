# What may be published of who said what. A code is a question that people answer
# with yes or no, and the codes below another one are parts of its people.

# `whole` has the participants of every code of the framework, for all and by group;
# `rest` how many people were not asked, in all and by group, where it is known. Of a
# cohort `material` and `by` say what was counted. Under a profile that rounds nothing is
# shown: codes that make each other up, rounded in tables by several questions, leave
# some codes a single number of people.
suppress.pairwave_code_frequencies <- function(result, profile, cohort, ..., whole, rest,
                                               material = NULL, by = NULL, call) {
  rows <- as.data.frame(result)
  if (is.null(profile$base)) {
    hidden <- codes_to_suppress(whole, rest, profile$threshold)
    if (!is.null(cohort)) {
      hidden <- codes_to_suppress_beside(hidden, whole, cohort, material, by)
    }
    at <- match(code_keys(rows), code_keys(whole))
    away <- ifelse(rows$statistic == "participants", hidden$alone[at], hidden$below[at])
    rows <- suppress_codes(rows, away, hidden$total[at], profile)
  } else {
    every <- rep(TRUE, nrow(rows))
    rows <- suppress_codes(rows, every, every, profile)
  }
  publish_rows(result, rows, profile)
}

publish_rows <- function(result, rows, profile) {
  out <- with_rows(result, rows)
  attr(out, "disclosure") <- profile
  out
}

suppress_codes <- function(rows, away, no_total, profile) {
  rows$n[away] <- NA
  rows$estimate[away] <- NA
  rows$percent[away | no_total] <- NA
  rows$denominator[no_total] <- NA
  rows$status[away] <- "suppressed"
  rows$method[away] <- "suppressed"
  rows$reason[away] <- "suppressed"
  rows$about[away] <- profile$title
  rows
}

# ---- a threshold -------------------------------------------------------------

# For each row of participants whether its number is suppressed (`alone`), whether
# its or that of a code below is (`below`), and whether its denominator is (`total`).
codes_to_suppress <- function(whole, rest, k) {
  sides <- unique(whole$group)
  codes <- unique(whole$code)
  n <- matrix(whole$n, length(codes), length(sides),
              dimnames = list(codes, NULL))[, , drop = FALSE]
  n[cbind(match(whole$code, codes), match(whole$group, sides))] <- whole$n
  size <- whole$denominator[match(sides, whole$group)]
  size[is.na(size)] <- 0
  parent <- match(whole$parent[match(codes, whole$code)], codes)
  rest <- rest %||% rep(0, length(sides))
  groups <- seq_along(sides)[-1]
  # Groups whose totals would tell of few people, in the codings or beside them.
  # Who was not asked for the group follows from the flow.
  if (any(is_small(size[groups], k) | is_small(rest[groups], k)) ||
      is_small(rest[1], k) || any(sides %in% not_asked)) {
    closed <- groups
  } else closed <- integer()
  away <- n > 0 & FALSE
  for (side in seq_along(sides)) {
    away[, side] <- if (size[side] < k || side %in% closed) TRUE else
      suppressed_in_side(n[, side], size[side], parent, k)
  }
  # The groups of a code make it up: all of them are shown or none.
  if (length(groups)) {
    repeat {
      none <- rowSums(away[, groups, drop = FALSE]) > 0 | away[, 1]
      before <- away
      away[none, groups] <- TRUE
      for (side in setdiff(groups, closed)) {
        away[, side] <- away[, side] | suppressed_in_families(n[, side], away[, side], parent, k)
      }
      if (identical(before, away)) break
    }
  }
  no_total <- size < k | seq_along(sides) %in% closed | rep(is_small(rest[1], k), length(sides))
  at <- cbind(match(whole$code, codes), match(whole$group, sides))
  list(alone = away[at], below = with_codes_below(away[at], whole), total = no_total[at[, 2]])
}

# Whether a row of `whole` is `alone` or one of a code below it in the same group is.
with_codes_below <- function(alone, whole) {
  above <- match(paste(whole$parent, whole$group, sep = "\r"), code_keys(whole))
  repeat {
    up <- above[alone & !is.na(above)]
    if (all(alone[up])) return(alone)
    alone[up] <- TRUE
  }
}

# One side of a table, codes in the framework's order, which has parents first.
suppressed_in_side <- function(n, size, parent, k) {
  away <- is_small(n, k) | is_small(size - n, k)
  suppressed_in_families(n, away, parent, k)
}

suppressed_in_families <- function(n, away, parent, k) {
  repeat {
    before <- away
    for (code in seq_along(n)) {
      # Those who have a code above this one and not this one.
      up <- parent[code]
      while (!is.na(up) && !away[code]) {
        if (!away[up] && is_small(n[up] - n[code], k)) away[code] <- TRUE
        up <- parent[up]
      }
    }
    for (up in unique(parent[!is.na(parent)])) away <- suppressed_children(n, away, up, parent, k)
    if (identical(before, away)) return(away)
  }
}

# What a code and those just below it tell together.
suppressed_children <- function(n, away, up, parent, k) {
  if (away[up]) return(away)
  below <- which(parent == up & n > 0)
  repeat {
    shown <- below[!away[below]]
    gone <- setdiff(below, shown)
    excess <- sum(n[shown]) - n[up]
    telling <- if (length(gone) == 1) {
      # The one that is not shown has at least the rest.
      -excess > 1
    } else {
      # People who have more than one of them.
      length(gone) == 0 && length(shown) > 1 && is_small(excess, k)
    }
    if (!telling || !length(shown)) return(away)
    away[shown[length(shown)]] <- TRUE
  }
}

# What a source brought is what its people said: shown where every source is of as many
# as the threshold. `people` are how many each has.
suppress.pairwave_saturation <- function(result, profile, cohort, ..., people, call) {
  rows <- as.data.frame(result)
  if (is.null(profile$base) && length(people) && all(people >= profile$threshold)) {
    return(publish_rows(result, rows, profile))
  }
  rows$estimate <- rep(NA_real_, nrow(rows))
  rows$n <- rep(NA, nrow(rows))
  rows$method <- rows$reason <- rep("suppressed", nrow(rows))
  rows$about <- rep(profile$title, nrow(rows))
  publish_rows(result, rows, profile)
}

# ---- pairs of codes, and agreement -------------------------------------------

# `people` has the participants of each pair; of a cohort `material` says of what. Of
# pairs that overlap, `overlap` has the codings.
suppress.pairwave_co_occurrence <- function(result, profile, cohort, ..., whole, people,
                                            material = NULL, overlap = NULL, call) {
  rows <- as.data.frame(result)
  k <- profile$threshold %||% max(5, profile$mean_from)
  away <- rep(TRUE, nrow(rows))
  alone <- stats::setNames(rep(TRUE, nrow(whole)), whole$code)
  if (is.null(profile$base)) {
    alone[] <- codes_to_suppress(whole, NULL, k)$alone
    away <- pairs_to_suppress(people, whole, k)
    if (!is.null(cohort)) {
      alone[!is_code_published(cohort, "code", material, whole$code)] <- TRUE
      away <- away | alone[rows$first] | alone[rows$second] |
        !pair_key(material, rows$first, rows$second) %in% published_codes(cohort)
      if (!is_code_published(cohort, "asked", material)) rows$n[] <- NA
    }
    if (!is.null(overlap)) {
      known <- if (is.null(cohort)) overlaps_to_show(overlap, whole, k) else published_codes(cohort)
      away <- away | !overlap_key(material %||% "", rows$first, rows$second) %in% known
    }
  }
  away <- unname(away)
  if (attr(result, "unplaced") > 0) attr(result, "unplaced") <- NA
  rows[away, c("both", "jaccard")] <- NA
  rows$first_n[alone[rows$first]] <- NA
  rows$second_n[alone[rows$second]] <- NA
  # Of other things than people, only where the people may be counted.
  if (!rows$count[1] %in% "participants") rows[away, c("first_n", "second_n")] <- NA
  if (rows$count[1] %in% "stretches" && any(away)) rows$n[] <- NA
  rows$status[away] <- "suppressed"
  rows$method[away] <- "suppressed"
  rows$reason[away] <- "suppressed"
  rows$about[away] <- profile$title
  publish_rows(result, rows, profile)
}

# Codes below another make it up, and pairs of them, or with one of another, would tell
# with its number what three of them have in common.
pairs_to_suppress <- function(people, whole, k) {
  alone <- stats::setNames(codes_to_suppress(whole, NULL, k)$alone, whole$code)
  parts <- cbind(people$both, people$first_n - people$both, people$second_n - people$both,
                 people$n - people$first_n - people$second_n + people$both)
  below <- whole$code[!is.na(whole$parent)]
  unname(
    people$first %in% below | people$second %in% below |
      rowSums(matrix(is_small(parts, k), nrow(parts))) > 0 |
      alone[people$first] | alone[people$second] | three_together(people, k)
  )
}

# Pairs that, with the two others of some third code, would leave few people in a
# part that the three make.
three_together <- function(people, k) {
  codes <- unique(c(people$first, people$second))
  away <- rep(FALSE, nrow(people))
  if (length(codes) < 3) return(away)
  at <- matrix(NA_integer_, length(codes), length(codes))
  at[cbind(match(people$first, codes), match(people$second, codes))] <- seq_len(nrow(people))
  at <- ifelse(is.na(at), t(at), at)
  single <- c(people$first_n, people$second_n)[match(codes, c(people$first, people$second))]
  for (i in seq_len(length(codes) - 2)) for (j in seq(i + 1, length(codes) - 1)) {
    for (h in seq(j + 1, length(codes))) {
      pairs <- c(at[i, j], at[i, h], at[j, h])
      if (anyNA(pairs) || any(away[pairs])) next
      if (pinned_by_three(single[c(i, j, h)], people$both[pairs], people$n[1], k)) {
        away[pairs[3]] <- TRUE
      }
    }
  }
  away
}

# Of three sets whose sizes and intersections by two are known, all eight parts follow
# from how many are in all three.
pinned_by_three <- function(single, both, n, k) {
  parts <- function(all) {
    pair <- both - all
    alone <- single - c(both[1] + both[2], both[1] + both[3], both[2] + both[3]) + all
    c(all, pair, alone, n - sum(single) + sum(both) - all)
  }
  possible <- Filter(function(all) all(parts(all) >= 0), 0:min(both))
  low <- parts(possible[1])
  last <- parts(possible[length(possible)])
  any(low == last & is_small(low, k))
}

# `wholes` has the participants of every code, by any coder and by each. What coders
# differ on says nothing of a person but who had the code, so that with the counts
# that would tell it goes, figures are given to two decimals.
suppress.pairwave_agreement <- function(result, profile, cohort, ..., wholes, call) {
  rows <- as.data.frame(result)
  k <- profile$threshold %||% max(5, profile$mean_from)
  few <- unique(unlist(lapply(wholes, function(whole) {
    whole$code[codes_to_suppress(whole, NULL, k)$alone]
  })))
  away <- rows$code %in% few | is_small(rows$n, k)
  counts <- c("both", "first_only", "second_only", "neither")
  telling <- rowSums(is_small(as.matrix(rows[counts]), k), na.rm = TRUE) > 0 |
    !is.null(profile$base)
  rows[away | telling, counts] <- NA
  figures <- c("estimate", "conf_low", "conf_high")
  rows[figures] <- round(rows[figures], 2)
  rows$se <- rep(NA_real_, nrow(rows))
  if (!is.null(profile$base)) rows$n <- as.double(round_total(rows$n, profile))
  rows[away, c(figures, "n")] <- NA
  rows$interval[away] <- NA
  rows$method[away] <- "suppressed"
  rows$reason[away] <- "suppressed"
  rows$about[away] <- profile$title
  rows$status[away] <- "suppressed"
  publish_rows(result, rows, profile)
}
