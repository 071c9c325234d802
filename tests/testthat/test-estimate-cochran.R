skip_second_time()

three_waves <- c(pre = "*_pre", post = "*_post", later = "*_later")

over_all_waves <- function(frame, waves = three_waves, ...) {
  found <- as.data.frame(item_change(frame, items = "q", waves = waves, ...))
  found <- found[found$contrast == "all waves", ]
  stats::setNames(found$estimate, found$statistic)
}

test_that("Cochran's Q is Friedman's chi-squared of yes and no, with its p", {
  withr::local_seed(201)
  for (i in seq_len(drawn_sets())) {
    n <- sample(4:60, 1)
    yes <- stats::runif(3)
    frame <- as.data.frame(lapply(stats::setNames(yes, paste0("q_", c("pre", "post", "later"))),
                                  function(p) sample(c(0, 1, NA), n, TRUE, c(1 - p, p, 0.05))))
    complete <- frame[stats::complete.cases(frame), ]
    found <- over_all_waves(frame, range = c(0, 1))
    expect_identical(found[["n"]], as.numeric(nrow(complete)))
    if (all(rowSums(complete) %in% c(0, 3))) {
      expect_identical(found[["cochran_q"]], NA_real_)
      next
    }
    oracle <- stats::friedman.test(as.matrix(complete))
    expect_equal(found[["cochran_q"]], unname(oracle$statistic), tolerance = 1e-8)
    expect_equal(found[["p_cochran"]], oracle$p.value, tolerance = 1e-8)
    expect_identical(found[["df"]], 2)
  }
})

test_that("Cochran's Q of two waves counted as four is as its equation says", {
  # By hand: 6 people, waves with 5, 3, 2 and 2 yes; people with 4, 2, 2, 2, 1, 1.
  answers <- list(c(1, 1, 1, 1, 1, 0), c(1, 1, 1, 0, 0, 0), c(1, 0, 0, 1, 0, 0),
                  c(1, 0, 0, 0, 0, 1))
  found <- cochran_q(answers, rep(1, 6))
  expect_equal(found$q, 3 * (4 * (25 + 9 + 4 + 4) - 144) / (4 * 12 - (16 + 4 + 4 + 4 + 1 + 1)))
  expect_identical(found$df, 3)
})

test_that("rows that stand for several people give what the people give", {
  frame <- data.frame(q_pre = c(0, 0, 1, 0), q_post = c(1, 0, 1, 1), q_later = c(1, 1, 1, 0),
                      people = c(4, 3, 5, 2))
  each <- frame[rep(1:4, frame$people), 1:3]
  expect_equal(over_all_waves(frame, counts = "people"), over_all_waves(each))
})

test_that("Cochran's Q is that of PSPP, to the three digits that it prints", {
  skip_without_program("pspp")
  withr::local_seed(202)
  sets <- lapply(seq_len(drawn_sets()), function(i) {
    n <- sample(8:60, 1)
    data.frame(q_pre = stats::rbinom(n, 1, 0.3), q_post = stats::rbinom(n, 1, 0.5),
               q_later = stats::rbinom(n, 1, 0.7))
  })
  dir <- withr::local_tempdir()
  # One run for all of them.
  writeLines(unlist(lapply(sets, function(frame) c(
    "DATA LIST LIST NOTABLE /a b c.", "BEGIN DATA.", do.call(paste, frame), "END DATA.",
    "NPAR TESTS /COCHRAN = a b c."
  ))), file.path(dir, "in.sps"))
  said <- system2("pspp", c("-O", "format=csv", shQuote(file.path(dir, "in.sps"))), stdout = TRUE)
  printed <- function(head) {
    as.numeric(sub(".*,", "", grep(head, said, value = TRUE)))
  }
  ours <- vapply(sets, function(frame) over_all_waves(frame)[c("cochran_q", "p_cochran")], c(0, 0))
  expect_length(printed("^Cochran's Q,"), length(sets))
  expect_lte(max(abs(printed("^Cochran's Q,") - ours[1, ])), 5e-4 + 1e-9)
  expect_lte(max(abs(printed("^Asymp. Sig.,") - ours[2, ])), 5e-4 + 1e-9)
})

test_that("without three waves, or a yes/no item, there is no such row", {
  two <- item_change(data.frame(q_a = c(0, 1), q_b = c(1, 1)), items = "q", waves = c("*_a", "*_b"))
  expect_false("all waves" %in% two$contrast)
  ordered <- data.frame(q_pre = 1:4, q_post = c(2, 2, 4, 4), q_later = c(3, 2, 1, 4))
  expect_length(over_all_waves(ordered), 0)
  nobody <- data.frame(q_pre = c(0, 1, NA), q_post = c(1, NA, 1), q_later = c(NA, 1, 0))
  found <- item_change(nobody, items = "q", waves = three_waves)
  expect_identical(found$reason[found$statistic == "cochran_q"], "nobody_every_wave")
})
