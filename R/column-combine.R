# How labelled columns act: by methods of a class of our own, which stands before
# haven's, so that it is the same whichever other packages are loaded. What they do
# not have here they leave to vctrs (column-vctrs.R).

#' @export
as.character.pairwave_labelled <- function(x, ...) as.character(bare_values(x))

#' @export
format.pairwave_labelled <- function(x, ...) format_codes(named_values(x), ...)

#' @export
summary.pairwave_labelled <- function(object, ...) summary(named_values(object), ...)

#' @export
is.na.pairwave_labelled <- function(x) {
  out <- is_missing_answer(x)
  names(out) <- names(x)
  out
}

#' @export
`names<-.pairwave_labelled` <- function(x, value) {
  attr(x, "names") <- value
  x
}

#' @exportS3Method stats::median pairwave_labelled
median.pairwave_labelled <- function(x, na.rm = FALSE, ...) {
  stats::median(codes_as_numbers(x, "a median"), na.rm = na.rm, ...)
}

#' @exportS3Method stats::quantile pairwave_labelled
quantile.pairwave_labelled <- function(x, ...) {
  stats::quantile(codes_as_numbers(x, "quantiles"), ...)
}

labelled_type <- function(x, ...) {
  paste0("labelled", if (inherits(x, "haven_labelled_spss")) "_spss",
         "<", vctrs::vec_ptype_full(bare_values(x)), ">")
}

labelled_type_short <- function(x, ...) {
  paste0(vctrs::vec_ptype_abbr(bare_values(x)), "+lbl")
}

labelled_vctrs_methods <- function() {
  own <- function(method) list(pairwave_labelled = method)
  pairs <- class_pairs("pairwave_labelled", c("haven_labelled", "haven_labelled_spss",
                                              "double", "integer", "character"))
  list(
    vec_ptype2 = each_class(pairs, combined_prototype),
    vec_cast = each_class(pairs, cast_labelled),
    vec_ptype_full = own(labelled_type), vec_ptype_abbr = own(labelled_type_short),
    vec_arith = own(labelled_arithmetic), vec_arith.numeric = own(labelled_arithmetic),
    vec_math = own(function(.fn, .x, ...) vctrs::vec_math_base(.fn, named_values(.x), ...)),
    obj_print_header = own(print_labelled_header),
    obj_print_footer = own(print_labelled_footer)
  )
}

# The codes without labels, with the names of the vector.
named_values <- function(x) {
  out <- bare_values(x)
  names(out) <- attr(x, "names", exact = TRUE)
  out
}

# The codes as text, missing values with a letter as haven shows them.
format_codes <- function(values, ...) {
  out <- format(values, ...)
  if (is.double(values) && anyNA(values)) {
    absent <- which(is.na(values))
    tags <- missing_tags(values[absent])
    tagged <- tags != "NA"
    out[absent[tagged]] <- paste0("NA(", substring(tags[tagged], 2), ")")
    if (any(tagged)) out <- format(out, justify = "right")
  }
  out
}

codes_as_numbers <- function(x, what, call = rlang::caller_env()) {
  if (is.character(x)) {
    abort_pairwave(
      c("Only numbers have {what}.", x = "The codes of this column are texts.",
        i = "{.fun table} counts them."),
      "labels", call = call
    )
  }
  named_values(x)
}

# Ours, haven's, and what is left of ours where another package has taken haven's
# class off.
is_labelled_class <- function(x) inherits(x, c("pairwave_labelled", "haven_labelled"))

# On the codes alone: no label is true of a sum.
labelled_arithmetic <- function(op, x, y, ...) {
  may <- function(side) {
    is_labelled_class(side) || (is.numeric(side) && !is.object(side))
  }
  if (!may(x) || !may(y)) vctrs::stop_incompatible_op(op, x, y)
  vctrs::vec_arith_base(op, vctrs::vec_data(x), vctrs::vec_data(y))
}

print_labelled_header <- function(x, ...) {
  label <- column_label(x)
  cat("<", vctrs::vec_ptype_full(x), "[", length(x), "]>",
      if (length(label)) paste0(": ", one_line(label)), "\n", sep = "")
  invisible(x)
}

print_labelled_footer <- function(x, ...) {
  values <- column_na_values(x)
  range <- column_na_range(x)
  labels <- column_labels(x)
  if (length(values)) cat("Missing values: ", paste(values, collapse = ", "), "\n", sep = "")
  if (length(range)) cat("Missing range:  [", range[1], ", ", range[2], "]\n", sep = "")
  if (length(labels)) {
    cat("\nLabels:\n")
    print(data.frame(value = format_codes(unname(labels)), label = names(labels)),
          row.names = FALSE)
  }
  invisible(x)
}
