# Columns that identify a person: names, e-mail and IP addresses, links.

# A column whose values are kept but never shown: it prints as <hidden>.
# as.character() and as.double() give the values. How it is subset, compared and
# combined is left to vctrs (see column-combine.R).
new_identifying_column <- function(x) {
  label <- column_label(x)
  out <- bare_values(x)
  class(out) <- c("pairwave_identifying", "vctrs_vctr", typeof(out))
  attr(out, "label") <- label
  out
}

mark_identifying <- function(survey, columns) {
  columns <- intersect(names(survey), columns)
  for (name in columns) {
    if (!is_identifying(survey[[name]])) {
      survey[[name]] <- new_identifying_column(survey[[name]])
    }
  }
  survey
}

is_identifying <- function(x) inherits(x, "pairwave_identifying")

identifying_columns <- function(survey) {
  names(survey)[vapply(survey, is_identifying, TRUE)]
}

drop_identifying <- function(survey, except = character()) {
  for (name in setdiff(identifying_columns(survey), except)) {
    survey[[name]] <- NULL
  }
  survey
}

#' @export
format.pairwave_identifying <- function(x, ...) {
  ifelse(is.na(bare_values(x)), NA_character_, "<hidden>")
}

#' @export
as.character.pairwave_identifying <- function(x, ...) as.character(bare_values(x))

#' @export
as.double.pairwave_identifying <- function(x, ...) as.double(bare_values(x))

#' @export
summary.pairwave_identifying <- function(object, ...) {
  c(Hidden = sum(!is.na(bare_values(object))), Missing = sum(is.na(bare_values(object))))
}

# Together with plain values or with another hidden column, the whole is hidden.
masked_vctrs_methods <- function() {
  own <- function(method) list(pairwave_identifying = method)
  pairs <- class_pairs("pairwave_identifying",
                       c("character", "double", "integer", "factor", "pairwave_labelled"))
  list(
    vec_ptype2 = each_class(pairs, combined_masked),
    vec_cast = each_class(pairs, cast_masked),
    vec_ptype_abbr = own(function(x, ...) "hidden"),
    vec_ptype_full = own(function(x, ...) "hidden"),
    vec_arith = own(masked_arithmetic), vec_arith.numeric = own(masked_arithmetic),
    vec_math = own(function(.fn, .x, ...) {
      masked_unless_logical(vctrs::vec_math_base(.fn, revealed(.x), ...))
    })
  )
}

combined_masked <- function(x, y, ..., x_arg = "", y_arg = "",
                            call = rlang::caller_env()) {
  type <- vctrs::vec_ptype2(revealed(x), revealed(y), x_arg = x_arg, y_arg = y_arg,
                            call = call)
  out <- new_identifying_column(type)
  attr(out, "label") <- Find(length, lapply(Filter(is_identifying, list(x, y)), column_label))
  out
}

cast_masked <- function(x, to, ..., x_arg = "", to_arg = "", call = rlang::caller_env()) {
  out <- vctrs::vec_cast(revealed(x), vctrs::vec_ptype(revealed(to)), x_arg = x_arg,
                         to_arg = to_arg, call = call)
  if (!is_identifying(to)) {
    return(out)
  }
  out <- new_identifying_column(out)
  attr(out, "label") <- column_label(x) %||% column_label(to)
  out
}

# The values for vctrs to work with: those of a hidden column bare, with names.
revealed <- function(x) {
  if (is_identifying(x) || is_labelled_class(x)) named_values(x) else x
}

# Masks what is made of a masked number, which may tell it.
masked_arithmetic <- function(op, x, y, ...) {
  may <- function(side) {
    values <- revealed(side)
    (is.numeric(values) || is.logical(values)) && !is.object(values)
  }
  if (!may(x) || !may(y)) vctrs::stop_incompatible_op(op, x, y)
  masked_unless_logical(vctrs::vec_arith_base(op, revealed(x), revealed(y)))
}

#' @exportS3Method stats::median pairwave_identifying
median.pairwave_identifying <- function(x, na.rm = FALSE, ...) {
  masked_unless_logical(stats::median(codes_as_numbers(x, "a median"), na.rm = na.rm, ...))
}

#' @exportS3Method stats::quantile pairwave_identifying
quantile.pairwave_identifying <- function(x, ...) {
  masked_unless_logical(stats::quantile(codes_as_numbers(x, "quantiles"), ...))
}

masked_unless_logical <- function(values) {
  if (is.logical(values)) return(values)
  out <- new_identifying_column(values)
  names(out) <- names(values)
  out
}
