# One column of a survey: a class of our own in front of haven's, so that
# packages which know haven's work on it, and it acts as column-combine.R says,
# with or without haven.

check_person_column <- function(x, id, call = rlang::caller_env()) {
  if (is.null(id)) return(invisible())
  check_column(x, id, "id", call)
  people <- plain_values(x[[id]])
  again <- which(duplicated(people) & !is.na(people))
  if (length(again)) {
    first <- match(people[again[1]], people)
    twice <- length(unique(people[again]))
    abort_pairwave(
      c("{.arg x} must have one row per person.",
        x = "{twice} {?person has/people have} more than one row, the first \\
             in rows {first} and {again[1]}."),
      "argument", call = call
    )
  }
}

# A column with what its file says about it. Without labels and missing codes
# the vector keeps its own class (none, Date, POSIXct, hms). With them its
# numbers are doubles, as the codes and missing codes are in every format.
new_labelled_column <- function(x, label = NULL, labels = NULL,
                                na_values = NULL, na_range = NULL,
                                format = NULL, measure = NULL) {
  missing_codes <- length(na_values) > 0 || length(na_range) > 0
  if (length(labels) || missing_codes) {
    if (is.integer(x)) x <- as.double(x)
    class(x) <- labelled_classes(typeof(x), missing_codes)
  }
  if (!is.null(label) && nzchar(label)) attr(x, "label") <- label
  if (length(na_values)) attr(x, "na_values") <- na_values
  if (length(na_range)) attr(x, "na_range") <- na_range
  if (!is.null(format) && nzchar(format)) attr(x, "format.spss") <- format
  if (!is.null(measure)) attr(x, "measure") <- measure
  if (length(labels)) attr(x, "labels") <- labels
  x
}

# `type` is what class() calls the codes: "double" or "character".
labelled_classes <- function(type, missing_codes) {
  c("pairwave_labelled", if (missing_codes) "haven_labelled_spss", "haven_labelled",
    "vctrs_vctr", type)
}

# SPSS has one kind of number: whole numbers become doubles, as they would be in
# an SPSS export of the same answers. A list of columns, or a survey.
as_spss_numbers <- function(columns) {
  whole <- which(vapply(columns, is.integer, NA) & !vapply(columns, is.object, NA))
  for (i in whole) storage.mode(columns[[i]]) <- "double"
  columns
}

# The answers alone: double or character without classes and attributes,
# missing answers as NA.
plain_values <- function(x) {
  # Values with nothing to take off are not copied.
  if (is.null(attributes(x)) && (is.character(x) || (is.double(x) && !anyNA(x)))) return(x)
  out <- bare_values(x)
  out[is_missing_answer(x)] <- NA
  if (is.character(out)) out else as.double(out)
}

bare_values <- function(x) {
  if (is.factor(x)) {
    return(as.character(x))
  }
  if (inherits(x, "integer64")) {
    return(integer64_values(x))
  }
  x <- unclass(x)
  attributes(x) <- NULL
  x
}

# The 64-bit integers that bit64 keeps in the bytes of doubles, as data.table and
# databases give them. A double holds those up to 2^53; longer ones are codes.
integer64_values <- function(x) {
  bytes <- writeBin(as.vector(unclass(x)), raw(), endian = "little")
  halves <- matrix(readBin(bytes, "integer", length(bytes) / 4, endian = "little"), 2)
  # R takes the lowest 32-bit integer for NA.
  low <- ifelse(is.na(halves[1, ]), -2^31, halves[1, ])
  high <- halves[2, ]
  out <- high * 2^32 + low + (low < 0) * 2^32
  too_long <- (is.na(high) & low != 0) | (!is.na(out) & abs(out) > 2^53)
  if (any(too_long)) {
    abort_pairwave(
      c("64-bit integers must lie within 2^53, which a number of R holds exactly.",
        x = "{sum(too_long)} of {length(x)} {?does/do} not.",
        i = "With {.pkg bit64} loaded, {.code as.character()} makes codes of them."),
      "column", call = NULL
    )
  }
  out
}
