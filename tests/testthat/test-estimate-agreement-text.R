agree <- function(x, statistics, ...) {
  coder_agreement(x, statistics = statistics, resamples = 0, unit = "character", ...)
}

test_that("Krippendorff's 24 characters of 1995", {
  x <- stretches_of(list("Bertha", "A", 2, 10), list("Bertha", "A", 14, 20),
                    list("Bill", "A", 4, 8), list("Bill", "A", 15, 17), length = 24)
  found <- agree(x, c("percent", "kappa", "fleiss", "alpha", "jaccard", "f1"))
  expect_equal(found$estimate, c(.6666667, .3846154, .3142857, .3285714, 6 / 14, 12 / 20),
               tolerance = 1e-6)
  expect_identical(found$n[1], 24)
  expect_identical(unique(found$interval), "dependent_characters")
  expect_true(all(is.na(found$conf_low)))
  expect_identical(agree(x, "p_kappa")$note, "characters depend on each other")
})

krippendorff <- function(values = NULL) {
  rows <- list(
    Alex = list(c(1, 7, 1), c(8, 13, 2), c(31, 32, 5), c(33, 37, 6), c(38, 44, 6), c(45, 60, 7)),
    Paul = list(c(1, 7, 1), c(8, 13, 3), c(14, 21, 5), c(33, 44, 6)),
    Suzan = list(c(1, 7, 1), c(8, 13, 4), c(14, 21, 5), c(33, 37, 6), c(38, 41, 6), c(42, 44, 6))
  )
  parts <- unlist(lapply(names(rows), function(coder) lapply(rows[[coder]], function(one) {
    list(coder, as.character(one[3]), one[1] - 1, one[2])
  })), recursive = FALSE)
  do.call(stretches_of, c(parts, list(length = 60, framework = new_framework(as.character(1:7)))))
}

test_that("the unitizing alphas of Krippendorff 2019, fig. 12.11", {
  found <- agree(krippendorff(), NULL, by = "set")
  all <- found[found$coders == "all", ]
  expect_identical(all$statistic, c("u_alpha", "u_alpha_binary", "cu_alpha"))
  expect_equal(all$estimate[1:2], c(.5099819, .4135992), tolerance = 1e-6)
  expect_equal(all$estimate[3], .728, tolerance = 1e-3)
})

test_that("ordinary alpha of the same characters", {
  x <- krippendorff()
  # Each character as a unit with a value, or the gap as one more.
  value <- vapply(c("Alex", "Paul", "Suzan"), function(coder) {
    out <- rep(0, 60)
    rows <- x[x$coder == coder, ]
    for (i in seq_len(nrow(rows))) out[(rows$start[i] + 1):rows$end[i]] <- as.numeric(rows$code[i])
    out
  }, numeric(60))
  alpha <- function(frame) {
    figure(coder_agreement(as.data.frame(frame), statistics = "alpha", resamples = 0), "alpha",
           coders = "all")
  }
  # By definition, n being the 180 values; with the 360 pairs of values in its place
  # these would be .4960696 and .3969505.
  by_definition <- function(value, n = length(value)) {
    pairs <- utils::combn(3, 2)
    apart <- mean(value[, pairs[1, ]] != value[, pairs[2, ]])
    share <- tabulate(value + 1) / length(value)
    1 - apart / ((n - n * sum(share^2)) / (n - 1))
  }
  units <- (value > 0) + 0
  expect_equal(alpha(value), by_definition(value))
  expect_equal(alpha(units), by_definition(units))
  expect_equal(c(by_definition(value, 360), by_definition(units, 360)), c(.4960696, .3969505),
               tolerance = 1e-6)
})

test_that("characters agree with every character as a unit", {
  set.seed(9)
  for (round in 1:40) {
    length <- 30
    parts <- lapply(1:sample(2:9, 1), function(i) {
      from <- sample(0:25, 1)
      list(sample(c("A", "B"), 1), sample(c("x", "y"), 1), from, from + sample(1:9, 1))
    })
    parts <- c(parts, list(list("A", NA, 0, 0), list("B", NA, 0, 0)))
    x <- do.call(stretches_of, c(parts, list(length = length, framework = new_framework(c("x", "y")))))
    for (code in c("x", "y")) {
      given <- vapply(c(A = "A", B = "B"), function(coder) {
        out <- rep(0, length)
        for (p in parts) if (p[[1]] == coder && p[[2]] %in% code) {
          out[seq(p[[3]] + 1, min(length, p[[4]]))] <- 1
        }
        out
      }, numeric(length))
      found <- agree(x, c("percent", "kappa", "fleiss", "pabak", "ac1", "alpha"), codes = code,
                     coders = c("A", "B"))
      expect_identical(found$both[1], sum(given[, "A"] * given[, "B"]))
      expect_identical(found$first_only[1], sum(given[, "A"] * (1 - given[, "B"])))
      if (!any(given > 0)) next
      both <- coder_agreement(as.data.frame(given), resamples = 0,
                              statistics = c("percent", "kappa", "fleiss", "pabak", "ac1", "alpha"))
      expect_equal(found$estimate, both$estimate)
    }
  }
})

test_that("a coder's overlapping codes are no unitizing, but one code at a time is", {
  x <- stretches_of(list("A", "x", 0, 5), list("A", "y", 3, 8), list("A", "x", 4, 6),
                    list("B", "x", 0, 6), list("B", "y", 3, 7), length = 20)
  found <- agree(x, NULL, by = "set")
  expect_identical(unique(found$reason), "overlapping_segments")
  expect_snapshot(unique(found$note))
  each <- agree(x, "u_alpha")
  expect_identical(figure(each, "u_alpha", code = "x"), 1)
  expect_lt(figure(each, "u_alpha", code = "y"), 1)
})

test_that("texts that only one coder read are left out", {
  rows <- data.frame(source = c("t", "t", "s"), coder = c("A", "B", "A"), code = "x",
                     start = 0, end = c(5, 5, 9))
  x <- new_codes(rows, sources = data.frame(source = c("t", "s"), length = c(10, 50), hash = NA))
  found <- agree(x, c("percent", "jaccard"))
  expect_identical(found$n, c(10, 10))
  expect_identical(found$estimate, c(1, 1))
})
