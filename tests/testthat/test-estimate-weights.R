skip_second_time()

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

# Coefficients and the weighted mean as the roots of estimating equations, one row a
# person, and their sandwich with slopes by differences.
sandwich_error <- function(x, stayed, change, groups = TRUE) {
  used <- stayed & !is.na(change) & groups
  equations <- function(theta) {
    p <- stats::plogis(drop(x %*% theta[-1]))
    cbind(ifelse(used, (change - theta[1]) / p, 0), x * (stayed - p))
  }
  beta <- stats::glm.fit(x, stayed, family = stats::binomial(),
                         control = list(epsilon = 1e-14))$coefficients
  p <- stats::plogis(drop(x %*% beta))
  theta <- c(stats::weighted.mean(change[used], 1 / p[used]), beta)
  slopes <- vapply(seq_along(theta), function(j) {
    by <- 1e-5 * replace(numeric(length(theta)), j, 1)
    colSums(equations(theta + by) - equations(theta - by)) / 2e-5
  }, theta)
  bread <- solve(slopes)
  n <- sum(used)
  sqrt(n / (n - 1) * (bread %*% crossprod(equations(theta)) %*% t(bread))[1, 1])
}

test_that("with the weights' own error it is the sandwich of M-estimation", {
  withr::local_seed(22)
  for (n in c(30, 80, 200)) {
    x <- cbind(1, stats::rnorm(n), rep(0:1, length.out = n))
    stayed <- stats::runif(n) < stats::plogis(0.5 + 0.6 * x[, 2])
    change <- ifelse(stayed, 1 + x[, 2] + stats::rnorm(n), NA)
    change[sample(n, 3)] <- NA
    fitted <- ml_logistic(x, stayed)$fitted
    model <- list(x = x, fitted = fitted, stayed = stayed)
    for (group in list(rep(TRUE, n), x[, 3] == 1)) {
      here <- ifelse(group, change, NA)
      mean <- stats::weighted.mean(here, ifelse(stayed, 1 / fitted, 0), na.rm = TRUE)
      expect_equal(estimated_weights_error(here, mean, model),
                   sandwich_error(x, stayed, change, group), tolerance = 1e-6)
    }
  }
})

test_that("weights of a response model have its error beside them, others have not", {
  cohort <- demo_cohort()
  lost <- attrition(cohort)
  found <- paired_change(cohort, weights = lost)
  rows <- found[found$statistic == "change_estimated_weights", ]
  known <- found[found$statistic == "change", ]
  expect_identical(rows$estimate, known$estimate)
  expect_true(all(rows$conf_low < rows$estimate & rows$estimate < rows$conf_high))
  # t, p and the interval are of one error.
  t <- stats::qt(1 - value(found, "p_estimated_weights") / 2, value(found, "df"))
  expect_equal((rows$conf_high - rows$estimate) / stats::qt(0.975, value(found, "df")),
               abs(rows$estimate) / t, tolerance = 1e-6)
  weights <- response_weights(lost)
  weights$weight[1] <- weights$weight[1] / 2
  changed <- paired_change(cohort, scales = "self_efficacy", weights = weights)
  # Only the contrast of the weight that was changed has none.
  expect_identical(sum(changed$statistic == "change_estimated_weights"), 2L)
  expect_false("change_estimated_weights" %in%
                 paired_change(cohort, weights = everyone(cohort, 1))$statistic)
})

test_that("with weights that are known, and estimated, the error is that of survey", {
  skip_without_peer("survey")
  cohort <- demo_cohort()
  lost <- attrition(cohort)
  found <- paired_change(cohort, scales = "self_efficacy", weights = lost)
  weights <- response_weights(lost)
  people <- scale_people(cohort$scores, "self_efficacy")
  for (i in which(found$statistic == "change")) {
    wide <- scale_answers(cohort$scores, "self_efficacy", c(found$from[i], found$to[i]))
    rows <- weights[weights$from == found$from[i] & weights$to == found$to[i], ]
    data <- data.frame(change = wide[[2]] - wide[[1]],
                       weight = rows$weight[match(people, rows$person)])
    data <- data[stats::complete.cases(data), ]
    mean <- survey::svymean(~change, survey::svydesign(~1, weights = ~weight, data = data))
    t <- value(found, "t")[match(i, which(found$statistic == "change"))]
    expect_equal(found$estimate[i], unname(stats::coef(mean)), tolerance = 1e-10)
    expect_equal(found$estimate[i] / t, unname(survey::SE(mean)[1]), tolerance = 1e-10)
  }
  # survey takes estimated weights as calibrated, which leaves out less of the error: it
  # stays a little above, and both below the error of known weights.
  withr::local_seed(24)
  x <- stats::rnorm(300)
  stayed <- stats::runif(300) < stats::plogis(0.7 + 0.7 * x)
  data <- data.frame(x, stayed, y = ifelse(stayed, x + stats::rnorm(300), 0))
  fitted <- ml_logistic(cbind(1, x), stayed)$fitted
  change <- ifelse(stayed, data$y, NA)
  mean <- stats::weighted.mean(data$y[stayed], 1 / fitted[stayed])
  ours <- estimated_weights_error(change, mean, list(x = cbind(1, x), fitted = fitted,
                                                     stayed = stayed))
  design <- survey::estWeights(data, formula = ~x, subset = ~ I(stayed))
  theirs <- unname(survey::SE(survey::svymean(~y, design))[1])
  known <- survey::svymean(~y, survey::svydesign(~1, weights = 1 / fitted[stayed],
                                                 data = data[stayed, ]))
  expect_lt(abs(ours / theirs - 1), 0.06)
  expect_lt(max(ours, theirs), unname(survey::SE(known)[1]))
})

# Weights of a model that foretells the change: taken as known the interval is too wide.
test_that("an interval with the weights' own error covers what it says", {
  samples <- as.integer(Sys.getenv("PAIRWAVE_WEIGHTS_SAMPLES", 0))
  skip_if(samples == 0, "PAIRWAVE_WEIGHTS_SAMPLES says how many samples")
  withr::local_seed(23)
  for (n in c(60, 150)) {
    holds <- replicate(samples, {
      x <- cbind(1, stats::rnorm(n))
      stayed <- stats::runif(n) < stats::plogis(0.7 + 0.7 * x[, 2])
      change <- ifelse(stayed, x[, 2] + stats::rnorm(n), NA)
      fitted <- firth_logistic(x, stayed)$fitted
      w <- ifelse(stayed, 1 / fitted, 0)
      mean <- stats::weighted.mean(change, w, na.rm = TRUE)
      used <- sum(stayed)
      known <- sqrt(used / (used - 1) * sum(w^2 * (change - mean)^2, na.rm = TRUE)) / sum(w)
      estimated <- estimated_weights_error(
        change, mean, list(x = x, fitted = fitted, stayed = stayed)
      )
      abs(mean) <= stats::qt(0.975, used - 1) * c(known, estimated)
    })
    message(n, ": ", paste(round(100 * rowMeans(holds), 1), collapse = " | "))
    expect_lt(abs(mean(holds[2, ]) - 0.95), 0.015 + 3 * sqrt(0.05 * 0.95 / samples))
  }
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
