with_better <- function(...) {
  study(waves = c(pre = "pre.csv", post = "post.csv"), id = "code",
        scales = list(s = list(items = "q1:q9", range = c(0, 3), score = "sum", ...)))
}

direction_of <- function(...) with_better(...)$scales$s$better

test_that("a scale has its own direction, its instrument's, or that of its cut-off", {
  expect_identical(direction_of(), "higher")
  expect_identical(direction_of(better = "none"), "none")
  expect_identical(direction_of(instrument = "phq9"), "lower")
  expect_identical(direction_of(instrument = "phq9", cutoff = list(below = 5)), "lower")
  expect_identical(direction_of(cutoff = list(below = 10)), "lower")
  expect_identical(direction_of(cutoff = list(above = 10)), "higher")
  expect_identical(direction_of(better = "lower", norm = list(mean = 3, sd = 1, source = "a")),
                   "lower")
  expect_identical(scale_direction(NULL), "none")
  expect_identical(direction_sign(c("higher", "lower", "none")), c(1, -1, 1))
})

test_that("every instrument says a direction that a scale of it has", {
  folder <- system.file("instruments", package = "pairwave")
  for (file in list.files(folder, "[.]yml$", full.names = TRUE)) {
    raw <- yaml::read_yaml(file)
    name <- sub("[.]yml$", "", basename(file))
    made <- study(waves = c(pre = "pre.csv"), id = "code", scales = list(
      s = list(instrument = name, items = paste0("q", seq_len(raw$items)))
    ))
    expect_identical(made$scales$s$better, raw$better, info = name)
  }
})

test_that("a direction that contradicts the scale is an error that says so", {
  expect_snapshot(error = TRUE, {
    with_better(better = "down")
    with_better(better = "higher", cutoff = list(below = 10))
    with_better(better = "lower", cutoff = list(above = 10))
    with_better(better = "none", cutoff = list(above = 10))
    with_better(better = "none", norm = list(mean = 3, sd = 1, source = "a paper"))
    with_better(norm = list(mean = 3, sd = 1, source = "a paper"))
    with_better(beter = "lower")
  })
})
