# Delimited files at random, with what is in them: for comparisons of
# read_survey() with another reader.

# How a cell of each kind is written. Each kind fills a column.
csv_cell_kinds <- list(
  item = function(n, mark) as.character(sample(5, n, TRUE)),
  number = function(n, mark) {
    x <- format(round(stats::rnorm(n) * 10^sample(-2:5, 1), sample(0:4, 1)),
                trim = TRUE, scientific = sample(c(FALSE, TRUE), 1), digits = 15)
    chartr(".", mark, x)
  },
  negative = function(n, mark) sample(c("-99", "-1", "+3", "0", "-0"), n, TRUE),
  long = function(n, mark) {
    sample(c("9007199254740992", "9007199254740993", "12345678901234567890"), n, TRUE)
  },
  id = function(n, mark) sprintf("%05d", sample(99999, n)),
  date = function(n, mark) as.character(as.Date("1999-12-31") + sample(9999, n)),
  time = function(n, mark) {
    format(as.POSIXct("2018-10-31", tz = "UTC") + sample(1e6, n),
           sample(c("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"), 1))
  },
  local_date = function(n, mark) sprintf("%02d/%02d/2018", sample(28, n, TRUE), sample(12, n, TRUE)),
  multiple = function(n, mark) {
    vapply(seq_len(n), function(i) paste(sort(sample(5, sample(5, 1))), collapse = ","), "")
  },
  word = function(n, mark) {
    sample(c("yes", "no", "b,c", "d;e", "f\tg", "say \"hi\"", "\"", "two\nlines",
             "two\r\nlines", " x ", "\u00e9t\u00e9", "it's", "\u201cna\u00efve\u201d",
             "5\" tall", ",", "N/A", ".", "1e5x", "-"), n, TRUE)
  },
  mixed = function(n, mark) sample(c("1", "2.5", "x", "2018-10-31", "007"), n, TRUE)
)

# A list: `cells` and `quoted`, matrices with a row for each line, `names`,
# `delim`, `decimal`, and `text`, the file.
random_csv <- function() {
  n <- sample(c(0:3, 10, 40), 1)
  width <- sample(6, 1)
  delim <- sample(c(",", ";", "\t", "|"), 1)
  decimal <- if (delim == ",") "." else sample(c(".", ","), 1)
  kinds <- sample(names(csv_cell_kinds), width, TRUE)
  cells <- vapply(kinds, function(kind) {
    x <- csv_cell_kinds[[kind]](n, decimal)
    x[stats::runif(n) < sample(c(0, 0.1, 0.5), 1)] <- sample(c("", "NA"), 1)
    x
  }, character(n))
  cells <- matrix(cells, n, width)
  names <- paste0(sample(c("q", "Q 1 ", "\u00fc", "a\"b", "c,d"), width, TRUE),
                  seq_len(width))
  special <- function(x) grepl(paste0("[", if (delim == "|") "|" else delim, "\"\r\n]"), x)
  style <- sample(c("needed", "all", "some"), 1)
  quoted <- special(cells) |
    switch(style, needed = FALSE, all = TRUE, some = stats::runif(length(cells)) < 0.3)
  # A quote inside an unquoted text is itself, unless the text begins with it.
  bare <- grepl("^[^\"]+\"", cells) & !grepl(paste0("[", delim, "\r\n]"), cells)
  quoted <- quoted & !(bare & stats::runif(length(cells)) < 0.5)
  # In one column an empty cell is a blank line, of which readr makes no row.
  quoted <- matrix(quoted | (width == 1 & cells == ""), n, width)
  # pairwave makes no row of a line of delimiters and blanks.
  if (width > 1) quoted[rowSums(trimws(cells) != "" | quoted) == 0, 1] <- TRUE
  write <- function(x, quote) ifelse(quote, paste0("\"", gsub("\"", "\"\"", x), "\""), x)
  lines <- c(paste(write(names, special(names) | style == "all"), collapse = delim),
             apply(matrix(write(cells, quoted), n, width), 1, paste, collapse = delim))
  eol <- sample(c("\n", "\r\n"), 1)
  if (width > 1 && stats::runif(1) < 0.2) {
    at <- sample(length(lines), 1)
    lines[at] <- paste0(lines[at], eol)
  }
  text <- paste(lines, collapse = eol)
  list(cells = cells, quoted = quoted, names = names, delim = delim,
       decimal = decimal, kinds = kinds,
       text = paste0(text, sample(c("", eol), 1)))
}

# The file's bytes in one of the encodings that hold it.
encoded_csv <- function(text) {
  text <- enc2utf8(text)
  utf8 <- charToRaw(text)
  utf16 <- function(to) iconv(text, "UTF-8", to, toRaw = TRUE)[[1]]
  windows <- iconv(text, "UTF-8", "windows-1252", toRaw = TRUE)[[1]]
  ways <- list(
    utf8, c(as.raw(c(0xef, 0xbb, 0xbf)), utf8),
    c(as.raw(c(0xff, 0xfe)), utf16("UTF-16LE")),
    c(as.raw(c(0xfe, 0xff)), utf16("UTF-16BE")), windows
  )
  ways[[sample(length(ways), 1)]]
}

csv_file <- function(..., sep = "\n", ext = ".csv") {
  path <- tempfile(fileext = ext)
  writeBin(charToRaw(paste0(c(...), sep, collapse = "")), path)
  path
}

bytes_file <- function(bytes) {
  path <- tempfile(fileext = ".csv")
  writeBin(as.raw(bytes), path)
  path
}

read_csv_text <- function(..., options = list()) {
  do.call(read_csv_survey, c(list(csv_file(...)), options))
}
