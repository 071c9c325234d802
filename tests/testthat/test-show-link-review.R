test_that("only what two codes don't share is shown", {
  masked <- function() mask_codes(c("abcd", "ab", "aa"), c("abxd", "axb", "aaa"))
  stars <- list(c("**c*", "**", "**"), c("**x*", "*x*", "**a"))
  withr::with_locale(c(LC_CTYPE = "C"), expect_identical(masked(), stars))
  skip_if_not(l10n_info()[["UTF-8"]])
  expect_identical(masked(), lapply(stars, gsub, pattern = "*", replacement = "\u00b7", fixed = TRUE))
})

test_that("each slip of two codes is marked by itself", {
  marked <- function(one, other) {
    vapply(code_parts(one, other), function(parts) {
      differs <- attr(parts, "differs")
      paste(ifelse(differs, paste0("[", parts, "]"), parts), collapse = "")
    }, "")
  }
  expect_identical(marked("kt14m", "xt14n"), c("[k]t14[m]", "[x]t14[n]"))
  expect_identical(marked("kt14m", "kt4m"), c("kt[1]4m", "kt[]4m"))
  expect_identical(marked("kt41m", "kt14m"), c("kt[41]m", "kt[14]m"))
  expect_identical(marked("kt14m", "kt14m"), c("kt14m", "kt14m"))
  expect_identical(marked("", "a"), c("[]", "[a]"))
  expect_identical(marked("\u00fcb1", "ub1"), c("[\u00fc]b1", "[u]b1"))
  long <- strrep("ab", 128)
  expect_identical(marked(long, strrep("cd", 128))[1], paste0("[", long, "]"))
})

test_that("what is marked of random codes is all of both, and as few slips as the search finds", {
  withr::local_seed(7)
  drawn <- function() paste(sample(c("a", "b", "c"), sample(3:8, 1), TRUE), collapse = "")
  for (i in 1:300) {
    codes <- unique(c(drawn(), drawn()))
    if (length(codes) < 2) next
    beside <- codes_beside(strsplit(codes[1], "")[[1]], strsplit(codes[2], "")[[1]])
    expect_identical(vapply(unname(beside), paste, "", collapse = ""), codes)
    differs <- beside$one != beside$other
    n <- length(differs)
    swapped <- which(differs[-1] & differs[-n] & beside$one[-1] == beside$other[-n] &
                       beside$one[-n] == beside$other[-1] & nzchar(beside$one[-1]) &
                       nzchar(beside$one[-n]))
    # Of "ab" and "ba" in turn every second place begins a swap.
    swaps <- 0
    last <- -1
    for (at in swapped) if (at > last + 1) {
      swaps <- swaps + 1
      last <- at
    }
    slips <- sum(differs) - swaps
    expect_identical(candidate_codes(codes, near_rule(2L))$cost, if (slips <= 2) as.integer(slips) else integer(),
                     info = paste(codes, collapse = " "))
  }
})

test_that("links are shown masked, best first, and by their codes when asked", {
  review <- review_links(read_cohort(review_study()))
  expect_s3_class(review, "pairwave_link_review")
  expect_identical(as.character(review$state), c("proposed", "vetoed"))
  # Where the locale has no raised dot, the codes are masked with stars.
  expect_snapshot(review, transform = function(x) gsub("\u00b7", "*", x, fixed = TRUE))
  expect_snapshot(print(review, codes = TRUE))
})
