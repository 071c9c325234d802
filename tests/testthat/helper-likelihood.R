# The restricted likelihood of waves a second time, in plain R: every answer a row
# of one long vector with a covariance of its own, nothing summed by pattern.

draw_waves <- function(n, lost = c(0, 0, 0)) {
  person <- stats::rnorm(n, 20, 4)
  waves <- data.frame(a = person + stats::rnorm(n, 0, 2),
                      b = person + stats::rnorm(n, 1, 3),
                      c = 0.7 * person + stats::rnorm(n, 8, 2))
  for (j in 1:3) waves[[j]][stats::runif(n) < lost[j]] <- NA
  waves[rowSums(!is.na(waves)) > 0, ]
}

# What the kernel says of the likelihood of some waves.
likelihood_of <- function(data) {
  wave_tests(new_tally(lapply(data, as.double)), 1L, rlang::current_env())
}

# Waves of people with some answers lost, by chance or as the wave before says.
draw_lost_waves <- function(n, waves = 3, lost = 0.25, after_low = FALSE) {
  own <- stats::runif(waves, 0.7, 1.5)
  answers <- outer(stats::rnorm(n), stats::runif(waves, 0.5, 1.5)) +
    matrix(stats::rnorm(n * waves), n) * rep(own, each = n) +
    rep(stats::rnorm(waves, 20, 2), each = n)
  for (j in seq_len(waves)[if (after_low) -1 else TRUE]) {
    chance <- if (after_low) {
      2 * lost * stats::plogis(-2 * drop(scale(answers[, j - 1])))
    } else {
      lost
    }
    answers[stats::runif(n) < chance, j] <- NA
  }
  answers <- as.data.frame(answers)
  names(answers) <- letters[seq_len(waves)]
  answers[rowSums(!is.na(answers)) > 0, ]
}

# The restricted likelihood of some waves: what it is at covariances `theta`, the upper
# triangle in the order of `elements`, twice its logarithm but for a constant being the
# `height`; NULL where they are none.
restricted_model <- function(data) {
  answers <- as.matrix(data)
  waves <- ncol(answers)
  at <- which(!is.na(answers), arr.ind = TRUE)
  y <- answers[at]
  x <- diag(waves)[at[, 2], , drop = FALSE]
  same <- outer(at[, 1], at[, 1], "==")
  elements <- which(upper.tri(diag(waves), TRUE), arr.ind = TRUE)
  slopes <- apply(elements, 1, function(e) {
    d <- matrix(0, waves, waves)
    d[e[1], e[2]] <- d[e[2], e[1]] <- 1
    d[at[, 2], at[, 2]] * same
  }, simplify = FALSE)
  trace <- function(a, b) sum(a * t(b))
  parts <- function(theta) {
    sigma <- matrix(0, waves, waves)
    sigma[elements] <- theta
    sigma[elements[, 2:1, drop = FALSE]] <- theta
    if (min(eigen(sigma, TRUE, TRUE)$values) <= 0) return(NULL)
    inverse <- solve(sigma[at[, 2], at[, 2]] * same)
    phi <- solve(t(x) %*% inverse %*% x)
    p <- inverse - inverse %*% x %*% phi %*% t(x) %*% inverse
    ps <- lapply(slopes, function(d) p %*% d)
    expected <- outer(seq_along(ps), seq_along(ps), Vectorize(function(a, b) {
      trace(ps[[a]], ps[[b]]) / 2
    }))
    away <- drop(p %*% y)
    pull <- vapply(slopes, function(d) sum(away * (d %*% away)), 0)
    height <- sum(log(eigen(inverse, TRUE, TRUE)$values)) + determinant(phi)$modulus -
      sum(y * away)
    list(height = as.double(height), inverse = inverse, phi = phi, p = p, away = away,
         expected = expected, mean = drop(phi %*% t(x) %*% inverse %*% y),
         score = (pull - vapply(ps, function(m) sum(diag(m)), 0)) / 2)
  }
  whole <- stats::cov(answers[stats::complete.cases(answers), , drop = FALSE])
  starts <- list(diag(apply(answers, 2, stats::var, na.rm = TRUE))[elements])
  if (all(is.finite(whole)) && min(eigen(whole, TRUE, TRUE)$values) > 1e-8) {
    starts <- c(starts, list(whole[elements]))
  }
  list(x = x, y = y, slopes = slopes, elements = elements, parts = parts, starts = starts)
}

# The higher of the tops that Fisher's scoring comes to from waves that have nothing in
# common and from the covariances of those who answered all; of one top they are one.
highest_point <- function(model) {
  tops <- Filter(Negate(is.null), lapply(model$starts, score_up, model$parts))
  if (!length(tops)) stop("the scoring did not settle")
  tops[[which.max(vapply(tops, `[[`, 0, "height"))]]
}

# NULL where it does not settle.
score_up <- function(theta, parts) {
  now <- parts(theta)
  for (i in 1:300) {
    step <- solve(now$expected, now$score)
    # Uphill, but for rounding at the top.
    while (is.null(nearer <- parts(theta + step)) ||
             nearer$height < now$height - 1e-9) {
      step <- step / 2
    }
    theta <- theta + step
    now <- nearer
    if (max(abs(step)) < 1e-12 * max(abs(theta))) return(now)
  }
  NULL
}

# At the highest point by Fisher's scoring (Harville 1977), Kenward and Roger (1997): the adjusted covariances of the means, eq. 3 (a covariance is linear in its
# elements, so that R is 0), and for a contrast the scale and the degrees of freedom
# of their section 3, from the A1 and A2 and B there. The inverse of `information`
# stands for what they call W, which is the expected one.
#
# "observed" takes the observed information. "answers" does as well, and what the
# means move by with the covariances from the answers themselves, the observed
# information of a mean and a covariance, instead of on average.
kenward_roger <- function(data, contrasts,
                          information = c("expected", "observed", "answers")) {
  information <- match.arg(information)
  model <- restricted_model(data)
  now <- highest_point(model)
  waves <- ncol(data)
  x <- model$x
  y <- model$y
  slopes <- model$slopes
  trace <- function(a, b) sum(a * t(b))
  w <- if (information == "expected") now$expected else {
    outer(seq_along(slopes), seq_along(slopes), Vectorize(function(a, b) {
      drop(now$away %*% slopes[[a]] %*% now$p %*% slopes[[b]] %*% now$away)
    })) - now$expected
  }
  w <- solve(w)
  phi <- now$phi
  ix <- now$inverse %*% x
  p <- lapply(slopes, function(d) -t(ix) %*% d %*% ix)
  lambda <- matrix(0, waves, waves)
  for (i in seq_along(slopes)) for (j in seq_along(slopes)) {
    q <- t(ix) %*% slopes[[i]] %*% now$inverse %*% slopes[[j]] %*% ix
    lambda <- lambda + w[i, j] * (q - p[[i]] %*% phi %*% p[[j]])
  }
  adjusted <- phi + 2 * phi %*% lambda %*% phi
  if (information == "answers") {
    moves <- vapply(slopes, function(d) {
      drop(phi %*% t(ix) %*% d %*% now$inverse %*% (y - x %*% now$mean))
    }, numeric(waves))
    adjusted <- phi + phi %*% lambda %*% phi + moves %*% w %*% t(moves)
  }
  do.call(rbind, lapply(contrasts, function(l) {
    theta <- l %*% solve(t(l) %*% phi %*% l) %*% t(l)
    tp <- lapply(p, function(m) theta %*% phi %*% m %*% phi)
    a1 <- a2 <- 0
    for (i in seq_along(p)) for (j in seq_along(p)) {
      a1 <- a1 + w[i, j] * sum(diag(tp[[i]])) * sum(diag(tp[[j]]))
      a2 <- a2 + w[i, j] * trace(tp[[i]], tp[[j]])
    }
    b <- (a1 + 6 * a2) / 2
    g <- (2 * a1 - 5 * a2) / (3 * a2)
    c <- c(g, 1 - g, 3 - g) / (3 + 2 * (1 - g))
    e <- 1 / (1 - a2)
    v <- 2 * (1 + c[1] * b) / ((1 - c[2] * b)^2 * (1 - c[3] * b))
    df <- 4 + 3 / (v / (2 * e^2) - 1)
    data.frame(
      change = sum(l * now$mean), error = sqrt(drop(l %*% adjusted %*% l)),
      model_error = sqrt(drop(l %*% phi %*% l)), df = df, scale = df / (e * (df - 2)),
      height = now$height
    )
  }))
}
