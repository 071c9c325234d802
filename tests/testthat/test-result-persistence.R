three <- c("pre", "post", "fup")

test_that("a cohort takes its margins from the study", {
  cohort <- read_cohort(system.file("extdata", "demo", "study.yml",
                                    package = "pairwave"))
  result <- persistence(cohort)
  expect_identical(value(result, "margin"), c(2, NA))
  expect_snapshot(result)
})

test_that("what can't be used is an error that says why", {
  expect_snapshot(error = TRUE, {
    persistence(1)
    persistence(obrien_kaiser, waves = c("pre", "post"))
    persistence(obrien_kaiser, waves = c("pre", "post", "fop"))
    persistence(obrien_kaiser, waves = three, margin = -1)
    persistence(obrien_kaiser, waves = three, margin = 1, conf_level = 0.5)
  })
})

test_that("another margin than the study's can be asked for", {
  cohort <- demo_cohort()
  expect_identical(value(persistence(cohort, margin = 1), "margin"), c(1, 1))
  expect_identical(
    value(persistence(cohort, margin = c(belonging = 0.3)), "margin"), c(2, 0.3)
  )
  expect_snapshot(error = TRUE, {
    persistence(cohort, margin = c(belongin = 0.3))
    persistence(cohort, margin = c(belonging = -1))
  })
})
