# Dates and times of a survey, with user-missing codes beside the class.

# From the unit of an SPSS file to R's: days or seconds since 1970-01-01, or a
# duration in seconds; `kind` is the kernel's, 1 to 3.
spss_time_value <- function(x, kind) {
  if (is.null(x)) return(NULL)
  switch(kind, (x - 12219379200) / 86400, x - 12219379200, x)
}

# A column of numbers as dates, times (UTC) or durations. Where it declares
# missing codes they become NA with a letter, and its class says so.
as_time_column <- function(x, kind) {
  if (declares_missing(x)) x <- codes_to_na(x)
  if (kind == 2) attr(x, "tzone") <- "UTC"
  if (kind == 3) attr(x, "units") <- "secs"
  class(x) <- c(
    if (declares_missing(x)) "pairwave_coded_time",
    switch(kind, "Date", c("POSIXct", "POSIXt"), c("hms", "difftime"))
  )
  x
}

# 0 for what is no time, else as as_time_column() takes it.
time_kind <- function(x) match(TRUE, inherits(x, c("Date", "POSIXct", "difftime"), TRUE) > 0, 0L)

# Codes as NA with a letter: the declared ones in their order, then those that
# occur within a declared range, smallest first. Where there are more than
# letters, the last of them stands for the rest.
codes_to_na <- function(x) {
  values <- bare_values(x)
  coded <- is_missing_answer(x) & !is.na(values)
  known <- attr(x, "na_values", exact = TRUE)
  if (!any(coded) && !is.null(attr(x, "na_codes", exact = TRUE))) return(x)
  codes <- c(known, sort(setdiff(values[coded], known)))
  at <- pmin(match(values[coded], codes), length(letters))
  values[coded] <- vapply(letters, tagged_missing, 1)[at]
  if (length(codes) > length(letters)) codes <- c(codes[seq_len(25)], NA)
  attributes(values) <- attributes(x)
  attr(values, "na_codes") <- stats::setNames(codes, letters[seq_along(codes)])
  values
}

# The columns of a survey whose dress was made before their values were there.
hide_time_codes <- function(survey) {
  coded <- vapply(survey, inherits, NA, "pairwave_coded_time")
  survey[coded] <- lapply(survey[coded], codes_to_na)
  survey
}

# Which code each value was, in the unit of the column; NA for none.
hidden_codes <- function(x) {
  codes <- attr(x, "na_codes", exact = TRUE) %||% double()
  letter <- sub("^[.]", "", missing_tags(bare_values(x)))
  unname(codes[match(letter, names(codes))])
}

# The time without codes and labels.
plain_time <- function(x) {
  kept <- attributes(x)[intersect(names(attributes(x)), c("names", "tzone", "units"))]
  class <- setdiff(oldClass(x), "pairwave_coded_time")
  out <- bare_values(x)
  out[is.na(out)] <- NA
  attributes(out) <- kept
  structure(out, class = class)
}

# The attributes of a whole column, on a part of it.
keep_codes <- function(part, x) {
  kept <- attributes(x)
  kept$names <- attr(part, "names")
  attributes(part) <- kept
  part
}

# Whether a letter means the same code in all of them.
same_codes <- function(columns) {
  length(unique(lapply(columns, attr, "na_codes", exact = TRUE))) == 1
}

#' Dates and times with user-missing codes
#'
#' A date or time of a survey whose file declares user-missing codes keeps its
#' class (`Date`, `POSIXct` or `hms`) and has the class `pairwave_coded_time`
#' before it. A code is no moment in time, so it is `NA` in every comparison and
#' calculation; which code it was stands in its place as a letter, as in haven's
#' tagged missing values (`haven::na_tag()` reads it), and the column's attribute
#' `na_codes` says which code each letter is, in the unit of the column. Its label
#' is among the `labels`, and that is how it prints. `na_values` and `na_range`
#' are what the file declares.
#'
#' @param x A column of a survey from [read_survey()].
#' @param i,value,na.rm,... As for vectors.
#' @return A time with its codes; where columns with different codes are joined,
#'   and for `mean()`, `range()` and the like, one without any. `format()` and `as.character()` give a character vector.
#' @examples
#' path <- system.file("extdata", "demo", "pre.sav", package = "pairwave")
#' dates <- Filter(function(x) inherits(x, "pairwave_coded_time"), read_survey(path))
#' length(dates)
#' @name pairwave_coded_time
#' @keywords internal
NULL

#' @rdname pairwave_coded_time
#' @export
`[.pairwave_coded_time` <- function(x, i, ...) {
  keep_codes(bare_values(x)[i], x)
}

#' @rdname pairwave_coded_time
#' @export
`[[.pairwave_coded_time` <- function(x, i, ...) {
  keep_codes(bare_values(x)[[i]], x)
}

#' @rdname pairwave_coded_time
#' @export
`[<-.pairwave_coded_time` <- function(x, i, ..., value) {
  if (!same_codes(list(x, value)) && time_kind(value) > 0) value <- plain_time(value)
  out <- bare_values(x)
  out[i] <- if (time_kind(value) > 0) bare_values(value) else value
  keep_codes(out, x)
}

#' @rdname pairwave_coded_time
#' @export
`length<-.pairwave_coded_time` <- function(x, value) {
  keep_codes(`length<-`(bare_values(x), value), x)
}

#' @rdname pairwave_coded_time
#' @export
rep.pairwave_coded_time <- function(x, ...) keep_codes(rep(bare_values(x), ...), x)

#' @rdname pairwave_coded_time
#' @export
unique.pairwave_coded_time <- function(x, ...) x[!duplicated(bare_values(x))]

#' @rdname pairwave_coded_time
#' @export
mean.pairwave_coded_time <- function(x, ...) mean(plain_time(x), ...)

#' @rdname pairwave_coded_time
#' @export
Summary.pairwave_coded_time <- function(..., na.rm = FALSE) {
  do.call(.Generic, c(lapply(list(...), plain_time), na.rm = na.rm))
}

#' @rdname pairwave_coded_time
#' @export
c.pairwave_coded_time <- function(...) {
  parts <- list(...)
  if (!same_codes(parts)) return(do.call(c, lapply(parts, plain_time)))
  keep_codes(unlist(lapply(parts, bare_values)), parts[[1]])
}

#' @rdname pairwave_coded_time
#' @export
format.pairwave_coded_time <- function(x, ...) {
  out <- format(plain_time(x), ...)
  codes <- hidden_codes(x)
  labels <- attr(x, "labels", exact = TRUE)
  named <- as.character(names(labels))[match(codes, labels)]
  coded <- which(!is.na(codes))
  out[coded] <- ifelse(is.na(named[coded]), "(user-missing)", named[coded])
  out
}

#' @rdname pairwave_coded_time
#' @export
as.character.pairwave_coded_time <- function(x, ...) {
  out <- trimws(format(x, ...))
  out[is.na(x) & is.na(hidden_codes(x))] <- NA
  out
}

# dplyr and its like cut columns through vctrs.
#' @exportS3Method vctrs::vec_proxy
vec_proxy.pairwave_coded_time <- function(x, ...) bare_values(x)

#' @exportS3Method vctrs::vec_restore
vec_restore.pairwave_coded_time <- function(x, to, ...) keep_codes(x, to)
