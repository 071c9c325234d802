# When a respondent finished, out of the ways in which platforms write it.

# The column of the layout's `completed`, as POSIXct (UTC, as the clock of the
# platform showed it) where that is sure, with its name and what to note.
read_completed <- function(survey, rule, heading) {
  name <- utils::head(intersect(fitting_columns(rule$column, heading), names(survey)), 1)
  out <- list(survey = survey, column = name)
  if (length(name) == 0) {
    return(out)
  }
  values <- survey[[name]]
  if (!is.null(rule$none)) {
    values[startsWith(as.character(values), rule$none) %in% TRUE] <- NA
    survey[[name]] <- values
    out$survey <- survey
  }
  if (is.character(values)) {
    times <- lapply(rule$order, function(order) clock_time(values, order))
    times <- Filter(Negate(is.null), times)
    if (length(unique(times)) == 1) {
      out$survey[[name]] <- new_labelled_column(
        times[[1]], label = attr(values, "label", exact = TRUE)
      )
    } else if (length(times) > 1) {
      out$note <- paste0(
        name, ": it can't be told whether the day or the month comes first, ",
        "so the times are left as text."
      )
    }
  }
  out
}

# Texts such as "31/10/2018 9:05:00 AM GMT+1" as times, or NULL when one of
# them is something else. `order` is that of year, month and day: "dmy".
clock_time <- function(text, order) {
  pattern <- paste0(
    "^\\s*(\\d{1,4})[-/.](\\d{1,2})[-/.](\\d{1,4})",
    "(?:,?[ T]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.]\\d+)?)?",
    "(?:\\s*([AaPp])[.]?[Mm][.]?)?(?:\\s*(?:GMT|UTC)([-+]\\d{1,2})?(?::?(\\d{2}))?)?)?\\s*$"
  )
  given <- !is.na(text)
  cells <- regmatches(text[given], regexec(pattern, text[given], perl = TRUE))
  if (any(lengths(cells) == 0)) {
    return(NULL)
  }
  part <- function(i) vapply(cells, `[`, "", i + 1)
  number <- function(i) {
    x <- part(i)
    as.numeric(ifelse(nzchar(x), x, "0"))
  }
  place <- function(letter) regexpr(letter, order, fixed = TRUE)[[1]]
  year <- number(place("y"))
  long <- nchar(part(place("y")))
  if (!all(long %in% c(2, 4)) || any(nchar(part(place("d"))) > 2)) {
    return(NULL)
  }
  year <- ifelse(long == 2, 2000 + year, year)
  day <- as.Date(sprintf("%04d-%02d-%02d", as.integer(year),
                         as.integer(number(place("m"))),
                         as.integer(number(place("d")))), optional = TRUE)
  hour <- number(4)
  half <- tolower(part(7))
  hour <- ifelse(nzchar(half), hour %% 12 + 12 * (half == "p"), hour)
  if (anyNA(day) || any(hour > 23) || any(number(5) > 59) || any(number(6) > 60)) {
    return(NULL)
  }
  seconds <- rep(NA_real_, length(text))
  seconds[given] <- as.numeric(day) * 86400 + hour * 3600 + number(5) * 60 + number(6)
  as.POSIXct(seconds, origin = "1970-01-01", tz = "UTC")
}
