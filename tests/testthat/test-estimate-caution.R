caution_of <- function(found, statistic) value(found, statistic, what = "caution")

test_that("t's interval of skewed changes has a note, of others none", {
  # Quantiles of a lognormal sample, as skewed as it should be.
  skewed <- stats::qlnorm(stats::ppoints(20))
  found <- change_between(rep(0, 20), skewed)
  expect_identical(caution_of(found, "change"), "skewed_changes")
  expect_identical(caution_of(found, "d_av"), "skewed_d")
  expect_match(value(found, "change", what = "note"), "bootstrap_t")
  shown <- paste(utils::capture.output(print(found)), collapse = " ")
  expect_match(shown, "covers less than its level")
  expect_match(as.character(describe(found)), "covers less than its level")
  normal <- change_between(rep(0, 20), stats::qnorm(stats::ppoints(20)))
  expect_identical(caution_of(normal, "change"), NA_character_)
  expect_identical(value(normal, "change", what = "note"), NA_character_)
  # The bootstrap t is what the note advises, and many people need none.
  withr::local_seed(31)
  drawn <- change_between(rep(0, 20), skewed, interval = "bootstrap_t", resamples = 999)
  expect_identical(caution_of(drawn, "change"), "skewed_bootstrap_t")
  less <- change_between(rep(0, 20), stats::qexp(stats::ppoints(20)),
                         interval = "bootstrap_t", resamples = 999)
  expect_identical(caution_of(less, "change"), NA_character_)
  many <- change_between(rep(0, 5000), stats::qexp(stats::ppoints(5000)))
  expect_identical(caution_of(many, "change"), NA_character_)
})

test_that("the shortfall of t is the one that samples show", {
  # Exponential changes have skewness 2 and excess kurtosis 6; the expansion's two terms
  # say 1.1 points at n = 80, its squared skewness alone 1.2.
  said <- 100 * shortfall_of_t(list(skew_change = 2, bounded = FALSE, n = 80), 0.95)
  withr::local_seed(32)
  x <- matrix(stats::rexp(80 * 20000), 80)
  mean <- colMeans(x)
  error <- sqrt((colMeans(x^2) - mean^2) / 79)
  missed <- 100 * mean(abs(mean - 1) > stats::qt(0.975, 79) * error)
  expect_lt(abs(missed - 5 - said), 0.6)
  expect_identical(shortfall_of_t(list(skew_change = NA, bounded = FALSE, n = 9), 0.95), 0)
  expect_identical(shortfall_of_t(list(skew_change = 3, bounded = TRUE, n = 9), 0.95), 0)
})

test_that("ties, few changes and lost people are said where they matter", {
  few <- change_between(rep(0, 8), c(1, 1, 2, 0, -1, 3, 1, 1))
  expect_identical(caution_of(few, "hodges_lehmann"), "tied_changes")
  expect_identical(caution_of(few, "rank_biserial"), "few_moved")
  expect_identical(caution_of(few, "superiority"), "few_steps")
  expect_identical(caution_of(few, "share_worse"), "few_steps")
  expect_identical(caution_of(few, "share_of_moved"), "at_least_level")
  expect_identical(caution_of(few, "mean_before"), NA_character_)
  withr::local_seed(33)
  before <- stats::rnorm(60)
  after <- before + stats::rnorm(60)
  whole <- change_between(before, after)
  expect_identical(caution_of(whole, "hodges_lehmann"), NA_character_)
  expect_identical(caution_of(whole, "rank_biserial"), NA_character_)
  expect_identical(caution_of(whole, "superiority"), NA_character_)
  expect_identical(caution_of(change_between(before[1:40], after[1:40]), "superiority"), "few_steps")
  expect_identical(caution_of(whole, "share_same"), "few_in_share")
  expect_identical(caution_of(whole, "share_worse"), NA_character_)
  after[1:20] <- NA
  lost <- change_between(before, after)
  expect_identical(caution_of(lost, "change"), "lost_later")
  # The likelihood has everyone, and makes up for them as if answers were normal.
  expect_identical(caution_of(whole, "change_likelihood"), NA_character_)
  expect_identical(caution_of(lost, "change_likelihood"), "lost_likelihood")
  expect_no_match(paste(utils::capture.output(print(lost)), collapse = " "), "leaves out")
})

test_that("an earlier wave crowded at one end is said of d_b alone", {
  top <- change_between(c(4, 4, 4, 3, 2, 4, 3, 1), c(4, 3, 4, 4, 4, 4, 3, 2))
  expect_identical(caution_of(top, "d_b"), "crowded_earlier")
  expect_identical(caution_of(top, "d_av"), NA_character_)
  spread <- change_between(c(1:6, 6, 1), c(2, 1, 3, 5, 5, 7, 6, 2))
  expect_identical(caution_of(spread, "d_b"), NA_character_)
})

test_that("whether a gain lasted says what rests on the lost", {
  withr::local_seed(34)
  answers <- data.frame(a = stats::rnorm(40), b = stats::rnorm(40, 2), c = stats::rnorm(40, 2))
  said <- function(answers) {
    found <- persistence(answers, waves = c("a", "b", "c"), margin = 1)
    stats::setNames(found$caution, found$statistic)
  }
  expect_true(all(is.na(said(answers))))
  answers$c[1:12] <- NA
  lost <- said(answers)
  expect_identical(lost[["gain"]], NA_character_)
  expect_identical(unique(unname(lost[c("gain_later", "retention", "change_since")])),
                   "lost_likelihood")
  expect_identical(lost[["change_since_pairs"]], "lost_later")
  expect_identical(lost[["p_persistence"]], NA_character_)
  many <- said(answers[rep(1:40, 3), ])
  expect_identical(many[["change_since"]], "lost_likelihood")
})

test_that("a profile says nothing of skewness or ties", {
  cohort <- demo_cohort()
  cohort$study$disclosure <- "nhs"
  found <- paired_change(cohort)
  expect_true(all(is.na(found$caution)))
})
