test_that("a pretest asked in retrospect alone is a wave before the one that asked", {
  study <- read_study(recalled_study())
  expect_identical(names(study$waves), c("then", "now"))
  expect_null(study$retrospective)
  expect_identical(recalled_waves(study), c(then = "now"))
  expect_true(links_people(study) && !has_code(study))
  expect_identical(unname(study_wave_labels(study)["then"]), "Looking back")
  # With `of` it stands for another wave, as before.
  both <- study(
    waves = c(pre = "pre.csv", post = "post.csv"), id = "code",
    scales = list(confidence = list(items = "q1:q2", range = c(1, 4))),
    retrospective = list(then = list(of = "pre", asked_in = "post", suffix = "_then"))
  )
  expect_identical(names(both$waves), c("pre", "post"))
  expect_null(recalled_waves(both))
  expect_identical(names(both$retrospective), "then")
})

test_that("a retrospective pretest that can't be used is refused", {
  of <- function(...) study(waves = c(now = "form.csv"), retrospective = list(...))
  expect_snapshot(error = TRUE, {
    of(then = list(asked_in = "nwo", suffix = "_then"))
    of(then = list(asked_in = "now"))
    of(now = list(asked_in = "now", suffix = "_then"))
  })
})
