test_that("what is no survey has no codebook", {
  expect_snapshot(error = TRUE, {
    codebook(1:3)
    codebook("no-such-file.sav")
    codebook(data.frame(code = 1), id = "cod")
    codebook(demo_cohort(), id = "cod")
  })
})
