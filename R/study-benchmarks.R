# What a study declares beforehand to hold a change against: a cut-off or a norm, and
# the smallest important difference.

check_benchmarks <- function(scale, where) {
  cutoff <- scale$cutoff
  if (!is.null(cutoff) && is.null(cutoff$below) == is.null(cutoff$above)) {
    abort_study(
      c("{.field {where}}: {.field cutoff} must have one of {.field below} and
       {.field above}.",
        i = "{.code cutoff: {{below: 10}}} says that scores below 10 are on the good side.")
    )
  }
  if (!is.null(cutoff) && !is.null(scale$norm)) {
    abort_study(
      c("{.field {where}} must have a {.field cutoff} or a {.field norm}, not both.",
        i = "From a norm the cut-off is computed.")
    )
  }
  for (key in c("important", "norm: sd")) {
    value <- if (key == "important") scale$important else scale$norm$sd
    if (!is.null(value) && value == 0) {
      abort_study("{.field {where}}: {.field {key}} must be above 0.")
    }
  }
}
