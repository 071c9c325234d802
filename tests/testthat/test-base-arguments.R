test_that("bad arguments get one clear error", {
  data <- data.frame(pre = 1:2, post = 2:3)
  expect_snapshot(error = TRUE, {
    paired_change(data, waves = c("pre", "pots"))
    paired_change(data, waves = "pre")
    paired_change(data)
    paired_change(data, waves = c("pre", "post"), conf_level = 95)
    paired_change(1:3)
  })
  expect_error(paired_change(data, waves = c("pre", "pots")),
               class = "pairwave_error_argument")
})

test_that("a number of resamples and a level are within their bounds, and one", {
  for (fine in list(100, 250L, 1e7)) expect_silent(check_resamples(fine))
  for (bad in list(99, 1e7 + 1, 100.5, NA, "100", c(100, 200), Inf, NULL, TRUE)) {
    expect_error(check_resamples(bad), class = "pairwave_error_argument")
  }
  for (fine in c(0.001, 0.5, 0.999)) expect_silent(check_conf_level(fine))
  for (bad in list(0, 1, -0.5, 95, NA, NA_real_, "0.9", c(0.9, 0.95), NULL, numeric())) {
    expect_error(check_conf_level(bad), class = "pairwave_error_argument")
  }
})

test_that("waves are two or more, or three, each named once and called by its own label", {
  expect_silent(check_two_waves(c("a", "b")))
  expect_silent(check_three_waves(c("a", "b", "c")))
  for (bad in list("a", character(), NULL, 1:2, c("a", NA), c("a", "b", "a"))) {
    expect_error(check_two_waves(bad), class = "pairwave_error_argument")
  }
  for (bad in list(c("a", "b"), c("a", "b", "b"), letters[1:4], 1:3)) {
    expect_error(check_three_waves(bad), class = "pairwave_error_argument")
  }
  data <- data.frame(a = 1, b = 2, c = 3)
  expect_silent(check_wave_columns(data, c(Before = "a", "b")))
  expect_error(check_wave_columns(data, c(Before = "a", Before = "b")), "Before")
  # A label that is another wave's name is that wave's as well.
  expect_error(check_wave_columns(data, c(b = "a", "b")), class = "pairwave_error_argument")
})

test_that("a wave is called by its label, or by its column", {
  expect_identical(wave_labels(c("pre", "post")), c("pre", "post"))
  expect_identical(wave_labels(c(Before = "pre", After = "post")), c("Before", "After"))
  expect_identical(wave_labels(c(Before = "pre", "post")), c("Before", "post"))
})

test_that("scales are all of the study's, or those asked for in their order", {
  plan <- list(scales = list(trust = 1, belonging = 2, hope = 3))
  expect_identical(check_scale_names(plan, NULL), c("trust", "belonging", "hope"))
  expect_identical(check_scale_names(plan, c("hope", "trust")), c("hope", "trust"))
  expect_error(check_scale_names(plan, "hop"), "Did you mean \"hope\"")
})

test_that("a choice is what rlang::arg_match() makes of it", {
  ours <- function(way = c("mean", "median", "sum")) {
    match_choice(way)
  }
  theirs <- function(way = c("mean", "median", "sum")) rlang::arg_match(way)
  expect_identical(ours(), theirs())
  for (way in c("mean", "median", "sum")) expect_identical(ours(way), theirs(way))
  for (bad in list("me", 1, NA_character_, c("sum", "mode"))) {
    expect_identical(rlang::catch_cnd(ours(bad))$message, rlang::catch_cnd(theirs(bad))$message)
  }
})

test_that("names are all there, or they are not", {
  expect_true(has_all_names(c(a = 1, b = 2)))
  for (x in list(1:2, c(a = 1, 2), stats::setNames(1:2, c("a", NA)), list(), NULL)) {
    expect_false(has_all_names(x))
  }
  expect_identical(NULL %||% 2, 2)
  expect_identical(NA %||% 2, NA)
})

test_that("messages about one name, one column and columns read well", {
  data <- data.frame(sex = 1)
  expect_snapshot(error = TRUE, {
    check_one_name(1:2, "id", NULL)
    check_one_column(2, "by", NULL)
    check_columns_exist(c("sex", "sexx", "age"), names(data), "columns", NULL)
    check_wave_columns(data.frame(a = 1, b = 2), c(Now = "a", Now = "b"), NULL)
    check_resamples(12, NULL)
    check_three_waves(c("a", "b"), NULL)
    check_scale_names(list(scales = list(trust = 1)), "trsut", NULL)
  })
})

test_that("an argument that is none is named with the one that was meant", {
  take <- function(x, ..., scales = NULL, by = NULL) check_dots_empty()
  expect_null(take(1))
  expect_snapshot(error = TRUE, {
    take(1, scale = "belonging")
    take(1, resample = 20)
    take(1, "sex")
  })
  expect_error(take(1, scale = stop("is not evaluated")), class = "pairwave_error_argument")
})
