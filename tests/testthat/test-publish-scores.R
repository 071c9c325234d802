# Numbers alone: the locale changes nothing here.

test_that("means of nearly the same people are not both shown", {
  cohort <- profiled_cohort(list(threshold = 5))
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

test_that("each set of people is the one that its name says", {
  cohort <- demo_cohort()
  for (scale in names(cohort$study$scales)) {
    sets <- score_populations(cohort, scale)
    expect_identical(anyDuplicated(names(sets)), 0L)
    wide <- scores_wide(cohort, scale)
    waves <- names(cohort$surveys)
    scored <- lapply(stats::setNames(waves, waves), function(wave) !is.na(wide[[wave]]))
    usable <- lapply(stats::setNames(waves, waves), function(wave) usable_records(cohort, wave))
    expect_identical(sets[waves], scored)
    for (pair in list(c("pre", "post"), c("post", "six_month"), c("pre", "six_month"))) {
      from <- scored[[pair[1]]]
      to <- scored[[pair[2]]]
      name <- paste(pair, collapse = "+")
      expect_identical(sets[[name]], from & to)
      expect_identical(sets[[paste("before only", name)]], from & !to)
      expect_identical(sets[[paste("after only", name)]], to & !from)
      expect_identical(sets[[paste("stayed", name)]], from & usable[[pair[2]]])
      expect_identical(sets[[paste("lost", name)]], from & !usable[[pair[2]]])
      expect_identical(sets[[paste("unscored", name)]],
                       usable[[pair[1]]] & usable[[pair[2]]] & !(from & to))
    }
    expect_identical(sets[["any wave"]], Reduce(`|`, scored))
    expect_identical(sets[["pre+post+six_month"]], Reduce(`&`, scored))
    for (wave in waves) {
      # Whoever was scored was linked or was not, and nobody was both.
      linked <- sets[[paste("linked", wave)]]
      unlinked <- sets[[paste("unlinked", wave)]]
      expect_identical(linked | unlinked, scored[[wave]])
      expect_false(any(linked & unlinked))
      # All items answered is more than enough items answered.
      expect_true(all(scored[[wave]][sets[[paste("complete", wave)]]]))
    }
  }
})

test_that("one wave, and waves of nobody, have sets as well", {
  one <- score_populations(edge_cohorts$one_wave(), "confidence")
  expect_identical(sum(one$pre), 12L)
  expect_false(any(grepl("before only|stayed", names(one))))
  none <- score_populations(edge_cohorts$no_rows(), "confidence")
  expect_true(all(lengths(none) == 0))
  blank <- score_populations(edge_cohorts$no_scores(), "confidence")
  expect_false(any(unlist(blank[c("pre", "any wave", "pre+post")])))
  # Usable, but with an item too few for a score.
  waves <- list(pre = edge_wave(12), post = edge_wave(12))
  waves$post$q1[1:4] <- NA
  few <- score_populations(edge_cohort(waves), "confidence")
  expect_identical(sum(few[["unscored pre+post"]]), 4L)
  expect_identical(sum(few[["pre+post"]]), 8L)
})
