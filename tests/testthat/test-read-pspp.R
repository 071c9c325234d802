# As haven reads it, but for columns that are `different`. haven can't read
# PSPP's .por, whose digits its ReadStat takes for superscripts.
reads_as_haven <- function(path, different = character()) {
  skip_if_not_installed("haven", "2.5.5")
  if (grepl("por$", path)) return(invisible())
  expect_as_haven(read_survey(path), haven::read_sav(path, user_na = TRUE), different)
}

test_that("every format of dates and times is read as what it is", {
  formats <- c(
    DATE = 11, ADATE = 10, EDATE = 10, JDATE = 7, SDATE = 10, DATETIME = 20,
    YMDHMS = 19, TIME = 11, DTIME = 14, MTIME = 9, MOYR = 8, QYR = 8, WKYR = 10,
    MONTH = 9, WKDAY = 9
  )
  variables <- paste0("v", names(formats))
  dates <- paste0("v", c("DATE", "ADATE", "EDATE", "JDATE", "SDATE", "MOYR", "QYR", "WKYR"))
  moments <- c("vDATETIME", "vYMDHMS")
  times <- c("vTIME", "vDTIME", "vMTIME")
  paths <- pspp_files(por = has_readstat(), c(
    pspp_data("day month year hour (F4.0)", c("1 3 2019 13", "31 12 1899 0", ". . . .")),
    paste0("NUMERIC ", paste(variables, collapse = " "), "."),
    paste0("COMPUTE ", dates, " = DATE.DMY(day, month, year)."),
    paste0("COMPUTE ", moments, " = DATE.DMY(day, month, year) + TIME.HMS(hour, 30, 15.25)."),
    paste0("COMPUTE ", times, " = TIME.HMS(hour, 30, 15.25)."),
    "COMPUTE vMONTH = month.",
    "COMPUTE vWKDAY = XDATE.WKDAY(DATE.DMY(day, month, year)).",
    paste0("FORMATS ", paste0(variables, " (", names(formats), formats, ")", collapse = " "), ".")
  ))
  for (path in paths) {
    x <- read_survey(path)
    names(x) <- c("day", "month", "year", "hour", variables) # .por has short capitals
    for (name in dates) {
      expect_identical(as.Date(as.double(x[[name]]), origin = "1970-01-01"),
                       as.Date(c("2019-03-01", "1899-12-31", NA)), label = name)
      expect_s3_class(x[[name]], "Date", exact = TRUE)
    }
    for (name in moments) {
      expect_s3_class(x[[name]], c("POSIXct", "POSIXt"), exact = TRUE)
      expect_identical(format(x[[name]], "%Y-%m-%d %H:%M:%OS2"),
                       c("2019-03-01 13:30:15.25", "1899-12-31 00:30:15.25", NA), label = name)
    }
    for (name in times) {
      expect_s3_class(x[[name]], c("hms", "difftime"), exact = TRUE)
      expect_identical(as.double(x[[name]]), c(48615.25, 1815.25, NA), label = name)
    }
    expect_identical(as.double(x$vMONTH), c(3, 12, NA))
    expect_identical(as.double(x$vWKDAY), c(6, 1, NA)) # Friday, Sunday; 1 is Sunday
    # haven leaves these as seconds since 1582.
    reads_as_haven(path, c("vYMDHMS", "vMTIME", "vMOYR", "vQYR", "vWKYR"))
  }
})

test_that("a date with user-missing codes keeps class and codes", {
  paths <- pspp_files(por = has_readstat(), c(
    pspp_data("day (DATE11) at (DATETIME20) took (TIME8) month (MOYR8)",
              c("1-MAR-2019 '1-MAR-2019 13:30:15' 0:00:09 'MAR 2019'",
                "'15-OCT-1582' '15-OCT-1582 00:00:00' 99:00:00 'NOV 1582'", ". . . .")),
    "MISSING VALUES day (86400) /at (LO THRU 86400) /took (356400) /month (1555200).",
    "VALUE LABELS day 86400 'Refused' /at 86400 'Refused' /took 356400 'Refused'."
  ))
  for (path in paths) {
    x <- read_survey(path)
    names(x) <- tolower(names(x))
    expect_s3_class(x$day, c("pairwave_coded_time", "Date"), exact = TRUE)
    expect_s3_class(x$at, c("pairwave_coded_time", "POSIXct", "POSIXt"), exact = TRUE)
    expect_s3_class(x$took, c("pairwave_coded_time", "hms", "difftime", "pairwave_bare_time"),
                    exact = TRUE)
    for (column in x) expect_identical(is.na(column), c(FALSE, TRUE, TRUE))
    expect_identical(format(x$day), c("2019-03-01", "Refused", NA))
    expect_identical(format(x$at), c("2019-03-01 13:30:15", "Refused", NA))
    expect_identical(hidden_codes(x$day)[2], -141427)
    expect_identical(names(attr(x$took, "labels")), "Refused")
    plain <- read_survey(path, user_na = FALSE)
    expect_s3_class(plain[[1]], "Date", exact = TRUE)
    expect_identical(as.double(plain[[1]]), c(17956, NA, NA))
  }
})

test_that("what a file says of its variables is kept", {
  paths <- pspp_files(c(
    pspp_data("id (F3.0) w (F4.1) m1 m2 m3 (F1.0) name (A20)",
              c("1 1.5 1 0 1 'x'", "2 2 0 0 1 'b'", "3 . 1 1 9 'c'")),
    "VARIABLE LABELS id 'Number' m1 'English'.",
    "VALUE LABELS m1 m2 0 'No' 1 'Yes' /m3 9 'Refused'.",
    "MISSING VALUES m3 (9) /name ('b').",
    "WEIGHT BY w.", "FILE LABEL 'A file'.", "DOCUMENT First line.",
    "VARIABLE ROLE /TARGET w /NONE name /BOTH m1 /PARTITION m2 /SPLIT m3.",
    "VARIABLE LEVEL id (SCALE) m1 (NOMINAL) m2 (ORDINAL).",
    "VARIABLE ALIGNMENT id (CENTER) w (RIGHT) name (LEFT).",
    "VARIABLE WIDTH w (12).",
    "VARIABLE ATTRIBUTE VARIABLES=m1 ATTRIBUTE=Source('wave 1') Asked('twice').",
    "DATAFILE ATTRIBUTE ATTRIBUTE=Version('2').",
    "MRSETS /MDGROUP NAME=$langs LABEL='Languages' VARIABLES=m1 m2 m3 VALUE=1",
    " /MCGROUP NAME=$cats LABEL='Both' VARIABLES=m1 m2",
    " /MDGROUP NAME=$counted CATEGORYLABELS=COUNTEDVALUES VARIABLES=m1 m2 VALUE=0."
  ))
  for (path in paths) {
    reads_as_haven(path)
    x <- read_survey(path)
    all <- function(which) unlist(lapply(x, attr, which, exact = TRUE))
    expect_identical(all("role"), c(id = "input", w = "target", m1 = "both",
                                    m2 = "partition", m3 = "split", name = "none"))
    expect_identical(all("measure")[c("id", "m1", "m2")],
                     c(id = "scale", m1 = "nominal", m2 = "ordinal"))
    expect_identical(all("alignment")[c("id", "w", "name")],
                     c(id = "centre", w = "right", name = "left"))
    expect_identical(attr(x$w, "display_width"), 12L)
    expect_setequal(names(attr(x$m1, "spss_attributes")), c("Source", "Asked"))
    about <- attr(x, "survey")
    expect_identical(about[c("label", "weight")], list(label = "A file", weight = "w"))
    expect_match(about$notes[1], "First line")
    expect_identical(about$attributes, c(Version = "2"))
    sets <- lapply(about$mr_sets, `[`, c("name", "kind", "counted", "variables"))
    expect_identical(sets, list(
      list(name = "$langs", kind = "dichotomies", counted = "1",
           variables = c("m1", "m2", "m3")),
      list(name = "$cats", kind = "categories", counted = NA_character_,
           variables = c("m1", "m2")),
      list(name = "$counted", kind = "counted labels", counted = "0",
           variables = c("m1", "m2"))
    ))
    expect_output(print(x), "weighted by w")
    book <- codebook(x)
    expect_identical(book$set[book$name == "m2"], "$langs; $cats; $counted")
    expect_identical(book$role[book$name == "w"], "target")
    expect_match(paste(as_print_table(book)$notes, collapse = " "),
                 "Weighted by w. Set \\$langs \\(Languages\\): chosen where 1; m1, m2, m3.")
  }
})

test_that("codes and ranges of user-missing values are kept and count as missing", {
  paths <- pspp_files(por = has_readstat(), c(
    pspp_data("one three low high both (F3.0) word (A3) long (A12)",
              c("1 1 1 1 1 'a' 'first answer'", "9 7 -5 98 8 'no' 'not asked'",
                "8 9 0 97 120 'NA' 'second one'", ". . . . . '' ''")),
    "MISSING VALUES one (9) /three (7, 8, 9) /low (LO THRU -1) /high (98 THRU HI)",
    " /both (100 THRU 120, 8) /word ('no', 'NA')."
  ))
  for (path in paths) {
    reads_as_haven(path)
    x <- read_survey(path)
    missing <- lapply(x, is.na)
    names(missing) <- tolower(names(missing))
    expect_identical(missing$one, c(FALSE, TRUE, FALSE, TRUE))
    expect_identical(missing$three, c(FALSE, TRUE, TRUE, TRUE))
    expect_identical(missing$low, c(FALSE, TRUE, FALSE, TRUE))
    # Into a .por PSPP 1.6 writes the highest number in place of 98.
    if (!grepl("por$", path)) expect_identical(missing$high, c(FALSE, TRUE, FALSE, TRUE))
    expect_identical(missing$both, c(FALSE, TRUE, TRUE, TRUE))
    expect_identical(missing$word, c(FALSE, TRUE, TRUE, FALSE))
    plain <- read_survey(path, user_na = FALSE)
    for (k in seq_along(x)) {
      expect_identical(is.na(plain[[k]]), is.na(x[[k]]))
      expect_null(attr(plain[[k]], "na_values"))
    }
  }
})

test_that("long texts come whole", {
  widths <- c(1, 8, 9, 255, 256, 504, 505, 1000, 32767)
  names <- paste0("s", widths)
  paths <- pspp_files(c(
    pspp_data("n (F2.0)", c("1", "2", "3")),
    paste0("STRING ", names, " (A", widths, ")."),
    "DO IF n = 1.",
    paste0("COMPUTE ", names, " = RPAD('', ", widths, ", 'x')."),
    "ELSE IF n = 2.",
    paste0("COMPUTE ", names, " = CONCAT(RPAD('a', ", pmax(1, widths - 1), ", ' '), 'z')."),
    "END IF."
  ))
  for (path in paths) {
    x <- read_survey(path)
    for (k in seq_along(widths)) {
      inner <- strrep(" ", max(0, widths[k] - 2))
      expect_identical(
        as.character(x[[names[k]]]),
        c(strrep("x", widths[k]), if (widths[k] == 1) "a" else paste0("a", inner, "z"), ""),
        label = names[k]
      )
    }
    reads_as_haven(path)
  }
})

test_that("files of no row, one variable and thousands of variables are read", {
  one <- pspp_files(pspp_data("x (F8.2)", "2.5"))
  for (path in one) {
    reads_as_haven(path)
    expect_identical(as.double(read_survey(path)$x), 2.5)
  }
  none <- pspp_files(c(pspp_data("x (F8.2) s (A300)", "1 'a'"), "SELECT IF x > 1."))
  for (path in none) {
    # haven's ReadStat runs out of memory over a .zsav without rows.
    if (!grepl("zsav$", path)) reads_as_haven(path)
    expect_identical(dim(read_survey(path)), c(0L, 2L))
  }
  many <- pspp_files(c(
    pspp_data("id (F8.0)", c("1", "2")), "VECTOR v(4999, F8.0).",
    "LOOP #i = 1 TO 4999.", "COMPUTE v(#i) = id * #i.", "END LOOP."
  ))
  for (path in many) {
    x <- read_survey(path)
    expect_identical(length(x), 5000L)
    expect_identical(vapply(x, function(v) as.double(v)[2], 1, USE.NAMES = FALSE)[-1],
                     2 * as.double(1:4999))
    expect_identical(names(read_survey(path, columns = c(4000, 2))), c("v3999", "v1"))
  }
  reads_as_haven(many[["sav"]])
})

test_that("texts of every encoding arrive as UTF-8", {
  # The last three are in the two bytes of East Asia.
  texts <- c(
    "UTF-8" = "caf\u00e9 \u65e5\u672c \u03a9", "windows-1252" = "caf\u00e9 \u2013 \u20ac",
    "ISO-8859-2" = "\u017elu\u0165", "windows-1251" = "\u0436\u0443\u043a",
    "CP932" = "\u65e5\u672c\u8a9e", "CP936" = "\u4e2d\u6587", "CP949" = "\ud55c\uad6d\uc5b4"
  )
  for (encoding in names(texts)) {
    text <- texts[[encoding]]
    paths <- pspp_files(encoding = encoding, c(
      pspp_data("x (F1.0) said (A40)", paste0("1 '", text, "'")),
      paste0("VARIABLE LABELS x 'L ", text, "'."),
      paste0("VALUE LABELS x 1 'V ", text, "'.")
    ))
    for (path in paths) {
      x <- read_survey(path)
      expect_identical(as.character(x$said), text, label = paste(encoding, "cell"))
      expect_identical(attr(x$x, "label"), paste("L", text), label = paste(encoding, "label"))
      expect_identical(names(attr(x$x, "labels")), paste("V", text))
    }
  }
})

test_that("an encoding that is named overrides the file's", {
  path <- pspp_files(encoding = "windows-1251", pspp_data("said (A8)", "'\u0436'"))[["plain"]]
  expect_identical(as.character(read_survey(path, encoding = "windows-1252")$said), "\u00e6")
})

test_that("big-endian files are read as their little-endian originals", {
  paths <- pspp_files(c(
    pspp_data("x (F8.2) word (A3) day (DATE11)",
              c("1.5 'a' 1-MAR-2019", "-99 'no' .", ". '' 31-DEC-1899", "4 'b' 1-JAN-1583")),
    "STRING long (A700).", "COMPUTE long = CONCAT(RPAD('', 300, 'x'), word).",
    "VARIABLE LABELS x 'A number'.", "WEIGHT BY x.", "DOCUMENT Notes.",
    "VALUE LABELS x 1.5 'Low' -99 'Refused' /word 'a' 'Apple'.",
    "ADD VALUE LABELS long 'y' 'Why'.",
    "MISSING VALUES x (LO THRU -99) /word ('no').",
    "MRSETS /MCGROUP NAME=$set VARIABLES=x day."
  ))
  for (path in paths[c("sav", "plain")]) {
    big <- sub("[.]sav$", "-big.sav", path)
    writeBin(big_endian_sav(readBin(path, "raw", 1e6)), big)
    same <- function(path) {
      x <- read_survey(path)
      attr(x, "survey")$file <- NULL
      x
    }
    expect_identical(same(big), same(path))
    reads_as_haven(big)
  }
})

test_that("a portable file that was cut gives its complete rows", {
  skip_where_haven_reads("refuses PSPP's .por")
  path <- pspp_files(por = TRUE, pspp_data("x (F8.2) word (A8)", c(
    "1.5 'one'", "2.5 'two'", "3.5 'three'", "4.5 'four'"
  )))[["por"]]
  bytes <- readBin(path, "raw", 1e6)
  end <- utils::tail(which(bytes == charToRaw("/")), 3)[1]
  writeBin(bytes[seq_len(end)], path)
  expect_warning(cut <- read_survey(path), class = "pairwave_warning_truncated")
  expect_gt(nrow(cut), 0)
  expect_identical(as.character(cut[[2]]), c("one", "two", "three")[seq_len(nrow(cut))])
  expect_error(read_survey(path, damaged = "error"), class = "pairwave_error_truncated")
})
