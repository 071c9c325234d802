# Numbers alone: the locale changes nothing here.

draw_waves <- function(n, lost = c(0, 0, 0)) {
  person <- stats::rnorm(n, 20, 4)
  waves <- data.frame(a = person + stats::rnorm(n, 0, 2),
                      b = person + stats::rnorm(n, 1, 3),
                      c = 0.7 * person + stats::rnorm(n, 8, 2))
  for (j in 1:3) waves[[j]][stats::runif(n) < lost[j]] <- NA
  waves[rowSums(!is.na(waves)) > 0, ]
}

test_that("OBrienKaiser gives its values over all waves", {
  found <- paired_change(obrien_kaiser, waves = c("pre", "post", "fup"))
  rows <- found[found$contrast == "all waves", ]
  expect_identical(unique(rows$n), 16L)
  # R 4.2.2: aov(), anova(lm(), test = "Spherical"), friedman.test().
  expect_equal(round(value(rows, "f"), 3), 14.852)
  expect_identical(c(value(rows, "df_waves"), value(rows, "df_error")), c(2, 30))
  expect_equal(signif(value(rows, "p_anova"), 3), 3.29e-5)
  expect_equal(round(value(rows, "epsilon_gg"), 4), 0.7720)
  expect_equal(signif(value(rows, "p_gg"), 3), 1.89e-4)
  expect_equal(round(value(rows, "epsilon_hf"), 4), 0.8437)
  expect_equal(round(value(rows, "eta2_partial"), 4), 0.4975)
  expect_equal(round(value(rows, "eta2_generalised"), 4), 0.1782)
  expect_equal(round(value(rows, "friedman"), 3), 14.772)
  expect_equal(round(value(rows, "p_friedman"), 5), 0.00062)
  expect_equal(round(value(rows, "kendall_w"), 4), 0.4616)
})

test_that("selfesteem gives its values over all waves", {
  found <- paired_change(selfesteem, waves = c("t1", "t2", "t3"))
  expect_equal(round(value(found, "f"), 3), 55.469)
  expect_equal(signif(value(found, "p_anova"), 3), 2.01e-8)
  expect_equal(round(value(found, "eta2_generalised"), 3), 0.829)
  expect_equal(round(value(found, "epsilon_gg"), 3), 0.690)
  expect_equal(round(value(found, "epsilon_hf"), 3), 0.774)
  expect_equal(round(value(found, "friedman"), 1), 18.2)
  expect_equal(round(value(found, "kendall_w"), 2), 0.91)
})

test_that("the tests of all waves are those of stats", {
  withr::local_seed(41)
  for (i in 1:20) {
    data <- round(draw_waves(sample(5:60, 1)))
    found <- paired_change(data, waves = c("a", "b", "c"))
    expect_equal(value(found, "friedman"),
                 unname(stats::friedman.test(as.matrix(data))$statistic))
    spherical <- stats::anova(
      stats::lm(as.matrix(data) ~ 1), X = ~1, test = "Spherical"
    )
    expect_equal(value(found, "f"), spherical$F[1], tolerance = 1e-8)
    expect_equal(value(found, "epsilon_gg"), attr(spherical, "heading") |>
                   grep(pattern = "Greenhouse", value = TRUE) |>
                   sub(pattern = ".*: *", replacement = "") |> as.numeric(),
                 tolerance = 1e-3)
    expect_equal(value(found, "p_gg"), spherical[["G-G Pr"]][1], tolerance = 1e-8)
    expect_equal(value(found, "p_hf"), spherical[["H-F Pr"]][1], tolerance = 1e-8)
  }
})

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

# The restricted log-likelihood written out over people, as a function of the
# covariances' Cholesky factor, with no sums by pattern.
restricted <- function(par, data) {
  root <- matrix(0, 3, 3)
  root[lower.tri(root, TRUE)] <- par
  sigma <- root %*% t(root)
  information <- matrix(0, 3, 3)
  right <- numeric(3)
  parts <- lapply(seq_len(nrow(data)), function(i) {
    y <- unlist(data[i, ])
    at <- which(!is.na(y))
    list(at = at, y = y[at], inverse = solve(sigma[at, at, drop = FALSE]))
  })
  for (part in parts) {
    information[part$at, part$at] <- information[part$at, part$at] + part$inverse
    right[part$at] <- right[part$at] + part$inverse %*% part$y
  }
  mean <- solve(information, right)
  loss <- determinant(information)$modulus
  for (part in parts) {
    away <- part$y - mean[part$at]
    loss <- loss - determinant(part$inverse)$modulus +
      sum(away * (part$inverse %*% away))
  }
  structure(-loss / 2, mean = mean, cov = solve(information))
}

test_that("EM's estimate is where the restricted likelihood is highest", {
  withr::local_seed(44)
  for (i in 1:3) {
    data <- draw_waves(40, c(0.1, 0.25, 0.3))
    found <- wave_tests(new_tally(lapply(data, as.double)), 1L, rlang::current_env())
    expect_identical(found$outcome, 1)
    start <- t(chol(stats::cov(stats::na.omit(data))))
    best <- stats::optim(start[lower.tri(start, TRUE)], restricted, data = data,
                         method = "BFGS",
                         control = list(fnscale = -1, reltol = 1e-15, maxit = 500))
    at <- restricted(best$par, data)
    expect_equal(found$change[1, 3], attr(at, "mean")[3] - attr(at, "mean")[1],
                 tolerance = 1e-4)
    cov <- attr(at, "cov")
    expect_equal(found$error[1, 2], sqrt(cov[1, 1] + cov[2, 2] - 2 * cov[1, 2]),
                 tolerance = 1e-4)
  }
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
    expect_equal(value(found, "change_likelihood")[c(1, 3)],
                 unname(stats::coef(fit)[2:3]), tolerance = 1e-5)
    rows <- found[found$statistic == "change_likelihood", ]
    df <- as.numeric(sub(".*df ", "", rows$rule))
    half <- (rows$conf_high - rows$conf_low) / 2
    expect_equal((half / stats::qt(0.975, df))[c(1, 3)], unname(errors[2:3]),
                 tolerance = 1e-3)
  }
})

test_that("degrees of freedom are Satterthwaite's from the dense information", {
  withr::local_seed(46)
  data <- draw_waves(25, c(0.1, 0.2, 0.3))
  found <- wave_tests(new_tally(lapply(data, as.double)), 1L, rlang::current_env())
  start <- t(chol(stats::cov(stats::na.omit(data))))
  best <- stats::optim(start[lower.tri(start, TRUE)], restricted, data = data,
                       method = "BFGS",
                       control = list(fnscale = -1, reltol = 1e-15, maxit = 500))
  root <- matrix(0, 3, 3)
  root[lower.tri(root, TRUE)] <- best$par
  sigma <- root %*% t(root)
  # Everyone's answers as one vector with a block-diagonal covariance.
  rows <- which(!is.na(as.matrix(data)), arr.ind = TRUE)
  x <- diag(3)[rows[, 2], ]
  same <- outer(rows[, 1], rows[, 1], "==")
  inverse <- solve(sigma[rows[, 2], rows[, 2]] * same)
  v <- solve(t(x) %*% inverse %*% x)
  p <- inverse - inverse %*% x %*% v %*% t(x) %*% inverse
  pairs <- which(upper.tri(diag(3), TRUE), arr.ind = TRUE)
  slopes <- lapply(seq_len(6), function(i) {
    d <- matrix(0, 3, 3)
    d[pairs[i, , drop = FALSE]] <- d[pairs[i, 2:1, drop = FALSE]] <- 1
    d[rows[, 2], rows[, 2]] * same
  })
  information <- matrix(0, 6, 6)
  for (a in 1:6) for (b in 1:6) {
    information[a, b] <-
      sum(diag(p %*% slopes[[a]] %*% p %*% slopes[[b]])) / 2
  }
  contrast <- c(-1, 0, 1)
  slope <- vapply(slopes, function(d) {
    drop(contrast %*% v %*% t(x) %*% inverse %*% d %*% inverse %*% x %*% v %*%
           contrast)
  }, 0)
  variance <- drop(contrast %*% v %*% contrast)
  df <- 2 * variance^2 / drop(slope %*% solve(information, slope))
  expect_equal(found$df[1, 3], df, tolerance = 1e-4)
})

test_that("what all waves lack is said", {
  waves <- c("a", "b", "c")
  check <- function(data) {
    found <- paired_change(data, waves = waves)
    expect_identical(is.na(found$reason), !is.na(found$estimate))
    expect_identical(is.na(found$note), is.na(found$reason) & is.na(found$caution))
    expect_false(any(is.nan(found$estimate)))
    found
  }
  none <- check(data.frame(a = c(1, NA), b = c(NA, 2), c = c(3, NA)))
  expect_identical(value(none, "f", "note"), "nobody answered every wave")
  expect_match(value(none, "change_likelihood", "note")[1], "fewer than 3")
  alike <- check(data.frame(a = 1:4, b = 2:5, c = 4:7))
  expect_match(value(alike, "f", "note"), "changed alike")
  expect_match(value(alike, "change_likelihood", "note")[1], "without error")
  expect_identical(value(alike, "friedman"), 8)
  same <- check(data.frame(a = 1:4, b = 1:4, c = 1:4))
  expect_match(value(same, "kendall_w", "note"), "the same in every wave")
  check(data.frame(a = 1, b = 2, c = 3))
  check(data.frame(a = numeric(), b = numeric(), c = numeric()))
  two <- paired_change(data.frame(a = 1:4, b = c(2, 2, 5, 7)), waves = waves[1:2])
  expect_false("all waves" %in% two$contrast)
  many <- as.data.frame(matrix(stats::rnorm(200), 20))
  found <- paired_change(many, waves = names(many))
  expect_identical(value(found, "change_likelihood", "note")[1],
                   "more than 8 waves")
})

test_that("groups have their own tests of all waves, small ones none", {
  withr::local_seed(47)
  data <- draw_waves(20)
  data$group <- rep(c("x", "y"), c(17, 3))
  found <- paired_change(data, waves = c("a", "b", "c"), by = "group")
  rows <- found[found$contrast == "all waves", ]
  alone <- paired_change(data[1:17, ], waves = c("a", "b", "c"))
  expect_equal(rows$estimate[rows$group == "x"],
               alone$estimate[alone$contrast == "all waves"])
  few <- rows[rows$group == "y", ]
  expect_identical(few$statistic[!is.na(few$estimate)], c("n_complete", "n_any"))
  expect_match(value(few, "f", "note"), "fewer than 5 pairs")
})

test_that("waves in the other order flip signs and nothing else", {
  withr::local_seed(48)
  data <- draw_waves(40, c(0.1, 0.2, 0.3))
  one <- paired_change(data, waves = c("a", "b", "c"))
  two <- paired_change(data[sample(nrow(data)), ], waves = c("c", "b", "a"))
  whole <- one$contrast == "all waves"
  expect_equal(two$estimate[whole], one$estimate[whole])
  mirror <- c("a -> b" = "b -> a", "b -> c" = "c -> b", "a -> c" = "c -> a")
  for (contrast in names(mirror)) {
    at <- function(x, statistic, what = "estimate") {
      here <- if (identical(x, one)) contrast else mirror[[contrast]]
      x[[what]][x$statistic == statistic & x$contrast == here]
    }
    for (statistic in c("change", "t", "d_av", "d_z", "d_rm", "g_av", "g_z",
                        "rank_biserial", "hodges_lehmann", "change_likelihood")) {
      expect_equal(at(two, statistic), -at(one, statistic), tolerance = 1e-8)
      expect_equal(at(two, statistic, "conf_low"),
                   -at(one, statistic, "conf_high"), tolerance = 1e-6)
    }
    for (statistic in c("n", "p", "p_likelihood", "p_sign", "p_signed_rank",
                        "r", "same", "sd_change", "df")) {
      expect_equal(at(two, statistic), at(one, statistic), tolerance = 1e-8)
    }
    expect_equal(at(two, "improved"), at(one, "worse"))
    expect_equal(at(two, "mean_before"), at(one, "mean_after"))
    expect_equal(at(two, "superiority"), 1 - at(one, "superiority"))
  }
})
