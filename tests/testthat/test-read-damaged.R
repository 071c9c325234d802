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

# A .sav of five rows, with whatever statements.
stated_sav <- function(..., env = parent.frame()) {
  path <- file.path(withr::local_tempdir(.local_envir = env), "stated.sav")
  columns <- list(A = c(1, 2, NA, 3.5, 1000), T = c("a", "hello world", "", "blue sky!", "z"))
  writeBin(as.vector(sav_bytes(columns, ...)), path)
  path
}

test_that("complete rows are counted in the data, whatever the file states", {
  skip_second_time()
  said <- c(-1, 0, 5, 7)
  kinds <- c("none", "byte", "zlib")
  for (kind in kinds) {
    for (header in said) for (record in c(said, NA)) for (beyond in 0:1) {
      # By `make test` each statement with each other, of one kind of file.
      at <- match(kind, kinds) + match(header, said) + match(record, c(said, NA)) + beyond
      if (at %% few_or_many(3, 1) != 0) next
      path <- stated_sav(kind, header = header, record = record, beyond = beyond)
      found <- NULL
      rows <- withCallingHandlers(
        nrow(read_survey(path)),
        pairwave_warning = function(cnd) {
          found <<- c(found, sub("pairwave_warning_", "", class(cnd)[1]))
          rlang::cnd_muffle(cnd)
        }
      )
      says <- setdiff(c(header, record), c(-1, NA))
      # A single statement of more rows than there are is that of a file cut off.
      wanted <- if (length(says) == 1 && says > 5) "truncated"
        else if (length(says) == 0 && beyond > 0) "truncated"
        else if (any(says != 5) || beyond > 0) "miscounted"
      what <- paste(kind, header, record, beyond)
      expect_identical(rows, 5L, label = what)
      expect_identical(found, wanted, label = what)
    }
  }
})

test_that("rows are asked for and passed over beyond what the file states", {
  skip_second_time()
  for (kind in c("none", "byte", "zlib")) {
    path <- stated_sav(kind, header = 3, record = 3)
    for (skip in c(0, 2, 4, 6)) for (n_max in c(0, 1, 3, 5, Inf)) {
      survey <- suppressWarnings(read_survey(path, skip = skip, n_max = n_max),
                                 classes = "pairwave_warning_miscounted")
      expected <- intersect(seq_len(min(n_max, 6)) + skip, 1:5)
      expect_identical(nrow(survey), length(expected))
      expect_identical(bare_values(survey$A), c(1, 2, NA, 3.5, 1000)[expected])
      rows <- attr(survey, "file_rows")
      expect_true(is.null(rows) || rows == 5)
    }
  }
})

test_that("what a file states of its rows is said where it is wrong", {
  skip_second_time()
  rows <- function(...) nrow(read_survey(stated_sav(...)))
  expect_snapshot({
    rows("byte", header = 3)
    rows("none", header = 5, record = 3)
    rows("zlib", header = 5, beyond = 1)
    rows("byte", header = -1, beyond = 1)
  })
  expect_snapshot(error = TRUE, {
    read_survey(stated_sav("byte", header = 3), damaged = "error")
    read_survey(stated_sav("none", record = 3), damaged = "error")
  })
  cnd <- expect_warning(read_survey(stated_sav(record = 3)), class = "pairwave_warning_miscounted")
  expect_identical(cnd$stated, c(5, 3))
  expect_identical(cnd$rows, 5)
  expect_no_warning(read_survey(stated_sav("byte", ended = TRUE)))
})

test_that("a survey knows how many rows its file has, and a part of it does not", {
  path <- stated_sav("none")
  expect_identical(attr(read_survey(path), "file_rows"), 5)
  expect_identical(attr(read_survey(path, n_max = 2), "file_rows"), 5)
  packed <- stated_sav("byte")
  expect_identical(attr(read_survey(packed), "file_rows"), 5)
  expect_null(attr(read_survey(packed, n_max = 2), "file_rows"))
  expect_null(attr(read_survey(path)[1:5, ], "file_rows"))
})
