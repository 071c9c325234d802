results_of <- function(cohort) {
  list(
    paired_change(cohort), paired_change(cohort, by = "sex"), persistence(cohort),
    wave_means(cohort), scale_reliability(cohort), attrition(cohort),
    attrition(cohort, compare = "linkage"), item_change(cohort)
  )
}

people_statistics <- c(
  "n", "n_before_only", "n_after_only", "n_complete", "n_any", "n_lost",
  "improved", "same", "worse", "at_ceiling", "reliable_gain", "reliable_same",
  "reliable_loss", "moved", "count"
)

test_that("rounding profiles round every count, and let none follow from a test", {
  for (profile in c("hesa", "nhs", "ofqual", "ofs")) {
    base <- disclosure_profile(profile)$base
    for (result in results_of(protected_cohort(profile))) {
      frame <- as.data.frame(result)
      counts <- c(frame$n, frame$estimate[frame$statistic %in% people_statistics])
      expect_true(all(counts[!is.na(counts)] %% base == 0))
      telling <- c("t", "df", "d_z", "g_z", "g_av", "r", "sd_change", "p_sign",
                   "p_signed_rank", "superiority", "weight_min", "tipping_point")
      expect_true(all(is.na(frame$estimate[frame$statistic %in% telling])))
      text <- paste(frame$rule, frame$note)
      expect_false(any(grepl("n = [0-9]|df [0-9]|F\\(", text)))
      expect_true(all(frame$status %in% c("shown", "rounded", "suppressed")))
    }
  }
})

test_that("a mean of few people is held back", {
  cohort <- protected_cohort("hesa")
  open <- protected_cohort("none")
  few <- as.data.frame(attrition(open, compare = "linkage"))
  held <- as.data.frame(attrition(cohort, compare = "linkage"))
  mean <- few$statistic == "mean"
  expect_true(any(few$n[mean] < 8))
  expect_true(all(is.na(held$estimate[mean & few$n < 8])))
  expect_true(any(!is.na(held$estimate[mean & few$n >= 8])))
})

test_that("a threshold leaves no small count in any result", {
  for (k in c(3, 5)) {
    for (result in results_of(protected_cohort(list(threshold = k)))) {
      frame <- as.data.frame(result)
      counts <- c(frame$n, frame$estimate[frame$statistic %in% people_statistics])
      expect_false(any(is_small(counts, k), na.rm = TRUE))
    }
  }
})

test_that("means of nearly the same people are not both shown", {
  cohort <- protected_cohort(list(threshold = 5))
  sets <- score_populations(cohort, "self_efficacy")
  shown <- sets[is_published(names(sets), cohort, "self_efficacy")]
  expect_true("pre+post" %in% names(shown))
  for (one in names(shown)) for (other in names(shown)) {
    apart <- c(sum(shown[[one]] & !shown[[other]]),
               sum(shown[[other]] & !shown[[one]]))
    if (min(apart) == 0) expect_false(any(is_small(apart, 5)))
  }
  means <- as.data.frame(wave_means(cohort))
  means <- means[means$scale == "self_efficacy", ]
  away <- !ifelse(means$who == "wave", means$wave, "pre+post+six_month") %in%
    names(shown)
  expect_identical(is.na(means$estimate), away)
})

test_that("groups are shown all or none", {
  frame <- as.data.frame(paired_change(protected_cohort("hesa"), by = "sex"))
  n <- frame[frame$statistic == "n" & !is.na(frame$group), ]
  for (at in split(is.na(n$estimate), paste(n$scale, n$contrast))) {
    expect_true(all(at) || !any(at))
  }
})

test_that("weights are used without being shown", {
  open <- protected_cohort("none")
  lost <- attrition(open)
  cohort <- protected_cohort("hesa")
  protected <- attrition(cohort)
  expect_null(attr(protected, "weights"))
  of <- function(x, statistic) x$estimate[x$statistic == statistic]
  exact <- paired_change(open, weights = lost)
  shown <- coarse_mean(of(exact, "mean_after"), of(exact, "n"), disclosure_profile("hesa"))
  expect_identical(of(paired_change(cohort, weights = protected), "mean_after"), shown)
})

test_that("what is held back prints, and is said to be", {
  cohort <- protected_cohort(list(threshold = 5))
  expect_snapshot({
    paired_change(cohort)
    persistence(cohort)
    describe(persistence(cohort))
  })
})

test_that("sentences about items say what is held back", {
  said <- describe(item_change(protected_cohort(list(threshold = 5)), scales = "belonging"))
  expect_match(said$sentence, "held back|not given|answered higher")
  expect_false(any(grepl("NA", said$sentence)))
  said <- describe(item_change(protected_cohort("hesa"), scales = "belonging"))
  expect_match(said$sentence, "of about [0-9]*[05] people")
})
