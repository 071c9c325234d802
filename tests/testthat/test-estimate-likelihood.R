# Numbers alone: the locale changes nothing here.

test_that("with every answer the likelihood is the paired t test", {
  withr::local_seed(42)
  found <- paired_change(draw_waves(30), waves = c("a", "b", "c"))
  expect_equal(value(found, "change_likelihood"), value(found, "change"))
  for (limit in c("conf_low", "conf_high")) {
    expect_equal(value(found, "change_likelihood", limit), value(found, "change", limit))
  }
  expect_equal(value(found, "p_likelihood"), value(found, "p"))
})

test_that("where the last wave is lost the estimate is the mean of fitted values", {
  withr::local_seed(43)
  data <- draw_waves(40, c(0, 0, 0.4))
  found <- paired_change(data, waves = c("a", "b", "c"))
  fitted <- stats::predict(stats::lm(c ~ a + b, data), data)
  expect_equal(value(found, "change_likelihood")[3], mean(fitted) - mean(data$a))
  expect_match(value(found, "change_likelihood", "rule")[3], "closed form")
  expect_identical(value(found, "change_likelihood", "n")[1], 40L)
})

test_that("estimates and standard errors are those of nlme::gls", {
  skip_without_peer("nlme")
  withr::local_seed(45)
  for (lost in list(c(0, 0, 0), c(0, 0, 0.3), c(0.1, 0.2, 0.3))) {
    data <- draw_waves(50, lost)
    found <- paired_change(data, waves = c("a", "b", "c"))
    long <- data.frame(y = unlist(data), wave = rep(1:3, each = nrow(data)),
                       id = rep(seq_len(nrow(data)), 3))
    long <- long[!is.na(long$y), ]
    long <- long[order(long$id, long$wave), ]
    fit <- nlme::gls(
      y ~ factor(wave), long, method = "REML",
      correlation = nlme::corSymm(form = ~ wave | id),
      weights = nlme::varIdent(form = ~ 1 | wave),
      control = nlme::glsControl(tolerance = 1e-10, msTol = 1e-12,
                                 maxIter = 200, msMaxIter = 500)
    )
    errors <- sqrt(diag(stats::vcov(fit)))
    model <- likelihood_of(data)$model
    expect_equal(sqrt(model[1, 1] + diag(model) - 2 * model[1, ])[2:3],
                 unname(errors[2:3]), tolerance = 1e-5)
    expect_equal(value(found, "change_likelihood")[c(1, 3)],
                 unname(stats::coef(fit)[2:3]), tolerance = 1e-5)
  }
})

# Estimate, error and degrees of freedom of the contrasts from each wave to a later
# one, by the kernel.
three_contrasts <- list(c(-1, 1, 0), c(0, -1, 1), c(-1, 0, 1))
by_kernel <- function(data, contrasts = three_contrasts) {
  found <- likelihood_of(data)
  do.call(rbind, lapply(contrasts, function(weights) {
    as.data.frame(contrast_of_means(found, weights))
  }))
}

# Relative, since one is near 0 as often as the other.
expect_same_contrasts <- function(found, wanted, tolerance = 1e-6) {
  testthat::expect_lt(max(abs(found$error / wanted$error - 1)), tolerance)
  testthat::expect_lt(max(abs(found$df / wanted$df - 1)), tolerance)
  testthat::expect_lt(max(abs(found$estimate - wanted$change) / wanted$error), tolerance)
}

# Sets of waves that lose answers by chance in any wave, or after a low answer; many
# in `PAIRWAVE_LIKELIHOOD_SETS`.
lossy_sets <- function(seed, few, from = 12, to = 40) {
  withr::local_seed(seed)
  times <- asked_or("PAIRWAVE_LIKELIHOOD_SETS", ceiling(few / 2), few)
  lapply(seq_len(times), function(i) {
    draw_lost_waves(sample(from:to, 1), after_low = i %% 2 == 0)
  })
}

# Whether the highest point is one inside: a covariance that is told from a
# singular one.
is_inside <- function(data) {
  outcome <- likelihood_of(data)$outcome
  both <- stats::cov(data, use = "pairwise")
  outcome %in% 0:1 && !anyNA(both) && min(eigen(stats::cov2cor(both))$values) > 0.05
}

test_that("errors and degrees of freedom are Kenward and Roger's, written out", {
  sets <- Filter(is_inside, lossy_sets(46, 8))
  expect_gt(length(sets), few_or_many(2, 5))
  unsettled <- 0
  for (data in sets) {
    # Of several tops, which the package tells, the scoring can come to another; of some
    # few sets it runs off to a singular covariance from either start.
    if (has_several_tops(likelihood_of(data))) {
      unsettled <- unsettled + 1
      next
    }
    wanted <- tryCatch(kenward_roger(data, three_contrasts, "answers"), error = function(e) {
      expect_identical(conditionMessage(e), "the scoring did not settle")
    })
    if (!is.list(wanted)) {
      unsettled <- unsettled + 1
      next
    }
    expect_equal(wanted$scale, rep(1, 3), tolerance = 1e-8)
    expect_same_contrasts(by_kernel(data), wanted, 1e-8)
  }
  expect_lte(unsettled, length(sets) / 50)
  four <- draw_lost_waves(60, waves = 4)
  contrasts <- list(c(-1, 0, 0, 1), c(-1, 1, -1, 1), c(0.5, -1.5, 0, 1))
  expect_same_contrasts(by_kernel(four, contrasts),
                        kenward_roger(four, contrasts, "answers"), 1e-8)
})

test_that("written out with averages they are those of mmrm", {
  skip_without_peer("mmrm")
  compared <- lower <- 0
  sets <- Filter(is_inside, lossy_sets(47, 5))
  for (data in sets) {
    long <- data.frame(
      y = unlist(data), wave = factor(rep(names(data), each = nrow(data))),
      person = factor(rep(seq_len(nrow(data)), 3))
    )
    # mmrm says of half of the sets that its search did not settle so closely.
    fit <- tryCatch(mmrm::mmrm(
      y ~ 0 + wave + us(wave | person), long[!is.na(long$y), ],
      control = mmrm::mmrm_control(
        method = "Kenward-Roger", vcov = "Kenward-Roger-Linear",
        optimizer = "nlminb", optimizer_control = list(
          rel.tol = 1e-15, abs.tol = 0, x.tol = 1e-14, eval.max = 2000, iter.max = 2000
        )
      )
    ), error = function(e) NULL)
    if (is.null(fit)) next
    compared <- compared + 1
    wanted <- do.call(rbind, lapply(three_contrasts, function(weights) {
      with(mmrm::df_1d(fit, weights), data.frame(change = est, error = se, df = df))
    }))
    written <- kenward_roger(data, three_contrasts, "observed")
    found <- by_kernel(data)
    # Of two tops mmrm can stand at the lower one.
    model <- restricted_model(data)
    there <- model$parts(mmrm::component(fit, "varcor")[model$elements])$height
    if (written$height[1] > there + 1e-6) {
      lower <- lower + 1
      expect_true(has_several_tops(likelihood_of(data)))
      expect_same_contrasts(transform(found, error = written$error), written)
      next
    }
    expect_equal(there, written$height[1], tolerance = 1e-9)
    expect_same_contrasts(transform(written, estimate = change), wanted)
    # The error on average is not the package's; all else is.
    expect_same_contrasts(transform(found, error = written$error), wanted)
  }
  expect_gt(compared, length(sets) / 3)
  expect_lte(lower, length(sets) / 50)
})

# Waves of 22 and 13 people with two tops: the one that is climbed to from waves without
# anything in common is the lower, or the higher one.
two_tops <- function() {
  drawn <- function(seed, i, to) {
    withr::local_seed(seed)
    for (set in seq_len(i)) data <- draw_lost_waves(sample(12:to, 1), after_low = set %% 2 == 0)
    data
  }
  list(drawn(48, 193, 25), drawn(46, 71, 40))
}

# The restricted log likelihood again, and the change from the first wave to the last, by
# who answered the same waves.
height_of_patterns <- function(data, sigma) {
  answers <- as.matrix(data)
  patterns <- split(seq_len(nrow(answers)), apply(!is.na(answers), 1, paste, collapse = ""))
  total <- 0 * sigma
  right <- numeric(nrow(sigma))
  sum <- 0
  for (people in patterns) {
    seen <- which(!is.na(answers[people[1], ]))
    y <- answers[people, seen, drop = FALSE]
    w <- solve(sigma[seen, seen, drop = FALSE])
    total[seen, seen] <- total[seen, seen] + length(people) * w
    right[seen] <- right[seen] + w %*% colSums(y)
    sum <- sum + length(people) * log(det(w)) - sum((y %*% w) * y)
  }
  mean <- solve(total, right)
  c((sum + sum(mean * right) - log(det(total))) / 2, unname(mean[3] - mean[1]))
}

# All tops that a search comes to from some places, the highest first.
searched_tops <- function(data, times = 3) {
  data <- scale(data, scale = FALSE)
  shift <- diff(attr(data, "scaled:center")[c(1, 3)])
  spread <- apply(data, 2, stats::sd, na.rm = TRUE)
  at <- function(l) {
    root <- matrix(0, 3, 3)
    root[lower.tri(root, TRUE)] <- l
    height_of_patterns(data, tcrossprod(root * spread))
  }
  tops <- vapply(seq_len(times), function(i) {
    found <- stats::optim(stats::rnorm(6), function(l) -at(l)[1], method = "BFGS",
                          control = list(reltol = 1e-12, maxit = 400))
    if (found$convergence == 0) at(found$par) + c(0, shift) else c(-Inf, NA)
  }, c(0, 0))
  # A search that stands still far below is at no top.
  tops <- tops[, order(-tops[1, ])]
  tops[, !duplicated(round(tops[1, ], 3)) & tops[1, ] > tops[1, 1] - 20, drop = FALSE]
}

test_that("of two tops of the likelihood the highest is taken, and it is said", {
  withr::local_seed(2)
  for (data in two_tops()) {
    tops <- searched_tops(data)
    expect_identical(ncol(tops), 2L)
    found <- likelihood_of(data)
    expect_equal(found$mean[3] - found$mean[1], unname(tops[2, 1]), tolerance = 1e-3)
    expect_equal(found$other, diff(tops[1, ]), tolerance = 1e-3)
    rows <- as.data.frame(paired_change(data, waves = c("a", "b", "c")))
    told <- rows$caution[rows$statistic == "change_likelihood"]
    lasting <- as.data.frame(persistence(data, waves = c("a", "b", "c"), margin = 1))
    told <- c(told, lasting$caution[lasting$statistic %in% c("gain_later", "p_persistence")])
    expect_identical(told %in% "likelihood_tops", rep(found$other > -near_top, length(told)))
  }
  one <- likelihood_of(draw_waves(40, c(0.1, 0.2, 0.3)))
  expect_identical(one$other, -Inf)
})

# pbkrtest takes the expected information. Random intercepts, an error and one more
# variance of the later wave are any covariance of two waves with 0 < cov < var before
# < var after.
test_that("written out with the expected information they are those of pbkrtest", {
  skip_without_peer("pbkrtest")
  skip_without_peer("lme4")
  withr::local_seed(48)
  for (i in seq_len(as.integer(Sys.getenv("PAIRWAVE_LIKELIHOOD_SETS", 5)))) {
    person <- stats::rnorm(40)
    data <- data.frame(a = person + stats::rnorm(40), b = person + stats::rnorm(40, 1, 2))
    data[cbind(1:16, rep(1:2, 8))] <- NA
    long <- data.frame(y = unlist(data), later = rep(0:1, each = nrow(data)),
                       person = factor(rep(seq_len(nrow(data)), 2)))
    long <- long[!is.na(long$y), ]
    fit <- suppressMessages(lme4::lmer(
      y ~ later + (1 | person) + (0 + later | person), long,
      control = lme4::lmerControl(
        optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 1e5),
        check.nobs.vs.nlev = "ignore", check.nobs.vs.nRE = "ignore",
        calc.derivs = FALSE
      )
    ))
    # At the edge of the model it is not any covariance.
    theta <- lme4::getME(fit, "theta")
    if (min(theta) < 0.05 || max(theta) > 10) next
    wanted <- kenward_roger(data, list(c(-1, 1)), "expected")
    adjusted <- pbkrtest::vcovAdj(fit)
    later <- matrix(0:1, 1)
    expect_equal(sqrt(adjusted[2, 2]), wanted$error, tolerance = 1e-6)
    expect_equal(pbkrtest::Lb_ddf(later, as.matrix(stats::vcov(fit)), adjusted),
                 wanted$df, tolerance = 1e-6)
    expect_equal(unname(lme4::fixef(fit)[2]), wanted$change, tolerance = 1e-6)
  }
})
