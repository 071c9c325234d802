with_gauss <- list(threshold = 5, crosstabs = "gauss")

test_that("single cells are suppressed where the study asks for it", {
  skip_without_peer("GaussSuppression")
  skip_without_peer("lpSolve")
  set.seed(4)
  kept <- 0
  for (table in 1:12) {
    n <- matrix(stats::rpois(12, 12), 4)
    n[sample(12, 1)] <- sample(4, 1)
    people <- data.frame(a = factor(rep(row(n), n), 1:4), b = factor(rep(col(n), n), 1:3))
    result <- demographics(people, columns = "a", by = "b", disclosure = with_gauss)
    shown <- result$n[!is.na(result$n)]
    expect_false(any(is_small(shown, 5)))
    kept <- kept + length(shown)
    # The rest of a row or column is no small count either.
    if (length(shown)) {
      away <- matrix(is.na(result$n), 4)
      expect_true(all(rowSums(away) != 1) && all(colSums(away) != 1))
      expect_false(anyNA(result$denominator))
    }
  }
  expect_gt(kept, 0)
})

test_that("what leaves a suppressed cell too few values is suppressed as a whole", {
  skip_without_peer("lpSolve")
  cells <- expand.grid(level = c("a", "b"), group = c("u", "v"), stringsAsFactors = FALSE)
  cells$n <- c(1, 1, 1, 30)
  expect_false(leaves_enough(cells, rep(TRUE, 4), 5))
  cells$n <- c(3, 9, 8, 30)
  expect_true(leaves_enough(cells, rep(TRUE, 4), 5))
})

test_that("the way of hiding is asked for by name", {
  people <- data.frame(a = c("x", "y"))
  expect_snapshot(error = TRUE, {
    demographics(people, disclosure = list(threshold = 5, crosstabs = "gaus"))
    demographics(people, disclosure = list(threshold = 5, crosstab = "gauss"))
  })
  expect_identical(as_disclosure(list(threshold = "5", crosstabs = "gauss"), "disclosure"),
                   list(threshold = 5L, crosstabs = "gauss"))
})
