# Reads when a respondent began and finished, out of the ways in which platforms
# write it. All of an export's stamps have one form, so they are read by one order
# of year, month and day.

# The columns of the layout's `completed` and `stamps`, as POSIXct (UTC, as the
# clock of the platform showed it) where that is sure, with the name of the first
# one's column and what to note.
read_stamps <- function(survey, rule, heading) {
  finished <- intersect(fitting_columns(rule$column, heading), names(survey))
  others <- intersect(fitting_columns(rule$stamps, heading), names(survey))
  out <- list(survey = survey, column = utils::head(finished, 1), note = character())
  orders <- rule$order
  texts <- list()
  serials <- character()
  for (name in intersect(names(survey), union(finished, others))) {
    values <- survey[[name]]
    for (none in rule$none) {
      values[startsWith(as.character(values), none) %in% TRUE] <- NA
      out$survey[[name]] <- values
    }
    serial <- excel_time(values)
    if (!is.null(serial)) {
      out$survey[[name]] <- new_labelled_column(serial, label = column_label(values))
      serials <- c(serials, name)
    } else if (is.character(values) && !all(is.na(values))) {
      texts[[name]] <- values
    }
  }
  if (length(serials)) out$note <- paste0(
    paste(serials, collapse = ", "), ": ", if (length(serials) == 1) "its" else "their",
    " numbers are taken for Excel's dates, days since the end of 1899."
  )
  read <- lapply(texts, clock_texts)
  fitting <- lapply(read, function(cells) {
    Filter(Negate(is.null), lapply(stats::setNames(nm = orders), clock_time, cells = cells))
  })
  # One stamp may tell the order of the others.
  common <- Reduce(intersect, lapply(Filter(length, fitting), names), orders)
  for (name in names(texts)) {
    able <- fitting[[name]]
    if (length(common)) able <- able[intersect(names(able), common)]
    times <- unique(unname(able))
    if (length(times) == 1) {
      out$survey[[name]] <- new_labelled_column(
        times[[1]], label = column_label(texts[[name]])
      )
    }
    out$note <- c(out$note, stamp_note(name, read[[name]], length(times)))
  }
  out
}

# Finds what to note of a column of stamps that fits so many orders.
stamp_note <- function(name, cells, fits) {
  if (fits != 1) return(text_stamp_note(name, cells, fits))
  zone_note(name, unique(cells$zone[cells$given & nzchar(cells$zone)]))
}

# Why times are left as text: no order fits, or several do.
text_stamp_note <- function(name, cells, fits) {
  if (fits == 0) {
    n <- sum(!cells$clock)
    zones <- setdiff(cells$zone, c(NA, ""))
    unknown <- zones[is.na(zone_hours(zones))]
    why <- if (n > 0) {
      paste(n, "of", sum(cells$given), if (n == 1) "is none" else "are none")
    } else if (length(unknown)) {
      paste0("their time zone ", paste(unknown, collapse = ", "), " is not known")
    } else {
      "no order of year, month and day fits all of them"
    }
    return(paste0(name, ": not all of its texts can be read as times (", why,
                  "), so they are left as text."))
  }
  paste0(
    name, ": it can't be told whether the day or the month comes first, ",
    "so the times are left as text."
  )
}

# Times keep the clock that the platform shows. Its zones are named where they
# are letters, with the meaning that is taken where letters have several, and
# where they are more than one, so that times may be hours apart.
zone_note <- function(name, zones) if (length(zones)) note_of_zones(name, zones)

note_of_zones <- function(name, zones) {
  known <- time_zones()
  at <- match(zones, known$letters)
  lettered <- !is.na(at) & !zones %in% c("Z", "UTC", "GMT")
  hours <- zone_hours(zones)
  apart <- length(unique(hours)) > 1
  if (!any(lettered) && !apart) {
    return(NULL)
  }
  said <- vapply(seq_along(zones), function(i) {
    if (!lettered[i]) return(zones[i])
    also <- known$also[at[i]]
    paste0(zones[i], " (taken for ", known$name[at[i]],
           if (nzchar(also)) paste0(", not ", also), ")")
  }, "")
  paste0(
    name, ": times are by the clock of ", paste(said, collapse = ", "),
    if (apart) paste0("; these clocks are up to ", counted(diff(range(hours)), "hour"), " apart"),
    "."
  )
}

# Letters of time zones: `hours` from UTC, `name`, and what else the letters
# stand for. Read once.
time_zones <- local({
  zones <- NULL
  function() {
    if (is.null(zones)) {
      zones <<- utils::read.csv(system.file("platforms", "zones.csv", package = "pairwave"),
                                na.strings = character())
    }
    zones
  }
})

# Hours from UTC of "CET", "GMT+1", "UTC+05:30", "+0100"; NA for other letters.
zone_hours <- function(zone) {
  if (!length(zone)) return(numeric())
  known <- time_zones()
  pattern <- "^(?:GMT|UTC)?([-+])([0-9]{1,2}):?([0-9]{2})?$"
  part <- regmatches(zone, regexec(pattern, zone, perl = TRUE))
  vapply(seq_along(zone), function(i) {
    cell <- part[[i]]
    if (length(cell) == 0) return(known$hours[match(zone[i], known$letters)])
    minutes <- if (nzchar(cell[4])) as.numeric(cell[4]) / 60 else 0
    (if (cell[2] == "-") -1 else 1) * (as.numeric(cell[3]) + minutes)
  }, 0)
}

# Excel's number of a date, where all are of this century's first half, as a
# workbook has them that was saved as CSV without their format. NULL where one is
# none.
excel_time <- function(x) {
  if (is.character(x) && !is.object(x)) {
    if (!all(grepl("^\\s*[0-9]{5}([.,][0-9]+)?\\s*$", x[!is.na(x)]))) return(NULL)
    x <- as.numeric(sub(",", ".", x, fixed = TRUE))
  }
  if (is.numeric(x) && are_excel_days(x, 36526, 54789)) excel_time_value(x)
}

# Texts such as "31/10/2018 9:05:00 AM GMT+1" in their parts: the three of the
# `date` and whether points stand between them (`dotted`), `hour`, `minute`,
# `second`, `half` of the day and `zone`; which texts are `given`, and which of
# those are times at all (`clock`).
clock_texts <- function(text) {
  pattern <- paste0(
    "^(\\d{1,4})([-/.])(\\d{1,2})[-/.](\\d{1,4})",
    "(?:,?[ T]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.]\\d+)?)?",
    "(?:\\s*([AaPp])[.]?\\s?[Mm][.]?)?",
    "(?:\\s*((?:GMT|UTC)?[-+]\\d{1,2}(?::?\\d{2})?|[A-Z]{1,5}))?)?$"
  )
  given <- !is.na(text)
  cells <- regmatches(squash(text[given]), regexec(pattern, squash(text[given]), perl = TRUE))
  clock <- lengths(cells) > 0
  part <- function(i) vapply(cells, function(cell) if (length(cell)) cell[i + 1] else "", "")
  out <- list(date = lapply(c(1, 3, 4), part), dotted = part(2) == ".", hour = part(5),
              minute = part(6), second = part(7), half = lower_case(part(8)))
  zone <- rep(NA_character_, length(text))
  zone[given] <- part(9)
  c(out, list(zone = zone, given = given, clock = clock))
}

# Texts in their parts as times, or NULL when one of them is something else.
# `order` is that of year, month and day: "dmy".
clock_time <- function(cells, order) {
  if (!is.list(cells)) cells <- clock_texts(cells)
  zones <- unique(cells$zone[cells$given & nzchar(cells$zone)])
  # No country that writes points puts the month first.
  if (!all(cells$clock) || anyNA(zone_hours(zones)) || (order == "mdy" && any(cells$dotted))) {
    return(NULL)
  }
  number <- function(x) as.numeric(ifelse(nzchar(x), x, "0"))
  part <- function(letter) cells$date[[regexpr(letter, order, fixed = TRUE)[[1]]]]
  long <- nchar(part("y"))
  if (!all(long %in% c(2, 4)) || any(nchar(part("d")) > 2)) {
    return(NULL)
  }
  year <- ifelse(long == 2, 2000 + number(part("y")), number(part("y")))
  day <- as.Date(sprintf("%04d-%02d-%02d", as.integer(year),
                         as.integer(number(part("m"))),
                         as.integer(number(part("d")))), optional = TRUE)
  hour <- number(cells$hour)
  hour <- ifelse(nzchar(cells$half), hour %% 12 + 12 * (cells$half == "p"), hour)
  minute <- number(cells$minute)
  second <- number(cells$second)
  if (anyNA(day) || any(hour > 23) || any(minute > 59) || any(second > 60)) {
    return(NULL)
  }
  seconds <- rep(NA_real_, length(cells$given))
  seconds[cells$given] <- as.numeric(day) * 86400 + hour * 3600 + minute * 60 + second
  as.POSIXct(seconds, origin = "1970-01-01", tz = "UTC")
}
