# Numbers alone: the locale changes nothing here.

# Log risk ratios of 13 BCG vaccine trials and their variances (Colditz and
# others 1994), as the meta-analytic textbooks have them.
bcg <- data.frame(
  y = c(-0.8893113339202, -1.5853886572014, -1.3480731482997, -1.4415511900213,
        -0.2175473222113, -0.7861155858189, -1.6208982235984, 0.0119523335238,
        -0.4694176487381, -1.3713448034728, -0.3393588283384, 0.4459134005714,
        -0.0173139482169),
  v = c(0.32558476500396, 0.19458112139814, 0.41536796536797, 0.02001003190225,
        0.05121017216963, 0.00690561845591, 0.22301724757232, 0.00396157929782,
        0.05643421046325, 0.07302479361303, 0.01241221397156, 0.53250584520015,
        0.07140465968399)
)

test_that("the BCG trials give their published summary", {
  result <- pool_estimates(bcg$y, bcg$v, 0.95)
  # metafor 3.8-1, rma(method = "REML", test = "knha") with a threshold of 1e-14,
  # confint() with a tolerance of 1e-14, predict().
  expect_equal(value(result, "change_random"), -0.7145323421581, tolerance = 1e-8)
  expect_equal(limits(result, "change_random"),
               c(-1.108443713686, -0.3206209706307), tolerance = 1e-8)
  expect_equal(value(result, "p_random"), 0.001920015096057, tolerance = 1e-7)
  expect_equal(value(result, "tau2"), 0.3132432581365, tolerance = 1e-8)
  expect_equal(limits(result, "tau2"), c(0.1197183611413, 1.111479084061),
               tolerance = 1e-8)
  expect_equal(value(result, "i2"), 92.2213845212690, tolerance = 1e-8)
  expect_equal(value(result, "q"), 152.233008082, tolerance = 1e-8)
  expect_equal(value(result, "p_q"), 1.99676459085e-26, tolerance = 1e-6)
  expect_equal(limits(result, "next_cohort"), c(-1.9960168341962, 0.5669521498799),
               tolerance = 1e-8)
  # rma(method = "EE").
  expect_equal(value(result, "change_fixed"), -0.4302851636541, tolerance = 1e-8)
  expect_equal(limits(result, "change_fixed"),
               c(-0.5096612584262, -0.3509090688820), tolerance = 1e-8)
})

test_that("metafor agrees on random cohorts", {
  skip_without_peer("metafor")
  withr::local_seed(4)
  reml <- function(y, v, tau2) {
    w <- 1 / (v + tau2)
    -(sum((y - weighted.mean(y, w))^2 * w) + log(sum(w)) - sum(log(w))) / 2
  }
  agreed <- 0
  for (i in 1:60) {
    k <- sample(2:12, 1)
    v <- stats::runif(k, 0.01, 2)
    y <- stats::rnorm(k, 1, sqrt(v + sample(c(0, 0.2, 3), 1)))
    mine <- pool_estimates(y, v, 0.95)
    theirs <- suppressWarnings(metafor::rma(
      y, v, method = "REML", test = "adhoc",
      control = list(threshold = 1e-12, maxiter = 1000)
    ))
    # metafor climbs from one start, and where there are two peaks may stay on
    # the lower: ours must then be higher.
    gap <- reml(y, v, value(mine, "tau2")) - reml(y, v, theirs$tau2)
    expect_gt(gap, -1e-9)
    if (gap > 1e-9) next
    agreed <- agreed + 1
    heterogeneity <- metafor::confint.rma.uni(
      theirs, control = list(tol = 1e-12, tau2.max = 1e5)
    )$random
    ahead <- metafor::predict.rma(theirs)
    expect_equal(value(mine, "tau2"), theirs$tau2, tolerance = 1e-6)
    expect_equal(value(mine, "change_random"), as.vector(theirs$b), tolerance = 1e-6)
    expect_equal(limits(mine, "change_random"), c(theirs$ci.lb, theirs$ci.ub),
                 tolerance = 1e-6)
    expect_equal(value(mine, "p_random"), theirs$pval, tolerance = 1e-5)
    expect_equal(value(mine, "i2"), theirs$I2, tolerance = 1e-5)
    expect_equal(value(mine, "q"), theirs$QE, tolerance = 1e-9)
    expect_equal(limits(mine, "tau2"), as.vector(heterogeneity[1, 2:3]),
                 tolerance = 1e-5)
    expect_equal(limits(mine, "next_cohort"), c(ahead$pi.lb, ahead$pi.ub),
                 tolerance = 1e-6)
  }
  expect_gt(agreed, 55)
})

test_that("cohorts that agree by chance don't make an interval of nothing", {
  result <- pool_estimates(c(2, 2, 2), c(1, 1, 1), 0.95)
  expect_equal(value(result, "tau2"), 0)
  expect_equal(limits(result, "change_random"),
               2 + c(-1, 1) * qt(0.975, 2) / sqrt(3))
})

test_that("row order changes nothing, and swapping waves turns the signs", {
  result <- pooled_change(three_years, waves = c("before", "after"), by = "year")
  again <- pooled_change(three_years[18:1, ], waves = c("before", "after"), by = "year")
  expect_equal(again, result)
  back <- pooled_change(three_years, waves = c("after", "before"), by = "year")
  expect_equal(value(back, "change_random"), -value(result, "change_random"))
  expect_equal(limits(back, "change_random"), -rev(limits(result, "change_random")))
  expect_equal(value(back, "tau2"), value(result, "tau2"))
})
