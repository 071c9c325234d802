# Who answers again: the response model, and the weights that follow from it.

# `stayed` says who answered again; `scores` and `answers` are lists of what
# is known of everyone before. Gives `rows` of the result and the `weights` of
# those who stayed, NA where there can be none; and the `response` model that they come
# from, NULL where there is none.
response_model <- function(stayed, scores, answers, method, conf_level) {
  of_weights <- paste0("weights_", method)
  design <- response_design(scores, answers, length(stayed))
  fewest <- min(sum(stayed), sum(!stayed))
  if (!any(stayed)) {
    return(list(rows = weight_rows(numeric(), "nobody_stayed", of_weights),
                weights = numeric()))
  }
  # Nobody lost, or nothing known: everyone stands for themselves.
  if (fewest == 0 || ncol(design$x) == 1) {
    weights <- rep(1, sum(stayed))
    reason <- if (fewest == 0) "nobody_lost" else "nothing_known"
    return(list(rows = weight_rows(weights, reason, of_weights), weights = weights))
  }
  fit <- if (method == "firth") firth_logistic(design$x, stayed) else
    ml_logistic(design$x, stayed)
  if (!is.null(fit$reason)) {
    return(list(
      rows = weight_rows(rep(NA_real_, sum(stayed)), fit$reason, of_weights),
      weights = rep(NA_real_, sum(stayed))
    ))
  }
  weights <- mean(stayed) / fit$fitted[stayed]
  few <- fewest / (ncol(design$x) - 1)
  reason <- if (few < 5) "few_per_coefficient" else NA
  list(
    rows = stack_frames(list(odds_rows(fit, design, length(stayed), conf_level),
                             weight_rows(weights, reason, of_weights))),
    weights = weights,
    response = list(x = design$x, fitted = fit$fitted, stayed = stayed)
  )
}

weight_rows <- function(weights, reason, method) {
  known <- length(weights) > 0 && !anyNA(weights)
  attrition_rows(
    NA, c("weight_min", "weight_max", "effective_n"),
    if (known) c(range(weights), sum(weights)^2 / sum(weights^2)) else NA,
    n = length(weights), method = method, reason = reason
  )
}

# The model matrix, an intercept first; columns that say nothing new are left
# out. `of` and `level` name what each column stands for.
response_design <- function(scores, answers, n) {
  x <- list(rep(1, n))
  of <- level <- NA_character_
  for (name in names(scores)) {
    score <- scores[[name]]
    blank <- is.na(score)
    if (all(blank)) next
    score[blank] <- mean(score[!blank])
    x <- c(x, list(score), list(as.double(blank)))
    of <- c(of, name, name)
    level <- c(level, NA, "no score")
  }
  for (name in names(answers)) {
    answer <- droplevels(answers[[name]])
    for (one in levels(answer)[-1]) {
      x <- c(x, list(as.double(answer == one)))
      of <- c(of, name)
      level <- c(level, one)
    }
  }
  x <- do.call(cbind, x)
  independent <- qr(x)
  keep <- sort(independent$pivot[seq_len(independent$rank)])
  list(x = x[, keep, drop = FALSE], of = of[keep], level = level[keep])
}

odds_rows <- function(fit, design, n, conf_level) {
  limits <- fit$limits(conf_level)
  caution <- fit$caution %||% if (isTRUE(attr(limits, "several"))) "several_profile_tops"
  attrition_rows(
    design$of[-1], "odds_ratio", exp(fit$coefficients[-1]),
    level = design$level[-1], conf_low = exp(limits[-1, 1]),
    conf_high = exp(limits[-1, 2]), n = n,
    method = "odds_of_staying", interval = fit$interval, reason = caution %||% NA
  )
}

ml_logistic <- function(x, y) {
  fit <- suppressWarnings(stats::glm.fit(x, y, family = stats::binomial()))
  # A probability next to 0 or 1 is one on its way there (separation).
  extreme <- any(fit$fitted.values < 1e-7 | fit$fitted.values > 1 - 1e-7)
  if (!fit$converged || extreme) {
    return(list(reason = "separated"))
  }
  se <- sqrt(diag(chol2inv(fit$qr$qr[seq_len(ncol(x)), , drop = FALSE])))
  list(
    coefficients = fit$coefficients, fitted = fit$fitted.values, interval = "wald",
    limits = function(conf_level) {
      fit$coefficients + outer(se, c(-1, 1) * stats::qnorm((1 + conf_level) / 2))
    }
  )
}

# Firth's penalised likelihood: the score is X'(y - p + h (1/2 - p)), h the
# diagonal of the weighted hat matrix (Heinze and Schemper 2002, eq. 2).
firth_logistic <- function(x, y) {
  # Columns about their means and on one scale, so that a step means the same for all of
  # them, and for a score and its mirror. The first is the intercept.
  centre <- c(0, colMeans(x)[-1])
  x <- sweep(x, 2, centre)
  spread <- pmax(apply(abs(x), 2, max), 1e-300)
  x <- sweep(x, 2, spread, "/")
  top <- highest_top(x, y)
  if (!top$settled) return(list(reason = "model_unsettled"))
  coefficients <- top$beta / spread
  coefficients[1] <- coefficients[1] - sum(coefficients * centre)
  list(
    caution = if (top$several) "several_tops",
    coefficients = coefficients, interval = "profile_penalised",
    limits = function(conf_level) {
      limits <- profile_limits(x, y, top, conf_level)
      structure(limits / spread, several = attr(limits, "several"))
    },
    fitted = with_mean(drop(x %*% top$beta), mean(y))
  )
}

# Where a predictor tells everybody apart the penalised likelihood can have more than
# one top. It is looked for from 0 and from points on the way to infinite odds, where
# maximum likelihood is after some steps; the highest counts.
highest_top <- function(x, y) {
  starts <- firth_starts(x, y)
  usable <- vapply(starts, function(start) is.finite(firth_state(x, y, start)$likelihood), NA)
  # Columns that say the same to rounding have no likelihood anywhere.
  if (!any(usable)) return(list(settled = FALSE))
  tops <- lapply(starts[usable], function(start) firth_top(x, y, start))
  settled <- Filter(function(top) top$settled, tops)
  if (!length(settled)) return(tops[[1]])
  heights <- vapply(settled, `[[`, 0, "likelihood")
  c(settled[[which.max(heights)]], several = max(heights) - min(heights) > 1e-6)
}

firth_starts <- function(x, y) {
  away <- suppressWarnings(stats::glm.fit(
    x, y, family = stats::binomial(), control = list(maxit = 6)
  ))$coefficients
  c(list(numeric(ncol(x))), lapply(c(0.25, 0.5, 1, 2), function(by) by * away))
}

# The top that is next from a start, and whether the search settled.
firth_top <- function(x, y, beta) {
  state <- firth_state(x, y, beta)
  for (i in seq_len(2000)) {
    if (max(abs(state$score)) < 1e-10) break
    step <- drop(inverse_of(state$information) %*% state$score)
    # On the way to infinite odds the coefficients can't be told apart any more.
    if (anyNA(step)) break
    step <- step * min(1, 5 / max(abs(step)))
    for (halving in seq_len(30)) {
      after <- firth_state(x, y, beta + step)
      if (is_nearer(after, state)) break
      step <- step / 2
    }
    if (!is_nearer(after, state)) break
    beta <- beta + step
    state <- after
  }
  covariance <- inverse_of(state$information)
  list(beta = beta, likelihood = state$likelihood,
       settled = max(abs(state$score)) <= 1e-6 && !anyNA(covariance),
       covariance = covariance)
}

# The inverse of an information; NA where it is singular to rounding.
inverse_of <- function(information) {
  tryCatch(chol2inv(chol(information)), error = function(e) NA * information)
}

# The top with coefficient j held at a value, looked for from another top: the others
# first move as they vary with it, in more steps where one step saturates. Where none is
# short enough the likelihood has no value to climb to, and nothing settles.
held_at <- function(x, y, from, j, value) {
  if (!from$settled) return(from)
  ridge <- from$covariance[, j] / from$covariance[j, j]
  start <- from$beta + ridge * (value - from$beta[j])
  if (!is.finite(firth_state(x, y, start)$likelihood)) {
    step <- value - from$beta[j]
    if (abs(step) < 1e-6 * sqrt(from$covariance[j, j])) {
      from$settled <- FALSE
      return(from)
    }
    from <- held_at(x, y, from, j, from$beta[j] + step / 2)
    return(held_at(x, y, from, j, value))
  }
  found <- climb_held(x, y, start, j, from$covariance)
  list(beta = found$beta, likelihood = found$likelihood,
       settled = from$settled && found$score < 1e-3, covariance = from$covariance)
}

# Climbs from a start whose coefficient j stays. The likelihood at its top needs no exact
# coefficients.
climb_held <- function(x, y, start, j, covariance) {
  free <- seq_along(start)[-j]
  # The likelihood and its score are asked for in turn, at the same place.
  last <- NULL
  at <- function(others) {
    if (!identical(others, last$others)) {
      last <<- firth_state(x, y, replace(start, free, others), free)
      last$others <<- others
    }
    last
  }
  best <- stats::nlminb(
    start[free], function(others) -at(others)$likelihood,
    function(others) -at(others)$score,
    scale = 1 / sqrt(diag(covariance)[free]),
    control = list(iter.max = 1000, eval.max = 1000, rel.tol = 1e-13)
  )
  state <- at(best$par)
  list(beta = replace(start, free, best$par), likelihood = state$likelihood,
       score = max(abs(state$score)))
}

# Tells whether from another start the likelihood with coefficient j held is higher than
# where the profile came to: it has more than one top then, and the limit can lie
# further out.
is_surpassed <- function(x, y, held, j, starts) {
  for (start in starts) {
    start[j] <- held$beta[j]
    if (!is.finite(firth_state(x, y, start)$likelihood)) next
    other <- climb_held(x, y, start, j, held$covariance)
    if (isTRUE(other$likelihood > held$likelihood + 1e-4)) return(TRUE)
  }
  FALSE
}

# Where the penalised likelihood, the other coefficients at their best, is lower than
# at the top by half a quantile of chi-squared (Heinze and Schemper 2002, section 3): a
# row for each coefficient, without those of the intercept, which nobody asks for; the
# attribute `several` says whether at one of them another top is higher.
profile_limits <- function(x, y, top, conf_level) {
  z <- stats::qnorm((1 + conf_level) / 2)
  starts <- c(firth_starts(x, y), list(top$beta))
  several <- FALSE
  limit <- function(j, side) {
    last <- top
    se <- sqrt(top$covariance[j, j])
    # The signed root is nearly a line in the coefficient.
    beyond <- function(by) {
      last <<- held_at(x, y, last, j, top$beta[j] + side * by)
      sqrt(2 * max(0, top$likelihood - last$likelihood)) - z
    }
    reach <- c(0, z * se)
    ends <- c(-z, beyond(reach[2]))
    while (ends[2] <= 0 && last$settled) {
      reach <- reach[2] * 1:2
      ends <- c(ends[2], beyond(reach[2]))
    }
    if (!last$settled) return(NA_real_)
    # Looked for from the far end, another top could answer for the same place: what
    # was found there stands.
    root <- stats::uniroot(beyond, reach, f.lower = ends[1], f.upper = ends[2],
                           tol = 1e-10 * se)$root
    if (!last$settled) return(NA_real_)
    several <<- several || is_surpassed(x, y, last, j, starts)
    top$beta[j] + side * root
  }
  limits <- vapply(seq_along(top$beta)[-1], function(j) c(limit(j, -1), limit(j, 1)), c(0, 0))
  structure(rbind(NA_real_, t(limits)), several = several)
}

# Far from the maximum the likelihood must rise; close to it, where it no
# longer shows a difference, the score must fall.
is_nearer <- function(after, before) {
  after$likelihood > before$likelihood + 1e-9 ||
    (after$likelihood > before$likelihood - 1e-9 &&
       max(abs(after$score)) < max(abs(before$score)))
}

# The penalised likelihood, -Inf where it has no value, its score, of the `free`
# coefficients, and the information.
firth_state <- function(x, y, beta, free = NULL) {
  state <- .Call(pw_call_firth, x, y, as.double(beta))
  if (!is.null(free)) state$score <- state$score[free]
  state
}

# Probabilities with the intercept moved so that their mean is `wanted` (Puhr
# and others 2017, FLIC): the maximum likelihood intercept given the rest.
with_mean <- function(eta, wanted) {
  shift <- stats::uniroot(
    function(a) mean(stats::plogis(eta + a)) - wanted,
    c(-1, 1), extendInt = "upX", tol = 1e-12
  )$root
  stats::plogis(eta + shift)
}
