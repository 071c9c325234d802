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
lossy_sets <- function(seed, few = 10, from = 12, to = 40) {
  withr::local_seed(seed)
  times <- as.integer(Sys.getenv("PAIRWAVE_LIKELIHOOD_SETS", few))
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
  sets <- Filter(is_inside, lossy_sets(46))
  expect_gt(length(sets), 5)
  for (data in sets) {
    wanted <- kenward_roger(data, three_contrasts, "answers")
    expect_equal(wanted$scale, rep(1, 3), tolerance = 1e-8)
    expect_same_contrasts(by_kernel(data), wanted, 1e-8)
  }
  four <- draw_lost_waves(60, waves = 4)
  contrasts <- list(c(-1, 0, 0, 1), c(-1, 1, -1, 1), c(0.5, -1.5, 0, 1))
  expect_same_contrasts(by_kernel(four, contrasts),
                        kenward_roger(four, contrasts, "answers"), 1e-8)
})

test_that("written out with averages they are those of mmrm", {
  skip_without_peer("mmrm")
  compared <- 0
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
    expect_same_contrasts(transform(written, estimate = change), wanted)
    # The error on average is not the package's; all else is.
    expect_same_contrasts(transform(found, error = written$error), wanted)
  }
  expect_gt(compared, length(sets) / 3)
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
