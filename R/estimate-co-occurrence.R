# Counts which codes come together: in participants, units or sources.

co_occurrence_columns <- c(participants = "participant", units = "unit", sources = "source")

co_occurrence_methods <- c(participants = "people_with_both", units = "units_with_both",
                           sources = "sources_with_both")

# A row for each pair of codes of one level, neither of which is above the other.
estimate_co_occurrence <- function(found, places, count) {
  framework <- found$framework
  column <- co_occurrence_columns[[count]]
  what <- found$given[[column]]
  asked <- unique(found$asked[[column]])
  asked <- asked[!is.na(asked)]
  has <- matrix(FALSE, length(asked), length(places))
  lines <- code_lines(framework)
  for (i in seq_along(places)) {
    below <- lines$code[lines$above == places[i]]
    has[, i] <- asked %in% what[found$given$at %in% below]
  }
  both <- crossprod(has)
  pairs <- pairs_apart(places, lines)
  n <- diag(both)
  together <- both[cbind(pairs[, 1], pairs[, 2])]
  either <- n[pairs[, 1]] + n[pairs[, 2]] - together
  new_frame(list(
    first = framework$code[places[pairs[, 1]]], second = framework$code[places[pairs[, 2]]],
    count = rep(count, nrow(pairs)), both = as.integer(together),
    first_n = as.integer(n[pairs[, 1]]), second_n = as.integer(n[pairs[, 2]]),
    n = rep(length(asked), nrow(pairs)),
    jaccard = ifelse(either > 0, together / either, NA),
    method = rep(co_occurrence_methods[[count]], nrow(pairs)),
    reason = ifelse(either > 0, NA, "neither_used"),
    about = rep(NA_character_, nrow(pairs)), status = rep("shown", nrow(pairs))
  ))
}

pairs_apart <- function(places, lines) {
  m <- length(places)
  if (m < 2) return(matrix(0L, 0, 2))
  pairs <- t(utils::combn(m, 2))
  related <- paste(lines$code, lines$above)
  a <- places[pairs[, 1]]
  b <- places[pairs[, 2]]
  pairs[!paste(a, b) %in% related & !paste(b, a) %in% related, , drop = FALSE]
}
