# A table of random changes: scales, contrasts and groups with p, some missing.
random_tests <- function(scales, contrasts, groups = NA) {
  at <- expand.grid(statistic = c("p", "p_adjusted"), group = groups, contrast = contrasts,
                    scale = scales, stringsAsFactors = FALSE)
  at$estimate <- ifelse(at$statistic == "p", round(stats::runif(nrow(at)), 4), NA)
  at$estimate[sample(nrow(at), 1)] <- NA
  at$method <- at$reason <- NA_character_
  at$setting <- NA_real_
  at
}

test_that("p is adjusted over every test of the table", {
  set.seed(4)
  for (i in 1:60) {
    frame <- random_tests(letters[seq_len(sample(4, 1))], c("x -> y", "y -> z", "x -> z"))
    how <- sample(c("holm", "BH"), 1)
    found <- adjust_over_table(frame, how)
    p <- frame$estimate[frame$statistic == "p"]
    expect_identical(found$estimate[found$statistic == "p_adjusted"], stats::p.adjust(p, how))
    expect_identical(unique(found$setting[found$statistic == "p_adjusted"]),
                     as.numeric(sum(!is.na(p))))
    expect_identical(unique(found$role), "family")
  }
})

test_that("the primary outcome is its own family, and the others are exploratory", {
  set.seed(5)
  frame <- random_tests(c("a", "b"), c("x -> y", "y -> z"))
  frame$estimate <- rep(c(0.04, NA), 4)
  found <- adjust_over_table(frame, "holm", list(scale = "b", contrast = "x -> y"))
  adjusted <- found[found$statistic == "p_adjusted", ]
  expect_identical(adjusted$role, c("exploratory", "exploratory", "primary", "exploratory"))
  expect_equal(adjusted$estimate, c(0.12, 0.12, 0.04, 0.12))
  expect_identical(adjusted$method, c("holm_tests", "holm_tests", "primary_unadjusted", "holm_tests"))
  expect_identical(adjusted$setting, c(3, 3, NA, 3))
})

test_that("groups are a family of their own, and exploratory", {
  set.seed(6)
  frame <- rbind(random_tests("a", c("x -> y", "y -> z")),
                 random_tests("a", c("x -> y", "y -> z"), c("f", "m")))
  found <- adjust_over_table(frame, "holm")
  of <- function(rows) rows$estimate[rows$statistic == "p_adjusted"]
  raw <- function(rows) rows$estimate[rows$statistic == "p"]
  groups <- !is.na(frame$group)
  expect_identical(of(found[groups, ]), stats::p.adjust(raw(frame[groups, ]), "holm"))
  expect_identical(of(found[!groups, ]), stats::p.adjust(raw(frame[!groups, ]), "holm"))
  expect_identical(unique(found$role[groups]), "exploratory")
})

test_that("nothing is adjusted where that is asked", {
  frame <- random_tests("a", c("x -> y", "y -> z"))
  found <- adjust_over_table(frame, "none")
  expect_identical(found$estimate[found$statistic == "p_adjusted"],
                   frame$estimate[frame$statistic == "p"])
  expect_true(all(is.na(found$setting)))
})
