# Did it last, when who stays depends on the wave before: how often the test of the
# margin rules a loss out that is there (at most 5% is right) and one that is not
# (power), and how often the 95% intervals (90% for the change since) hold the truth;
# beside the complete pairs, on which margin and retention were tested before, and
# errors that take the likelihood's covariances as known. 2,000 samples a cell, or
# PAIRWAVE_MARGIN_SAMPLES; seeded.
library(pairwave)

samples <- as.integer(Sys.getenv("PAIRWAVE_MARGIN_SAMPLES", "2000"))

# Waves of people whose gain of half a standard deviation falls by `loss` of one.
draw_latent <- function(n, loss) {
  person <- stats::rnorm(n)
  own <- matrix(stats::rnorm(3 * n, 0, 0.4), n)
  sweep(person + own, 2, c(0, 0.5, 0.5 - loss), "+")
}
draws <- list(
  normal = function(latent) latent + stats::rnorm(length(latent), 0, 0.4),
  "ten items" = function(latent) {
    sums <- 0
    for (item in 1:10) sums <- sums + draws[["one item"]](latent)
    sums
  },
  "one item" = function(latent) {
    at <- 2.5 + 0.8 * latent + stats::rnorm(length(latent), 0, 0.8)
    matrix(pmin(4, pmax(1, round(at))), ncol = 3)
  }
)

# 37% lost, the more of them the lower, or the higher, the wave before was.
lose <- function(answers, side, middle, spread) {
  before <- side * (answers[, 2] - middle) / spread
  answers[stats::runif(nrow(answers)) < stats::plogis(-0.72 + 1.2 * before), 3] <- NA
  answers
}

# Means of the waves by Fieller's (1954) interval on those who answered all three, as
# before.
retention_of_pairs <- function(answers) {
  all <- answers[stats::complete.cases(answers), , drop = FALSE]
  n <- nrow(all)
  none <- c(NA_real_, NA_real_)
  if (n < 2) return(none)
  gain <- all[, 2] - all[, 1]
  whole <- all[, 3] - all[, 1]
  t <- stats::qt(0.975, n - 1)
  a <- mean(gain)^2 - t^2 * stats::var(gain) / n
  if (a <= 0) return(none)
  b <- mean(gain) * mean(whole) - t^2 * stats::cov(gain, whole) / n
  c <- mean(whole)^2 - t^2 * stats::var(whole) / n
  (b + c(-1, 1) * sqrt(max(0, b^2 - a * c))) / a
}

holds <- function(limits, truth) limits[1] <= truth & truth <= limits[2]
around <- function(of, error, level) {
  of$estimate + c(-1, 1) * stats::qt((1 + level) / 2, of$df) * error
}
known_error <- function(found, from, to) {
  v <- found$model
  sqrt(v[from, from] + v[to, to] - 2 * v[from, to])
}

likelihood_of <- function(answers) {
  tally <- pairwave:::new_tally(lapply(1:3, function(j) answers[, j]))
  pairwave:::wave_tests(tally, 1L, rlang::current_env())
}
pairs_of <- function(answers) {
  d <- answers[, 3] - answers[, 2]
  d <- d[!is.na(d)]
  list(estimate = mean(d), error = stats::sd(d) / sqrt(length(d)), df = length(d) - 1)
}

# As persistence() has it: with the larger of the likelihood's and the jackknife's error.
since_of <- function(answers, found) {
  people <- list(answers = lapply(1:3, function(j) answers[, j]), counts = rep(1, nrow(answers)))
  pairwave:::with_larger_error(pairwave:::likelihood_contrast(found, 2, 3), people, c(0, -1, 1))
}

# Whether the tests rule the loss out, by everyone and by pairs.
rejects <- function(answers, margin) {
  vapply(list(since_of(answers, likelihood_of(answers)), pairs_of(answers)), function(of) {
    if (is.na(of$estimate)) return(NA)
    pairwave:::margin_p(of, margin, "non_inferiority_t", 1) < 0.05
  }, NA)
}

# Which intervals hold the truth.
one_sample <- function(answers, truth) {
  found <- likelihood_of(answers)
  since <- since_of(answers, found)
  pairs <- pairs_of(answers)
  later <- pairwave:::likelihood_contrast(found, 1, 3)
  gain <- pairwave:::likelihood_contrast(found, 1, 2)
  exists <- !is.na(since$estimate)
  span <- pairwave:::likelihood_limits(gain, 0.95)
  clear <- isTRUE(span[1] > 0)
  left <- if (clear) {
    pairwave:::retention_limits(found, later$estimate / gain$estimate, 0.95)
  } else {
    c(NA_real_, NA_real_)
  }
  c(
    since = holds(pairwave:::likelihood_limits(since, 0.9), truth[3] - truth[2]),
    since_pairs = holds(around(pairs, pairs$error, 0.9), truth[3] - truth[2]),
    change = holds(pairwave:::likelihood_limits(later, 0.95), truth[3] - truth[1]),
    change_known = if (exists) {
      holds(around(later, known_error(found, 1, 3), 0.95), truth[3] - truth[1])
    } else {
      NA
    },
    retention = holds(left, (truth[3] - truth[1]) / (truth[2] - truth[1])),
    retention_pairs = holds(retention_of_pairs(answers),
                            (truth[3] - truth[1]) / (truth[2] - truth[1])),
    shown = clear, none = !exists
  )
}

percent <- function(x) sprintf("%5.1f", 100 * x)
cat(sprintf("%s samples a cell, in percent; everyone by likelihood | complete pairs%s\n",
            format(samples, big.mark = ","), ""))
cat("change: adjusted | covariances taken as known; of retention where the gain is clear\n\n")
cat("answers    lost      n   type I error   power          since (90)     ",
    "change (95)    retention (95)  shown  none\n", sep = "")
for (kind in names(draws)) {
  draw <- function(n, loss) draws[[kind]](draw_latent(n, loss))
  set.seed(1)
  kept <- draw(4e5, 0)
  fell <- draw(4e5, 0.4)
  truth <- colMeans(kept)
  margin <- mean(fell[, 2]) - mean(fell[, 3])
  for (side in c(low = -1, high = 1)) for (n in c(20, 40, 100)) {
    samples_of <- function(many, loss, look) {
      set.seed(n + 1000 * (loss > 0) + side)
      middle <- mean(many[, 2])
      spread <- stats::sd(many[, 2])
      found <- vapply(seq_len(samples), function(i) {
        look(lose(draw(n, loss), side, middle, spread))
      }, look(many[1:20, ]))
      rowMeans(found, na.rm = TRUE)
    }
    look <- function(answers) rejects(answers, margin)
    wrong <- samples_of(fell, 0.4, look)
    right <- samples_of(kept, 0, look)
    at <- samples_of(kept, 0, function(answers) one_sample(answers, truth))
    pair <- function(part, a, b) paste0(percent(part[[a]]), " | ", percent(part[[b]]))
    cat(sprintf(
      "%-10s %-5s %5d  %s  %s  %s  %s  %s  %s %s\n", kind,
      if (side < 0) "low" else "high", n,
      pair(wrong, 1, 2), pair(right, 1, 2), pair(at, "since", "since_pairs"),
      pair(at, "change", "change_known"), pair(at, "retention", "retention_pairs"),
      percent(at[["shown"]]), percent(at[["none"]])
    ))
  }
}
