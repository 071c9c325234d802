# Every instrument of the package.

instruments <- function() {
  sub("[.]yml$", "", list.files(system.file("instruments", package = "pairwave"), "[.]yml$"))
}

test_that("every instrument says what it is, whose it is and how it is scored", {
  expect_true(all(c("gse", "ngse", "academic_self_efficacy", "swemwbs", "pss10", "who5", "rosenberg",
                    "ucla3", "pssm", "phq9", "gad7", "asq_cognitive") %in% instruments()))
  for (name in instruments()) {
    instrument <- read_instrument(name, "test")
    steps <- diff(instrument$range) + 1
    expect_true(nzchar(instrument$licence) && nzchar(instrument$version), info = name)
    expect_match(instrument$citation, "[(](19|20)[0-9]{2}[)]", info = name)
    expect_true(all(instrument$reverse %in% seq_len(instrument$items)), info = name)
    expect_lte(instrument$min_items, instrument$items)
    if (length(instrument$answers)) expect_length(instrument$answers, steps)
    if (length(instrument$wording)) expect_length(instrument$wording, instrument$items)
    expect_true(all(instrument$recognised_by %in% c("answers", "range")), info = name)
    # A cut-off lies within the scores, on the side that is better, and has a source.
    if (!is.null(instrument$cutoff)) {
      possible <- instrument$range * if (instrument$score == "sum") instrument$items else 1
      at <- c(instrument$cutoff$below, instrument$cutoff$above)
      expect_true(at > possible[1] && at < possible[2], info = name)
      expect_identical(is.null(instrument$cutoff$above), instrument$better == "lower", info = name)
      expect_true(nzchar(instrument$cutoff$source), info = name)
    }
  }
})

test_that("published ranges of scores are those that the items give", {
  range_of <- function(name) {
    instrument <- read_instrument(name, "test")
    instrument$range * if (instrument$score == "sum") instrument$items else 1
  }
  published <- list(gse = c(10, 40), swemwbs = c(7, 35), pss10 = c(0, 40), who5 = c(0, 25),
                    rosenberg = c(10, 40), ucla3 = c(3, 9), phq9 = c(0, 27), gad7 = c(0, 21),
                    ngse = c(1, 5), academic_self_efficacy = c(1, 7), pssm = c(1, 5),
                    asq_cognitive = c(1, 5))
  for (name in names(published)) expect_identical(range_of(name), published[[name]], info = name)
})

test_that("a scale takes direction and cut-off from its instrument, unless it is scored otherwise", {
  scale <- function(...) {
    study(waves = c(pre = "a.csv"), id = "code",
          scales = list(low = list(instrument = "phq9", items = "p1:p9", ...)))$scales$low
  }
  expect_identical(scale()$better, "lower")
  expect_identical(scale()$cutoff$below, 10)
  expect_identical(scale(cutoff = list(below = 5))$cutoff$below, 5)
  expect_null(scale(score = "mean")$cutoff)
  expect_null(scale(range = c(1, 4))$cutoff)
})

test_that("agreement answers make no draft of an instrument", {
  agree <- c("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
  expect_null(match_instrument(8, NULL, agree))
  expect_identical(match_instrument(9, NULL, read_instrument("phq9", "test")$answers)$name, "phq9")
  expect_identical(match_instrument(10, c(1, 4), NULL)$name, "gse")
})
