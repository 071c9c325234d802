# As haven gives it, attribute by attribute and with the letters of missing
# values, which identical() does not see.
expect_as_haven_reads <- function(ours, theirs) {
  in_order <- function(x) {
    known <- attributes(x)
    # Our class stands before haven's.
    known$class <- known$class[!known$class %in% "pairwave_labelled"]
    if (length(known)) attributes(x) <- known[order(names(known))]
    x
  }
  expect_identical(names(ours), names(theirs))
  expect_identical(nrow(ours), nrow(theirs))
  for (name in names(theirs)) {
    expect_identical(in_order(ours[[name]]), in_order(theirs[[name]]), label = name)
    if (is.double(theirs[[name]])) {
      expect_identical(haven::na_tag(unclass(ours[[name]])),
                       haven::na_tag(unclass(theirs[[name]])), label = name)
    }
  }
}

people <- function(letter = "a") {
  out <- data.frame(
    NUM = c(1L, 2L, NA), REAL = c(1.5, -2e10, NA), TXT = c("a", "\u00e9t\u00e9", ""),
    DAY = as.Date(c("2019-03-01", NA, "1950-01-01")),
    AT = as.POSIXct(c(0, NA, 1e9), origin = "1970-01-01", tz = "UTC")
  )
  attr(out$REAL, "label") <- "A real number"
  out$CODED <- haven::labelled(c(1, haven::tagged_na(letter), 3),
                               c(Yes = 1, Refused = haven::tagged_na(letter)))
  out
}

test_that("Stata files of every version read as haven reads them", {
  skip_if_not_installed("haven", "2.5.5")
  path <- withr::local_tempfile(fileext = ".dta")
  data <- people()
  data$story <- c(strrep("x", 3000), "", "y")
  for (version in 8:15) {
    written <- if (version < 13) data[setdiff(names(data), "story")] else data
    haven::write_dta(written, path, version = version, label = "People")
    ours <- read_survey(path)
    expect_as_haven_reads(ours, haven::read_dta(path))
    expect_identical(attr(ours, "survey")$format, "dta")
    expect_identical(attr(ours, "survey")$label, "People")
  }
  renamed <- withr::local_tempfile(fileext = ".bin")
  file.copy(path, renamed)
  expect_identical(attr(read_survey(renamed), "survey")$format, "dta")
})

test_that("SAS files read as haven reads them", {
  skip_if_not_installed("haven", "2.5.5")
  data <- people("A")
  data$TOOK <- hms::hms(c(1, NA, 3600))
  transport <- withr::local_tempfile(fileext = ".xpt")
  for (version in c(5, 8)) {
    haven::write_xpt(data, transport, version = version, name = "PEOPLE")
    expect_as_haven_reads(read_survey(transport), haven::read_xpt(transport))
  }
  set <- withr::local_tempfile(fileext = ".sas7bdat")
  suppressWarnings(haven::write_sas(data, set))
  expect_as_haven_reads(read_survey(set), haven::read_sas(set))
  for (path in c(transport, set)) {
    renamed <- withr::local_tempfile(fileext = ".bin")
    file.copy(path, renamed)
    expect_identical(attr(read_survey(renamed), "survey")$format, tools::file_ext(path))
  }
})

test_that("columns and rows are chosen as for SPSS", {
  skip_if_not_installed("haven", "2.5.5")
  data <- people()
  path <- withr::local_tempfile(fileext = ".dta")
  haven::write_dta(data, path)
  part <- read_survey(path, columns = c("TXT", regex = "^(NUM|REAL)$"), skip = 1, n_max = 1)
  expect_identical(names(part), c("TXT", "NUM", "REAL"))
  expect_identical(c(part$TXT, part$NUM), c("\u00e9t\u00e9", "2"))
  nothing <- read_survey(path, n_max = 0)
  expect_identical(dim(nothing), c(0L, 6L))
  expect_identical(names(attr(nothing$CODED, "labels")), c("Yes", "Refused"))
  expect_identical(nrow(read_survey(path, skip = 10)), 0L)
})

test_that("a missing value keeps its reason, or loses it where that is asked", {
  skip_if_not_installed("haven", "2.5.5")
  path <- withr::local_tempfile(fileext = ".dta")
  haven::write_dta(people(), path)
  coded <- read_survey(path)$CODED
  expect_identical(is.na(coded), c(FALSE, TRUE, FALSE))
  expect_identical(missing_tags(coded), c("NA", ".a", "NA"))
  expect_identical(codebook(read_survey(path))$labels[6], "1 = Yes; .a = Refused")
  plain <- read_survey(path, user_na = FALSE)$CODED
  expect_identical(missing_tags(plain), rep("NA", 3))
  expect_identical(attr(plain, "labels"), c(Yes = 1))
})

test_that("old texts are read in the encoding that is named", {
  skip_if_not_installed("haven", "2.5.5")
  path <- withr::local_tempfile(fileext = ".dta")
  # haven writes UTF-8 into every version.
  haven::write_dta(data.frame(txt = "\u00e9"), path, version = 12)
  expect_identical(as.character(read_survey(path)$txt), "\u00c3\u00a9")
  expect_identical(as.character(read_survey(path, encoding = "UTF-8")$txt), "\u00e9")
})

test_that("a damaged Stata or SAS file gives what is whole, or an error", {
  skip_where_haven_reads("refuses a file that is damaged anywhere")
  skip_if_not_installed("haven", "2.5.5")
  dir <- withr::local_tempdir()
  at <- function(name) file.path(dir, name)
  haven::write_dta(people()[rep(1:3, 100), ], at("whole.dta"), version = 12)
  bytes <- readBin(at("whole.dta"), "raw", 1e6)
  cut <- function(share, name) writeBin(utils::head(bytes, share * length(bytes)), at(name))
  cut(0.5, "half.dta")
  writeBin(utils::head(bytes, -4), at("end.dta"))
  cut(0.02, "start.dta")
  bad <- bytes
  accent <- which(bytes == as.raw(0xc3))[c(2, 40)]
  bad[accent] <- as.raw(0x81) # no character of windows-1252
  writeBin(bad, at("bad.dta"))
  writeLines("id,answer", at("text.dta"))
  writeLines("id,answer", at("text.sas7bdat"))
  writeLines("id,answer", at("text.xpt"))
  # Rows only; what a damaged file holds is told by the warning.
  rows <- function(...) invisible(nrow(read_survey(...)))
  expect_snapshot({
    half <- rows(at("half.dta"))
    end <- rows(at("end.dta"))
    rows(at("bad.dta"), skip = 3)
  })
  haven::write_dta(people()[rep(1:3, 100), ], at("new.dta"), version = 15)
  bytes <- readBin(at("new.dta"), "raw", 1e6)
  writeBin(utils::head(bytes, 0.7 * length(bytes)), at("new.dta"))
  expect_warning(new <- read_survey(at("new.dta")), class = "pairwave_warning_truncated")
  expect_gt(nrow(new), 100)
  expect_identical(as.double(new$REAL), rep(c(1.5, -2e10, NA), 100)[seq_len(nrow(new))])
  expect_gt(half, 50)
  expect_lt(half, 300)
  expect_identical(end, 300L)
  expect_snapshot(error = TRUE, {
    rows(at("half.dta"), damaged = "error")
    rows(at("end.dta"), damaged = "error")
    rows(at("start.dta"))
    rows(at("text.dta"))
    rows(at("text.sas7bdat"))
    rows(at("text.xpt"))
    rows(at("whole.dta"), encoding = "no-such-encoding")
  })
})

test_that("a SAS format keeps its decimals", {
  skip_if_not_installed("haven", "2.5.5")
  data <- data.frame(at = c(1.5, 2), size = c(1, 2), day = c(1, 2), txt = c("a", "b"))
  said <- c(at = "TIME", size = "F", day = "DATETIME")
  for (name in names(said)) attr(data[[name]], "format.sas") <- said[[name]]
  path <- withr::local_tempfile(fileext = ".sas7bdat")
  suppressWarnings(haven::write_sas(data, path))
  bytes <- readBin(path, "raw", file.size(path))
  # haven writes neither width nor decimals; each column has a place for them.
  mark <- as.raw(c(0xfe, 0xfb, rep(0xff, 6)))
  at <- rev(grepRaw(mark, bytes, all = TRUE, fixed = TRUE))
  bytes[at[1:3] + 24] <- as.raw(c(20, 8, 22))
  bytes[at[1:2] + 26] <- as.raw(3:2)
  writeBin(bytes, path)
  formats <- function(x) vapply(x[names(said)], attr, "", "format.sas")
  survey <- read_survey(path)
  expect_identical(formats(survey), c(at = "TIME20.3", size = "F8.2", day = "DATETIME22"))
  expect_identical(formats(survey), formats(haven::read_sas(path)))
  expect_s3_class(survey$at, "hms")
  transport <- withr::local_tempfile(fileext = ".xpt")
  for (name in names(said)) attr(data[[name]], "format.sas") <- formats(survey)[[name]]
  haven::write_xpt(data, transport, name = "PEOPLE")
  expect_identical(formats(read_survey(transport)), formats(survey))
})
