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
