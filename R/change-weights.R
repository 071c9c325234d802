# Change of people who count for more or less than one.

# The result of attrition() under a disclosure profile has no weights: they are
# made again from the cohort, and stay here.
unprotected_weights <- function(weights, cohort) {
  model <- attr(weights, "model")
  if (is.null(model) || is.null(attr(weights, "disclosure"))) return(weights)
  cohort$study$disclosure <- "none"
  attrition(cohort, predictors = model$predictors, method = model$method)
}

# The weights as a frame with person, from, to and weight, or NULL.
check_change_weights <- function(weights, waves, call = rlang::caller_env()) {
  if (is.null(weights)) return(NULL)
  if (inherits(weights, "pairwave_attrition")) weights <- response_weights(weights)
  wanted <- c("person", "from", "to", "weight")
  if (!is.data.frame(weights) || !all(wanted %in% names(weights))) {
    abort_pairwave(
      c("{.arg weights} must be the result of {.code attrition()}, or a data \\
         frame with columns {.val {wanted}}.",
        x = "It is {.obj_type_friendly {weights}}."),
      "argument", call = call
    )
  }
  bad <- which(!is.finite(weights$weight) | weights$weight <= 0)
  if (length(bad)) {
    abort_pairwave(
      c("Weights must be numbers above 0.",
        x = "Row {bad[1]} of {.arg weights} has {.val {weights$weight[bad[1]]}}.",
        i = "{.code attrition()} says in {.code note} why it has none."),
      "argument", call = call
    )
  }
  again <- which(duplicated(weights[c("person", "from", "to")]))
  if (length(again)) {
    abort_pairwave(
      c("{.arg weights} must have one row for each person and contrast.",
        x = "Row {again[1]} repeats an earlier one."),
      "argument", call = call
    )
  }
  check_known(c(weights$from, weights$to), waves,
              "{.arg weights} must name waves of the study.", "wave", call = call)
  weights
}

# One weight for each of `people`, NA for those without; NULL when the contrast
# is not weighted.
weights_of <- function(weights, people, from, to) {
  if (is.null(weights)) return(NULL)
  rows <- weights[weights$from == from & weights$to == to, ]
  if (nrow(rows) == 0) return(NULL)
  as.double(rows$weight[match(people, rows$person)])
}

# What takes another value when people are weighted.
weighted_statistics <- c(
  "mean_before", "sd_before", "mean_after", "sd_after", "r", "change",
  "sd_change", "t", "df", "p", "d_av", "d_z", "d_rm", "d_b", "g_av", "g_z"
)

# `found` with weighted moments; counts stay people and ranks are left out.
weigh_change <- function(found, before, after, weights, call) {
  pair <- !is.na(before) & !is.na(after)
  without <- sum(is.na(weights[pair]))
  if (without) {
    abort_pairwave(
      c("Everyone with both answers must have a weight.",
        x = "{without} {?person has/people have} none."),
      "argument", call = call
    )
  }
  found$p_signed_rank <- found$p_sign <- found$hodges_lehmann <- NA_real_
  found$n_used <- 0
  n <- found$n
  if (n < 2) return(found)
  before <- before[pair]
  after <- after[pair]
  w <- weights[pair] * n / sum(weights[pair])
  mean_of <- function(x) sum(w * x) / n
  # What is a constant without weights has a spread of 0 with them.
  sd_of <- function(x, plain) {
    if (plain == 0) 0 else sqrt(sum(w * (x - mean_of(x))^2) / (n - 1))
  }
  d <- after - before
  found$error <- if (found$sd_change == 0) 0 else {
    sqrt(n / (n - 1) * sum(w^2 * (d - mean_of(d))^2)) / n
  }
  found$sd_before <- sd_of(before, found$sd_before)
  found$sd_after <- sd_of(after, found$sd_after)
  found$sd_change <- sd_of(d, found$sd_change)
  found$mean_before <- mean_of(before)
  found$mean_after <- mean_of(after)
  found$change <- mean_of(d)
  ratio <- function(over) if (over > 0) found$change / over else NA_real_
  found$t <- ratio(found$error)
  found$d_z <- ratio(found$sd_change)
  found$d_av <- ratio(sqrt((found$sd_before^2 + found$sd_after^2) / 2))
  if (!is.na(found$r)) {
    found$r <- sum(w * (before - found$mean_before) * (after - found$mean_after)) /
      ((n - 1) * found$sd_before * found$sd_after)
  }
  found
}
