# Numbers alone: the locale changes nothing here.

# Sets of people by who is in them, one column a person.
people_in <- function(...) as.logical(c(...))

test_that("a small set, and one that leaves a small rest, tell of a few", {
  all <- rep(TRUE, 20)
  expect_true(leaves_few(people_in(rep(1:0, c(3, 17))), list(), 5))
  expect_true(leaves_few(people_in(rep(1:0, c(17, 3))), list(all), 5))
  expect_false(leaves_few(people_in(rep(1:0, c(15, 5))), list(all), 5))
  expect_false(leaves_few(rep(FALSE, 20), list(all), 5))
})

test_that("pairs of three waves with those who answered all tell the unlinked", {
  # 14 in every wave, 16, 6 and 0 in two of them, 4 in one.
  pattern <- rep(c("abc", "ab", "bc", "a"), c(14, 16, 6, 4))
  pairs <- list(grepl("ab", pattern), grepl("bc", pattern), pattern == "abc")
  expect_false(leaves_few(rep(TRUE, 40), pairs[1:2], 5))
  expect_true(leaves_few(rep(TRUE, 40), pairs, 5))
})

# Every sum of the sizes with whole weights from -3 to 3, that counts each person
# once or not at all.
smallest_sum <- function(sets, threshold) {
  weights <- as.matrix(expand.grid(rep(list(-3:3), length(sets))))
  people <- weights %*% do.call(rbind, lapply(sets, as.numeric))
  once <- rowSums(people != 0 & people != 1) == 0
  any(rowSums(people)[once] >= 1 & rowSums(people)[once] < threshold)
}

test_that("what sums tell is found as by trying them all", {
  set.seed(4)
  seen <- c(0, 0)
  for (i in 1:200) {
    sets <- lapply(seq_len(sample(2:4, 1)), function(i) {
      rep(runif(6) < 0.6, sample(1:4, 6, TRUE))[1:12] %in% TRUE
    })
    k <- sample(3:5, 1)
    small <- smallest_sum(sets, k)
    told <- FALSE
    for (j in seq_along(sets)) {
      told <- told || leaves_few(sets[[j]], sets[seq_len(j - 1)], k)
    }
    # Sums with halves, too, are found, so it may know more.
    expect_true(told || !small)
    if (told && !small) expect_gt(length(sets), 2)
    seen <- seen + c(told, !told)
  }
  expect_true(all(seen > 20))
})

test_that("choices are those within the sum, and none where there are too many", {
  expect_identical(ncol(choices_within(c(1, 2, 3), 3)), 4L)
  expect_null(choices_within(rep(1, 30), 10, limit = 100))
})

test_that("sets that are shown together are shown all or none", {
  a <- people_in(rep(1:0, c(10, 10)))
  found <- publish_sets(list(list(all = rep(TRUE, 20)), list(a = a, b = people_in(rep(1:0, c(18, 2)))),
                             list(a = a)), list(list()), 5)
  expect_identical(found$shown, c("all", "a"))
})
