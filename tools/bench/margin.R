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

# One sample: what the tests say and which intervals hold the truth.
one_sample <- function(answers, truth, margin) {
  columns <- lapply(1:3, function(j) answers[, j])
  tally <- pairwave:::new_tally(columns)
  found <- pairwave:::wave_tests(tally, 1L, rlang::current_env())
  since <- pairwave:::likelihood_contrast(found, 2, 3)
  later <- pairwave:::likelihood_contrast(found, 1, 3)
  gain <- pairwave:::likelihood_contrast(found, 1, 2)
  d <- answers[, 3] - answers[, 2]
  d <- d[!is.na(d)]
  n <- length(d)
  error <- stats::sd(d) / sqrt(n)
  exists <- !is.na(since$estimate)
  span <- pairwave:::likelihood_limits(gain, 0.95)
  clear <- isTRUE(span[1] > 0)
  left <- if (clear) {
    pairwave:::retention_limits(found, later$estimate / gain$estimate, 0.95)
  } else {
    c(NA_real_, NA_real_)
  }
  c(
    rejects = if (exists) {
      pairwave:::margin_p(since, margin, "non_inferiority_likelihood") < 0.05
    } else {
      NA
    },
    rejects_pairs = stats::pt((mean(d) + margin) / error, n - 1, lower.tail = FALSE) < 0.05,
    since = holds(pairwave:::likelihood_limits(since, 0.9), truth[3] - truth[2]),
    since_pairs = holds(mean(d) + c(-1, 1) * stats::qt(0.95, n - 1) * error,
                        truth[3] - truth[2]),
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
  margin <- mean(fell[, 2]) - mean(fell[, 3])
  for (side in c(low = -1, high = 1)) for (n in c(20, 40, 100)) {
    cells <- lapply(list(kept = kept, fell = fell), function(many) {
      loss <- if (identical(many, fell)) 0.4 else 0
      set.seed(n + 1000 * (loss > 0) + side)
      truth <- colMeans(many)
      vapply(seq_len(samples), function(i) {
        answers <- lose(draw(n, loss), side, mean(many[, 2]), stats::sd(many[, 2]))
        one_sample(answers, truth, margin)
      }, numeric(10))
    })
    at <- lapply(cells, rowMeans, na.rm = TRUE)
    pair <- function(part, a, b) paste0(percent(part[[a]]), " | ", percent(part[[b]]))
    cat(sprintf(
      "%-10s %-5s %5d  %s  %s  %s  %s  %s  %s %s\n", kind,
      if (side < 0) "low" else "high", n,
      pair(at$fell, "rejects", "rejects_pairs"), pair(at$kept, "rejects", "rejects_pairs"),
      pair(at$kept, "since", "since_pairs"), pair(at$kept, "change", "change_known"),
      pair(at$kept, "retention", "retention_pairs"), percent(at$kept[["shown"]]),
      percent(at$kept[["none"]])
    ))
  }
}
