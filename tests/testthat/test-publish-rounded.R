# Numbers alone: the locale changes nothing here.

test_that("four parts of a wave of eight are not all shown as 0", {
  part <- lapply(1:4, function(i) rep(1:4, each = 2) == i)
  names(part) <- paste("part", 1:4)
  sets <- c(list(wave = rep(TRUE, 8)), part)
  shown <- publish_rounded(sets, names(sets), disclosure_profile("hesa"))
  expect_true("wave" %in% shown)
  expect_lt(length(shown), 5)
})

test_that("sizes that must not follow are kept open beside the counts shown", {
  # 10 and 5 are shown of 8 and 3, so that the others can only be more than 0.
  sets <- list(all = rep(TRUE, 8), some = rep(c(TRUE, FALSE), c(3, 5)),
               rest = rep(c(FALSE, TRUE), c(3, 5)))
  shown <- publish_rounded(sets, c("all", "some"), disclosure_profile("hesa"))
  expect_identical(shown, c("all", "some"))
})

test_that("empty sets and no sets are fine", {
  hesa <- disclosure_profile("hesa")
  expect_identical(publish_rounded(list(none = rep(FALSE, 3)), "none", hesa), "none")
  one <- publish_rounded(list(a = rep(TRUE, 9), b = rep(FALSE, 9)), c("a", "b"), hesa)
  expect_setequal(one, c("a", "b"))
})
