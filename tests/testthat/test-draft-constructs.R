test_that("items worded the other way are found, and none in a ranking", {
  withr::local_seed(19)
  level <- sample(1:5, 40, TRUE)
  survey <- data.frame(q1 = level, q2 = pmin(level + 1, 5), q3 = 6 - level, q4 = level)
  items <- names(survey)
  against <- function(items, scale, survey) items_against(battery_answers(items, scale, survey))
  found <- against(items, list(by = "numbers"), survey)
  expect_identical(found$item, "q3")
  expect_true(found$clear)
  expect_identical(nrow(against(items, list(by = "numbers"), survey[1:9, ])), 0L)
  expect_identical(nrow(against(c("q1", "q3"), list(by = "numbers"), survey)), 0L)
  words <- c("Never", "Rarely", "Sometimes", "Often", "Always")
  said <- as.data.frame(lapply(survey, function(x) words[x]))
  expect_identical(against(items, list(by = "texts", answers = words), said)$item, "q3")
  numbered <- as.data.frame(lapply(survey, function(x) paste0(x, " (", words[x], ")")))
  expect_identical(battery_answers(items, list(by = "numbered"), numbered),
                   as.matrix(survey) + 0)
  # Two of three against one another are no scale with an item turned.
  two <- data.frame(q1 = level, q2 = 6 - level, q3 = rev(level), q4 = 6 - rev(level))
  expect_identical(nrow(against(names(two), list(by = "numbers"), two)), 0L)
})

construct_answers <- function(n, groups, loading, r = 0, points = 5) {
  level <- matrix(stats::rnorm(n * max(groups)), n)
  if (max(groups) == 2) level[, 2] <- r * level[, 1] + sqrt(1 - r^2) * level[, 2]
  raw <- vapply(groups, function(g) {
    loading * level[, g] + sqrt(1 - loading^2) * stats::rnorm(n)
  }, double(n))
  out <- matrix(pmin(points, pmax(1, round((points + 1) / 2 + raw * points / 4.5))), n)
  colnames(out) <- paste0("q", seq_along(groups))
  out
}

test_that("two constructs in one battery are told apart, and one is not cut in two", {
  skip_second_time()
  withr::local_seed(20)
  runs <- asked_or("PAIRWAVE_CONSTRUCTS", 40, 100)
  groups <- rep(1:2, c(4, 5))
  drawn <- function(...) lapply(seq_len(runs), function(i) split_constructs(construct_answers(...)))
  share <- function(...) mean(vapply(drawn(...), function(found) {
    identical(found$items, list(paste0("q", 1:4), paste0("q", 5:9)))
  }, NA))
  cut <- function(...) mean(lengths(drawn(...)) > 0)
  # Apart, in any order of the items, with correlation 0 and 0.3.
  expect_gt(share(60, groups, 0.75), 0.9)
  expect_gt(share(120, groups, 0.8, r = 0.3), 0.9)
  mixed <- construct_answers(80, c(1, 2, 1, 2, 1, 2, 1, 2), 0.8)
  expect_identical(split_constructs(mixed)$items, list(paste0("q", c(1, 3, 5, 7)), paste0("q", c(2, 4, 6, 8))))
  # One construct, strong or weak, few people or many; and two that are nearly one.
  for (n in c(25, 60, 200)) for (loading in c(0.4, 0.6, 0.8)) {
    expect_lt(cut(n, rep(1, 10), loading), 0.05, label = paste(n, loading))
  }
  expect_lt(cut(100, groups, 0.75, r = 0.8), 0.05)
  # An item worded the other way stays with its own.
  turned <- construct_answers(80, groups, 0.8)
  turned[, 3] <- 6 - turned[, 3]
  expect_identical(split_constructs(turned)$items[[1]], paste0("q", 1:4))
  expect_identical(items_against(turned[, 1:4])$item, "q3")
  # Too few people, or items, to tell.
  expect_null(split_constructs(turned[1:19, ]))
  expect_null(split_constructs(turned[, c(1:3, 5:6)]))
})

