# Eight people answer before, five of them after; year is asked before only.
lossy_cohort <- function(...) {
  dir <- withr::local_tempdir(.local_envir = parent.frame())
  write <- function(data, name) {
    utils::write.csv(data, file.path(dir, name), row.names = FALSE, na = "")
  }
  write(data.frame(code = paste0("P", 1:8), year = rep(c("3", "4"), 4),
                   q1 = c(1, 2, 3, 4, 5, 1, 3, 5), q2 = c(1, 2, 3, 4, 5, 1, 3, 5)),
        "pre.csv")
  write(data.frame(code = paste0("P", c(1:5, 9)), q1 = 1, q2 = 2), "post.csv")
  read_cohort(study(
    waves = list(pre = list(file = "pre.csv", label = "Before"),
                 post = list(file = "post.csv", label = "After")),
    id = "code", dir = dir,
    scales = list(a = list(label = "Confidence", items = c("q1", "q2"))),
    demographics = list(list(column = "year", label = "Year")), ...
  ))
}

value_of <- function(x, ...) {
  keys <- list(...)
  at <- Reduce(`&`, Map(function(k, v) x[[k]] %in% v, names(keys), keys))
  x$estimate[at]
}

test_that("stayed and lost are compared as by hand", {
  lost <- attrition(lossy_cohort())
  expect_identical(value_of(lost, statistic = "n"), c(5, 3))
  stayed <- c(1, 2, 3, 4, 5)
  gone <- c(1, 3, 5)
  expect_equal(value_of(lost, statistic = "mean"), c(3, 3))
  expect_equal(value_of(lost, statistic = "sd"),
               c(stats::sd(stayed), stats::sd(gone)))
  expect_equal(value_of(lost, statistic = "smd", variable = "a"), 0)
  expect_identical(value_of(lost, statistic = "count", level = "3"), c(3, 1))
  expect_equal(value_of(lost, statistic = "share", level = "4"), c(2 / 5, 2 / 3))
  # Of two levels the distance is that of two shares.
  p <- 2 / 5
  q <- 2 / 3
  expect_equal(value_of(lost, statistic = "smd", variable = "year"),
               abs(p - q) / sqrt((p * (1 - p) + q * (1 - q)) / 2))
  weights <- response_weights(lost)
  expect_identical(weights$person, 1:5)
  expect_identical(unique(weights$contrast), "pre -> post")
})

test_that("the distance of shares is Yang and Dalton's", {
  # Inverse covariance taken by hand for three levels.
  counts <- rbind(c(10, 20, 30), c(15, 15, 10))
  p <- counts[1, ] / 60
  q <- counts[2, ] / 40
  s <- matrix(0, 2, 2)
  for (i in 2:3) for (j in 2:3) {
    s[i - 1, j - 1] <- if (i == j) {
      (p[i] * (1 - p[i]) + q[i] * (1 - q[i])) / 2
    } else {
      -(p[i] * p[j] + q[i] * q[j]) / 2
    }
  }
  det <- s[1, 1] * s[2, 2] - s[1, 2]^2
  d <- (p - q)[2:3]
  by_hand <- sqrt((d[1]^2 * s[2, 2] - 2 * d[1] * d[2] * s[1, 2] +
                     d[2]^2 * s[1, 1]) / det)
  expect_equal(share_distance(counts)$value, by_hand)
  # Which level is left out does not matter, nor a level that nobody chose.
  expect_equal(share_distance(counts[, c(3, 1, 2)])$value, by_hand)
  expect_equal(share_distance(cbind(counts, 0))$value, by_hand)
  expect_identical(share_distance(rbind(c(3, 0), c(5, 0)))$value, 0)
  expect_identical(share_distance(rbind(c(3, 0), c(0, 5)))$value, NA_real_)
  expect_identical(share_distance(rbind(c(3, 1), c(0, 0)))$reason, "a_group_empty")
})

test_that("someone not asked is not someone who would not say", {
  lost <- attrition(demo_cohort())
  later <- lost[lost$from == "post" & lost$variable %in% "year", ]
  expect_setequal(unique(later$level[!is.na(later$level)]),
                  c("3", "4", "5", "Undisclosed", "Not asked"))
  linkage <- attrition(demo_cohort(), compare = "linkage")
  expect_false("year" %in% linkage$variable[linkage$from == "post"])
})

test_that("the comparisons count as participation() does", {
  cohort <- demo_cohort()
  flow <- participation(cohort)
  lost <- attrition(cohort)
  expect_equal(value_of(lost, statistic = "n", group = "stayed"),
               flow$n[flow$outcome == "both"])
  linkage <- attrition(cohort, compare = "linkage")
  expect_equal(value_of(linkage, statistic = "n", group = "linked"),
               flow$n[flow$outcome == "linked"])
})

test_that("the tables print", {
  expect_snapshot(attrition(demo_cohort()))
  expect_snapshot(attrition(demo_cohort(), compare = "linkage"))
  expect_snapshot(attrition(lossy_cohort(), method = "ml"))
})

test_that("what is asked wrongly is explained", {
  cohort <- lossy_cohort()
  expect_snapshot(error = TRUE, {
    attrition(data.frame(a = 1))
    attrition(cohort, predictors = "yaer")
    attrition(cohort, predictors = 1)
    attrition(cohort, compare = "linked")
    response_weights(attrition(cohort, compare = "linkage"))
    response_weights(cohort)
  })
})
