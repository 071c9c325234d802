# A cohort of two waves of one scale with so many people, of whom some share stands at
# an end of the scale.
at_an_end <- function(n, share, end, noise = 1, disclosure = NULL) {
  set.seed(n)
  folder <- tempfile()
  dir.create(folder)
  fixed <- seq_len(n) <= share * n
  wave <- function() {
    level <- stats::rnorm(n, sd = 2)
    items <- lapply(1:3, function(i) {
      answer <- pmin(pmax(round(3 + level + noise * stats::rnorm(n)), 2), 4)
      ifelse(fixed, if (end == "highest") 5 else 1, answer)
    })
    data.frame(code = sprintf("p%03d", seq_len(n)), stats::setNames(items, c("q1", "q2", "q3")))
  }
  for (name in c("pre", "post")) {
    write.csv(wave(), file.path(folder, paste0(name, ".csv")), row.names = FALSE)
  }
  plan <- study(c(pre = "pre.csv", post = "post.csv"), id = "code",
                scales = list(s = list(items = "q1:q3", range = c(1, 5), label = "Score")),
                dir = folder)
  if (!is.null(disclosure)) plan$disclosure <- disclosure
  read_cohort(plan)
}

test_that("what the figures rest on is said where it is little, and not elsewhere", {
  notes <- function(...) caution_notes(paired_change(at_an_end(...)))
  expect_null(notes(60, 0.1, "highest"))
  expect_match(notes(60, 0.2, "highest"),
               "12 of 60 at pre, 12 of 60 at post with the highest score",
               all = FALSE)
  expect_match(notes(60, 0.2, "lowest"), "12 of 60 at pre, 12 of 60 at post with the lowest score",
               all = FALSE)
  expect_match(notes(19, 0, "highest"), "Fewer than 20 people: Score, pre to post", all = FALSE)
  expect_no_match(paste(notes(20, 0, "highest"), collapse = " "), "Fewer than 20")
  expect_match(notes(60, 0, "highest", noise = 9), "alpha may be below 0.50", all = FALSE)
})

test_that("each end of a scale is counted in each wave", {
  change <- as.data.frame(paired_change(at_an_end(40, 0.25, "lowest")))
  of <- function(statistic) change$estimate[change$statistic == statistic]
  expect_identical(c(of("at_floor"), of("at_floor_after")), c(10, 10))
  expect_identical(c(of("at_ceiling"), of("at_ceiling_after")), c(0, 0))
  one <- as.data.frame(paired_change(data.frame(a = 1:5, b = 2:6), waves = c("a", "b")))
  expect_true(all(is.na(one$estimate[one$statistic %in% c(ends_of_scale, "at_ceiling")])))
})

test_that("sentences say what the notes of the table say, of their own line", {
  said <- function(...) as.character(describe(paired_change(at_an_end(...))))
  expect_no_match(said(60, 0.1, "highest"), "Fewer than|no change is seen|much error")
  expect_match(said(60, 0.2, "lowest"), paste(
    "At an end of the scale, beyond which no change is seen, stood 12 of 60 at pre, 12 of 60 at",
    "post with the lowest score."
  ), fixed = TRUE)
  expect_match(said(19, 0, "highest"), "Fewer than 20 people: their figures", fixed = TRUE)
  expect_match(said(60, 0, "highest", noise = 9), "alpha may be below 0.50 (", fixed = TRUE)
  # Labels of waves, and the end that was reached later only.
  answers <- data.frame(a = c(1, 2, 2, 3, 3, 2), b = c(5, 5, 2, 3, 3, 4))
  rows <- as.data.frame(paired_change(answers, waves = c(Before = "a", After = "b")))
  rows$estimate[rows$statistic %in% c("at_ceiling", "at_ceiling_after")] <- c(0, 2)
  expect_identical(end_words(rows, c("Before", "After")),
                   "0 of 6 at Before, 2 of 6 at After with the highest score")
})

test_that("random lines are spoken of in sentences and notes alike", {
  withr::local_seed(31)
  for (i in 1:20) {
    change <- paired_change(at_an_end(
      sample(12:40, 1), stats::runif(1, 0, 0.3), sample(c("highest", "lowest"), 1),
      noise = sample(c(1, 9), 1)
    ))
    notes <- paste(caution_notes(change), collapse = " ")
    said <- as.character(describe(change))
    for (word in c("Fewer than 20", "beyond which no change is seen", "alpha may be below")) {
      expect_identical(grepl(word, said, fixed = TRUE), grepl(word, notes, fixed = TRUE))
    }
  }
})

# What a profile suppresses may not be found in sentences or notes.
test_that("under a profile nothing is said of figures that are suppressed", {
  skip_second_time()
  spoken <- 0
  tried <- list(list(threshold = 3), "nhs", list(threshold = 5), "hesa", "ofs")
  for (profile in tried[seq_len(few_or_many(2, 5))]) {
    for (share in c(0.05, 0.2, 0.4)) for (end in c("highest", "lowest")) for (n in c(14, 60)) {
      change <- paired_change(at_an_end(n, share, end, noise = 9, disclosure = profile))
      frame <- as.data.frame(change)
      said <- c(as.character(describe(change)), caution_notes(change))
      shown <- function(statistic) any(!is.na(frame$estimate[frame$statistic %in% statistic]))
      ends <- c("at_floor", "at_floor_after", "at_ceiling", "at_ceiling_after")
      if (any(grepl("beyond which no change is seen", said))) {
        spoken <- spoken + 1
        expect_true(shown(ends))
      }
      for (wave in c("", "_after")) for (side in c("at_floor", "at_ceiling")) {
        if (!shown(paste0(side, wave))) {
          name <- c(at_floor = "lowest", at_ceiling = "highest")[[side]]
          at <- if (nzchar(wave)) "post" else "pre"
          expect_no_match(said, paste0("at ", at, "[^;(]*with the ", name))
        }
      }
      alpha <- frame[frame$statistic == "reliability", ]
      if (any(grepl("alpha may be", said))) expect_false(anyNA(alpha$conf_low))
      if (any(grepl("Fewer than 20", said))) expect_lt(frame$n[1], 20)
    }
  }
  expect_gt(spoken, 0)
})
