long <- data.frame(
  wave = rep(c("pre", "post"), c(5, 4)), person = c(1:5, 2:4, NA),
  score = c(1, 2, 3, 4, 5, 3, 4, 5, 6), group = rep(c("x", "y"), c(4, 5))
)

test_that("people are known by an id where it is there", {
  of <- function(result, statistic) result$estimate[result$statistic == statistic]
  known <- unpaired_change(long, score = "score", wave = "wave", id = "person")
  expect_identical(of(known, "n_both"), 3)
  expect_identical(c(of(known, "n_before"), of(known, "n_after")), c(5, 4))
  separate <- unpaired_change(long, score = "score", wave = "wave")
  expect_identical(of(separate, "n_both"), 0)
  expect_identical(of(known, "p"), of(separate, "p"))
  expect_identical(unique(known$contrast), "pre -> post")
})

test_that("the waves of a frame are in the order of their levels", {
  frame <- long
  frame$wave <- factor(frame$wave, c("pre", "post", "never"))
  expect_identical(unique(unpaired_change(frame, score = "score", wave = "wave")$contrast),
                   "pre -> post")
  frame$wave <- factor(frame$wave, c("post", "pre"))
  expect_identical(unique(unpaired_change(frame, score = "score", wave = "wave")$contrast),
                   "post -> pre")
})

test_that("a cohort's group is everyone in the wave, and p is adjusted over the table", {
  cohort <- demo_cohort()
  found <- as.data.frame(unpaired_change(cohort))
  means <- as.data.frame(wave_means(cohort))
  means <- means[means$who == "wave" & means$statistic == "mean", ]
  pre <- found[found$from == "pre" & found$statistic == "mean_before" & found$to == "post", ]
  expect_equal(pre$estimate, means$estimate[means$wave == "pre"])
  p <- found$estimate[found$statistic == "p"]
  expect_equal(found$estimate[found$statistic == "p_adjusted"], stats::p.adjust(p, "holm"))
  groups <- as.data.frame(unpaired_change(cohort, by = "sex"))
  expect_true(all(!is.na(groups$group)))
})

test_that("arguments that can't be used are refused", {
  cohort <- unlinked_cohort()
  expect_snapshot(error = TRUE, {
    unpaired_change(long, score = "scroe", wave = "wave")
    unpaired_change(long, score = "group", wave = "wave")
    unpaired_change(long, score = "score", wave = "wave", id = "wave")
    unpaired_change(transform(long, wave = "pre"), score = "score", wave = "wave")
    unpaired_change(transform(long, wave = c(NA, wave[-1])), score = "score", wave = "wave")
    unpaired_change(cohort, scales = "confidenec")
    unpaired_change(cohort, scales = character())
    unpaired_change(cohort, items = "q9")
    unpaired_change(cohort, by = "age")
    unpaired_change(unlinked_cohort(9))
    unpaired_change(1)
  })
})
