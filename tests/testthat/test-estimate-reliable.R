test_that("the threshold is that of Jacobson and Truax", {
  # Table 2 of 1991: SD before 11.83, reliability .88.
  before <- c(-1, 0, 1) * 11.83
  found <- paired_change(
    data.frame(before = before, after = before + c(11.3, 11.4, -12)),
    waves = c("before", "after"), reliability = 0.88
  )
  expect_equal(value(found, "reliable_threshold"), 11.355, tolerance = 5e-4)
  expect_identical(value(found, "reliable_gain"), 1)
  expect_identical(value(found, "reliable_same"), 1)
  expect_identical(value(found, "reliable_loss"), 1)
  expect_identical(value(found, "reliability", "rule"), "as given")
})

test_that("the couples of Jacobson and Truax are classed as they were", {
  # Table 2 of 1991, as the package rciplot carries it.
  skip_without_peer("rciplot")
  couples <- new.env()
  utils::data("sample_data", package = "rciplot", envir = couples)
  found <- paired_change(couples$sample_data, waves = c("pre_data", "post_data"),
                         reliability = 0.88)
  expect_equal(value(found, "mean_before"), 81.58, tolerance = 1e-4)
  expect_equal(value(found, "sd_after"), 19.24, tolerance = 1e-3)
  expect_equal(value(found, "reliable_threshold"), 11.355, tolerance = 5e-5)
  expect_identical(value(found, "reliable_gain"), 19)
  expect_identical(value(found, "reliable_same"), 10)
  expect_identical(value(found, "reliable_loss"), 1)
})

test_that("a cohort takes alpha of the earlier wave and says so", {
  cohort <- demo_cohort()
  found <- paired_change(cohort, scales = "self_efficacy")
  alpha <- scale_reliability(cohort, scales = "self_efficacy")
  expect_equal(
    value(found, "reliability"),
    alpha$estimate[alpha$statistic == "alpha"][c(1, 2, 1)]
  )
  expect_identical(value(found, "reliability", "rule")[1],
                   "alpha in Before, n = 32, Feldt interval")
  people <- value(found, "reliable_gain") + value(found, "reliable_same") +
    value(found, "reliable_loss")
  expect_identical(people, value(found, "n"))
})

test_that("without a reliability or a range the reason is said", {
  found <- paired_change(data.frame(a = 1:4, b = c(2, 4, 3, 6)),
                         waves = c("a", "b"))
  expect_identical(value(found, "reliable_gain", "note"),
                   "no reliability was given")
  expect_identical(value(found, "at_ceiling", "note"),
                   "the highest score is not known")
})

test_that("people at the ceiling are counted among the pairs", {
  cohort <- demo_cohort()
  cohort$scores$score[cohort$scores$scale == "self_efficacy" &
                        cohort$scores$wave == "pre"] <- 40
  found <- paired_change(cohort, scales = "self_efficacy")
  expect_identical(value(found, "at_ceiling")[1], value(found, "n")[1])
})

test_that("bad reliabilities get one clear error", {
  cohort <- demo_cohort()
  expect_snapshot(error = TRUE, {
    paired_change(cohort, reliability = 80)
    paired_change(cohort, reliability = c(self_efficacy = 0.8))
  })
})
