everyone <- function(cohort, weight) {
  at <- expand.grid(person = cohort$people$person, pair = 1:3)
  data.frame(person = at$person, contrast = "",
             from = c("pre", "post", "pre")[at$pair],
             to = c("post", "six_month", "six_month")[at$pair],
             weight = rep_len(weight, nrow(at)))
}

test_that("equal weights of any size change no figure that has a weighted form", {
  cohort <- demo_cohort()
  plain <- paired_change(cohort)
  for (size in c(1, 7.5)) {
    found <- paired_change(cohort, weights = everyone(cohort, size))
    at <- !is.na(found$estimate)
    expect_equal(found$estimate[at], plain$estimate[at])
    rows <- found$statistic == "change"
    expect_equal(found$conf_low[rows], plain$conf_low[rows])
    expect_identical(unique(found$note[found$statistic == "p_signed_rank"]),
                     "ranks take no weights")
  }
})

test_that("unequal weights follow the formula, and whole ones repeat rows", {
  cohort <- demo_cohort()
  set.seed(21)
  weights <- everyone(cohort, sample(1:3, 200, replace = TRUE))
  found <- paired_change(cohort, scales = "self_efficacy", weights = weights)
  wide <- pairwave:::scale_answers(cohort$scores, "self_efficacy",
                                   c("pre", "post"))
  people <- pairwave:::scale_people(cohort$scores, "self_efficacy")
  w <- weights[weights$from == "pre" & weights$to == "post", ]
  w <- w$weight[match(people, w$person)]
  d <- wide$post - wide$pre
  known <- !is.na(d)
  d <- d[known]
  w <- w[known]
  mean <- stats::weighted.mean(d, w)
  expect_equal(value(found, "change")[1], mean)
  n <- length(d)
  error <- sqrt(n / (n - 1) * sum(w^2 * (d - mean)^2)) / sum(w)
  expect_equal(value(found, "t")[1], mean / error)
  again <- rep(seq_along(w), w)
  expect_equal(value(found, "mean_before")[1], mean(wide$pre[known][again]))
  expect_equal(value(found, "r")[1],
               stats::cor(wide$pre[known][again], wide$post[known][again]))
  expect_identical(value(found, "n"), value(paired_change(cohort), "n")[1:3])
  expect_match(value(found, "change", "rule")[1], "^weighted; ")
})

test_that("attrition() gives weights, and the table says so", {
  cohort <- demo_cohort()
  lost <- attrition(cohort)
  found <- paired_change(cohort, weights = lost)
  expect_identical(found,
                   paired_change(cohort, weights = response_weights(lost)))
  expect_snapshot(found)
})

test_that("bad weights get one clear error", {
  cohort <- demo_cohort()
  weights <- everyone(cohort, 1)
  with <- function(column, row, to) {
    weights[[column]][row] <- to
    weights
  }
  expect_snapshot(error = TRUE, {
    paired_change(cohort, weights = 1:3)
    paired_change(cohort, weights = with("weight", 4, -1))
    paired_change(cohort, weights = with("from", 2, "pree"))
    paired_change(cohort, weights = weights[c(1, 1, 2), ])
    paired_change(cohort, weights = weights[weights$person > 5, ])
  })
})
