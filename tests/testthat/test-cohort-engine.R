test_that("scores of sums are the kernel's scores, to the last bit", {
  set.seed(8)
  answers <- as.data.frame(matrix(sample(c(1:7, NA), 7000, TRUE), ncol = 7))
  for (score in c("mean", "sum")) for (least in c(1, 4, 7)) {
    scale <- list(name = "s", items = names(answers), score = score, min_items = least)
    found <- list(s.pre.sum = rowSums(answers, na.rm = TRUE),
                  s.pre.answered = rowSums(!is.na(answers)))
    counted <- scores_of_sums(found, scale, "pre", rep(TRUE, nrow(answers)))
    rows <- score_scale(answers, names(answers), score = score, min_items = least)
    expect_identical(counted$score, rows$score)
    expect_identical(counted$n_answered, rows$n_answered)
  }
})

test_that("a cohort of patterns has everybody in it once", {
  skip_if_not_installed("RSQLite")
  counted <- counted_cohort(small_engine_cohort(), columns = "sex", scales = "s", usable = TRUE)
  expect_identical(sum(counted$counts), 5)
  expect_identical(sum(counted$counts[!is.na(counted$people$pre)]), 4)
  expect_identical(sum(counted$counts[!counted$coded]), 1)
})
