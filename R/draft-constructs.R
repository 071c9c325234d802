# Tells constructs apart that stand side by side in one battery, and items worded the
# other way, by how people answered.

# The answers as a matrix of numbers, a row for each record.
battery_answers <- function(items, scale, survey) {
  vapply(survey[items], function(x) {
    if (scale$by == "texts") {
      texts <- as.character(plain_values(as_label_text(x)))
      return(as.double(match(plain_answer(texts), plain_answer(scale$answers))))
    }
    number <- if (scale$by == "numbered") texts_as_numbers(squash(plain_values(x)))
    as.double(number %||% numeric_answers(x) %||% rep(NA_real_, length(x)))
  }, double(nrow(survey)))
}

# The items in groups that hang together within and hardly with each other: a list of
# `items` for each, with `reason`, or NULL where they are one. Two groups are apart
# where each has an alpha of 0.6 at least and the correlation of their scores, freed of
# its attenuation (Spearman 1904), stays under 0.7 at the upper end of its 95% interval.
split_constructs <- function(answers) {
  answers <- answers[rowSums(is.na(answers)) <= ncol(answers) / 2, , drop = FALSE]
  if (nrow(answers) < 20 || ncol(answers) < 6) return(NULL)
  r <- suppressWarnings(stats::cor(answers, use = "pairwise.complete.obs"))
  if (anyNA(r)) return(NULL)
  tree <- stats::hclust(stats::as.dist(1 - abs(r)), "average")
  group <- stats::cutree(tree, 2)
  if (min(tabulate(group)) < 3) return(NULL)
  parts <- lapply(1:2, function(i) aligned_part(answers[, group == i, drop = FALSE]))
  alpha <- vapply(parts, `[[`, 0, "alpha")
  between <- stats::cor(parts[[1]]$score, parts[[2]]$score, use = "complete.obs")
  upper <- tanh(atanh(min(abs(between), 0.999)) + 1.96 / sqrt(nrow(answers) - 3))
  if (min(alpha) < 0.6 || upper / sqrt(prod(alpha)) >= 0.7) return(NULL)
  first <- order(c(match(1, group), match(2, group)))
  list(
    items = lapply(first, function(i) colnames(answers)[group == i]),
    alpha = alpha[first], between = between
  )
}

# A group of items turned the way of most of them, with their mean and alpha.
aligned_part <- function(answers) {
  r <- stats::cor(answers, use = "pairwise.complete.obs")
  sign <- sign(eigen(r, symmetric = TRUE)$vectors[, 1])
  turned <- sweep(answers, 2, sign, `*`)
  k <- ncol(turned)
  covariance <- stats::cov(turned, use = "pairwise.complete.obs")
  list(score = rowMeans(turned, na.rm = TRUE),
       alpha = k / (k - 1) * (1 - sum(diag(covariance)) / sum(covariance)))
}

# Items that go against the rest of their scale: perhaps worded the other way. `clear`
# says whether chance would hardly do it (r below 0 at 1%, one-sided). None where half
# of them do: they measure no one thing, a ranking, say.
items_against <- function(answers) {
  none <- data.frame(item = character(), r = double(), clear = logical())
  if (nrow(answers) < 10 || ncol(answers) < 3) return(none)
  sign <- rep(1, ncol(answers))
  rest_r <- function(i) {
    turned <- sweep(answers, 2, sign, `*`)
    rest <- rowMeans(turned[, -i, drop = FALSE], na.rm = TRUE)
    both <- is.finite(rest) & !is.na(answers[, i])
    if (sum(both) < 10) return(c(NA, NA))
    c(suppressWarnings(stats::cor(answers[both, i], rest[both])), sum(both))
  }
  found <- none
  # The item that is most against the rest is turned first: others may only seem so
  # because of it.
  repeat {
    left <- which(sign == 1)
    r <- vapply(left, rest_r, c(0, 0))
    worst <- which.min(r[1, ])
    if (length(worst) == 0 || r[1, worst] >= 0) break
    n <- r[2, worst]
    t <- r[1, worst] * sqrt((n - 2) / (1 - r[1, worst]^2))
    sign[left[worst]] <- -1
    found <- rbind(found, data.frame(item = colnames(answers)[left[worst]], r = r[1, worst],
                                     clear = t < stats::qt(0.01, n - 2)))
    if (nrow(found) * 2 >= ncol(answers)) return(none)
  }
  found[order(match(found$item, colnames(answers))), ]
}
