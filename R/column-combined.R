# Labelled columns together: combined, cast, and put into one another.

# Finds what two columns are together, or a column and plain values: labels of both,
# the first one's where they differ; user-missing codes if they are the same; and
# the format and the like where two columns are alike in everything.
combined_prototype <- function(x, y, ..., x_arg = "", y_arg = "",
                               call = rlang::caller_env()) {
  if (identical(vctrs::vec_ptype(x), vctrs::vec_ptype(y))) {
    return(vctrs::vec_ptype(x))
  }
  type <- vctrs::vec_ptype2(vctrs::vec_data(x), vctrs::vec_data(y),
                            x_arg = x_arg, y_arg = y_arg, call = call)
  sides <- Filter(is_labelled_class, list(x, y))
  codes <- lapply(sides, missing_codes, type)
  same <- all(vapply(codes, identical, NA, codes[[1]]))
  missing <- if (same) codes[[1]]
  as_labelled(
    type,
    class = labelled_classes(typeof(type), length(unlist(missing)) > 0),
    label = Find(length, lapply(sides, column_label)),
    labels = Reduce(combined_labels, lapply(sides, labels_as, type)),
    missing = missing
  )
}

# A column as another of its kind, or as plain values, which have no labels. An
# answer that would lose its code's label, or would no longer be user-missing, is
# an error, as a number that would be rounded is.
cast_labelled <- function(x, to, ..., x_arg = "", to_arg = "",
                          call = rlang::caller_env()) {
  if (identical(vctrs::vec_ptype(x), vctrs::vec_ptype(to))) {
    return(x)
  }
  type <- vctrs::vec_ptype(vctrs::vec_data(to))
  values <- vctrs::vec_cast(vctrs::vec_data(x), type, x_arg = x_arg,
                            to_arg = to_arg, call = call)
  if (!is_labelled_class(to)) {
    return(values)
  }
  labels <- column_labels(to)
  had <- labels_as(x, type)
  codes <- missing_codes(to, type)
  out <- as_labelled(
    values,
    class = class(to),
    label = column_label(x),
    labels = if (length(labels)) labels else had,
    missing = codes
  )
  lossy <- logical(length(values))
  lost <- if (length(labels)) which(!label_keys(had) %in% label_keys(labels))
  if (length(lost)) {
    keys <- label_keys(column_labels(x))
    lossy <- label_keys(x) %in% keys[lost]
  }
  if (declares_missing(x) && declares_missing(to) &&
        !identical(missing_codes(x, type), codes)) {
    lossy <- lossy | (is_missing_answer(x) & !is_missing_answer(out))
  }
  vctrs::maybe_lossy_cast(out, x, to, lossy, x_arg = x_arg, to_arg = to_arg, call = call)
}

as_labelled <- function(values, class, label, labels, missing) {
  said <- Filter(length, c(list(label = label, labels = labels), missing))
  attributes(values) <- c(attributes(values)["names"], said, list(class = class))
  values
}

# The value labels with codes of a type, so that those of two columns compare.
labels_as <- function(x, type) {
  labels <- column_labels(x)
  if (length(labels)) stats::setNames(vctrs::vec_cast(labels, type), names(labels))
}

combined_labels <- function(first, second) {
  warn_other_labels(first, second)
  c(first, second[!label_keys(second) %in% label_keys(first)])
}

# `first` and `second` are value labels; `column` is the name of the column that
# they are of, where it is known.
warn_other_labels <- function(first, second, column = NULL) {
  at <- match(label_keys(second), label_keys(first))
  differ <- which(names(second) != names(first)[at])
  if (length(differ) == 0) {
    return(invisible())
  }
  codes <- trimws(format_codes(unname(second[differ])))
  shown <- utils::head(seq_along(differ), 5)
  found <- paste0("{.val {codes[", shown, "]}} is {.val {names(first)[at[differ[", shown,
                  "]]]}} in the first and {.val {names(second)[differ[", shown,
                  "]]}} in the second.")
  more <- length(differ) - length(shown)
  warn_pairwave(
    c(if (is.null(column)) {
        "A code should mean the same in columns that are combined or compared."
      } else {
        "A code should mean the same in all parts of column {.field {column}}."
      },
      stats::setNames(found, rep("x", length(found))),
      x = if (more) "{more} more code{?s} differ{?s/}.",
      i = "The labels of the first are kept."),
    "labels", column = column, codes = second[differ]
  )
}

# rbind() and assignments put the values of one column into another, and nothing
# else says that they are coded otherwise.
#' @export
`[<-.pairwave_labelled` <- function(x, i, ..., value) {
  if (is_labelled_class(value)) {
    warn_other_labels(column_labels(x), column_labels(value),
                      column = bound_column() %||% column_label(x))
  }
  loadNamespace("vctrs")
  NextMethod()
}

# The name of the column that rbind() is at, NULL where it is not running: base's
# method for data frames puts in column by column and hands over no name.
bound_column <- function() {
  at <- Find(function(n) identical(sys.function(n), rbind.data.frame),
             seq_len(sys.nframe()), right = TRUE)
  if (is.null(at)) {
    return(NULL)
  }
  frame <- sys.frame(at)
  column <- get0("jj", frame, inherits = FALSE)
  names <- get0("clabs", frame, inherits = FALSE)
  if (is.numeric(column) && is.character(names)) names[column]
}
