# Columns that identify a person: names, e-mail and IP addresses, links.

# A column whose values are kept but never shown: it prints as <hidden>.
# as.character() and as.double() give the values.
new_identifying_column <- function(x) {
  label <- attr(x, "label", exact = TRUE)
  out <- vctrs::new_vctr(bare_values(x), class = "pairwave_identifying",
                         inherit_base_type = TRUE)
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

#' @exportS3Method vctrs::vec_ptype_abbr
vec_ptype_abbr.pairwave_identifying <- function(x, ...) "hidden"

#' @exportS3Method vctrs::vec_ptype_full
vec_ptype_full.pairwave_identifying <- function(x, ...) "hidden"

#' @export
as.character.pairwave_identifying <- function(x, ...) as.character(bare_values(x))

#' @export
as.double.pairwave_identifying <- function(x, ...) as.double(bare_values(x))

#' @export
summary.pairwave_identifying <- function(object, ...) {
  c(Hidden = sum(!is.na(bare_values(object))), Missing = sum(is.na(bare_values(object))))
}
