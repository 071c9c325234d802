test_that("only what two codes don't share is shown", {
  masked <- function() mask_codes(c("abcd", "ab", "aa"), c("abxd", "axb", "aaa"))
  stars <- list(c("**c*", "**", "**"), c("**x*", "*x*", "**a"))
  withr::with_locale(c(LC_CTYPE = "C"), expect_identical(masked(), stars))
  skip_if_not(l10n_info()[["UTF-8"]])
  expect_identical(masked(), lapply(stars, gsub, pattern = "*", replacement = "\u00b7", fixed = TRUE))
})

test_that("links are shown masked, best first, and by their codes when asked", {
  review <- review_links(read_cohort(review_study()))
  expect_s3_class(review, "pairwave_link_review")
  expect_identical(as.character(review$state), c("proposed", "vetoed"))
  # Where the locale has no raised dot, the codes are masked with stars.
  expect_snapshot(review, transform = function(x) gsub("\u00b7", "*", x, fixed = TRUE))
  expect_snapshot(print(review, codes = TRUE))
})
