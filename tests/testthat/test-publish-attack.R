# Numbers alone: the locale changes nothing here.

# PAIRWAVE_ATTACKS asks for more tables than a build has time for; `make attack` does.
attacks <- asked_or("PAIRWAVE_ATTACKS", 15, 40)
skip_on_cran()

test_that("sums and totals do not narrow a hidden count", {
  skip_without_peer("lpSolve")
  set.seed(27)
  hidden <- 0
  for (attack in seq_len(attacks)) {
    k <- sample(c(3, 5, 10), 1)
    people <- random_people()
    rows <- protected_table(people, k)
    for (variable in unique(rows$variable)) {
      part <- rows[rows$variable == variable, ]
      bounds <- bounds_of(part, k)
      truth <- c(table(people[[variable]]), table(people[[variable]][people$linked]))
      # The attack is a sound one: the truth is among what it leaves.
      expect_true(all(truth >= bounds$low & truth <= bounds$high))
      everyone <- part$who == "everyone"
      away <- is.na(part$n)
      full <- !is.na(part$denominator[everyone][1])
      if (full) {
        expect_true(all(bounds$low[everyone & away] <= 1 &
                          bounds$high[everyone & away] >= k - 1))
        # Zeros of everyone are zeros of the linked.
        trivial <- rep(part$n[everyone] %in% 0, 2) & !everyone
        narrow <- away & !everyone & !trivial & bounds$high - bounds$low + 1 < k - 1
        expect_false(any(narrow))
      }
      shown <- part$n[!away]
      expect_false(any(shown >= 1 & shown < k))
      hidden <- hidden + sum(away)
    }
  }
  expect_gt(hidden, attacks)
})

test_that("knowing the rule does not narrow a hidden count either", {
  set.seed(72)
  tried <- c(everyone = 0, linked = 0)
  for (attack in seq_len(few_or_many(14, 60))) {
    k <- sample(c(3, 5, 7), 1)
    people <- random_people()
    everyone <- as.integer(table(people$q1))
    linked <- as.integer(table(people$q1[people$linked]))
    rows <- protected_table(people, k, "q1")
    if (is.na(rows$denominator[1])) next
    of <- split(rows, rows$who)
    away <- which(is.na(of$everyone$n))
    # Where zeros are hidden too, the total alone decides it.
    if (length(away) && sum(everyone) >= length(everyone) + k - 2) {
      at <- away[sample(length(away), 1)]
      expect_identical(values_borne_out(everyone, linked, at, k), as.integer(k - 1))
      tried["everyone"] <- tried["everyone"] + 1
    }
    away <- which(is.na(of$linked$n) & everyone > 0)
    if (!anyNA(of$everyone$n) && length(away) && !is.na(of$linked$denominator[1])) {
      at <- away[sample(length(away), 1)]
      expect_gte(linked_values_borne_out(everyone, linked, at, k), k - 1)
      tried["linked"] <- tried["linked"] + 1
    }
  }
  expect_true(all(tried > 0))
})

test_that("all tables of a few people look like others", {
  # Every way to divide 9 people among 2 levels, linked or not.
  tables <- divisions(few_or_many(7, 9), 4)
  tables <- tables[rowSums(tables[, 1:2]) > 0, ]
  k <- 3
  looks <- apply(tables, 1, function(x) {
    rows <- protected_table(people_with(x[1:2] + x[3:4], x[1:2]), k, "q")
    paste(rows$n, rows$denominator, collapse = " ")
  })
  counts <- cbind(tables[, 1:2] + tables[, 3:4], tables[, 1:2])
  for (same in split(seq_along(looks), looks)) {
    shown <- strsplit(looks[same[1]], " ")[[1]][c(1, 3, 5, 7)]
    for (cell in which(shown == "NA")) {
      if (cell > 2 && shown[cell - 2] == "0") next
      expect_gte(length(unique(counts[same, cell])), k - 1)
    }
  }
})

test_that("a two-way table beside its margins gives nothing away", {
  # Every way to divide 9 or 12 people by two questions of two answers.
  tables <- divisions(few_or_many(7, 12), 4)
  k <- 3
  looks <- apply(tables, 1, function(x) {
    people <- data.frame(a = factor(rep(c(1, 1, 2, 2), x), 1:2),
                         b = factor(rep(c(1, 2, 1, 2), x), 1:2))
    margins <- demographics(people, disclosure = list(threshold = k))
    inside <- demographics(people, columns = "a", by = "b",
                           disclosure = list(threshold = k))
    paste(c(margins$n, inside$n, inside$denominator), collapse = " ")
  })
  hidden <- 0
  for (same in split(seq_along(looks), looks)) {
    inside <- strsplit(looks[same[1]], " ")[[1]][5:8]
    shown <- inside != "NA"
    expect_false(any(inside[shown] %in% c("1", "2")))
    # A margin of nobody empties its cells, whether they are shown or not.
    counts <- tables[same, c(1, 3, 2, 4), drop = FALSE]
    margins <- strsplit(looks[same[1]], " ")[[1]][1:4]
    if (any(margins == "0")) next
    for (cell in which(!shown)) {
      hidden <- hidden + 1
      expect_gte(length(unique(counts[, cell])), k - 1)
    }
  }
  expect_gt(hidden, 0)
})

test_that("rounding leaves each count of a table more than one value", {
  # Every way to divide 1 to 13 or 18 people among 3 levels; a total that larger ones
  # would be shown as too is left out.
  most <- few_or_many(10, 18)
  tables <- do.call(rbind, lapply(seq_len(most), divisions, 3))
  for (name in c("hesa", "nhs", "ofqual")) {
    profile <- disclosure_profile(name)
    looks <- apply(tables, 1, function(x) {
      rows <- suppress_counts(table_of(x), profile)
      paste(rows$n, rows$mark, rows$percent, rows$denominator, collapse = "|")
    })
    true_zero <- length(profile$few) > 0
    for (same in split(seq_along(looks), looks)) {
      if (max(rowSums(tables[same, , drop = FALSE])) > most - 1) next
      for (level in 1:3) {
        values <- unique(tables[same, level])
        expect_true(length(values) > 1 || (true_zero && values == 0))
      }
    }
  }
})

# ---- everything that a report publishes --------------------------------------

# PAIRWAVE_REPORT_ATTACKS asks for more cohorts than a build has time for, as
# tools/attack-report.R does.
report_attacks <- as.integer(Sys.getenv("PAIRWAVE_REPORT_ATTACKS", "1"))

# Nothing is found, and the attacker reads the tables rightly.
expect_nothing_found <- function(seen) {
  expect_identical(seen$misread, 0)
  expect_identical(seen$small, 0)
  expect_identical(unname(seen$pinned), character())
  expect_identical(seen$undecided, 0)
  expect_identical(seen$scores, 0)
  expect_identical(seen$n_found, 0)
  expect_length(seen$words, 0)
}

test_that("a report under a threshold gives no small count and no score away", {
  skip_without_peer("lpSolve")
  looked_for <- 0
  # The last three told once who of a group was worse, and how few answered two waves.
  for (seed in c(few_or_many(NULL, seq_len(report_attacks)), 10027, few_or_many(NULL, c(65, 106)))) {
    seen <- attack_cohort(cohort_to_attack("threshold", seed))[[1]]
    expect_nothing_found(seen)
    looked_for <- looked_for + seen$targets
  }
  expect_gt(looked_for, report_attacks)
})

test_that("a rounded report leaves every number of people more than one value", {
  skip_without_peer("lpSolve")
  tried <- 0
  for (seed in seq_len(report_attacks)) {
    for (seen in attack_cohort(cohort_to_attack("hesa", seed), rounded_profiles)) {
      expect_nothing_found(seen)
      tried <- tried + seen$n_tried
    }
  }
  # These told once who gained reliably, who was in one wave only, and n from a p.
  told <- list(list("ofqual", 55), list("hesa", 20003), list("hesa", 43))
  for (one in few_or_many(told[1], told)) {
    expect_nothing_found(attack_cohort(do.call(cohort_to_attack, one))[[1]])
  }
  expect_gt(tried, 0)
})

test_that("what is estimated once and published under a profile is what a result is", {
  cohort <- cohort_to_attack("threshold", 3)
  estimated <- estimated_results(cohort)
  expect_true(all(c("change", "change by sex", "persistence", "linkage") %in% names(estimated)))
  for (profile in c(list(list(threshold = 5)), few_or_many("hesa", rounded_profiles))) {
    cohort$study$disclosure <- disclosure_profile(profile)
    published <- published_results(cohort, estimated)
    expect_equal(published$change, paired_change(cohort))
    expect_equal(published[["change by sex"]], paired_change(cohort, by = "sex"))
    expect_equal(published$items, item_change(cohort))
    expect_equal(published$persistence, persistence(cohort))
    expect_equal(published$linkage, attrition(cohort, compare = "linkage"))
    expect_equal(published$flow, participation(cohort))
    expect_equal(published$codebook, codebook(cohort))
  }
})

# What an attack pins of some sets of a cohort whose report nothing protects; without
# `named`, of sets of every block.
pinned_without_profile <- function(cohort, named = NULL) {
  estimated <- estimated_results(cohort)
  truth <- whole_truth(cohort, estimated)
  sets <- whole_sets(cohort, truth)
  size <- vapply(sets, function(one) sum(one$set(truth)), 0)
  there <- names(sets)[size > 0]
  named <- named %||% there[round(seq(1, length(there), length.out = 12))]
  shown <- whole_counts(cohort, published_results(cohort, estimated))
  pinned <- pinned_sets(cohort, shown$counts, sets[named], truth)$pinned
  expect_equal(pinned, size[names(pinned)])
  pinned
}

test_that("the attack on a report finds what there is to find", {
  skip_without_peer("lpSolve")
  set.seed(11)
  found <- 0
  for (attack in few_or_many(1, 1:2)) {
    cohort <- attacked_cohort("none", waves = attack + 1, n = 30, whole = TRUE)
    found <- found + length(pinned_without_profile(cohort))
    # Two decimals of means and SDs leave one number of people, most times.
    change <- paired_change(cohort)
    of <- function(statistic) change$estimate[change$statistic == statistic][1]
    change <- change[change$statistic == "change", ][1, ]
    figures <- list(mean_before = of("mean_before"), mean_after = of("mean_after"),
                    sd_before = of("sd_before"), sd_after = of("sd_after"),
                    change = change$estimate, p = of("p"),
                    half_width = (change$conf_high - change$conf_low) / 2)
    figures[1:5] <- lapply(figures[1:5], round, 2)
    if (anyNA(unlist(figures))) next
    left <- possible_n(change$n + -2:2, figures, half_steps("decimals", 8, figures))
    expect_true(change$n %in% left)
    expect_lt(length(left), 5)
  }
  expect_gt(found, few_or_many(0, 10))
})

test_that("people left out of one item only are found from its mean", {
  set.seed(5)
  found <- 0
  for (attack in 1:4) {
    cohort <- attacked_cohort("none", waves = 2, n = 36, attendance = FALSE)
    found <- found + scores_found(cohort, estimated_results(cohort))
  }
  expect_gt(found, 0)
})

test_that("the attack finds counts by answer and by change that are not protected", {
  skip_unless_many()
  skip_without_peer("lpSolve")
  set.seed(11)
  cohort <- attacked_cohort("none", waves = 3, n = 30, whole = TRUE, attendance = FALSE)
  s <- names(cohort$study$scales)[1]
  # The tables by who linked, and by who stayed.
  asked <- c(paste("level sex", c("linked of sex f", "only pre post of sex f")),
             paste("move", s, c("improved pre post", "gain pre post", "up pre post")))
  expect_setequal(names(pinned_without_profile(cohort, asked)), asked)
})

test_that("the attack joins what two questions, two scales or two items say", {
  skip_without_peer("lpSolve")
  # By rounding to 5: of two questions the first leaves 8 to 11 people, the second
  # 11 to 14, and both together 11; of two scales the same.
  system <- function(spans) {
    # Everyone; two answers to one question; two answers to another.
    rows <- rbind(c(1, 0, 0, 0, 0), diag(5)[2:5, ])
    links <- rbind(c(-1, 1, 1, 0, 0), c(-1, 0, 0, 1, 1))
    list(rows = rows, low = spans[1, ], high = spans[2, ], links = links,
         targets = rbind(c(1, 0, 0, 0, 0)))
  }
  apart <- rbind(c(8, 3, 3, 0, 0), c(12, 7, 4, 20, 20))
  expect_length(settle(system(apart), c(everyone = 11), 1)$pinned, 0)
  apart <- rbind(c(8, 0, 0, 8, 3), c(12, 20, 20, 12, 7))
  expect_length(settle(system(apart), c(everyone = 11), 1)$pinned, 0)
  both <- rbind(c(8, 3, 3, 8, 3), c(12, 7, 4, 12, 7))
  expect_named(settle(system(both), c(everyone = 11), 1)$pinned, "everyone")
})

test_that("a number in words that no frame has is found", {
  cohort <- cohort_to_attack("threshold", 2)
  change <- paired_change(cohort)
  said <- describe(change)
  expect_length(numbers_not_in(said, change), 0)
  said$sentence[1] <- paste(said$sentence[1], "That leaves 97531.")
  expect_identical(numbers_not_in(said, change), "97531")
})
