# Rows returned are the rows in the bytes, or a warning says where they are.
# PAIRWAVE_CENSUS_FILES says how many files are made; 2,000 take a minute or two.

# The records of a text by a few plain lines: one character after another, with a
# line that holds more than delimiters and blanks as a record. `blank` are those of
# delimiters and blanks only.
count_records <- function(text, delim) {
  chars <- c(strsplit(gsub("\r\n|\r", "\n", text), "")[[1]], "\n")
  inside <- FALSE
  line <- ""
  records <- blank <- 0
  for (char in chars) {
    if (char == "\"") inside <- !inside
    if (char == "\n" && !inside) {
      filled <- nzchar(gsub(paste0("[ \t", if (delim == "|") "|" else delim, "]"), "", line))
      if (filled) records <- records + 1 else if (nzchar(line)) blank <- blank + 1
      line <- ""
    } else {
      line <- paste0(line, char)
    }
  }
  c(records = records, blank = blank)
}

# A file of `n` respondents, `text`, with what is odd about it.
random_census_file <- function() {
  delim <- sample(c(",", ";", "\t", "|"), 1)
  n <- sample(c(0, 1, 2, 3, 8, 40, 150), 1, prob = c(1, 2, 2, 3, 6, 6, 2))
  items <- sample(3:6, 1)
  cells <- matrix(sample(c(1:5, NA), n * items, TRUE, c(rep(9, 5), 5)), n, items)
  cells[is.na(cells)] <- sample(c("", "NA"), 1)
  said <- sample(c("fine", "two\nlines", "a, b; c", "say \"hi\"", "", "3 of 4", "\u00e9t\u00e9"), n, TRUE)
  quote <- function(x) paste0("\"", gsub("\"", "\"\"", x, fixed = TRUE), "\"")
  # Of one respondent who answered a single item nobody can tell heading from data.
  answered <- sum(colSums(matrix(cells %in% 1:5, n, items)) > 0)
  ids <- sprintf("P%03d", sample(999, n))
  said <- ifelse(grepl("[\n,;|\t\"]", said) | stats::runif(n) < 0.3, quote(said), said)
  rows <- cbind(ids, cells, said)
  names <- c("id", paste0("q", seq_len(items)), "said")
  odd <- sample(c("none", "titles", "short", "trailing", "no heading", "more headings"), 1,
                prob = c(4, 3, 2, 2, 2, 2))
  if (n == 0 && odd %in% c("short", "trailing", "no heading", "more headings")) odd <- "none"
  if (odd == "more headings" && answered < 2) odd <- "none"
  # One line that ends in a delimiter may be either of two kinds.
  if (odd == "short") rows[1, ncol(rows)] <- "fine"
  head <- list(names)
  if (odd == "short") rows <- cbind(as.character(seq_len(n)), rows)
  if (odd == "trailing") rows <- cbind(rows, "")
  if (odd == "no heading") head <- list()
  if (odd == "more headings") {
    head <- c(head, list(c("Your code", paste("How much", letters[seq_len(items)]), "Anything?")),
              if (stats::runif(1) < 0.5) list(c("code", paste0("scale of 5 (", seq_len(items), ")"), "open")))
  }
  lines <- c(vapply(head, paste, "", collapse = delim), apply(rows, 1, paste, collapse = delim))
  ragged <- 0
  if (n > 5 && stats::runif(1) < 0.2) {
    at <- length(head) + sample(n, 1)
    lines[at] <- if (stats::runif(1) < 0.5) paste0(lines[at], delim, "more") else
      paste(rows[at - length(head), 1:3], collapse = delim)
    ragged <- 1
  }
  blank <- 0
  if (length(lines) > 1 && stats::runif(1) < 0.4) {
    blank <- sample(4, 1)
    for (i in seq_len(blank)) {
      lines <- append(lines, strrep(delim, sample(length(names), 1)), max(1, length(head)) + sample(0:(length(lines) - max(1, length(head))), 1))
    }
  }
  if (stats::runif(1) < 0.3) lines <- append(lines, "", sample(max(1, length(head)):length(lines), 1))
  title <- character()
  if (odd == "titles") {
    title <- switch(sample(3, 1),
      c("Evaluation 2024", if (stats::runif(1) < 0.5) "Spring"),
      c(paste0("Evaluation 2024", strrep(delim, length(names) - 1)), strrep(delim, length(names) - 1)),
      c("# exported by the portal", "# please do not edit")
    )
    if (stats::runif(1) < 0.3) title <- c(title, "")
  }
  if (any(grepl(paste0("^[", if (delim == "|") "|" else delim, "]+$"), title))) blank_above <- 1 else blank_above <- 0
  eol <- sample(c("\n", "\r\n", "\r"), 1, prob = c(5, 5, 1))
  text <- paste(c(title, lines), collapse = eol)
  list(
    text = paste0(text, if (stats::runif(1) < 0.7) eol), delim = delim, odd = odd, n = n,
    ids = ids, blank = blank, blank_above = blank_above, ragged = ragged,
    titles = sum(grepl("[[:alpha:]]", title)), heads = length(head),
    header = if (length(head)) length(title) + seq_along(head) else "none"
  )
}

read_counting <- function(path, ...) {
  warned <- list()
  x <- withCallingHandlers(read_survey(path, ...), warning = function(w) {
    warned <<- c(warned, list(w))
    invokeRestart("muffleWarning")
  })
  list(x = x, warned = unique(unlist(lapply(warned, class))),
       lines = unlist(lapply(warned, `[[`, "line")))
}

test_that("as many rows are returned as the bytes of a text file hold", {
  files <- asked_or("PAIRWAVE_CENSUS_FILES", 40, 100, again = 15)
  path <- withr::local_tempfile(fileext = ".csv")
  seen <- c(same = 0, warned = 0)
  for (i in seq_len(files)) {
    set.seed(i)
    made <- random_census_file()
    about <- paste0("file ", i, ", ", made$odd, ", n ", made$n)
    writeBin(encoded_csv(made$text), path)
    counted <- count_records(made$text, made$delim)
    expect_identical(counted[["records"]], as.double(made$n + made$heads + made$titles), info = about)
    expect_identical(counted[["blank"]], as.double(made$blank + made$blank_above), info = about)

    if (made$n + made$heads == 0) next
    one <- read_counting(path, platform = "none")
    x <- one$x
    expect_identical(attr(x, "file_rows"), as.double(nrow(x)), info = about)
    if (nrow(x) == made$n) {
      seen["same"] <- seen["same"] + 1
      # Nothing stands under another name.
      if (made$heads > 0) expect_identical(as.character(x$id), made$ids, info = about)
      expect_identical(attr(x, "dropped_rows"), as.double(made$blank), info = about)
    } else {
      seen["warned"] <- seen["warned"] + 1
      expect_true("pairwave_warning_heading" %in% one$warned, info = about)
    }
    if (made$ragged > 0) expect_true("pairwave_warning_ragged" %in% one$warned, info = about)

    told <- read_counting(path, platform = "none", header = made$header)
    expect_identical(nrow(told$x), as.integer(made$n), info = about)
    expect_false("pairwave_warning_heading" %in% told$warned, info = about)
    ids <- if (made$heads > 0) told$x$id else told$x[[1 + (made$odd == "short")]]
    expect_identical(as.character(ids), made$ids, info = about)
    # Parts of it are parts of the same rows.
    part <- read_counting(path, platform = "none", header = made$header, skip = 1, n_max = 2)$x
    expect_identical(nrow(part), as.integer(max(0, min(2, made$n - 1))), info = about)
    expect_identical(attr(part, "file_rows"), as.double(made$n), info = about)
  }
  # Most files need no word from the user.
  expect_gt(seen[["same"]], 0.75 * sum(seen))
})
