# PAIRWAVE_CODE_ATTACKS asks for more codings than a build has time for.
attacks <- as.integer(Sys.getenv("PAIRWAVE_CODE_ATTACKS", "6"))

leaves <- c("a > a1", "a > a2", "b > b1", "b > b2", "b > b3")

# People with a sex, a year and some codes, unequally often.
random_coded_people <- function() {
  n <- sample(c(12:30, 25:60), 1)
  people <- data.frame(participant = sprintf("P%02d", seq_len(n)),
                       sex = sample(c("f", "m"), n, TRUE, c(6, sample(1:6, 1))),
                       year = sample(c("3", "4"), n, TRUE, c(5, sample(1:5, 1))))
  likely <- runif(5)^sample(c(0.5, 1, 2), 1)
  has <- vapply(likely, function(p) runif(n) < p, logical(n))
  if (runif(1) < 0.3) has[, 2] <- has[, 2] & has[, 1]
  people <- cbind(people, stats::setNames(as.data.frame(has), leaves))
  people$overlap <- has_code(people, "a") & has_code(people, "b") & runif(n) < sample(c(0.3, 0.8), 1)
  people
}

codes_of_people <- function(people) {
  rows <- do.call(rbind, lapply(seq_len(nrow(people)), function(i) {
    given <- leaves[unlist(people[i, leaves])]
    # Some say a thing again and again.
    given <- rep(given, sample(1:3, length(given), TRUE))
    k <- max(1, length(given))
    # Of each place one code; of those whose codes overlap all of one.
    start <- if (people$overlap[i]) rep(0L, k) else 10L * seq_len(k)
    data.frame(unit = paste(people$participant[i], seq_len(k)), source = "t", coder = "A",
               participant = people$participant[i], code = if (length(given)) given else NA,
               start = start, end = start + 5L)
  }))
  new_codes(rows, framework = new_framework(leaves))
}

has_code <- function(x, code) {
  below <- leaves[leaves == code | startsWith(leaves, paste0(code, " > "))]
  rowSums(x[below]) > 0
}

# Every number of participants that is shown, with the set it is of and the numbers from
# `low` to `high` that the reader knows it to be.
counts_of_codes <- function(people, disclosure) {
  codes <- codes_of_people(people)
  out <- list()
  add <- function(n, set) {
    force(set)
    if (length(n) != 1 || is.na(n)) return()
    out[[length(out) + 1]] <<- list(n = n, set = set, low = n, high = n)
  }
  for (by in c("sex", "year")) {
    f <- as.data.frame(code_frequencies(codes, by = by, people = people, disclosure = disclosure))
    for (i in which(f$statistic == "participants")) local({
      row <- f[i, ]
      by <- by
      side <- function(x) if (is.na(row$group)) rep(TRUE, nrow(x)) else x[[by]] == row$group
      add(row$n, function(x) side(x) & has_code(x, row$code))
      add(row$denominator, side)
    })
  }
  d <- as.data.frame(suppressWarnings(demographics(people, columns = c("sex", "year"),
                                                   disclosure = disclosure)))
  for (i in seq_len(nrow(d))) local({
    row <- d[i, ]
    add(row$n, function(x) x[[row$variable]] == row$level_label)
    add(row$denominator, function(x) rep(TRUE, nrow(x)))
  })
  for (level in c("code", "top")) {
    p <- as.data.frame(co_occurrence(codes, level = level, disclosure = disclosure))
    for (i in seq_len(nrow(p))) local({
      row <- p[i, ]
      add(row$both, function(x) has_code(x, row$first) & has_code(x, row$second))
      add(row$first_n, function(x) has_code(x, row$first))
      add(row$second_n, function(x) has_code(x, row$second))
      add(row$n, function(x) rep(TRUE, nrow(x)))
    })
  }
  o <- as.data.frame(co_occurrence(codes, level = "top", together = "overlap", disclosure = disclosure))
  add(o$both, function(x) x$overlap)
  out
}

# What a reader could look for: a code, without it, and two codes, in all and by group.
sets_of_codes <- function() {
  codes <- c("a", "b", leaves)
  has <- lapply(stats::setNames(nm = codes), function(code) {
    force(code)
    function(x) has_code(x, code)
  })
  pairs <- utils::combn(codes, 2, simplify = FALSE)
  two <- unlist(lapply(pairs, function(p) {
    a <- has[[p[1]]]
    b <- has[[p[2]]]
    stats::setNames(list(function(x) a(x) & b(x), function(x) a(x) & !b(x), function(x) b(x) & !a(x)),
                    paste(paste(p, collapse = " and "), c("both", "first", "second")))
  }), recursive = FALSE)
  without <- lapply(has, function(set) function(x) !set(x))
  grouped <- unlist(lapply(list(c("sex", "f"), c("sex", "m"), c("year", "3"), c("year", "4")), function(g) {
    lapply(c(has, stats::setNames(without, paste("not", codes))), function(set) {
      function(x) set(x) & x[[g[1]]] == g[2]
    })
  }), recursive = FALSE)
  overlap <- list(
    `on the same words` = function(x) x$overlap,
    `on other words` = function(x) has_code(x, "a") & has_code(x, "b") & !x$overlap
  )
  c(has, stats::setNames(without, paste("not", codes)), two, grouped, overlap)
}

states_of_codes <- function() {
  grid <- expand.grid(c(list(sex = c("f", "m"), year = c("3", "4")),
                        stats::setNames(rep(list(c(FALSE, TRUE)), 5), leaves),
                        list(overlap = c(FALSE, TRUE))),
                      stringsAsFactors = FALSE)
  grid[!grid$overlap | (has_code(grid, "a") & has_code(grid, "b")), ]
}

# The sets of which sums leave one size: people are in one of `states` each.
pinned_of_codes <- function(counts, wanted, people) {
  states <- states_of_codes()
  rows <- do.call(rbind, lapply(counts, function(one) one$set(states) + 0))
  low <- vapply(counts, `[[`, 0, "low")
  high <- vapply(counts, `[[`, 0, "high")
  known <- !duplicated(cbind(rows, low, high))
  rows <- rows[known, , drop = FALSE]
  directions <- rep(c(">=", "<="), each = nrow(rows))
  ends <- c(low[known], high[known])
  rows <- rbind(rows, rows)
  size <- vapply(wanted, function(set) sum(set(people)), 0)
  end <- function(target, which, whole) {
    found <- lpSolve::lp(which, target, rows, directions, ends, all.int = whole)
    if (found$status == 0) found$objval else if (found$status == 3) Inf else NA
  }
  pinned <- vapply(seq_along(wanted), function(i) {
    target <- wanted[[i]](states) + 0
    for (which in c("min", "max")) {
      # Without whole numbers first, which is quick and mostly settles it.
      value <- end(target, which, FALSE)
      if (!is.na(value) && abs(value - size[i]) < 0.99) next
      value <- end(target, which, TRUE)
      if (is.na(value) || abs(value - size[i]) > 0.5) return(FALSE)
    }
    TRUE
  }, NA)
  size[pinned]
}

test_that("codes by group, together with demographics and pairs of codes, pin nobody", {
  skip_on_cran()
  skip_without_peer("lpSolve")
  set.seed(as.integer(Sys.getenv("PAIRWAVE_CODE_SEED", "19")))
  looked <- shown <- 0
  for (attack in seq_len(attacks)) {
    people <- random_coded_people()
    k <- sample(c(3, 5), 1)
    counts <- counts_of_codes(people, list(threshold = k))
    # Nothing small is shown, and what is shown is true.
    n <- vapply(counts, `[[`, 0, "n")
    true <- vapply(counts, function(one) sum(one$set(people)), 0)
    expect_equal(n, true)
    expect_false(any(n >= 1 & n < k))
    wanted <- sets_of_codes()
    size <- vapply(wanted, function(set) sum(set(people)), 0)
    wanted <- wanted[size >= 1 & size < k]
    pinned <- pinned_of_codes(counts, wanted, people)
    expect_identical(names(pinned), character(), info = paste(attack, nrow(people), k))
    looked <- looked + length(wanted)
    shown <- shown + length(counts)
  }
  expect_gt(looked, attacks)
  expect_gt(shown, 5 * attacks)
})

test_that("the attack finds a small code where nothing is suppressed", {
  skip_on_cran()
  skip_without_peer("lpSolve")
  set.seed(1)
  people <- random_coded_people()
  wanted <- sets_of_codes()
  size <- vapply(wanted, function(set) sum(set(people)), 0)
  wanted <- wanted[size >= 1 & size < 5]
  found <- pinned_of_codes(counts_of_codes(people, "none"), wanted, people)
  expect_gt(length(found), 3)
})

test_that("a code that two people used is a small cell, and so is who did not", {
  codes <- function(n) {
    new_codes(data.frame(unit = as.character(1:20), participant = as.character(1:20), coder = "A",
                         code = rep(c("x", NA), c(n, 20 - n))), framework = new_framework("x"))
  }
  shown <- function(n) {
    f <- code_frequencies(codes(n), count = "participants", disclosure = list(threshold = 5))
    f$n
  }
  expect_identical(vapply(0:20, shown, 0L),
                   c(0L, rep(NA, 4), 5:15, rep(NA, 4), 20L))
})

test_that("one participant with 14 references is one participant", {
  rows <- data.frame(unit = as.character(1:34), participant = c(rep("P1", 14), paste0("P", 2:21)),
                     coder = "A", code = c(rep("x", 14), rep(NA, 20)))
  x <- new_codes(rows, framework = new_framework(c("x", "y")))
  open <- code_frequencies(x)
  expect_identical(open$estimate[open$code == "x"], c(1, 14, NA, 14))
  closed <- as.data.frame(code_frequencies(x, disclosure = list(threshold = 3)))
  expect_true(all(is.na(closed$estimate[closed$code == "x"])))
  expect_identical(unique(closed$reason[closed$code == "x"]), "suppressed")
  # Nor from the sum of those above.
  rows$code[15:34] <- "p > q"
  rows$code[1:14] <- "p > r"
  f <- as.data.frame(code_frequencies(new_codes(rows), disclosure = list(threshold = 3)))
  expect_true(all(is.na(f$estimate[f$code %in% c("p > r", "p") & f$statistic == "references"])))
})

test_that("a profile that rounds shows nothing of codes", {
  set.seed(6)
  people <- random_coded_people()
  x <- codes_of_people(people)
  for (profile in c("hesa", "ofs", "nhs", "ofqual")) {
    for (by in list(NULL, "sex")) {
      f <- as.data.frame(code_frequencies(x, by = by, people = people, disclosure = profile))
      expect_true(all(is.na(f[c("n", "denominator", "percent", "estimate")])))
      expect_identical(unique(f$status), "suppressed")
    }
    pairs <- as.data.frame(co_occurrence(x, disclosure = profile))
    expect_true(all(is.na(pairs$both)) && all(is.na(pairs$first_n)))
  }
})

test_that("people beside the codings are looked at too", {
  withr::local_seed(1)
  x <- codes_of_people(random_coded_people())
  there <- unique(x$participant)
  people <- data.frame(participant = c(there, "Q1", "Q2"), sex = "f")
  f <- code_frequencies(x, by = "sex", people = people, disclosure = list(threshold = 5))
  expect_true(all(is.na(f$denominator)))
  expect_true(all(is.na(f$estimate[!is.na(f$group)])))
})

test_that("agreement on a code of few people is suppressed, and counts that would tell of few", {
  x <- codings_of(A = c(rep("x", 12), rep("y", 2), rep("", 10)),
                  B = c(rep("x", 10), "", "", "y", rep("", 11)), framework = new_framework(c("x", "y")))
  found <- as.data.frame(coder_agreement(x, resamples = 0, disclosure = list(threshold = 5)))
  y <- found[found$code == "y", ]
  expect_true(all(is.na(y[c("estimate", "conf_low", "n", "both", "neither")])))
  expect_identical(unique(y$status), "suppressed")
  here <- found[found$code == "x", ]
  open <- as.data.frame(coder_agreement(x, resamples = 0, codes = "x"))
  expect_identical(here$estimate, round(open$estimate, 2))
  expect_true(all(is.na(here$both)) && all(is.na(here$se)))
  expect_snapshot(print(coder_agreement(x, resamples = 0, disclosure = list(threshold = 5))))
})
