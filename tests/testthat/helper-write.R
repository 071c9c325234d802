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
