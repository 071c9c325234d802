# Numbers alone: the locale changes nothing here.

test_that("Firth's estimate of a two by two table adds a half to each cell", {
  # Heinze and Schemper 2002: in a saturated model the penalty is half a person
  # in every cell. Here nobody of the second group was lost.
  x <- cbind(1, rep(0:1, c(20, 15)))
  stayed <- rep(c(TRUE, FALSE, TRUE), c(13, 7, 15))
  fit <- firth_logistic(x, stayed)
  expect_equal(fit$coefficients[1], log(13.5 / 7.5), tolerance = 1e-9)
  expect_equal(fit$coefficients[2], log((15.5 / 0.5) / (13.5 / 7.5)),
               tolerance = 1e-9)
  expect_equal(mean(fit$fitted), mean(stayed), tolerance = 1e-9)
})

test_that("Firth's estimate agrees with logistf 1.26.1", {
  # logistf(am ~ wt + hp + cyl, mtcars) and its flic(); weight nearly tells the
  # gear boxes apart. In the second nobody heavy has a manual one.
  x <- cbind(1, mtcars$wt, mtcars$hp, mtcars$cyl)
  fit <- firth_logistic(x, mtcars$am == 1)
  expect_equal(
    fit$coefficients,
    c(12.90893674692, -5.77259026782, 0.02069924504, 0.22248045089),
    tolerance = 1e-6
  )
  expect_equal(fit$fitted[1:3], c(0.7989467969, 0.4769449287, 0.9100834110),
               tolerance = 1e-6)
  apart <- firth_logistic(cbind(1, mtcars$wt > 3.5, mtcars$hp), mtcars$am == 1)
  expect_equal(apart$coefficients,
               c(-0.372925428741, -2.748458597842, 0.005660438336),
               tolerance = 1e-6)
})

# The penalised likelihood as Heinze and Schemper write it, highest over the others.
penalised <- function(x, y, at, value) {
  height <- function(others) {
    beta <- append(others, value, at - 1)
    p <- stats::plogis(drop(x %*% beta))
    sum(log(ifelse(y, p, 1 - p))) +
      as.numeric(determinant(crossprod(x * sqrt(p * (1 - p))))$modulus) / 2
  }
  best <- numeric(ncol(x) - 1)
  for (again in 1:3) {
    best <- stats::optim(best, height, method = "BFGS",
                         control = list(fnscale = -1, reltol = 1e-14, maxit = 1000))$par
  }
  height(best)
}

test_that("at its limits the penalised likelihood is lower by half a chi-squared", {
  withr::local_seed(5)
  x <- cbind(1, rep(0:1, c(20, 15)), stats::rnorm(35))
  y <- rep(c(TRUE, FALSE, TRUE), c(13, 7, 15))
  fit <- firth_logistic(x, y)
  for (level in c(0.8, 0.95)) {
    limits <- fit$limits(level)
    for (j in 2:3) {
      top <- penalised(x, y, j, fit$coefficients[j])
      for (limit in limits[j, ]) {
        expect_equal(2 * (top - penalised(x, y, j, limit)), stats::qchisq(level, 1),
                     tolerance = 1e-5)
      }
    }
  }
})

test_that("limits agree with logistf, of answers told apart too", {
  skip_without_peer("logistf")
  withr::local_seed(6)
  for (i in seq_len(as.integer(Sys.getenv("PAIRWAVE_FIRTH_SETS", "8")))) {
    n <- sample(15:60, 1)
    data <- data.frame(a = stats::rnorm(n, 20, 4), b = stats::rbinom(n, 1, 0.4))
    data$y <- stats::runif(n) < stats::plogis((data$a - 20) / 4)
    # Nobody of one group is lost.
    if (i %% 2) data$y <- data$y | data$b == 1
    if (length(unique(data$y)) < 2) next
    wanted <- logistf::logistf(
      y ~ a + b, data, control = logistf::logistf.control(
        maxit = 1000, lconv = 1e-12, gconv = 1e-12, xconv = 1e-12
      ), plcontrol = logistf::logistpl.control(
        maxit = 5000, lconv = 1e-12, xconv = 1e-12
      )
    )
    fit <- firth_logistic(cbind(1, data$a, data$b), data$y)
    limits <- fit$limits(0.95)
    expect_equal(limits[-1, 1], unname(wanted$ci.lower)[-1], tolerance = 1e-6)
    expect_equal(limits[-1, 2], unname(wanted$ci.upper)[-1], tolerance = 1e-6)
  }
})

test_that("a weight is the share who stayed over that of people alike", {
  level <- factor(rep(c("a", "b"), c(10, 30)))
  stayed <- c(rep(TRUE, 4), rep(FALSE, 6), rep(TRUE, 24), rep(FALSE, 6))
  model <- response_model(stayed, list(), list(year = level), "ml", 0.95)
  expect_equal(model$weights, rep(c(0.7 / 0.4, 0.7 / 0.8), c(4, 24)),
               tolerance = 1e-6)
  w <- model$weights
  kish <- model$rows$estimate[model$rows$statistic == "effective_n"]
  expect_equal(kish, sum(w)^2 / sum(w^2))
  odds <- model$rows[model$rows$statistic == "odds_ratio", ]
  expect_equal(odds$estimate, (24 / 6) / (4 / 6), tolerance = 1e-6)
  expect_equal(odds$level, "b")
  expect_equal(log(odds$conf_high / odds$estimate),
               stats::qnorm(0.975) * sqrt(1 / 24 + 1 / 6 + 1 / 4 + 1 / 6),
               tolerance = 1e-5)
  # Six were lost in the smaller group of the two and there is one coefficient.
  expect_true(all(is.na(model$rows$reason)))
})

test_that("what can't be fitted is said, and weighs nobody wrongly", {
  level <- factor(rep(c("a", "b"), each = 6))
  apart <- level == "a"
  model <- response_model(apart, list(), list(year = level), "ml", 0.95)
  expect_true(all(is.na(model$weights)))
  expect_match(note_text(model$rows), "without error", all = TRUE)
  firth <- response_model(apart, list(), list(year = level), "firth", 0.95)
  expect_true(all(is.finite(firth$weights)))

  nobody <- response_model(rep(FALSE, 12), list(), list(year = level),
                           "firth", 0.95)
  expect_length(nobody$weights, 0)
  expect_identical(unique(note_text(nobody$rows)), "nobody stayed")
  everyone <- response_model(rep(TRUE, 12), list(), list(year = level),
                             "firth", 0.95)
  expect_identical(everyone$weights, rep(1, 12))
  ignorant <- response_model(apart, list(), list(), "firth", 0.95)
  expect_identical(ignorant$weights, rep(1, 6))
})

test_that("a missing score has a coefficient of its own", {
  set.seed(1)
  score <- c(stats::rnorm(30), rep(NA, 6))
  design <- response_design(list(a = score), list(), 36)
  expect_identical(design$level, c(NA, NA, "no score"))
  expect_equal(design$x[31:36, 2], rep(mean(score, na.rm = TRUE), 6))
  # Nothing is said twice: no one is missing, one level only, all missing.
  same <- response_design(list(a = 1:5, b = rep(NA_real_, 5), c = 1:5 * 2),
                          list(d = factor(rep("x", 5))), 5)
  expect_identical(same$of, c(NA, "a"))
})

test_that("where a continuous predictor tells everybody apart the highest top counts", {
  withr::local_seed(9)
  several <- 0
  for (i in 1:25) {
    n <- sample(8:20, 1)
    z <- stats::rnorm(n)
    stayed <- z > stats::quantile(z, stats::runif(1, 0.2, 0.8))
    z <- z + (z > mean(z)) * stats::runif(1, 0, 3)
    if (min(sum(stayed), sum(!stayed)) < 2) next
    x <- cbind(1, z / max(abs(z)), rep(0:1, length.out = n))
    top <- highest_top(x, stayed)
    lower <- function(beta) {
      height <- firth_state(x, stayed, beta)$likelihood
      if (is.finite(height)) -height else 1e6
    }
    found <- vapply(1:5, function(k) {
      -stats::optim(stats::rnorm(3, 0, 8), lower, control = list(maxit = 500))$value
    }, 0)
    expect_gte(top$likelihood, max(found) - 1e-4)
    if (!top$several) next
    several <- several + 1
    rows <- response_model(stayed, list(score = z), list(group = factor(x[, 3])),
                           "firth", 0.95)$rows
    expect_identical(unique(rows$reason[rows$statistic == "odds_ratio"]), "several_tops")
  }
  expect_gt(several, 0)
})


# The penalised likelihood written out (Heinze and Schemper 2002, eq. 1), and the highest
# that it is from some places with one coefficient held.
penalised <- function(x, y, beta) {
  eta <- drop(x %*% beta)
  p <- stats::plogis(eta)
  penalty <- determinant(crossprod(x, x * p * (1 - p)))
  if (penalty$sign <= 0) return(-1e6)
  height <- sum(stats::plogis(ifelse(y, eta, -eta), log.p = TRUE)) + as.double(penalty$modulus) / 2
  if (is.finite(height)) height else -1e6
}

highest_held <- function(x, y, j, value, times = 8) {
  lower <- function(others) -penalised(x, y, append(others, value, j - 1))
  search <- function(from) stats::optim(from, lower, control = list(maxit = 400))
  max(vapply(seq_len(times), function(k) {
    -search(search(stats::rnorm(2, 0, if (k %% 2) 20 else 4))$par)$value
  }, 0))
}

test_that("a limit at which another top is higher is told, and no other limit", {
  withr::local_seed(9)
  times <- as.integer(Sys.getenv("PAIRWAVE_PROFILE_SETS", "16"))
  told <- silent <- missed <- 0
  for (i in seq_len(times)) {
    n <- sample(8:20, 1)
    z <- stats::rnorm(n)
    stayed <- z > stats::quantile(z, stats::runif(1, 0.2, 0.8))
    z <- z + (z > mean(z)) * stats::runif(1, 0, 3)
    # Half of the sets are not told apart.
    if (i %% 2 == 0) stayed <- xor(stayed, seq_len(n) %in% sample(n, 2))
    group <- factor(rep(0:1, length.out = n))
    if (min(sum(stayed), sum(!stayed)) < 2) next
    rows <- response_model(stayed, list(score = z), list(group = group), "firth", 0.95)$rows
    said <- unique(rows$reason[rows$statistic == "odds_ratio"])
    # As the package looks for them: with several tops the way there decides.
    about <- function(x) (x - mean(x)) / max(abs(x - mean(x)))
    x <- cbind(1, about(z), about(rep(0:1, length.out = n)))
    top <- highest_top(x, stayed)
    if (top$several) next
    limits <- profile_limits(x, stayed, top, 0.95)
    held <- top$likelihood - stats::qchisq(0.95, 1) / 2
    above <- vapply(which(!is.na(limits)), function(at) {
      highest_held(x, stayed, (at - 1) %% 3 + 1, limits[at]) - held
    }, 0)
    is_told <- "several_profile_tops" %in% said
    if (is_told) expect_gt(max(above), 1e-3)
    told <- told + is_told
    silent <- silent + !is_told
    missed <- missed + (!is_told && max(above) > 1e-3)
  }
  expect_gt(told, 1)
  expect_gt(silent, 1)
  expect_lte(missed, times / 20)
})

test_that("a limit that the likelihood has no way to is left out", {
  # Of 28 people the score tells nearly all who were lost: on the way to one limit the
  # information of the coefficients vanishes.
  score <- c(9, 12, NA, NA, 12, 8, NA, NA, 12, NA, 7, 11, 4, NA, 10, 11, 8, NA, 5, 12, 12, NA,
             NA, 14, 10, 9, 15, 11)
  other <- c(9, 8, 9, 9, 9, 9, 11, 3, 11, 7, 13, 10, 6, 9, 7, 11, 9, 13, 3, 8, 9, 6, 8, 13, 13,
             9, 14, 6)
  people <- seq_along(score)
  x <- cbind(1, ifelse(is.na(score), mean(score, na.rm = TRUE), score), is.na(score), other,
             people %in% c(6, 14), people %in% c(3, 10, 15, 19, 22, 24, 26), people %in% c(14, 28))
  fit <- firth_logistic(x, !people %in% c(2, 4, 5, 7, 9, 10, 20, 21, 23, 24, 27))
  limits <- fit$limits(0.95)
  expect_true(all(limits[, 1] < fit$coefficients, na.rm = TRUE))
  expect_true(all(limits[, 2] > fit$coefficients, na.rm = TRUE))
  expect_identical(which(is.na(limits[-1, ])), 4L)
})

test_that("a climb to where coefficients can't be told apart is not settled, and no error", {
  expect_true(all(is.na(inverse_of(matrix(1, 2, 2)))))
  expect_equal(inverse_of(diag(c(2, 4))), diag(c(1 / 2, 1 / 4)))
  # Two columns that differ by what rounding leaves of them.
  unsettled <- without <- 0
  for (i in 1:60) {
    withr::local_seed(i)
    x <- cbind(1, matrix(stats::rnorm(48), 12))
    x <- cbind(x, x[, 2] + 10^stats::runif(1, -9, -6.5) * stats::rnorm(12))
    stayed <- stats::rnorm(12) > 0
    if (!is.finite(firth_state(x, stayed, numeric(6))$likelihood)) {
      without <- without + 1
      # Scaled, columns may be told apart after all.
      expect_true(all(c("coefficients", "limits") %in% names(firth_logistic(x, stayed))) ||
                    identical(firth_logistic(x, stayed)$reason, "model_unsettled"))
      next
    }
    unsettled <- unsettled + !firth_top(x, stayed, numeric(6))$settled
  }
  expect_gt(unsettled, 0)
  expect_gt(without, 0)
  same <- cbind(1, 1:12 > 6, 1:12 > 6)
  expect_identical(firth_logistic(same, 1:12 %% 2 == 0), list(reason = "model_unsettled"))
})
