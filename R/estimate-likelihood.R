# Contrasts of waves from everyone who answered in at least one: the restricted
# likelihood, with what Kenward and Roger (1997) say of its errors.

# Why the likelihood has no estimate, by the kernel's outcomes, counted from 0.
why_no_likelihood <- c(
  NA, NA, "likelihood_few", "likelihood_exact", "likelihood_unsettled",
  "likelihood_many"
)

# With fewer people than this, some of them lost, the intervals are approximate.
likelihood_enough <- 20

# A top of the likelihood that is at most so much lower is told: it has a twentieth of
# the likelihood, or more.
near_top <- log(20)

# Whether the likelihood has another top, about as high as the one that was taken, or
# higher where a wave follows from the others, which is not taken.
has_several_tops <- function(found) found$outcome %in% 1 && found$other > -near_top

# One contrast of the likelihood: estimate, error, df, the n of everyone, the
# method, and the reason where there is none.
likelihood_contrast <- function(found, from, to) {
  if (is_moments(found)) {
    return(list(estimate = NA_real_, error = NA_real_, df = NA_real_, n = found$n_any,
                several = FALSE, reason = "moments_only", method = "likelihood"))
  }
  weights <- replace(numeric(length(found$mean)), c(from, to), c(-1, 1))
  exists <- found$outcome %in% 0:1
  closed <- if (found$outcome == 0) "likelihood" else "likelihood_em"
  lost <- found$n_any > found$n
  c(
    if (exists) contrast_of_means(found, weights)
    else list(estimate = NA_real_, error = NA_real_, df = NA_real_),
    list(
      n = found$n_any, several = has_several_tops(found),
      reason = why_no_likelihood[found$outcome + 1],
      method = if (exists && lost && found$n_any < likelihood_enough) {
        paste0(closed, "_small")
      } else {
        closed
      }
    )
  )
}

# A sum of the likelihood's means by `weights`. For one contrast Kenward and Roger
# (1997, section 3) come to the adjusted variance, a scale of 1 and degrees of
# freedom that are Satterthwaite's of the model's variance: 2 / A1.
contrast_of_means <- function(found, weights) {
  products <- outer(weights, weights)
  elements <- (2 * products)[lower.tri(products, TRUE)] /
    (1 + diag(length(weights)))[lower.tri(products, TRUE)]
  list(
    estimate = sum(weights * found$mean),
    error = sqrt(sum(products * found$covariance)),
    df = 2 * sum(products * found$model)^2 /
      drop(elements %*% found$spread %*% elements)
  )
}

likelihood_p <- function(likelihood) {
  if (is.na(likelihood$estimate)) return(NA_real_)
  2 * stats::pt(-abs(likelihood$estimate / likelihood$error), likelihood$df)
}

likelihood_limits <- function(likelihood, conf_level) {
  if (is.na(likelihood$estimate)) return(c(NA_real_, NA_real_))
  half <- stats::qt((1 + conf_level) / 2, likelihood$df) * likelihood$error
  likelihood$estimate + c(-half, half)
}
