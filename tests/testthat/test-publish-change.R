# Numbers alone: the locale changes nothing here.

test_that("groups are shown all or none", {
  frame <- as.data.frame(paired_change(profiled_cohort("hesa"), by = "sex"))
  n <- frame[frame$statistic == "n" & !is.na(frame$group), ]
  for (at in split(is.na(n$estimate), paste(n$scale, n$contrast))) {
    expect_true(all(at) || !any(at))
  }
})

test_that("weights are used without being shown", {
  open <- profiled_cohort("none")
  lost <- attrition(open)
  cohort <- profiled_cohort("hesa")
  suppressed <- attrition(cohort)
  expect_null(attr(suppressed, "weights"))
  of <- function(x, statistic) x$estimate[x$statistic == statistic]
  exact <- paired_change(open, weights = lost)
  shown <- coarse_mean(of(exact, "mean_after"), of(exact, "n"), disclosure_profile("hesa"))
  expect_identical(of(paired_change(cohort, weights = suppressed), "mean_after"), shown)
})

test_that("rounded, no result tells who gained reliably or was at the ceiling", {
  fine <- c("reliable_gain", "reliable_same", "reliable_loss", "at_ceiling")
  directions <- c("improved", "same", "worse")
  for (profile in few_or_many(c("hesa", "nhs"), c("hesa", "ofs", "nhs", "ofqual"))) {
    cohort <- profiled_cohort(profile)
    change <- as.data.frame(paired_change(cohort, by = "sex"))
    items <- as.data.frame(item_change(cohort))
    expect_true(all(is.na(change$estimate[change$statistic %in% fine])))
    expect_true(all(is.na(change$estimate[change$statistic %in% directions & !is.na(change$group)])))
    expect_true(all(is.na(items$estimate[items$statistic %in% c(directions, "moved")])))
    # Of a contrast all three or none.
    of <- change[change$statistic %in% directions & is.na(change$group), ]
    suppressed <- tapply(is.na(of$estimate), paste(of$scale, of$contrast), mean)
    expect_true(all(suppressed %in% 0:1))
  }
  exact <- as.data.frame(paired_change(profiled_cohort("none")))
  expect_false(any(is.na(exact$estimate[exact$statistic %in% fine[1:3]])))
})
