# Numbers alone: the locale changes nothing here.

test_that("power is that of power.t.test()", {
  for (n in c(2, 3, 8, 15, 30, 200)) {
    for (d in c(0.05, 0.3, 0.8, 2)) {
      for (alpha in c(0.01, 0.05, 0.2)) {
        two <- power.t.test(n, d, 1, alpha, type = "paired", strict = TRUE)$power
        one <- power.t.test(n, d, 1, alpha, type = "paired",
                            alternative = "one.sided")$power
        expect_equal(paired_power(n, d, alpha, "two_sided"), two, tolerance = 1e-8)
        expect_equal(paired_power(n, d, alpha, "one_sided"), one, tolerance = 1e-8)
      }
    }
  }
})

test_that("published sizes come out", {
  # G*Power's guide, matched pairs: d = 0.4 and r = .55 in 50 pairs.
  example <- plan_sample(1, r = 0.55, change = 0.4)
  expect_equal(example$d_z, 0.421637, tolerance = 1e-6)
  expect_equal(paired_power(50, example$d_z, 0.05, "two_sided"), 0.832114,
               tolerance = 1e-6)
  # Cohen's small, medium and large d_z at 80%, two-sided .05.
  expect_identical(plan_sample(1, change = c(0.2, 0.5, 0.8))$n, c(199, 34, 15))
})

test_that("n and change lead back to each other", {
  withr::local_seed(3)
  for (i in 1:40) {
    sd <- stats::runif(1, 0.1, 20)
    n <- sample(3:300, 1)
    alternative <- sample(c("two_sided", "one_sided"), 1)
    forth <- plan_sample(sd, n = n, alternative = alternative)
    back <- plan_sample(sd, change = forth$change * (1 + 1e-9),
                        alternative = alternative)
    expect_identical(back$n, n + 0)
  }
  expect_identical(plan_sample(2, change = -1)$n, plan_sample(2, change = 1)$n)
})

test_that("a one-sided plan for a fall is a row with a reason", {
  plan <- plan_sample(2, change = c(1, -1), alternative = "one_sided")
  expect_identical(is.na(plan$n), c(FALSE, TRUE))
  expect_match(plan$note[2], "rise only")
})
