worse_of <- function(better, max_worse = 0.3, disclosure = "none", ...) {
  cohort <- mirrored_cohorts(1, n = 40)$lower
  cohort$study$checks$max_worse <- max_worse
  cohort$study$disclosure <- disclosure
  for (scale in names(cohort$study$scales)) cohort$study$scales[[scale]]$better <- better
  list(found = findings_of_worse(cohort), cohort = cohort)
}

test_that("scales on which too many became worse are found, by their direction", {
  skip_second_time()
  for (better in c("lower", "higher")) {
    made <- worse_of(better)
    change <- as.data.frame(paired_change(made$cohort))
    worse <- change[change$statistic == "worse", ]
    many <- worse[worse$estimate > 0.3 * worse$n, ]
    expect_gt(nrow(many), 0)
    expect_identical(made$found$variable, many$scale)
    expect_identical(made$found$wave, many$to)
    expect_equal(made$found$count, many$estimate)
    expect_equal(made$found$of, many$n)
  }
  expect_equal(nrow(worse_of("none")$found), 0)
  expect_equal(nrow(worse_of("higher", 1)$found), 0)
  expect_equal(nrow(worse_of("higher", NULL)$found), 0)
  expect_snapshot(check_cohort(worse_of("higher", 0.6)$cohort))
})

test_that("a finding rests on figures that are published", {
  hidden <- worse_of("higher", 0, list(threshold = 5))
  change <- as.data.frame(paired_change(hidden$cohort))
  shown <- change[change$statistic == "worse" & !is.na(change$estimate), ]
  expect_lte(nrow(hidden$found), nrow(shown))
  expect_identical(paste(hidden$found$variable, hidden$found$wave, hidden$found$about),
                   paste(shown$scale, shown$to, shown$from))
  found <- check_cohort(hidden$cohort)
  expect_true(all(is.na(found$count[found$rule == "many_worse"])))
})
