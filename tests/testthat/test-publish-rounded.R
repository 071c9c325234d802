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

test_that("who improved is rounded only where each number has more than one value", {
  set.seed(3)
  seen <- c(shown = 0, told = 0)
  for (profile in lapply(c("hesa", "ofs", "nhs", "ofqual"), disclosure_profile)) for (i in 1:25) {
    # Those who improved, stayed, became worse, and had no change.
    n <- sample(c(0, 2, 3, 7), 4, TRUE, c(1, 15, 2, 2))
    if (!sum(n[1:3]) || !n[4]) next
    sign <- rep(c(1, 0, -1, NA), n)
    counted <- list(!is.na(sign), is.na(sign), rep(TRUE, length(sign)))
    shown <- publish_directions(list(`pre+post` = sign), counted, profile)
    sizes <- c(n, sum(n[1:3]), sum(n))
    span <- round_counts(sizes, 100, profile)
    there <- sizes > 0
    each <- as.matrix(expand.grid(Map(seq, span$low[1:4] * there[1:4], span$high[1:4] * there[1:4])))
    all <- cbind(each, rowSums(each[, 1:3, drop = FALSE]), rowSums(each))
    fits <- colSums(t(all) < span$low | t(all) > span$high) == 0
    values <- apply(each[fits, , drop = FALSE], 2, function(x) length(unique(x)))
    told <- any(values[n > 0] == 1)
    if (length(shown)) expect_false(told)
    seen <- seen + c(length(shown), told)
  }
  expect_true(all(seen > 2))
})

test_that("who improved, then became worse, does not follow from two contrasts", {
  hesa <- disclosure_profile("hesa")
  # 2, 2 and 2 shown as 0, of 6 of 8 people who are shown as 10.
  sign <- rep(c(1, 0, -1, NA), each = 2)
  counted <- list(rep(TRUE, 8), is.na(sign))
  expect_length(publish_directions(list(one = sign), counted, hesa), 0)
  expect_identical(publish_directions(list(one = rep(sign, 6)), list(), hesa), "one")
  expect_identical(publish_directions(list(one = NA, two = NA), list(), hesa), c("one", "two"))
})
