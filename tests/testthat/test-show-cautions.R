# A cohort of two waves of one scale with so many people, of whom some share stands at
# an end of the scale.
at_an_end <- function(n, share, end, noise = 1) {
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
  read_cohort(study(c(pre = "pre.csv", post = "post.csv"), id = "code",
                    scales = list(s = list(items = "q1:q3", range = c(1, 5), label = "Score")),
                    dir = folder))
}

test_that("what the figures rest on is said where it is little, and not elsewhere", {
  notes <- function(...) caution_notes(paired_change(at_an_end(...)))
  expect_null(notes(60, 0.1, "highest"))
  expect_match(notes(60, 0.2, "highest"), "12 of 60 at the highest score", all = FALSE)
  expect_match(notes(60, 0.2, "lowest"), "12 of 60 at the lowest score", all = FALSE)
  expect_match(notes(19, 0, "highest"), "Fewer than 20 people: Score, pre -> post", all = FALSE)
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
