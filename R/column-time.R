# Dates and times of a survey, with user-missing codes beside the class.

# From the unit of an SPSS file to R's: days or seconds since 1970-01-01, or a
# duration in seconds; `kind` is the kernel's, 1 to 3.
spss_time_value <- function(x, kind) {
  if (is.null(x)) return(NULL)
  switch(kind, (x - 12219379200) / 86400, x - 12219379200, x)
}

# Whether plain numbers may be Excel's counts of days since the end of 1899: there
# are some, and all are at least `from` and below `to`.
are_excel_days <- function(x, from, to) {
  x <- if (!is.object(x)) x[!is.na(x)]
  length(x) > 0 && all(x >= from & x < to)
}

excel_time_value <- function(x) {
  as.POSIXct(round((as.numeric(x) - 25569) * 86400), origin = "1970-01-01", tz = "UTC")
}

# A column of numbers as dates, times (UTC) or durations. Where it declares
# missing codes they become NA with a letter, and its class says so.
as_time_column <- function(x, kind) {
  if (declares_missing(x)) x <- codes_to_na(x)
  if (kind == 2) attr(x, "tzone") <- "UTC"
  if (kind == 3) attr(x, "units") <- "secs"
  classes <- switch(kind, "Date", c("POSIXct", "POSIXt"), c("hms", "difftime"))
  class(x) <- if (declares_missing(x)) coded_classes(classes) else classes
  x
}

# The class of a time with codes. A duration has one more behind R's own class for
# it: R's arithmetic of durations hands over to the class after its own when it has
# brought both sides to one unit (Ops.pairwave_bare_time()). A method of the class in
# front would stand beside R's own for a plain duration, and before R 4.3 two
# different methods mean that neither is asked, so that minutes are added to seconds.
coded_classes <- function(classes) {
  c("pairwave_coded_time", classes, if ("difftime" %in% classes) "pairwave_bare_time")
}

# 0 for what is no time, else as as_time_column() takes it.
time_kind <- function(x) match(TRUE, inherits(x, c("Date", "POSIXct", "difftime"), TRUE) > 0, 0L)

# Where haven looks for no letter: it writes no .sav file with letters in it.
code_byte <- 6

# Codes as NA with a letter: the declared ones in their order, then those that
# occur within a declared range, smallest first. Where there are more than
# letters, the last of them stands for the rest.
codes_to_na <- function(x) {
  values <- bare_values(x)
  coded <- is_missing_answer(x) & !is.na(values)
  known <- column_na_values(x)
  if (!any(coded) && !is.null(column_na_codes(x))) return(x)
  codes <- c(known, sort(setdiff(values[coded], known)))
  at <- pmin(match(values[coded], codes), length(letters))
  values[coded] <- vapply(letters, tagged_missing, 1, byte = code_byte)[at]
  if (length(codes) > length(letters)) codes <- c(codes[seq_len(25)], NA)
  attributes(values) <- attributes(x)
  attr(values, "na_codes") <- stats::setNames(codes, letters[seq_along(codes)])
  values
}

# The columns of a survey whose prototype was made before their values were there.
set_aside_time_codes <- function(survey) {
  coded <- vapply(survey, inherits, NA, "pairwave_coded_time")
  survey[coded] <- lapply(survey[coded], codes_to_na)
  survey
}

# Which code each value was, in the unit of the column; NA for none.
hidden_codes <- function(x) {
  codes <- column_na_codes(x) %||% double()
  letter <- sub("^[.]", "", missing_tags(bare_values(x), code_byte))
  unname(codes[match(letter, names(codes))])
}

# The time without codes and labels.
plain_time <- function(x) {
  kept <- attributes(x)[intersect(names(attributes(x)), c("names", "tzone", "units"))]
  out <- bare_values(x)
  out[is.na(out)] <- NA
  attributes(out) <- kept
  structure(out, class = time_classes(x))
}

# The class of a time without its codes.
time_classes <- function(x) {
  setdiff(oldClass(x), c("pairwave_coded_time", "pairwave_bare_time"))
}

# The attributes of a whole column, on a part of it.
keep_codes <- function(part, x) {
  kept <- attributes(x)
  kept$names <- attr(part, "names")
  attributes(part) <- kept
  part
}

# Tells whether a letter means the same code in all of them; a plain time has none.
same_codes <- function(columns) {
  coded <- vapply(columns, inherits, NA, "pairwave_coded_time")
  length(unique(lapply(columns[coded], column_na_codes))) <= 1
}

# The numbers of a time, in the unit of the column `x` and with its letters.
times_for <- function(value, x) {
  coded <- inherits(value, "pairwave_coded_time")
  if (coded && !same_codes(list(value, x))) value <- plain_time(value)
  kind <- time_kind(value)
  if (kind == 0) return(value)
  if (kind != time_kind(x)) value <- vctrs::vec_cast(plain_time(value), plain_time(x[0]))
  if (kind == 3 && !coded) return(as.double(value, units = "secs"))
  as.double(bare_values(value))
}

#' Dates and times with user-missing codes
#'
#' A date or time of a survey whose file declares user-missing codes keeps its
#' class (`Date`, `POSIXct` or `hms`) and has the class `pairwave_coded_time`
#' before it. A code is no moment in time, so it is `NA` in every comparison and
#' calculation; which code it was stands in its place as a letter within the `NA`,
#' and the column's attribute `na_codes` says which code each letter is, in the
#' unit of the column. Its label is among the `labels`, and that is how it prints.
#' `na_values` and `na_range` are what the file declares.
#'
#' Put under plain dates or times, or beside them, such a column keeps its codes:
#' by [c()] and [rbind()] and, through vctrs, in dplyr's and tidyr's functions.
#' `data.table::rbindlist()`, and `dplyr::if_else()` before dplyr 1.1.0, compare the
#' classes of columns by themselves and ask no method, so they take columns of one
#' class only: [as.Date()], [as.POSIXct()] and `hms::as_hms()` give a plain column
#' for them, with `NA` for the codes. `haven::write_sav()` writes such dates and
#' times too, with system-missing values for the codes.
#'
#' Sums, differences and comparisons of durations are what they are for the column
#' without codes, whatever unit the other side has, and carry nothing of the column.
#' Multiplied, divided or put after a plain duration, a duration gives the right
#' numbers with the attributes of the column: R leaves no room for a method there.
#'
#' @param x A column of a survey from [read_survey()].
#' @param i,value,na.rm,... As for vectors.
#' @return A time with its codes; where columns with different codes are joined,
#'   for `as.Date()`, `as.POSIXct()` and `mean()`, `range()`
#'   and the like, one without any. `format()` and `as.character()` give a character vector.
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
  keep_codes(stats::setNames(bare_values(x), names(x))[i], x)
}

#' @rdname pairwave_coded_time
#' @export
`[[.pairwave_coded_time` <- function(x, i, ...) {
  keep_codes(bare_values(x)[[i]], x)
}

#' @rdname pairwave_coded_time
#' @export
`[<-.pairwave_coded_time` <- function(x, i, ..., value) {
  out <- bare_values(x)
  out[i] <- times_for(value, x)
  keep_codes(out, x)
}

#' @rdname pairwave_coded_time
#' @export
`length<-.pairwave_coded_time` <- function(x, value) {
  keep_codes(`length<-`(bare_values(x), value), x)
}

#' @rdname pairwave_coded_time
#' @export
rep.pairwave_coded_time <- function(x, ...) {
  keep_codes(rep(stats::setNames(bare_values(x), names(x)), ...), x)
}

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
Math.pairwave_coded_time <- function(x, ...) {
  do.call(.Generic, list(plain_time(x), ...))
}

#' @rdname pairwave_coded_time
#' @export
diff.pairwave_coded_time <- function(x, ...) diff(plain_time(x), ...)

# Both sides are in one unit here, as numbers with some class: see coded_classes().
#' @rdname pairwave_coded_time
#' @param e1,e2 Durations or numbers.
#' @export
Ops.pairwave_bare_time <- function(e1, e2) {
  get(.Generic)(number_of_time(e1), number_of_time(e2))
}

# Without codes and class; of what is no time nothing is taken.
number_of_time <- function(x) {
  if (inherits(x, "pairwave_coded_time")) x <- plain_time(x)
  if (inherits(x, "difftime")) attr(x, "units") <- NULL
  if (time_kind(x) > 0) unclass(x) else x
}

#' @rdname pairwave_coded_time
#' @export
c.pairwave_coded_time <- function(...) {
  parts <- list(...)
  kind <- time_kind(parts[[1]])
  alike <- vapply(parts, function(part) time_kind(part) == kind || all(is.na(part)), NA)
  if (!same_codes(parts) || !all(alike)) return(do.call(c, lapply(parts, plain_time)))
  out <- parts[[1]][0]
  keep_codes(as.double(unlist(lapply(parts, times_for, out))), out)
}

#' @rdname pairwave_coded_time
#' @export
as.Date.pairwave_coded_time <- function(x, ...) as.Date(plain_time(x), ...)

#' @rdname pairwave_coded_time
#' @param tz A time zone.
#' @export
as.POSIXct.pairwave_coded_time <- function(x, tz = "", ...) {
  as.POSIXct(plain_time(x), tz = tz, ...)
}

as_hms.pairwave_coded_time <- function(x, ...) hms::as_hms(plain_time(x))

#' @rdname pairwave_coded_time
#' @export
format.pairwave_coded_time <- function(x, ...) {
  out <- if (time_kind(x) == 3) format_duration(bare_values(x)) else format(plain_time(x), ...)
  codes <- hidden_codes(x)
  labels <- column_labels(x)
  named <- as.character(names(labels))[match(codes, labels)]
  coded <- which(!is.na(codes))
  out[coded] <- ifelse(is.na(named[coded]), "(user-missing)", named[coded])
  out
}

# Seconds as "01:30:00", as hms writes them: R's own way has no clock in it.
format_duration <- function(seconds) {
  text <- format(abs(seconds) %% 60, digits = 7, drop0trailing = TRUE)
  short <- startsWith(sub("^ +", "", text), "0") | abs(seconds) %% 60 < 10
  text <- paste0(ifelse(short, "0", ""), sub("^ +", "", text))
  minutes <- abs(seconds) %/% 60
  out <- sprintf("%s%02.0f:%02.0f:%s", ifelse(seconds < 0, "-", ""), minutes %/% 60,
                 minutes %% 60, text)
  out[is.na(seconds)] <- "NA"
  format(out, justify = "right")
}

#' @rdname pairwave_coded_time
#' @export
print.pairwave_coded_time <- function(x, ...) {
  if (length(x)) {
    print(stats::setNames(format(x), names(x)), ...)
  } else {
    cat(oldClass(x)[2], "of length 0\n")
  }
  invisible(x)
}

#' @rdname pairwave_coded_time
#' @export
as.character.pairwave_coded_time <- function(x, ...) {
  out <- trimws(format(x, ...))
  out[is.na(x) & is.na(hidden_codes(x))] <- NA
  out
}

# dplyr and its like cut and combine columns through vctrs.
time_vctrs_methods <- function() {
  own <- function(method) list(pairwave_coded_time = method)
  pairs <- class_pairs("pairwave_coded_time", c("Date", "POSIXct", "difftime", "hms"))
  list(
    vec_proxy = own(function(x, ...) bare_values(x)),
    vec_restore = own(function(x, to, ...) keep_codes(x, to)),
    vec_ptype_abbr = own(function(x, ...) paste0(c("date", "dttm", "time")[time_kind(x)], "+na")),
    vec_ptype_full = own(function(x, ...) {
      paste0("coded<", c("date", "datetime", "time")[time_kind(x)], ">")
    }),
    vec_ptype2 = each_class(pairs, combined_time), vec_cast = each_class(pairs, cast_time)
  )
}

# With its codes, unless the other is of another kind or has a letter for another
# code.
combined_time <- function(x, y, ..., x_arg = "", y_arg = "", call = rlang::caller_env()) {
  # hms need not be loaded, whose methods for this would be.
  type <- if (time_kind(x) == 3 && time_kind(y) == 3) {
    structure(double(), units = "secs", class = c("hms", "difftime"))
  } else {
    vctrs::vec_ptype2(plain_time(x), plain_time(y), x_arg = x_arg, y_arg = y_arg, call = call)
  }
  coded <- Filter(function(side) inherits(side, "pairwave_coded_time"), list(x, y))
  if (!same_codes(coded) || time_kind(x) != time_kind(y)) return(type)
  out <- keep_codes(double(), coded[[1]])
  if (time_kind(out) == 2) attr(out, "tzone") <- attr(type, "tzone", exact = TRUE)
  out
}

cast_time <- function(x, to, ..., x_arg = "", to_arg = "", call = rlang::caller_env()) {
  if (!inherits(to, "pairwave_coded_time")) {
    if (time_kind(x) == 3 && time_kind(to) == 3) {
      out <- as.difftime(plain_values(x), units = "secs")
      units(out) <- attr(to, "units", exact = TRUE)
      return(structure(out, class = oldClass(to)))
    }
    return(vctrs::vec_cast(plain_time(x), to, x_arg = x_arg, to_arg = to_arg, call = call))
  }
  if (time_kind(x) == time_kind(to)) {
    values <- times_for(x, to)
  } else {
    values <- vctrs::vec_cast(plain_time(x), plain_time(to), x_arg = x_arg, to_arg = to_arg,
                              call = call)
  }
  keep_codes(as.double(values), to)
}
