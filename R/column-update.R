# A column changed, with all else that its file says about it: its values, value
# labels and missing codes, some of its rows, or NA in some places.

# The column with other values, value labels or missing codes. What is not given
# stays as it is; only the format of texts is none of numbers made of them.
column_update <- function(x, values = bare_values(x), labels = column_labels(x),
                          na_values = column_na_values(x),
                          na_range = column_na_range(x)) {
  out <- new_labelled_column(values, labels = labels, na_values = na_values,
                             na_range = na_range)
  retyped <- is.character(values) != (is.character(unclass(x)) || is.factor(x))
  if (time_kind(x) > 0) {
    classes <- time_classes(x)
    oldClass(out) <- if (declares_missing(out)) coded_classes(classes) else classes
  } else if (!is.object(out) && !inherits(x, "haven_labelled") && !is.factor(x) && !retyped) {
    oldClass(out) <- oldClass(x)
  }
  own <- c("class", "levels", "labels", "na_values", "na_range",
           if (!declares_missing(out)) "na_codes",
           if (retyped) c("format.spss", "format.stata", "format.sas", "write_format"))
  for (name in setdiff(names(attributes(x)), own)) {
    attr(out, name) <- attr(x, name, exact = TRUE)
  }
  out
}

# The column with NA in some places, whatever its class: the methods of other
# packages for `[<-` need not keep what the file says.
column_blank <- function(x, at) {
  values <- unclass(x)
  values[at] <- NA
  attributes(values) <- attributes(x)
  values
}

# Some rows of a column, by number, whether or not the package that has its
# methods is loaded.
column_slice <- function(x, rows) {
  # What is no vector of its values, such as a POSIXlt, knows its rows itself.
  if (is.list(x) || length(dim(x))) return(vctrs::vec_slice(x, rows))
  # Without a copy of the column, which unclass() would make.
  taken <- .subset(x, rows)
  # The bits of a missing 64-bit integer are those of -0.
  if (inherits(x, "integer64")) taken[is.na(rows)] <- -0
  said <- attributes(x)
  said$names <- NULL
  attributes(taken) <- said
  taken
}
