# A build without ReadStat reads .por, .dta, .sas7bdat and .xpt with haven: column by
# column what this build reads itself, here by both ways on the same files.

# The files that haven and R write, of every version, and the portable files that are
# there.
files_for_both <- function(folder) {
  people <- function(letter) data.frame(
    NUM = c(1L, 2L, NA), REAL = c(1.5, -2e10, NA), TXT = c("a", "\u00e9t\u00e9", ""),
    DAY = as.Date(c("2019-03-01", NA, "1950-01-01")),
    AT = as.POSIXct(c(0, NA, 1e9), origin = "1970-01-01", tz = "UTC"),
    CODED = haven::labelled(c(1, haven::tagged_na(letter), 3),
                            c(Yes = 1, Refused = haven::tagged_na(letter)), label = "Coded")
  )
  of <- function(...) file.path(folder, paste0(...))
  for (version in 8:15) haven::write_dta(people("a"), of("v", version, ".dta"), version = version,
                                         label = if (version > 9) "People")
  for (version in c(5, 8)) {
    haven::write_xpt(cbind(people("A"), TOOK = hms::hms(c(1, NA, 3600))), of("v", version, ".xpt"),
                     version = version, name = "PEOPLE")
  }
  suppressWarnings(haven::write_sas(people("A"), of("set.sas7bdat")))
  portable <- test_path("../../../shared/fixtures/sample.por")
  if (file.exists(portable)) file.copy(portable, folder)
  list.files(folder, full.names = TRUE)
}

# What differs, and is known to: haven says nothing of these facts of a file.
without_unsaid <- function(x) {
  about <- attr(x, "survey")
  about[c("encoding", "weight", "attributes", "mr_sets", "notes")] <- NULL
  attr(x, "survey") <- about
  attr(x, "file_rows") <- NULL
  for (i in seq_along(x)) {
    known <- attributes(x[[i]])
    if (length(known)) attributes(x[[i]]) <- known[order(names(known))]
  }
  x
}
tags_of <- function(x) lapply(x, function(column) {
  if (is.double(unclass(column))) haven::na_tag(as.double(unclass(column)))
})

test_that("haven's columns become those that ReadStat gives", {
  skip_if_not_installed("haven", "2.5.5")
  skip_if_not(has_readstat(), "this build reads them with haven only")
  files <- files_for_both(withr::local_tempdir())
  expect_gte(length(files), 11)
  for (path in files) {
    format <- file_ending(path)
    for (user_na in c(TRUE, FALSE)) {
      ours <- read_survey(path, user_na = user_na)
      theirs <- mark_known_columns(set_aside_time_codes(
        read_with_haven(path, format, user_na = user_na)), list())
      expect_identical(without_unsaid(theirs), without_unsaid(ours), label = basename(path))
      expect_identical(tags_of(theirs), tags_of(ours), label = basename(path))
    }
    part <- read_with_haven(path, format, columns = names(ours)[3:2], skip = 1, n_max = 1)
    expect_identical(without_unsaid(part),
                     without_unsaid(read_survey(path, columns = names(ours)[3:2], skip = 1,
                                                n_max = 1)), label = basename(path))
  }
})

test_that("what haven can't read, and what ends too early, is said", {
  skip_if_not_installed("haven", "2.5.5")
  folder <- withr::local_tempdir()
  people <- data.frame(n = 1:3, text = c("a", "b", "c"))
  path <- file.path(folder, "people.dta")
  haven::write_dta(people, path)
  writeBin(readBin(path, "raw", 300), path)
  expect_error(read_with_haven(path, "dta"), class = "pairwave_error_format")
  expect_snapshot(read_with_haven(path, "dta"), error = TRUE)
  transport <- file.path(folder, "people.xpt")
  haven::write_xpt(people, transport)
  writeBin(utils::head(readBin(transport, "raw", 1e6), -20), transport)
  expect_warning(read_with_haven(transport, "xpt"), class = "pairwave_warning_truncated")
  expect_snapshot(read_with_haven(transport, "xpt", damaged = "error"), error = TRUE)
  expect_snapshot(need_package("thisisnothere", haven_reason(transport)), error = TRUE)
})

test_that("the build without ReadStat reads them all", {
  skip_if(has_readstat(), "this build reads them itself")
  skip_if_not_installed("haven", "2.5.5")
  for (path in files_for_both(withr::local_tempdir())) {
    survey <- read_survey(path)
    expect_s3_class(survey, "pairwave_survey")
    expect_gt(nrow(survey), 0)
    expect_identical(attr(survey, "survey")$format, file_ending(path))
  }
})

test_that("a portable file that was cut is told by its end", {
  path <- test_path("../../../shared/fixtures/sample.por")
  skip_if_not(file.exists(path))
  expect_false(end_is_cut(path, "por"))
  cut <- withr::local_tempfile(fileext = ".por")
  whole <- readBin(path, "raw", file.size(path))
  for (n in c(0, 100, 900)) {
    writeBin(whole[seq_len(n)], cut)
    expect_true(end_is_cut(cut, "por"))
  }
})
