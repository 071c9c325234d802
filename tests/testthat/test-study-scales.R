test_that("an instrument may be overruled where its author allows it", {
  built <- study(
    waves = c(pre = "pre.sav"), id = "code",
    scales = list(a = list(items = "g01:g10", instrument = "gse", score = "mean"))
  )
  expect_identical(built$scales$a$score, "mean")
  expect_identical(built$scales$a$items[c(1, 10)], c("g01", "g10"))
  expect_match(built$scales$a$citation, "Schwarzer")
})
