# Prints response shift.

#' @exportS3Method
as_print_table.pairwave_shift <- function(x, ...) {
  table <- NextMethod()
  waves <- attr(x, "remembered")
  labels <- attr(x, "wave_labels")
  if (!is.null(labels)) waves <- labels[waves]
  table$notes <- c(
    table$notes,
    paste0(waves[2], " is ", waves[1], " as people saw it at ", waves[3], "; ",
           contrast_name(waves[1], waves[2]), " is the response shift. Neither ",
           "baseline is the true one: memory errs, and so does a first guess.")
  )
  table
}
