# A .sav of one text column in which the rows named hold a byte that is no text.
damaged_sav <- function(bad, rows = 30, env = parent.frame()) {
  skip_if_not_installed("haven", "2.5.5")
  path <- file.path(withr::local_tempdir(.local_envir = env), "damaged.sav")
  haven::write_sav(data.frame(said = sprintf("\u00e9%04d", seq_len(rows)), n = 1),
                   path, compress = "none")
  bytes <- readBin(path, "raw", 1e6)
  accent <- which(bytes == as.raw(0xc3))
  bytes[accent[bad]] <- as.raw(0xff)
  writeBin(bytes, path)
  path
}

test_that("a warning names columns and rows in which text was replaced", {
  rows <- function(...) nrow(read_survey(...))
  expect_snapshot({
    rows(damaged_sav(17))
    rows(damaged_sav(c(3, 4, 9:20)), skip = 2)
  })
  cnd <- expect_warning(read_survey(damaged_sav(c(3, 4))), class = "pairwave_warning_encoding")
  expect_identical(cnd$columns, "said")
  expect_identical(as.integer(cnd$rows), 2L)
  expect_no_warning(read_survey(damaged_sav(17), columns = "n"))
})

test_that("a message says how many rows are missing, and only of those asked for", {
  path <- damaged_sav(integer())
  bytes <- readBin(path, "raw", 1e6)
  writeBin(utils::head(bytes, -24), path)
  cnd <- expect_warning(read_survey(path), class = "pairwave_warning_truncated")
  expect_identical(cnd$absent, 2)
  expect_no_warning(read_survey(path, n_max = 28))
  expect_no_warning(read_survey(path, n_max = 0))
  expect_warning(read_survey(path, skip = 28), class = "pairwave_warning_truncated")
  expect_snapshot(error = TRUE, {
    read_survey(path, damaged = "error")
    check_complete(1, 1, 0, path, "error", NULL)
    check_complete(1200, 300, 299, path, "error", NULL)
  })
})

test_that("many damaged columns are not all listed", {
  columns <- stats::setNames(as.list(rep("\ufffd", 13)), letters[1:13])
  expect_snapshot(warn_replaced(columns, rep(1, 13), 0, "many.dta", names_bad = 2))
  expect_no_warning(warn_replaced(columns, rep(0, 13), 0, "none.dta"))
})
