two_tables <- function(linked, unlinked) {
  level <- c(rep(seq_along(linked), linked), rep(seq_along(unlinked), unlinked))
  data.frame(x = factor(level, seq_along(linked)),
             linked = rep(c(TRUE, FALSE), c(sum(linked), sum(unlinked))))
}

counts_of <- function(people, k = 5, who = c("everyone", "linked")) {
  result <- demographics(people, columns = "x", who = who,
                         disclosure = list(threshold = k))
  split(result$n, factor(result$who, who))
}

test_that("a part of the people is shown where the rest is not small either", {
  expect_identical(counts_of(two_tables(c(20, 10), c(9, 8))),
                   list(everyone = c(29L, 18L), linked = c(20L, 10L)))
  # Of 22 and 18 those who are linked would leave 2 and 8.
  expect_identical(counts_of(two_tables(c(20, 10), c(2, 8))),
                   list(everyone = c(22L, 18L), linked = c(NA_integer_, NA)))
})

test_that("the same is suppressed in a table alone as beside the others", {
  people <- two_tables(c(20, 10), c(2, 8))
  expect_identical(counts_of(people, who = "linked")$linked, c(NA_integer_, NA))
})

test_that("nobody among everyone is nobody among the linked", {
  expect_identical(counts_of(two_tables(c(20, 10, 0), c(2, 8, 0)))$linked,
                   c(NA, NA, 0L))
})

test_that("totals that give a small rest away are warned of", {
  people <- two_tables(c(20, 15), c(1, 2))
  expect_warning(found <- counts_of(people), class = "pairwave_warning_disclosure")
  expect_identical(found$everyone, c(21L, 17L))
  expect_true(all(is.na(found$linked)))
  result <- suppressWarnings(
    demographics(people, who = "linked", disclosure = list(threshold = 5))
  )
  expect_true(all(is.na(result$denominator)))
  expect_snapshot(demographics(people, columns = "x", who = c("everyone", "linked"),
                               disclosure = list(threshold = 5)))
})

test_that("everyone's levels are everybody's", {
  cohort <- profiled_cohort(list(threshold = 5))
  everyone <- demographics(cohort)
  focus <- demographics(cohort, who = "focus_group")
  expect_identical(focus[c("variable", "level", "level_label")],
                   everyone[c("variable", "level", "level_label")])
})

test_that("each set of people of a cohort is looked at, by whatever name", {
  cohort <- profiled_cohort(list(threshold = 3))
  sets <- every_population(cohort)
  expect_identical(names(sets)[1:2], c("everyone", "linked"))
  expect_true(all(c("focus_group", "pre", "post", "pre+post", "pre+post+six_month",
                    "attended", "answered") %in% names(sets)))
  expect_identical(same_population("six_month+pre", names(sets)), "pre+six_month")
  one <- suppressWarnings(demographics(cohort, who = "post+pre"))
  other <- suppressWarnings(demographics(cohort, who = "pre+post"))
  expect_identical(one$n, other$n)
})

test_that("scores by answer are suppressed, and marked", {
  people <- two_tables(c(20, 10), c(9, 8))
  people$score <- seq_len(47)
  result <- demographics(people, columns = "x", outcomes = "score",
                         disclosure = list(threshold = 5))
  expect_identical(result$n[result$statistic == "count"], c(29L, 18L))
  expect_true(all(is.na(result$estimate[result$statistic == "mean"])))
  expect_identical(as_print_table(result)$body[[4]], c("[c]", "[c]"))
})

test_that("where everybody answered alike, so did a part of them", {
  expect_identical(counts_of(two_tables(c(0, 12), c(0, 9))),
                   list(everyone = c(0L, 21L), linked = c(0L, 12L)))
})
