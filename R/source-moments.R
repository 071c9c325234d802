# Sums of scores in place of the patterns that they make: what a source gives where no list
# of scores may leave it, since a pattern that one person shows is that person's scores.

# A source's `plan$moments` is the fewest people over whom it sums scores; NULL where it counts
# patterns. `plan$scored` has the columns that scales are made of.

# count_moments(source, scale, sets, call): `scored`, how many people have a score in each wave;
# `any`, how many in any; and for each of `sets` of the people with a score in all of its
# waves their number `n`, the `sums` of their scores by wave and the `products` of these (a
# matrix), in units of whole_unit(). Sums that would tell of fewer people than the source allows
# are NA, and so is what the set does not ask for.

# A set of waves, and what is summed `of` its people: "pairs" for sums, squares and products of
# two waves, "each" for sums and squares, "none".
moments_set <- function(waves, of) list(waves = waves, of = of)

# What is summed of a set: a row for each figure, `i` and `j` the places of the waves that are
# multiplied, `j` 0 for a sum.
terms_of_set <- function(set) {
  k <- seq_along(set$waves)
  both <- expand.grid(i = k, j = k)
  both <- both[if (set$of == "pairs") both$j <= both$i else both$j == both$i, ]
  if (set$of == "none") both <- both[0, ] else both <- rbind(data.frame(i = k, j = 0L), both)
  both
}
count_moments <- function(source, scale, sets, call = rlang::caller_env()) {
  UseMethod("count_moments")
}

# Whether a source gives sums of scores alone.
gives_moments <- function(source) !is.null(source$plan$moments)

count_moments.pairwave_connection_source <- function(source, scale, sets,
                                                     call = rlang::caller_env()) {
  plan <- source$plan
  waves <- names(plan$waves)
  refuse_small_unit(scale, plan$moments, call)
  found <- unclass(ask_source(source, moments_statement(plan, scale, sets), "sums of scores",
                              1L + length(waves), call))
  part <- as_count(found[[1]], call, signed = TRUE)
  check_all_records(source, part, as_count(found[[2]], call), call)
  columns <- moment_columns(plan, sets)
  all <- which(part == 0)
  if (length(all) != 1) {
    check_total(1, length(all), "the rows of sums that a statement gives", call)
  }
  values <- lapply(found[-1], `[`, all)
  counts <- vapply(values[columns$of == "count"], as_count, 0, call = call)
  counts[is.na(counts)] <- 0
  check_counts_of_moments(source, counts, waves, sets, call)
  taken <- function(set) columns$set == set & columns$of == "sum"
  list(
    scored = stats::setNames(counts[length(waves) + seq_along(waves)], waves),
    any = counts[[2 * length(waves) + 1]],
    sets = lapply(seq_along(sets), function(i) {
      n <- counts[[2 * length(waves) + 2 * i]]
      sums <- vapply(values[taken(i)], as_sum, 0, scale = scale, call = call)
      # A sum over nobody is NULL in SQL.
      if (n == 0) sums[] <- 0
      moments_of_set(n, unname(sums), sets[[i]])
    })
  )
}

# The sums of a set by wave and the products as a matrix.
moments_of_set <- function(n, sums, set) {
  waves <- set$waves
  k <- length(waves)
  terms <- terms_of_set(set)
  alone <- stats::setNames(rep(NA_real_, k), waves)
  products <- matrix(NA_real_, k, k, dimnames = list(waves, waves))
  one <- terms$j == 0
  alone[terms$i[one]] <- sums[one]
  products[cbind(terms$i, terms$j)[!one, , drop = FALSE]] <- sums[!one]
  products[cbind(terms$j, terms$i)[!one, , drop = FALSE]] <- sums[!one]
  list(n = n, sums = alone, products = products)
}

# What is counted apart adds up: the people of each wave to those of its records, and those
# with a score in all waves of a set, and in its first wave alone, to those of that wave.
check_counts_of_moments <- function(source, counts, waves, sets, call) {
  known <- source$plan$people
  k <- length(waves)
  for (i in seq_along(waves)) {
    check_total(known$people[match(waves[i], known$wave)], counts[[i]],
                paste0("the people of wave {.field ", waves[i], "}"), call)
  }
  for (i in seq_along(sets)) {
    of <- counts[2 * k + 2 * i + 0:1]
    first <- sets[[i]]$waves[1]
    check_total(counts[[k + match(first, waves)]], sum(of),
                paste0("the people with a score in wave {.field ", first, "}"), call)
  }
}

# A sum of whole numbers, exact as a double and in what is made of it. NULL is NA. Squares are
# the largest sums, so that where they are exact all are.
as_sum <- function(x, scale, call) {
  sum <- if (inherits(x, "integer64")) integer64_values(x) else
    suppressWarnings(as.double(as.character(x)))
  if (is.double(x) && !inherits(x, "integer64")) sum <- as.double(x)
  if (is.na(sum)) return(NA_real_)
  if (abs(sum) > largest_sum) abort_inexact(scale, call)
  if (sum != floor(sum)) check_exact_counts(sum, call)
  sum
}

# Of sums up to 2^51 four add up without rounding.
largest_sum <- 2^51

abort_inexact <- function(scale, call) {
  abort_pairwave(
    c("Sums of squared scores must be at most 2^51 to be exact.",
      x = "Those of {.field {scale$name}} are more: its scores are counted in parts of
           {format_count(whole_unit(scale)$parts)}, so that each is a whole number.",
      i = "A larger {.field min_items} needs fewer parts."),
    "patterns", call = call
  )
}

refuse_small_unit <- function(scale, least, call) {
  if (least * whole_unit(scale)$parts^2 > largest_sum) abort_inexact(scale, call)
}

# Scores as whole numbers of a unit: the sum of the answers of who answered k items is
# multiplied by `factors` (named by k), and a score is so many times `over` / `under`. With
# `parts`, the least number that every k divides, nothing is left over.
whole_unit <- function(scale) {
  items <- length(scale$items)
  answered <- seq(max(1, scale$min_items), items)
  parts <- Reduce(function(a, b) a / common_divisor(a, b) * b, answered)
  over <- if (scale$score == "mean") 1 else items
  common <- common_divisor(over, parts)
  list(factors = stats::setNames(parts / answered, answered), parts = parts,
       over = over / common, under = parts / common)
}

common_divisor <- function(a, b) {
  while (b > 0) {
    rest <- a %% b
    a <- b
    b <- rest
  }
  a
}

# ---- the statement -------------------------------------------------------------

# What each column of moments_statement() behind `part` is: `of` a "count" or a "sum", and the
# `set` that it is of (0: none). Counts: present and scored by wave, any; then for each set n
# and who has a score in its first wave and not in all; then the sums of each set and the
# products, each wave with those up to it.
moment_columns <- function(plan, sets) {
  alone <- 2 * length(plan$waves) + 1
  sums <- vapply(sets, function(set) nrow(terms_of_set(set)), 0L)
  list(of = c(rep("count", alone + 2 * length(sets)), rep("sum", sum(sums))),
       set = c(rep(0, alone), rep(seq_along(sets), each = 2), rep(seq_along(sets), sums)))
}

# One row of sums over all people, `part` 0, and one for each wave with the number of its
# records, whose `part` is 0 less the wave's number. Scores are made and summed where they are:
# no row is of a person, and sums that would tell of fewer people than `plan$moments` are NULL.
moments_statement <- function(plan, scale, sets) {
  waves <- names(plan$waves)
  columns <- moment_columns(plan, sets)
  apart <- lapply(sets, sets_before, waves = waves)
  differ <- unlist(Map(function(set, others) {
    vapply(others, function(other) sql_flags(plan, sql_differ(plan, set$waves, other)), "")
  }, sets, apart))
  sums <- c(sums_of_sets(plan, sets), differ)
  named <- c(paste0("c", seq_along(columns$of)), paste0("d", seq_along(differ), recycle0 = TRUE))
  branches <- vapply(waves, function(wave) {
    paste0("SELECT ", paste(sums, "AS", named, collapse = ", "), " FROM (",
           scores_of_branch(plan, wave, scale), ") q",
           if (!is.null(plan$shard)) " GROUP BY pw_shard")
  }, "")
  # Enough people are in the set, and in one of it and another set and not in both.
  whole <- paste0("SUM(", named, ")")
  enough <- paste(whole[2 * length(waves) + 2 * seq_along(sets)], ">=", plan$moments)
  of_set <- rep(seq_along(sets), lengths(apart))
  far <- whole[startsWith(named, "d")]
  for (i in seq_along(sets)) {
    others <- far[of_set == i]
    told <- paste0("(", others, " = 0 OR ", others, " >= ", plan$moments, ")", recycle0 = TRUE)
    enough[i] <- paste(c(enough[i], told), collapse = " AND ")
  }
  shown <- whole[seq_along(columns$of)]
  held <- columns$of == "sum"
  shown[held] <- paste0("CASE WHEN ", enough[columns$set[held]], " THEN ", shown[held], " END")
  named <- named[seq_along(shown)]
  nulls <- paste(sql_null(plan, "whole"), "AS", named[-1], collapse = ", ")
  totals <- vapply(seq_along(waves), function(i) {
    paste0("SELECT ", -i, " AS part, ", records_count(plan, waves[i], "c1", nulls))
  }, "")
  paste(c(paste0("SELECT 0 AS part, ", paste(shown, "AS", named, collapse = ", "), " FROM (",
                 paste(branches, collapse = "\nUNION ALL "), ") b"), totals),
        collapse = "\nUNION ALL ")
}

# From the sums over two sets of people those over whom the sets differ follow. Which sums come
# first, whatever is asked for: those of two waves in their order, of all waves, of each wave.
# Here the sets that come before `set` and share a wave with it.
sets_before <- function(set, waves) {
  k <- length(waves)
  pairs <- if (k > 1) utils::combn(k, 2, function(at) waves[at], simplify = FALSE)
  ordered <- unique(c(pairs, list(waves), as.list(waves)))
  theirs <- waves[waves %in% set$waves]
  before <- ordered[seq_len(match(list(theirs), ordered) - 1)]
  Filter(function(other) any(other %in% theirs), before)
}

# Whether a person is in one of two sets and not in the other.
sql_differ <- function(plan, set, other) {
  there <- function(set) paste0("(", sql_scored(plan, set), ")")
  paste0(there(set), " AND NOT ", there(other), " OR ", there(other), " AND NOT ", there(set))
}

# Whether a person has a score in all of some waves.
sql_scored <- function(plan, waves) {
  paste0("s", match(waves, names(plan$waves)), " IS NOT NULL", collapse = " AND ")
}

# The figures of moment_columns() over the scores s1, s2 and so on of a branch.
sums_of_sets <- function(plan, sets) {
  waves <- names(plan$waves)
  score <- stats::setNames(paste0("s", seq_along(waves)), waves)
  some <- paste(score, "IS NOT NULL", collapse = " OR ")
  counts <- c(
    vapply(paste0("p", seq_along(waves), " = 1"), sql_flags, "", plan = plan),
    vapply(waves, function(wave) sql_flags(plan, sql_scored(plan, wave)), ""),
    sql_flags(plan, some),
    unlist(lapply(sets, function(set) {
      all <- sql_scored(plan, set$waves)
      c(sql_flags(plan, all),
        sql_flags(plan, paste0(sql_scored(plan, set$waves[1]), " AND NOT (", all, ")")))
    }))
  )
  sums <- unlist(lapply(sets, function(set) {
    terms <- terms_of_set(set)
    of <- score[set$waves]
    figure <- ifelse(terms$j == 0, of[terms$i], paste(of[terms$i], "*", of[pmax(terms$j, 1)]))
    paste0("SUM(CASE WHEN ", sql_scored(plan, set$waves), " THEN ", figure, " END)",
           recycle0 = TRUE)
  }))
  unname(c(counts, sums))
}

# The people whose first wave is `wave`: who has a record in each (p1, p2 and so on), and the
# score in whole units or NULL (s1, s2 and so on).
scores_of_branch <- function(plan, wave, scale) {
  waves <- names(plan$waves)
  measures <- c(lapply(waves, presence_of),
                lapply(waves, function(one) sum_of(one, scale$items, turned_items(scale))))
  made <- branch_columns(plan, wave, measures)
  k <- length(waves)
  named <- c(paste0("p", seq_len(k)), as.vector(rbind(paste0("t", seq_len(k)),
                                                      paste0("k", seq_len(k)))))
  shard <- if (!is.null(plan$shard)) {
    paste(sql_column(plan, plan$shard, sql_branch(plan, wave)$aliases[[wave]]), "AS pw_shard")
  }
  factors <- whole_unit(scale)$factors
  whole <- function(i) paste0("CAST(t", i, " AS ", plan$dialect$whole, ")")
  scores <- vapply(seq_len(k), function(i) {
    cases <- paste0("WHEN k", i, " = ", names(factors), " THEN ", whole(i),
                    ifelse(factors == 1, "", paste(" *", sql_number(plan, factors))))
    paste0("CASE ", paste(cases, collapse = " "), " END AS s", i)
  }, "")
  # Each sum names scores often. Shards are asked for their sums by the statement as a whole.
  apart <- if (is.null(plan$shard)) plan$dialect$apart
  paste0("SELECT ", paste(c(if (!is.null(shard)) "pw_shard", named[seq_len(k)], scores),
                          collapse = ", "),
         " FROM (SELECT ", paste(c(shard, paste(vapply(made, `[[`, "", "sql"), "AS", named)),
                                 collapse = ", "),
         branch_people(plan, wave, measures), apart, ") r", apart)
}
