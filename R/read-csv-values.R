# Tells what the values of a text file's columns are, beyond what each cell shows:
# times of the day, and numbers that may stand for something else, of which a note
# says so.

# Texts that are all times of the day (10:30, 10:30:00), as durations since
# midnight: what SPSS's TIME is. A ratio such as 2:1 is none.
as_clock_columns <- function(values) {
  text <- which(vapply(values, is.character, NA))
  text <- text[!vapply(values[text], is.object, NA)]
  # One text of each column first: most columns need no more.
  for (at in text[is_clock(vapply(values[text], first_text, ""))]) {
    x <- values[[at]]
    if (!all(is_clock(x) | is.na(x))) next
    parts <- strsplit(trimws(x), ":", fixed = TRUE)
    part <- function(i) as.double(vapply(parts, function(p) p[i], ""))
    seconds <- part(3)
    seconds[is.na(seconds)] <- 0
    values[[at]] <- as_time_column(3600 * part(1) + 60 * part(2) + seconds, 3)
  }
  values
}

# The first text of the first 1,000 cells, or NA.
first_text <- function(x) {
  if (length(x) == 0 || !is.na(x[1])) return(x[1])
  x <- x[seq_len(min(length(x), 1000))]
  x[!is.na(x)][1]
}

is_clock <- function(x) {
  with_seconds <- "([01]?[0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)?"
  without <- "([01][0-9]|2[0-3]):[0-5][0-9]"
  grepl(paste0("^\\s*", with_seconds, "\\s*$|^\\s*", without, "\\s*$"), x, perl = TRUE)
}

# Columns of a file with semicolons in which every point has three digits behind
# it, beside whole numbers: such points may group thousands. `texts` gives the
# cells of columns as they stand, in their first rows or in all. Nearly every
# column of decimals has another point there.
thousands_note <- function(values, texts) {
  first <- 1000
  may <- vapply(values, function(x) {
    is.double(x) && !is.object(x) && are_thousandths(utils::head(x, first))
  }, NA)
  may[may] <- vapply(texts(names(values)[may], first), function(cells) {
    all(group_thousands(pointed(cells)))
  }, NA)
  may[may] <- vapply(values[may], are_thousandths, NA)
  may[may] <- vapply(texts(names(values)[may], Inf), function(cells) {
    marked <- pointed(cells)
    length(marked) > 0 && length(marked) < sum(!is.na(cells)) && all(group_thousands(marked))
  }, NA)
  name_note(names(values)[may], paste(
    "every point has three digits behind it, beside whole numbers, and is read as a decimal",
    "mark. Where it groups thousands, take it out of the file."
  ))
}

are_thousandths <- function(x) all(abs(x * 1000 - round(x * 1000)) <= 1e-6, na.rm = TRUE)

pointed <- function(cells) cells[grepl(".", cells, fixed = TRUE)]

group_thousands <- function(cells) grepl("^\\s*[-+]?[0-9]{1,3}[.][0-9]{3}\\s*$", cells, perl = TRUE)

# Notes numbers between 1982 and 2064 as Excel counts days, in a column of dates by
# its name or label.
serial_date_note <- function(survey) {
  says_date <- function(heading) {
    # Nearly all say nothing of the kind, in whatever case.
    may <- grepl("da|stamp", heading, perl = TRUE, ignore.case = TRUE)
    may[may] <- grepl("(^|[^[:alpha:]])(date|day|datum|timestamp)([^[:alpha:]]|$)",
                      lower_case(heading[may]), perl = TRUE)
    may
  }
  columns <- unclass(survey)
  # Most columns have no attribute, and so no label.
  labels <- character(length(columns))
  said <- lengths(lapply(columns, attributes)) > 0
  labels[said] <- vapply(columns[said], function(x) column_label(x) %||% "", "")
  # The headings first: a look at every number takes as long as reading them.
  serial <- says_date(paste(names(columns), labels, sep = "\n"))
  serial[serial] <- vapply(columns[serial], function(x) {
    is.numeric(x) && are_excel_days(x, 30000, 60000)
  }, NA)
  name_note(names(survey)[serial], paste(
    "the numbers look like Excel's count of days.",
    "as.Date(x, origin = \"1899-12-30\") makes dates of them."
  ))
}

# "a, b: said"; nothing for no columns.
name_note <- function(names, said) {
  if (length(names)) paste0(paste(names, collapse = ", "), ": ", said)
}

# Lines that are no records, because they hold nothing.
dropped_note <- function(n) {
  if (n > 0) paste(n, if (n == 1) "line holds" else "lines hold",
                   "nothing but delimiters and blanks, and", if (n == 1) "is" else "are",
                   "left out.")
}
