# Frames as people have them, and what a file says apart from where it lies.

# The survey without what its own file alone says: name, form and encoding.
same_but_file <- function(survey) {
  about <- attr(survey, "survey")
  about[c("file", "format", "encoding")] <- NULL
  attr(survey, "survey") <- about
  survey
}

# A frame of random columns of every kind that SPSS has a place for, as haven gives them.
random_frame <- function(rows = sample(c(0, 1, 7, 40), 1)) {
  text <- function(most) {
    words <- c("a", "Talks", "wie \u00fcblich", "\u65e5\u672c", "=1+1", "it's", "\"quoted\"", "")
    out <- vapply(seq_len(rows), function(i) {
      paste(sample(words, sample(0:4, 1), TRUE), collapse = " ")
    }, "")
    sub(" +$", "", substr(out, 1, most))
  }
  number <- function() sample(c(1:5, 99, NA, 0.5, -3, 1e10, 1 / 3), rows, TRUE)
  labels <- stats::setNames(c(1, 5, 99), c("not at all", "sehr", "declined \u00e9"))
  columns <- list(
    number = number, whole = function() sample(c(1:300, NA), rows, TRUE) + 0,
    labelled = function() haven::labelled(number(), labels, label = "How sure, \u00fcberhaupt?"),
    missing = function() haven::labelled_spss(number(), labels, na_values = c(99, 98)),
    range = function() haven::labelled_spss(number(), labels, na_range = c(90, Inf)),
    text = function() text(20), long = function() sub("^", strrep("x", 400), text(30)),
    choice = function() {
      haven::labelled_spss(sample(c("a", "b", "n/a"), rows, TRUE), c(A = "a", None = "n/a"),
                           na_values = "n/a")
    },
    date = function() as.Date("2018-10-01") + sample(c(0:400, NA), rows, TRUE),
    time = function() as.POSIXct("2018-10-01", tz = "UTC") + sample(1e6, rows, TRUE),
    duration = function() hms::hms(sample(1e5, rows, TRUE))
  )
  chosen <- sample(names(columns), sample(1:8, 1), TRUE)
  out <- lapply(columns[chosen], function(make) make())
  names(out) <- make.unique(paste0(sample(c("q", "Frage_", "AVeryLongNameOfAQuestion"),
                                          length(out), TRUE), seq_along(out)))
  structure(out, class = "data.frame", row.names = .set_row_names(rows))
}

# A survey as read_survey() gives one, with everything that a .sav file can say of its
# columns and of itself, drawn at random. Texts have no blanks at their ends, as none are
# kept. `long_codes` is the most missing codes of texts beyond 8 bytes.
random_survey <- function(rows = sample(c(0, 1, 2, 7, 40, 700), 1), long_codes = 3) {
  columns <- replicate(sample(1:9, 1), random_column(rows, long_codes), simplify = FALSE)
  names(columns) <- random_names(length(columns))
  numbers <- names(columns)[vapply(columns, is.double, NA)]
  structure(
    columns, class = c("pairwave_survey", "data.frame"), row.names = .set_row_names(rows),
    survey = list(
      n_rows = rows, label = random_text(60), notes = random_notes(),
      weight = if (length(numbers)) maybe(sample(numbers, 1), NA_character_) else NA_character_,
      attributes = random_attributes() %||% stats::setNames(character(), character()),
      mr_sets = random_sets(columns)
    ),
    file_rows = rows
  )
}

maybe <- function(x, otherwise = NULL, chance = 0.5) if (stats::runif(1) < chance) x else otherwise

# Whole characters of several scripts, at most `most` bytes.
random_text <- function(most, least = 0) {
  characters <- c(letters[1:6], "Z", "7", " ", "'", "\"", "=", "/", "(", "{", "\u00e9", "\u00df",
                  "\u65e5", "\u05d0", "\U0001f642")
  n <- if (stats::runif(1) < 0.2) most else sample(0:min(most, 12), 1)
  out <- paste(sample(characters, n, TRUE), collapse = "")
  while (nchar(out, "bytes") > most) out <- substr(out, 1, nchar(out) - 1)
  out <- trimws(out, "right")
  if (nchar(out) < least) strrep("x", least) else out
}

# `n` of at most 40 different ones.
random_texts <- function(n, most, least = 0) {
  known <- vapply(seq_len(min(n, 40)), function(i) random_text(most, least), "")
  if (n > 40) sample(known, n, TRUE) else known
}

# Names that SPSS takes, long ones and short ones, none twice.
random_names <- function(n) {
  starts <- c("q", "Frage_", "@x", "t#", "\u00c4", "\u65e5\u672c", "V.",
              strrep("Long_name_", 6))
  paste0(sample(starts, n, TRUE), sample(c("", "a.", "_B"), n, TRUE), seq_len(n))
}

random_notes <- function() random_texts(sample(0:3, 1), 80, 1)

random_attributes <- function() {
  n <- sample(0:2, 1)
  if (n) stats::setNames(random_texts(n, 40, 1), c("Origin", "Wave.2")[seq_len(n)])
}

random_column <- function(rows, long_codes) {
  kind <- sample(c("number", "number", "text", "date", "moment", "duration"), 1)
  if (kind == "text") return(random_text_column(rows, long_codes))
  x <- switch(
    kind,
    number = sample(c(1:5, 99, -1, NA, 0.5, -0.0, 1 / 3, 1e300, 151, 152, -100), rows, TRUE),
    date = sample(c(-100000:60000, NA), rows, TRUE) + 0,
    moment = sample(c(1e9 + 0:1000, NA, -5e9), rows, TRUE),
    duration = sample(c(0:200000, NA), rows, TRUE) + 0
  )
  format <- sample(switch(
    kind, number = c("F8.2", "F1.0", "COMMA12.2", "DOLLAR10.2", "E10.3", "PCT6.1", "N8"),
    date = c("DATE11", "EDATE10", "SDATE10", "JDATE7", "QYR8", "MOYR8", "WKYR10", "ADATE8"),
    moment = c("DATETIME20", "YMDHMS19"), duration = c("TIME8", "DTIME11", "MTIME8")
  ), 1)
  declared <- random_missing(kind)
  labels <- random_labels(kind, declared)
  if (kind != "number" && length(declared$na_values)) {
    # A code stands among the times.
    x <- ifelse(stats::runif(rows) < 0.2, declared$na_values[1], x)
  }
  out <- new_labelled_column(x, labels = labels, na_values = declared$na_values,
                             na_range = declared$na_range, format = format)
  if (kind != "number") {
    out <- as_time_column(out, match(kind, c("date", "moment", "duration")))
  }
  random_about(out, format)
}

# Codes of a time lie before any time that is drawn.
random_missing <- function(kind) {
  base <- c(number = 90, date = -141000, moment = -1.2e10, duration = -100)[[kind]]
  values <- base + sample(0:9, 3)
  range <- sort(base + c(-sample(20:29, 1), -10))
  if (kind == "number") range <- list(c(-Inf, -50), c(95, Inf), c(200, 300.5))[[sample(3, 1)]]
  switch(sample(5, 1), list(), list(na_values = values[seq_len(sample(3, 1))]),
         list(na_range = if (kind == "number") range),
         list(na_range = if (kind == "number") range, na_values = values[1]), list())
}

random_labels <- function(kind, declared) {
  n <- sample(0:5, 1)
  codes <- unique(c(declared$na_values, switch(kind, number = c(1:4, 0.5, -7), -130000 + 0:4)))
  n <- min(n, length(codes))
  if (n == 0) return(NULL)
  stats::setNames(codes[seq_len(n)] + 0, random_texts(n, sample(c(20, 120), 1), 1))
}

random_text_column <- function(rows, long_codes) {
  width <- sample(c(1, 3, 8, 9, 20, 255, 256, 300, 2000, 32767), 1)
  codes <- unique(random_texts(4, min(width, 8), 1))
  x <- ifelse(stats::runif(rows) < 0.3, sample(codes, rows, TRUE),
              random_texts(rows, min(width, 600)))
  if (rows > 2 && width > 255) x[1] <- paste0(strrep("y", width - 2), "\u00e9")
  n <- sample(0:length(codes), 1)
  labels <- if (n) stats::setNames(codes[seq_len(n)], random_texts(n, 60, 1))
  format <- paste0("A", width)
  out <- new_labelled_column(
    as.character(x), labels = labels, format = format,
    na_values = if (stats::runif(1) < 0.4) {
      codes[seq_len(min(length(codes), sample(if (width > 8) long_codes else 3, 1)))]
    }
  )
  random_about(out, format)
}

# What a file says of a column beside its codes.
random_about <- function(x, format) {
  column_annotate(
    x, label = maybe(random_text(sample(c(20, 300), 1), 1)),
    measure = maybe(sample(c("nominal", "ordinal", "scale"), 1)),
    display_width = maybe(sample(c(1:7, 9:40), 1)),
    alignment = sample(c("left", "right", "centre"), 1),
    role = maybe(sample(c("target", "both", "none", "partition", "split"), 1)),
    spss_attributes = maybe(random_attributes())
  )
}

random_sets <- function(columns) {
  n <- sample(0:2, 1)
  numbers <- names(columns)[vapply(columns, is.double, NA)]
  if (n == 0 || length(numbers) < 2) return(list())
  lapply(seq_len(n), function(i) {
    # Those of counted labels have a record of their own, behind that of the others.
    kind <- if (i == 2) "counted labels" else sample(c("categories", "dichotomies"), 1)
    list(name = paste0("$set", i), label = random_text(40, 1), kind = kind,
         counted = if (kind != "categories") "1" else NA_character_, variables = numbers)
  })
}

# A column with its attributes in one order, to compare.
in_order <- function(x) {
  attributes(x) <- attributes(x)[order(names(attributes(x)))]
  x
}
