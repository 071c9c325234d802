test_that("counts stand for repeated rows in every statistic", {
  withr::local_seed(51)
  data <- data.frame(
    a = sample(1:5, 30, TRUE), b = sample(c(NA, 1:6), 30, TRUE),
    c = sample(c(NA, 2:6), 30, TRUE), sex = rep(c("f", "m"), 15),
    people = sample(0:4, 30, TRUE)
  )
  rows <- data[rep(seq_len(30), data$people), ]
  for (by in list(NULL, "sex")) {
    counted <- paired_change(data, waves = c("a", "b", "c"), counts = "people",
                             by = by, reliability = 0.8)
    repeated <- paired_change(rows, waves = c("a", "b", "c"), by = by,
                              reliability = 0.8)
    expect_equal(as.data.frame(counted), as.data.frame(repeated),
                 tolerance = 1e-12)
  }
})

test_that("row order, and what the waves are called, change nothing", {
  withr::local_seed(52)
  data <- data.frame(a = sample(1:5, 40, TRUE), b = sample(c(NA, 1:6), 40, TRUE),
                     c = sample(c(NA, 2:6), 40, TRUE))
  found <- paired_change(data, waves = c("a", "b", "c"))
  shuffled <- paired_change(data[sample(40), ], waves = c("a", "b", "c"))
  expect_equal(shuffled$estimate, found$estimate, tolerance = 1e-12)
  called <- paired_change(data, waves = c(x = "a", y = "b", z = "c"))
  expect_identical(called$estimate, found$estimate)
})

test_that("counts that can't be people are refused", {
  data <- data.frame(a = 1:2, b = 2:3, n = c(1, -1), half = 1.5, text = "x")
  expect_snapshot(error = TRUE, {
    paired_change(data, waves = c("a", "b"), counts = "n")
    paired_change(data, waves = c("a", "b"), counts = "half")
    paired_change(data, waves = c("a", "b"), counts = "text")
    paired_change(data, waves = c("a", "b"), counts = "m")
  })
})

test_that("ready patterns make the same tally as the people whose they are", {
  withr::local_seed(53)
  people <- lapply(1:3, function(i) sample(c(NA, seq(1, 4, 0.1)), 200, TRUE))
  names(people) <- c("a", "b", "c")
  groups <- factor(sample(c("x", "y"), 200, TRUE))
  tally <- new_tally(people, groups)
  found <- tally_patterns(tally)
  turned <- sample(length(found$counts))
  again <- new_tally(lapply(found$answers, `[`, turned), found$groups[turned],
                     found$counts[turned])
  expect_identical(tally_patterns(again), found)
  for (pair in list(c(1L, 2L), c(1L, 3L), c(2L, 3L))) {
    for (group in 1:2) {
      expect_identical(
        .Call(pw_call_paired, tally_contrast(again, pair[1], pair[2], group), TRUE, 1e9),
        .Call(pw_call_paired, tally_contrast(tally, pair[1], pair[2], group), TRUE, 1e9)
      )
    }
  }
})

test_that("rows in another order give the same bits", {
  withr::local_seed(54)
  data <- data.frame(a = stats::rnorm(60), b = stats::rnorm(60), c = stats::rnorm(60))
  found <- paired_change(data, waves = c("a", "b", "c"))
  expect_identical(paired_change(data[sample(60), ], waves = c("a", "b", "c")), found)
})

test_that("a tally of another session is an error, not a crash", {
  contrast <- unserialize(serialize(pair_contrast(c(1, 2), c(2, 3)), NULL))
  expect_error(check_kernel(.Call(pw_call_paired, contrast, TRUE, 0), "No."),
               class = "pairwave_error_argument")
  expect_error(check_kernel(.Call(pw_call_paired, NULL, TRUE, 0), "No."),
               class = "pairwave_error_argument")
})
