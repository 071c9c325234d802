test_that("the smallest change and the least n are those of power.t.test()", {
  for (power in c(0.5, 0.8, 0.95)) {
    for (n in c(5, 15, 30, 100)) {
      mine <- plan_sample(3, n = n, power = power)
      theirs <- power.t.test(n, NULL, 3, power = power, type = "paired",
                             strict = TRUE, tol = 1e-10)$delta
      expect_equal(mine$change, theirs, tolerance = 1e-7)
      expect_equal(mine$power, power, tolerance = 1e-9)
    }
    for (change in c(0.5, 1, 2.5)) {
      mine <- plan_sample(3, change = change, power = power)
      theirs <- power.t.test(NULL, change, 3, power = power, type = "paired",
                             strict = TRUE)$n
      expect_identical(mine$n, ceiling(theirs))
    }
  }
})

test_that("an earlier cohort gives its spreads, or the reason why not", {
  change <- paired_change(demo_cohort())
  plan <- plan_sample(change, n = c(20, 30))
  expect_identical(nrow(plan), 12L)
  expect_equal(plan$sd_change[c(1, 3)],
               change$estimate[change$statistic == "sd_change"][1:2])
  expect_snapshot(plan)
  still <- paired_change(data.frame(a = 1:5, b = 2:6), waves = c("a", "b"))
  expect_snapshot(plan_sample(still, n = 20))
  by <- plan_sample(paired_change(demo_cohort(), by = "sex"), change = 2)
  expect_true(all(is.na(by$n) == !is.na(by$note)))
})

test_that("what can't be planned is an error that says why", {
  expect_snapshot(error = TRUE, {
    plan_sample("a", n = 3)
    plan_sample(2)
    plan_sample(2, n = 20, change = 1)
    plan_sample(2, n = 1.5)
    plan_sample(2, change = 0)
    plan_sample(c(2, 3), n = 20)
    plan_sample(2, r = 1, n = 20)
    plan_sample(2, n = 20, power = 0.01)
  })
})
