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
