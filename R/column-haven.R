# Takes over a column as the package haven reads it.

# A column of haven's as the same one of ours: the value labels as doubles, times by
# their own classes, the format that it was stored with.
column_of_haven <- function(x, letters = TRUE) {
  kind <- if (inherits(x, "Date")) 1L else if (inherits(x, "POSIXct")) 2L else
    if (inherits(x, "hms")) 3L else 0L
  label <- attr(x, "label", exact = TRUE)
  labels <- attr(x, "labels", exact = TRUE)
  values <- as.vector(unclass(x))
  attributes(values) <- NULL
  if (!is.character(values)) values <- as.double(values)
  if (!letters && is.double(values)) {
    values[is.na(values)] <- NA
    labels <- labels[!is.na(labels)]
  }
  out <- new_labelled_column(
    values, label = label, labels = labels,
    na_values = attr(x, "na_values", exact = TRUE), na_range = attr(x, "na_range", exact = TRUE),
    format = attr(x, "format.spss", exact = TRUE)
  )
  out <- column_annotate(out, format.stata = attr(x, "format.stata", exact = TRUE),
                         format.sas = attr(x, "format.sas", exact = TRUE),
                         display_width = attr(x, "display_width", exact = TRUE))
  if (kind > 0) as_time_column(out, kind) else out
}
