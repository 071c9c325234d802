# What readr makes of the same files. PAIRWAVE_CSV_FILES says how many are
# made; 10,000 take some minutes.

# A cell is missing by what the file's writer knows of it: without quotes when
# it is empty or NA, in quotes when NA, or when empty in a column that has no
# cell without quotes.
is_missing_cell <- function(cells, quoted) {
  ifelse(quoted, cells == "NA" | (cells == "" & all(quoted)),
         trimws(cells) %in% c("", "NA"))
}

# A column of ours against the texts that readr found, read by readr's own
# parsers.
expect_same_column <- function(ours, texts, missing, locale, about) {
  decimal <- locale$decimal_mark
  texts[missing] <- NA
  if (is.character(ours)) {
    expect_identical(ours, texts, info = about)
    # Text only where some cell is neither a number nor a day nor a time.
    kept <- texts[!is.na(texts)]
    plain <- grepl("^ *[-+]?(0|[1-9][0-9]{0,14})([.,][0-9]+)? *$", kept)
    if (decimal == ".") plain <- plain & !grepl(",", kept)
    if (decimal == ",") plain <- plain & !grepl("[.]", kept)
    expect_false(length(kept) > 0 && all(plain), info = about)
    return(invisible())
  }
  parse <- if (inherits(ours, "Date")) {
    function(x) readr::parse_date(x, format = "%Y-%m-%d")
  } else if (inherits(ours, "POSIXct")) {
    function(x) readr::parse_datetime(x)
  } else {
    function(x) readr::parse_double(x, locale = locale)
  }
  # An empty answer is no number, no day and no time.
  missing <- missing | texts %in% ""
  theirs <- suppressWarnings(parse(texts))
  expect_identical(is.na(ours), missing, info = about)
  # readr's own conversion of decimals is not always the nearest double.
  expect_equal(as.double(ours), as.double(theirs), tolerance = 1e-15, info = about)
}

test_that("generated files give the cells that readr gives", {
  skip_without_peer("readr")
  files <- asked_or("PAIRWAVE_CSV_FILES", 80, 300)
  withr::local_options(readr.show_progress = FALSE)
  locales <- lapply(c("." = ".", "," = ","), function(mark) {
    readr::locale(decimal_mark = mark, grouping_mark = "")
  })
  ours_file <- withr::local_tempfile(fileext = ".csv")
  theirs_file <- withr::local_tempfile(fileext = ".csv")
  for (i in seq_len(files)) {
    set.seed(i)
    made <- random_csv()
    writeBin(encoded_csv(made$text), ours_file)
    writeBin(charToRaw(enc2utf8(made$text)), theirs_file)
    ours <- read_survey(ours_file, delim = made$delim, decimal_mark = made$decimal,
                        platform = "none")
    theirs <- suppressWarnings(readr::read_delim(
      theirs_file, delim = made$delim, quote = "\"", na = character(),
      trim_ws = FALSE, name_repair = "minimal", col_types = readr::cols(.default = "c"),
      progress = FALSE
    ))
    expect_identical(dim(ours), dim(theirs), info = i)
    expect_identical(nrow(attr(ours, "survey")$ragged), 0L, info = i)
    for (j in seq_along(ours)) {
      texts <- theirs[[j]]
      attributes(texts) <- NULL
      expect_identical(texts, made$cells[, j], info = paste("file", i, "column", j))
      expect_same_column(ours[[j]], texts, is_missing_cell(texts, made$quoted[, j]),
                         locales[[made$decimal]], paste("file", i, "column", j))
    }
  }
})
