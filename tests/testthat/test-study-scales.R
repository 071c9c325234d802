test_that("an instrument may be overruled where its author allows it", {
  built <- study(
    waves = c(pre = "pre.sav"), id = "code",
    scales = list(a = list(items = "g01:g10", instrument = "gse", score = "mean"))
  )
  expect_identical(built$scales$a$score, "mean")
  expect_identical(built$scales$a$items[c(1, 10)], c("g01", "g10"))
  expect_match(built$scales$a$citation, "Schwarzer")
})

test_that("a range of items is every column from its first to its last", {
  withr::local_seed(23)
  for (i in 1:100) {
    from <- sample(0:120, 1)
    to <- from + sample(0:30, 1)
    width <- sample(1:4, 1)
    stem <- sample(c("q", "gse_", "T1_q", "b.", ""), 1)
    number <- function(x) formatC(x, width = width, flag = "0", format = "d")
    range <- paste0(stem, number(from), ":", stem, number(to))
    expect_identical(expand_items(range, "items"), paste0(stem, number(from:to)), info = range)
  }
  expect_identical(expand_items(c("q1 : q3", " x ", "q9"), "items"), c("q1", "q2", "q3", "x", "q9"))
  expect_identical(expand_items(character(), "items"), character())
  for (bad in list("q3:q1", "q1:b3", "q1:q2:q3", "q:q3", "q1:", "q1:q2000", c("q1:q3", "q2"))) {
    expect_error(expand_items(bad, "items"), class = "pairwave_error_study")
  }
})

test_that("every instrument is whole, and a scale of it is scored as its author says", {
  files <- list.files(system.file("instruments", package = "pairwave"), "[.]yml$")
  expect_gt(length(files), 0)
  for (name in sub("[.]yml$", "", files)) {
    instrument <- read_instrument(name, "scale")
    items <- paste0("q", seq_len(instrument$items))
    scale <- complete_scale(list(instrument = name, items = items), "a")
    expect_identical(scale[c("range", "score", "min_items", "label", "citation")],
                     instrument[c("range", "score", "min_items", "label", "citation")], info = name)
    expect_identical(scale$reverse, items[instrument$reverse])
    expect_lte(scale$min_items, instrument$items)
    if (!is.null(instrument$answers)) expect_length(instrument$answers, diff(instrument$range) + 1)
    expect_error(complete_scale(list(instrument = name, items = items[-1]), "a"), class = "pairwave_error_study")
  }
})

test_that("what a scale does not say is the mean of all items", {
  scale <- complete_scale(list(items = c("q1", "q2", "q3")), "hope")
  expect_identical(scale[c("name", "label", "score", "min_items")],
                   list(name = "hope", label = "hope", score = "mean", min_items = 3L))
  expect_identical(scale$reverse, character())
  expect_identical(scale_label(scale, "hope"), "hope")
  expect_identical(scale_label(list(label = "Hope"), "hope"), "Hope")
  expect_identical(scale_label(list(label = NA), "hope"), "hope")
  expect_identical(scale_label(list(), "hope"), "hope")
})

test_that("answers in words are the range, a text for each", {
  expect_identical(complete_answers(list(answers = c("No", "Maybe", "Yes")), "a")$range, c(1, 3))
  expect_identical(complete_answers(list(answers = c("No", "Yes"), range = c(0, 1)), "a")$range, c(0, 1))
  expect_identical(complete_answers(list(items = "q1"), "a"), list(items = "q1"))
  expect_snapshot(error = TRUE, {
    complete_answers(list(answers = c("No", "Yes"), range = c(1, 3)), "a")
    complete_answers(list(answers = c("No", "Yes", " no")), "a")
    complete_answers(list(answers = "Yes"), "a")
    complete_scale(list(items = character()), "a")
  })
})
