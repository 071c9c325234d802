# Checks the numbers that cut a demographic of a data frame into bands.

check_bands <- function(bands, names, call) {
  if (!length(bands)) return(invisible())
  check_named(bands, "bands", "list(age = c(18, 21, 25))", call)
  check_columns_exist(names(bands), names, "bands", call)
  for (name in names(bands)) {
    starts <- bands[[name]]
    if (!is.numeric(starts) || !length(starts) || any(!is.finite(starts)) ||
        is.unsorted(starts, strictly = TRUE)) {
      abort_pairwave(
        c("{.arg bands} must be numbers that rise: where each band starts.",
          x = "For {.val {name}} it is {.val {starts}}."),
        topic = "input", call = call
      )
    }
  }
}
