# Answers of ten people to the items of a scale, two of them partly missing.
attitude <- data.frame(
  q1 = c(1, 2, 3, 4, 4, 2, 3, 1, NA, 3),
  q2 = c(2, 2, 3, 4, 3, 1, 3, 2, 2, 4),
  q3 = c(1, 3, 3, 4, 4, 2, 2, 1, 3, 3),
  q4 = c(4, 3, 2, 1, 2, 3, 2, 3, 2, NA)
)

# Answers 1 to 5 to `k` items that share one factor.
draw_scale <- function(n, k) {
  factor <- rnorm(n)
  answers <- lapply(seq_len(k), function(i) {
    x <- runif(1, 0.5, 1.2) * factor + rnorm(n)
    pmin(5, pmax(1, round(3 + x)))
  })
  stats::setNames(as.data.frame(answers), paste0("q", seq_len(k)))
}
