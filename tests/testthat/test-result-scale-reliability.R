test_that("a cohort gives every scale in every wave, each with its n", {
  cohort <- read_cohort(system.file("extdata", "demo", "study.yml",
                                    package = "pairwave"))
  result <- scale_reliability(cohort)
  expect_identical(unique(result$wave), c("pre", "post", "six_month"))
  expect_identical(unique(result$scale), c("self_efficacy", "belonging"))
  expect_snapshot(result)
  one <- scale_reliability(cohort, scales = "belonging")
  expect_identical(one$estimate, result$estimate[result$scale == "belonging"])
  expect_snapshot(scale_reliability(cohort, scales = "belongings"),
                  error = TRUE)
})

test_that("what can't be used is an error that says why", {
  expect_snapshot(error = TRUE, {
    scale_reliability(list())
    scale_reliability(attitude, items = "q1:q5")
    scale_reliability(attitude, items = "q1:q4", range = c(1, 3))
    scale_reliability(attitude, items = "q1:q4", conf_level = 95)
  })
})

test_that("counts stand for repeated rows", {
  data <- transform(attitude, people = rep(c(1, 3, 0, 2, 1), 2))
  counted <- scale_reliability(data, items = "q1:q4", counts = "people")
  repeated <- scale_reliability(data[rep(1:10, data$people), ], items = "q1:q4")
  expect_equal(as.data.frame(counted), as.data.frame(repeated),
               tolerance = 1e-10)
})
