# Dates and times of a survey, with user-missing codes beside the class.

# From the unit of an SPSS file to R's: days or seconds since 1970-01-01, or a
# duration in seconds; `kind` is the kernel's, 1 to 3.
spss_time_value <- function(x, kind) {
  if (is.null(x)) return(NULL)
  switch(kind, (x - 12219379200) / 86400, x - 12219379200, x)
}

# A column of numbers as dates, times (UTC) or durations. One that declares
# missing codes has, before the class of its time, the class
# pairwave_coded_time, whose methods are below.
as_time_column <- function(x, kind) {
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

# The time without codes and labels, for the methods of its own class.
plain_time <- function(x) {
  kept <- attributes(x)[intersect(names(attributes(x)), c("names", "tzone", "units"))]
  class <- setdiff(oldClass(x), "pairwave_coded_time")
  out <- bare_values(x)
  out[is_missing_answer(x)] <- NA
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

#' Dates and times with user-missing codes
#'
#' A date or time of a survey whose file declares user-missing codes keeps its
#' class (`Date`, `POSIXct` or `hms`) and has the class `pairwave_coded_time`
#' before it. Its codes stay in the column, as the time that they would be, with
#' their labels beside them; [is.na()] is `TRUE` for them; they print as their
#' label; and the mean, the range and the summary leave them out. Comparing and
#' calculating goes by the class of the time and knows nothing of codes: for
#' that, read with `user_na = FALSE`.
#'
#' @param x,object A column of a survey from [read_survey()].
#' @param i,value,... As for vectors.
#' @param na.rm Leave missing values out.
#' @return `[`, `[[`, `c()`, `rep()`, `unique()`: a time with its codes. `is.na()`: a logical
#'   vector. `format()` and `as.character()`: a character vector. `mean()`,
#'   `range()` and the like, `summary()`: as for the class of the time.
#' @name pairwave_coded_time
#' @keywords internal
NULL

#' @rdname pairwave_coded_time
#' @export
is.na.pairwave_coded_time <- function(x) is_missing_answer(x)

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
c.pairwave_coded_time <- function(...) {
  parts <- list(...)
  said <- unique(lapply(parts, function(part) {
    list(setdiff(oldClass(part), "pairwave_coded_time"),
         attr(part, "na_values"), attr(part, "na_range"))
  }))
  if (length(said) > 1) {
    # A code of one column could be a date of another.
    parts <- lapply(parts, function(part) {
      if (inherits(part, "pairwave_coded_time")) plain_time(part) else part
    })
    return(do.call(c, parts))
  }
  keep_codes(unlist(lapply(parts, bare_values)), parts[[1]])
}

#' @rdname pairwave_coded_time
#' @export
format.pairwave_coded_time <- function(x, ...) {
  out <- format(plain_time(x), ...)
  values <- bare_values(x)
  coded <- which(is_missing_answer(x) & !is.na(values))
  labels <- attr(x, "labels", exact = TRUE)
  out[coded] <- (names(labels) %||% NA_character_)[match(values[coded], labels)]
  out[coded][is.na(out[coded])] <- "(user-missing)"
  out
}

#' @rdname pairwave_coded_time
#' @export
as.character.pairwave_coded_time <- function(x, ...) {
  out <- trimws(format(x, ...))
  out[is.na(bare_values(x))] <- NA
  out
}

#' @rdname pairwave_coded_time
#' @export
mean.pairwave_coded_time <- function(x, ...) mean(plain_time(x), ...)

#' @rdname pairwave_coded_time
#' @export
summary.pairwave_coded_time <- function(object, ...) summary(plain_time(object), ...)

#' @rdname pairwave_coded_time
#' @export
Summary.pairwave_coded_time <- function(..., na.rm = FALSE) {
  parts <- lapply(list(...), function(part) {
    if (inherits(part, "pairwave_coded_time")) plain_time(part) else part
  })
  do.call(.Generic, c(parts, na.rm = na.rm))
}

# dplyr and its like cut columns through vctrs.
#' @exportS3Method vctrs::vec_proxy
vec_proxy.pairwave_coded_time <- function(x, ...) bare_values(x)

#' @exportS3Method vctrs::vec_restore
vec_restore.pairwave_coded_time <- function(x, to, ...) keep_codes(x, to)
